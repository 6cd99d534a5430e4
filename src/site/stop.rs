//! Where the traveller stops.

use crate::document::{LabelSide, Line, Status, When};
use crate::files::{FilePath, Span};
use crate::site::{Fact, Id, Place, Text, Time, Trip};

/// A stop.
#[derive(Clone, Debug)]
pub(crate) struct Stop {
    pub(crate) id: String,
    pub(crate) trip: Id<Trip>,
    /// The file that it is written in.
    pub(crate) file: FilePath,
    pub(crate) title: String,
    /// Where the title is written.
    pub(crate) title_span: Span,
    pub(crate) place: Option<Id<Place>>,
    pub(crate) status: Status,
    /// Where the status is written.
    pub(crate) status_span: Span,
    /// From arrival to departure.
    pub(crate) time: Time,
    /// Where the time is written; the file's fields where it is not.
    pub(crate) time_span: Span,
    /// Where the arrival is written.
    pub(crate) arrive_span: Option<Span>,
    /// The time zone, as IANA names it; none if nothing says which.
    pub(crate) tz: Option<String>,
    pub(crate) summary: Option<Text>,
    pub(crate) agenda: Vec<Text>,
    /// The side of its dot on which the map puts the label.
    pub(crate) label: Option<LabelSide>,
    pub(crate) facts: Vec<Id<Fact>>,
    pub(crate) aliases: Vec<Line>,
    /// Whether readers are not to see it yet.
    pub(crate) draft: bool,
    pub(crate) updated: When,
    pub(crate) body: Text,
    pub(crate) span: Span,
}
