//! What is known, fact by fact, and the numbers in it.

use crate::document::{Certainty, FactKind, When};
use crate::files::Span;
use crate::site::{Entity, Id, Party, Source, Text, Trip};

/// A fact.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    pub(crate) id: String,
    pub(crate) trip: Id<Trip>,
    /// The fact, in a sentence of ours.
    pub(crate) text: Text,
    pub(crate) certainty: Certainty,
    pub(crate) kind: FactKind,
    pub(crate) sources: Vec<Id<Source>>,
    /// Who says so.
    pub(crate) speaker: Option<Party>,
    /// The exact words.
    pub(crate) quote: Option<String>,
    pub(crate) about: Vec<Entity>,
    /// Whether it is about some event, if only about one that is not published.
    pub(crate) about_events: bool,
    /// The day on which it was so.
    pub(crate) as_of: When,
    /// The fact that it takes the place of.
    pub(crate) supersedes: Option<Id<Fact>>,
    /// Where that fact is named.
    pub(crate) supersedes_span: Option<Span>,
    /// Where its id is written.
    pub(crate) id_span: Span,
    pub(crate) span: Span,
}

/// A number that prose may quote.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) id: String,
    pub(crate) trip: Id<Trip>,
    pub(crate) value: f64,
    /// What it counts: `percent`, a currency code, `count` …
    pub(crate) unit: String,
    /// How it is printed.
    pub(crate) display: String,
    /// Where that is written.
    pub(crate) display_span: Span,
    pub(crate) label: String,
    /// A word of caution.
    pub(crate) qualifier: Option<String>,
    /// What it means for a reader.
    pub(crate) means: Option<Text>,
    pub(crate) facts: Vec<Id<Fact>>,
    pub(crate) span: Span,
}
