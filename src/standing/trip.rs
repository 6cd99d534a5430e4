//! Where one trip stands: its facts, its stops and meetings, what is stale.

use jiff::civil::Date;
use serde::Serialize;

use crate::document::{Certainty, Status, TripStatus, When};
use crate::page::{in_words, pages_stating};
use crate::rules;
use crate::site::{Event, Fact, Id, Site, Stop, Time, Trip};
use crate::standing::Grounds;
use crate::standing::unsourced::{self, Unsourced};

/// Where a trip stands.
#[derive(Debug, Serialize)]
pub(super) struct OfTrip {
    pub(super) id: String,
    pub(super) title: String,
    /// A word of the format, such as `underway`.
    pub(super) status: &'static str,
    pub(super) when: TimeText,
    pub(super) as_of: Option<Aged>,
    /// The trip's last day, if its status is behind it.
    pub(super) day_passed: Option<String>,
    pub(super) facts: Facts,
    /// In the order of the journey.
    pub(super) stops: Vec<Item>,
    /// In the order of the itinerary.
    pub(super) events: Vec<Item>,
    /// What rests on no fact and no source; none while there are errors, for a slip elsewhere may
    /// be what makes it seem so.
    pub(super) unsourced: Option<Vec<Unsourced>>,
}

/// When something is, for machines and for readers.
#[derive(Debug, Serialize)]
pub(super) struct TimeText {
    /// In EDTF (ISO 8601-2); `unknown` where nobody has said.
    pub(super) date: String,
    /// As the pages print it.
    pub(super) text: String,
}

/// A day, and how many days ago it was.
#[derive(Debug, Serialize)]
pub(super) struct Aged {
    pub(super) date: String,
    /// None where either day is not known, the day is still to come, or what was said of it is
    /// final and does not age.
    pub(super) days: Option<i32>,
}

/// How sure the facts are, and how well they are covered.
#[derive(Debug, Serialize)]
pub(super) struct Facts {
    pub(super) total: usize,
    /// The certainties that some fact has, strongest first.
    pub(super) certainties: Vec<OfCertainty>,
    pub(super) list: Vec<FactEntry>,
}

/// The facts of one certainty.
#[derive(Debug, Serialize)]
pub(super) struct OfCertainty {
    /// A word of the format, such as `possible`.
    pub(super) certainty: &'static str,
    pub(super) facts: usize,
    pub(super) on_one_page: usize,
    pub(super) on_more_pages: usize,
    pub(super) uncovered: usize,
}

/// A fact in a line.
#[derive(Debug, Serialize)]
pub(super) struct FactEntry {
    pub(super) id: String,
    pub(super) certainty: &'static str,
    /// The pages that state it, by their addresses in the site.
    pub(super) stated_on: Vec<String>,
    /// Whether no page states it.
    pub(super) uncovered: bool,
    /// The ids of its sources.
    pub(super) sources: Vec<String>,
}

/// A stop or a meeting in a line.
#[derive(Debug, Serialize)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) title: String,
    /// A word of the format, such as `scheduled`.
    pub(super) status: &'static str,
    pub(super) when: TimeText,
    pub(super) as_of: Option<Aged>,
    /// Its last day, if that is over and the status still says that it is ahead.
    pub(super) day_passed: Option<String>,
}

/// Where a trip stands on the day `today`.
pub(super) fn of_trip(id: Id<Trip>, today: Option<Date>, grounds: Grounds<'_>) -> OfTrip {
    let trip = &grounds.site.trips[id];
    let stop = |id: &Id<Stop>| grounds.stop(&grounds.site.stops[*id], today);
    let event = |id: &Id<Event>| grounds.event(&grounds.site.events[*id], today);
    OfTrip {
        id: trip.id.clone(),
        title: trip.title.clone(),
        status: trip.status.word(),
        when: grounds.time(&trip.time),
        as_of: aged(&trip.as_of, today.filter(|_| trip.status != TripStatus::Ended)),
        day_passed: passed(trip, today),
        facts: grounds.facts(id),
        stops: trip.stops.iter().map(stop).collect(),
        events: trip.events.iter().map(event).collect(),
        unsourced: (grounds.problems.errors() == 0).then(|| unsourced::of_trip(trip, grounds)),
    }
}

