//! A trip as a whole, and what only the trip page shows.

use crate::document::{Gravity, Line, MomentKind, Route, TripStatus, UpdateKind, When};
use crate::files::{FilePath, Span};
use crate::site::{
    Dated, Entity, Event, Fact, Figure, Id, Media, Party, Person, Place, Section, Stop, Text, Time,
    Topic,
};

/// A trip.
#[derive(Clone, Debug)]
pub(crate) struct Trip {
    /// The name of its folder.
    pub(crate) id: String,
    /// What its addresses begin with: empty, or the folder and a slash.
    pub(crate) prefix: String,
    /// The file that it is written in.
    pub(crate) file: FilePath,
    /// The headline.
    pub(crate) title: String,
    /// Where the title is written.
    pub(crate) title_span: Span,
    pub(crate) traveller: Option<Id<Person>>,
    pub(crate) status: TripStatus,
    pub(crate) key_points: Vec<KeyPoint>,
    /// The sentence under the headline.
    pub(crate) dek: Option<Text>,
    pub(crate) purpose: Option<Text>,
    pub(crate) why_it_matters: Option<Text>,
    /// Which of the traveller's trips it is.
    pub(crate) ordinal: Option<Text>,
    pub(crate) time: Time,
    /// Where the time is written; the file's fields where it is not.
    pub(crate) time_span: Span,
    pub(crate) duration_text: Option<String>,
    /// The day on which what is written was so.
    pub(crate) as_of: When,
    /// The stops, in the order of the journey.
    pub(crate) stops: Vec<Id<Stop>>,
    /// The events, by stop, time and name.
    pub(crate) events: Vec<Id<Event>>,
    /// The sections, in the order of the page.
    pub(crate) sections: Vec<Id<Section>>,
    pub(crate) route: Route,
    pub(crate) origin: Option<Id<Place>>,
    pub(crate) authors: Vec<Author>,
    /// How the explainer was made.
    pub(crate) method: Option<Text>,
    pub(crate) published: When,
    pub(crate) updated: When,
    /// Where that is written; the file's fields where it is not.
    pub(crate) updated_span: Span,
    pub(crate) image: Option<Id<Media>>,
    pub(crate) aliases: Vec<Line>,
    /// Whether readers are not to see it yet.
    pub(crate) draft: bool,
    pub(crate) facts: Vec<Id<Fact>>,
    /// Every fact of `facts.yaml`, in the order of the file.
    pub(crate) ledger: Vec<Id<Fact>>,
    pub(crate) figures: Vec<Id<Figure>>,
    pub(crate) wants: Vec<Want>,
    pub(crate) timeline: Vec<Moment>,
    pub(crate) questions: Vec<Question>,
    pub(crate) updates: Vec<Update>,
    pub(crate) dated: Dated,
    /// The introduction.
    pub(crate) body: Text,
    pub(crate) span: Span,
}

/// One of the points that a reader must know.
#[derive(Clone, Debug)]
pub(crate) struct KeyPoint {
    pub(crate) text: Text,
    pub(crate) facts: Vec<Id<Fact>>,
}

/// Who wrote the page.
#[derive(Clone, Debug)]
pub(crate) struct Author {
    pub(crate) name: String,
    pub(crate) role: Option<String>,
    pub(crate) url: Option<String>,
}

/// What a side wants.
#[derive(Clone, Debug)]
pub(crate) struct Want {
    pub(crate) side: Party,
    pub(crate) from: Party,
    pub(crate) text: Text,
    /// The topic that tells more.
    pub(crate) topic: Option<Id<Topic>>,
    pub(crate) facts: Vec<Id<Fact>>,
}

/// A precedent, a deadline or a milestone.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    pub(crate) id: String,
    pub(crate) title: Text,
    pub(crate) time: Time,
    pub(crate) kind: MomentKind,
    /// What is different afterwards.
    pub(crate) what_changes: Option<Text>,
    pub(crate) facts: Vec<Id<Fact>>,
}

/// What readers ask.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) question: Text,
    pub(crate) answer: Text,
    pub(crate) facts: Vec<Id<Fact>>,
}

/// The parts of a trip page that an update can be about, by their anchors.
pub(crate) const PARTS: &[&str] = &[
    "at-a-glance",
    "key-points",
    "introduction",
    "route",
    "itinerary",
    "wants",
    "figures",
    "deadlines",
    "timeline",
    "ledger",
    "questions",
    "people",
    "glossary",
    "sources",
    "method",
];

/// A passage that an update is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Passage {
    /// A page, a fact, a figure …
    Entity(Entity),
    /// A heading of a page.
    HeadingOf(Entity, String),
    /// A heading of the trip's introduction.
    Heading(String),
    /// One of [`PARTS`].
    Part(String),
}

/// What changed on the page, or what was wrong.
#[derive(Clone, Debug)]
pub(crate) struct Update {
    pub(crate) id: String,
    pub(crate) date: When,
    pub(crate) kind: UpdateKind,
    /// Where that is written.
    pub(crate) kind_span: Span,
    pub(crate) text: Text,
    pub(crate) gravity: Gravity,
    /// What was wrong.
    pub(crate) was: Option<Text>,
    /// What is right.
    pub(crate) now: Option<Text>,
    /// The passage that it is about.
    pub(crate) passage: Option<Passage>,
    /// Who approved it.
    pub(crate) approved_by: Option<String>,
    /// The whole entry.
    pub(crate) span: Span,
}

impl Update {
    /// The id of its element on the pages that show it.
    pub(crate) fn anchor(&self) -> String {
        format!("update-{}", self.id)
    }
}
