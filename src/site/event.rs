//! A meeting, a signing, a summit.

use crate::document::{EventKind, Line, Status, When};
use crate::files::{FilePath, Span};
use crate::site::{Fact, Id, Party, Stop, Text, Time, Trip};

/// An event.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) id: String,
    pub(crate) trip: Id<Trip>,
    /// The file that it is written in.
    pub(crate) file: FilePath,
    pub(crate) title: String,
    /// Where the title is written.
    pub(crate) title_span: Span,
    pub(crate) kind: EventKind,
    pub(crate) status: Status,
    /// Where the status is written.
    pub(crate) status_span: Span,
    /// Who says so.
    pub(crate) status_by: Option<Party>,
    /// The day on which the status was so.
    pub(crate) as_of: When,
    pub(crate) time: Time,
    /// Where the time is written; the file's fields where it is not.
    pub(crate) time_span: Span,
    /// When it was to take place before it was put off.
    pub(crate) previous: When,
    pub(crate) stop: Option<Id<Stop>>,
    pub(crate) part_of: Option<Id<Event>>,
    /// Where the event that it belongs to is named.
    pub(crate) part_of_span: Option<Span>,
    pub(crate) participants: Vec<Participant>,
    pub(crate) agenda: Vec<Text>,
    pub(crate) summary: Option<Text>,
    pub(crate) likelihood: Option<Likelihood>,
    pub(crate) precedent: Option<Precedent>,
    pub(crate) outcome: Option<Text>,
    pub(crate) history: Vec<Change>,
    pub(crate) facts: Vec<Id<Fact>>,
    pub(crate) aliases: Vec<Line>,
    /// Whether readers are not to see it yet.
    pub(crate) draft: bool,
    pub(crate) updated: When,
    pub(crate) body: Text,
    pub(crate) span: Span,
}

/// Somebody who takes part.
#[derive(Clone, Debug)]
pub(crate) struct Participant {
    pub(crate) who: Party,
    /// As what; none where the registry says it.
    pub(crate) role: Option<String>,
}

/// How likely somebody calls an event.
#[derive(Clone, Debug)]
pub(crate) struct Likelihood {
    /// The words, exactly.
    pub(crate) text: String,
    pub(crate) by: Option<Party>,
    pub(crate) fact: Option<Id<Fact>>,
    pub(crate) span: Span,
}

/// When the like last happened.
#[derive(Clone, Debug)]
pub(crate) struct Precedent {
    pub(crate) text: Text,
    pub(crate) when: When,
}

/// One change of an event's status.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) date: When,
    /// Where the date is written.
    pub(crate) date_span: Span,
    pub(crate) from: Option<Status>,
    /// Where the old status is written; the whole change where it is not.
    pub(crate) from_span: Span,
    pub(crate) to: Status,
    /// Where the new status is written.
    pub(crate) to_span: Span,
    pub(crate) by: Option<Party>,
    pub(crate) note: Option<Text>,
}
