//! What is published of a trip beside its pages, and where.

use crate::site::{Entity, Event, Id, Site, Trip};

/// The file beside a page that has its text alone.
pub(crate) const TEXT_EDITION: &str = "index.md";

/// The file beside an event's page that has the event for a calendar.
pub(crate) const EVENT_CALENDAR: &str = "event.ics";

/// A form in which a trip is published beside its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Edition {
    /// What is new, as Atom (RFC 4287).
    Atom,
    /// What is new, as JSON Feed 1.1.
    JsonFeed,
    /// The dated events, as iCalendar (RFC 5545).
    Calendar,
    /// All that the trip's pages say, as JSON.
    Data,
    /// The JSON Schema of that.
    Schema,
    /// The ledger as a table (RFC 4180).
    Facts,
}

impl Edition {
    /// Every form there is.
    pub(crate) const ALL: &'static [Self] =
        &[Self::Atom, Self::JsonFeed, Self::Calendar, Self::Data, Self::Schema, Self::Facts];

    /// Its file, after the prefix of the trip.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Atom => "feed.xml",
            Self::JsonFeed => "feed.json",
            Self::Calendar => "itinerary.ics",
            Self::Data => "data/trip.json",
            Self::Schema => "data/trip.schema.json",
            Self::Facts => "data/facts.csv",
        }
    }

    /// The media type, as IANA lists it.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::JsonFeed => "application/feed+json",
            Self::Calendar => "text/calendar",
            Self::Data => "application/json",
            Self::Schema => "application/schema+json",
            Self::Facts => "text/csv",
        }
    }
}

impl Site {
    /// The address of an edition of a trip; none where there is nothing to put in it.
    pub(crate) fn edition(&self, id: Id<Trip>, edition: Edition) -> Option<String> {
        let trip = &self.trips[id];
        let has_content = match edition {
            Edition::Atom | Edition::JsonFeed => !trip.dated.news.is_empty(),
            Edition::Calendar => !trip.dated.appointments.is_empty(),
            Edition::Facts => !trip.ledger.is_empty(),
            Edition::Data | Edition::Schema => true,
        };
        has_content.then(|| format!("{}{}", trip.prefix, edition.file()))
    }

    /// The address of the calendar that an event has beside its page; none unless it is dated.
    pub(crate) fn event_calendar(&self, event: Id<Event>) -> Option<String> {
        self.events[event].slot()?;
        Some(format!("{}{EVENT_CALENDAR}", self.address(Entity::Event(event))?.page))
    }
}
