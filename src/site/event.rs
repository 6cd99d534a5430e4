//! A meeting, a signing, a summit.

use jiff::Zoned;
use jiff::civil::Date;

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

/// Where an event stands in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// On whole days.
    Days {
        /// The first one.
        first: Date,
        /// The last one, which belongs to it.
        last: Date,
    },
    /// At a time, on the clocks of its place.
    Times {
        /// When it begins.
        start: Zoned,
        /// When it ends; none where nobody has said.
        end: Option<Zoned>,
    },
}

impl Event {
    /// When it is to take place; what is postponed has no date any more.
    pub(crate) fn present_time(&self) -> Time {
        match self.status {
            Status::Postponed => Time { when: When::Unknown, ..self.time.clone() },
            _ => self.time.clone(),
        }
    }

    /// Where it stands in a calendar; none unless its first and last day are known for certain.
    pub(crate) fn slot(&self) -> Option<Slot> {
        let Time { when, zone, .. } = self.present_time();
        let when = zone.map_or_else(|| when.clone(), |zone| when.clone().seen_from(&zone));
        let (start, end) = (when.start()?, when.end()?);
        if !start.is_exact() || !end.is_exact() {
            return None;
        }
        Some(match (start.zoned(), end.zoned()) {
            (Some(start), Some(end)) => {
                let end = Some(end).filter(|end| *end > start);
                Slot::Times { start, end }
            }
            // Of a stay from a time to a day, only the days are known at both ends.
            _ => Slot::Days { first: start.earliest()?, last: end.latest()? },
        })
    }
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
