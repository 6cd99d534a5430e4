//! What of a trip has an exact day, and so a place in its feeds and its calendar.

use std::cmp::Reverse;

use jiff::Zoned;

use crate::site::{Event, Id, Site, Trip};

/// What of a trip has an exact day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dated {
    /// What its feeds tell, newest first.
    pub(crate) news: Vec<News>,
    /// The events that have a place in a calendar, in the order of [`Trip::events`].
    pub(crate) appointments: Vec<Id<Event>>,
}

impl Dated {
    pub(super) fn of(trip: &Trip, site: &Site) -> Self {
        let events = trip.events.iter().copied();
        let appointments = events.filter(|event| site.events[*event].slot().is_some());
        Self { news: news(trip, site), appointments: appointments.collect() }
    }
}

/// Something new, on a day that the newsroom gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct News {
    /// The time, or the beginning of the day on the newsroom's clocks.
    pub(crate) at: Zoned,
    /// What it is.
    pub(crate) told: Told,
}

/// Where something new is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// At this place of the trip's `updates`.
    Update(usize),
    /// At this place of the event's `history`.
    Change(Id<Event>, usize),
}

/// What is new about a trip, newest first; what has no exact day is left out.
///
/// Of one day, updates come first, and of an event's changes the last one in its file.
fn news(trip: &Trip, site: &Site) -> Vec<News> {
    let zone = &site.settings.time_zone;
    let updates = trip.updates.iter().enumerate().filter_map(|(at, update)| {
        Some(News { at: update.date.instant(zone)?, told: Told::Update(at) })
    });
    let changes = trip.events.iter().flat_map(|id| {
        let history = site.events[*id].history.iter().enumerate().rev();
        history.filter_map(|(at, change)| {
            Some(News { at: change.date.instant(zone)?, told: Told::Change(*id, at) })
        })
    });
    let mut news: Vec<News> = updates.chain(changes).collect();
    news.sort_by_key(|news| Reverse(news.at.timestamp()));
    news
}