impl Grounds<'_> {
    fn time(self, time: &Time) -> TimeText {
        let text = in_words(time, self.words, &self.site.settings.time_zone);
        TimeText { date: time.when.to_string(), text }
    }

    fn stop(self, stop: &Stop, today: Option<Date>) -> Item {
        Item {
            id: stop.id.clone(),
            title: stop.title.clone(),
            status: stop.status.word(),
            when: self.time(&stop.time),
            as_of: None,
            day_passed: day_passed(stop.status, &stop.time.when, today),
        }
    }

    fn event(self, event: &Event, today: Option<Date>) -> Item {
        Item {
            id: event.id.clone(),
            title: event.title.clone(),
            status: event.status.word(),
            when: self.time(&event.time),
            as_of: aged(&event.as_of, today.filter(|_| !is_final(event.status))),
            day_passed: day_passed(event.status, &event.time.when, today),
        }
    }

    fn facts(self, trip: Id<Trip>) -> Facts {
        let pages = pages_stating(trip, self.site, self.words);
        let list: Vec<FactEntry> =
            pages.into_iter().map(|(id, pages)| fact_entry(id, pages, self.site)).collect();
        let of = |certainty: &Certainty| of_certainty(certainty.word(), &list);
        let certainties = by_strength().filter_map(of).collect();
        Facts { total: list.len(), certainties, list }
    }
}

fn fact_entry(id: Id<Fact>, stated_on: Vec<String>, site: &Site) -> FactEntry {
    let fact = &site.facts[id];
    FactEntry {
        id: fact.id.clone(),
        certainty: site.certainty(id).word(),
        stated_on,
        uncovered: !rules::is_stated(id, site),
        sources: fact.sources.iter().map(|source| site.sources[*source].id.clone()).collect(),
    }
}

/// The certainties, strongest first; those that stand apart come last.
fn by_strength() -> impl Iterator<Item = &'static Certainty> {
    let apart = |certainty: &&Certainty| **certainty > Certainty::Confirmed;
    let scale = Certainty::ALL.iter().rev().filter(move |certainty| !apart(certainty));
    scale.chain(Certainty::ALL.iter().filter(apart))
}

fn of_certainty(certainty: &'static str, list: &[FactEntry]) -> Option<OfCertainty> {
    let of = || list.iter().filter(|fact| fact.certainty == certainty);
    let uncovered = of().filter(|fact| fact.uncovered).count();
    let on_more_pages = of().filter(|fact| fact.stated_on.len() > 1).count();
    let facts = of().count();
    let on_one_page = facts - uncovered - on_more_pages;
    (facts > 0).then_some(OfCertainty { certainty, facts, on_one_page, on_more_pages, uncovered })
}

fn day_passed(status: Status, when: &When, today: Option<Date>) -> Option<String> {
    rules::passed(status, when, today?).map(|day| day.to_string())
}

/// Whether nothing more is to be heard of something with this status.
fn is_final(status: Status) -> bool {
    matches!(status, Status::TookPlace | Status::DidNotTakePlace | Status::Cancelled)
}

/// The last day of a trip that is over, and not told as ended.
fn passed(trip: &Trip, today: Option<Date>) -> Option<String> {
    let last = trip.time.when.latest()?;
    let over = trip.status != TripStatus::Ended && last < today?;
    over.then(|| last.to_string())
}

fn aged(when: &When, today: Option<Date>) -> Option<Aged> {
    if *when == When::Unknown {
        return None;
    }
    let days = when.latest().zip(today).and_then(|(day, today)| (today - day).get_days().into());
    Some(Aged { date: when.to_string(), days: days.filter(|days| *days >= 0) })
}
