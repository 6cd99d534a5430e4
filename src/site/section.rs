//! A section of a trip, and its topics.

use crate::document::{Line, When};
use crate::files::{FilePath, Span};
use crate::site::{Entity, Fact, Id, Text, Trip};

/// A section: trade, diplomacy, context.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    pub(crate) id: String,
    pub(crate) trip: Id<Trip>,
    pub(crate) topics: Vec<Id<Topic>>,
    pub(crate) page: Topic,
}

/// A topic of a section, or the section's own introduction.
#[derive(Clone, Debug)]
pub(crate) struct Topic {
    pub(crate) id: String,
    pub(crate) trip: Id<Trip>,
    /// The section's folder.
    pub(crate) section: String,
    /// The file that it is written in.
    pub(crate) file: FilePath,
    pub(crate) title: String,
    /// Where the title is written.
    pub(crate) title_span: Span,
    pub(crate) summary: Option<Text>,
    /// Where it stands in its section.
    pub(crate) order: Option<f64>,
    pub(crate) about: Vec<Entity>,
    pub(crate) facts: Vec<Id<Fact>>,
    /// The day on which what is written was so.
    pub(crate) as_of: When,
    pub(crate) updated: When,
    pub(crate) aliases: Vec<Line>,
    /// Whether readers are not to see it yet.
    pub(crate) draft: bool,
    pub(crate) body: Text,
    pub(crate) span: Span,
}
