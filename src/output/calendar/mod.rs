//! The dated events of a trip for readers' calendars: iCalendar (RFC 5545, RFC 7986).
//!
//! A calendar program takes what it is given for certain, so only an event whose days are known for
//! certain is in it, and one that is less than planned says so in its title.

mod line;
mod zone;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::document::{Status, When};
use crate::output::{Output, add_file, identity};
use crate::page::{Detached, calendar_status};
use crate::site::{Edition, Entity, Event, Id, Slot, Trip};
use line::Lines;
use zone::{LOCAL, Span};

/// The product that makes the calendars, as a formal public identifier.
const PRODUCT: &str = "-//trip-explainer//trip//EN";

/// How often programs look for changes, as an ISO 8601 duration.
const REFRESH: &str = "PT6H";

/// The colour of the calendar, a name of CSS: that of links and the route in the default look.
const COLOUR: &str = "steelblue";

/// The stamp of an event of which the newsroom dates nothing: a stamp is required, and this one is
/// before every other, so that the first real one is newer.
const UNDATED: Timestamp = Timestamp::UNIX_EPOCH;

/// Adds the calendar of a trip and one for each of its dated events, if there are any.
pub(super) fn add(id: Id<Trip>, detached: &Detached<'_>, output: &mut Output) {
    let Some(address) = detached.site.edition(id, Edition::Calendar) else { return };
    let calendar = Calendar { trip: &detached.site.trips[id], id, detached };
    let all = &calendar.trip.dated.appointments;
    add_file(&address, calendar.write(&address, all).into_bytes(), output);
    for event in all {
        if let Some(address) = detached.site.event_calendar(*event) {
            add_file(&address, calendar.write(&address, &[*event]).into_bytes(), output);
        }
    }
}

/// What a calendar is made from.
struct Calendar<'a> {
    trip: &'a Trip,
    id: Id<Trip>,
    detached: &'a Detached<'a>,
}

impl Calendar<'_> {
    /// The calendar of some events, as it is published at an address from the site's root.
    fn write(&self, address: &str, events: &[Id<Event>]) -> String {
        let events: Vec<(Id<Event>, Slot)> = events
            .iter()
            .filter_map(|id| Some((*id, self.detached.site.events[*id].slot()?)))
            .collect();
        let mut lines = Lines::default();
        lines.plain("BEGIN", "VCALENDAR");
        lines.plain("VERSION", "2.0");
        lines.plain("PRODID", PRODUCT);
        lines.plain("CALSCALE", "GREGORIAN");
        lines.plain("METHOD", "PUBLISH");
        self.head(address, &mut lines);
        for span in zones(&events).values() {
            span.write(&mut lines);
        }
        for (id, slot) in &events {
            self.event(*id, slot, &mut lines);
        }
        lines.plain("END", "VCALENDAR");
        lines.finish()
    }

    /// What the calendar as a whole is (RFC 7986), with the names that were used before it.
    fn head(&self, address: &str, lines: &mut Lines) {
        let words = self.detached.words;
        let name = words.fill("calendar.name", &[("trip", &self.trip.title)]);
        let thing =
            format!("calendar/{}", address.strip_prefix(&self.trip.prefix).unwrap_or(address));
        lines.plain("UID", &self.uid(&thing));
        for key in ["NAME", "X-WR-CALNAME"] {
            lines.text(key, &name);
        }
        for key in ["DESCRIPTION", "X-WR-CALDESC"] {
            lines.text(key, &words.get("calendar.about"));
        }
        lines.plain("URL", &self.detached.url(Entity::Trip(self.id)).unwrap_or_default());
        lines.plain("SOURCE;VALUE=URI", &self.detached.url_of(address));
        lines.plain("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
        lines.plain("X-PUBLISHED-TTL", REFRESH);
        lines.plain("COLOR", COLOUR);
    }

    fn uid(&self, thing: &str) -> String {
        identity::uuid(thing, self.trip, self.detached.site)
    }

    fn event(&self, id: Id<Event>, slot: &Slot, lines: &mut Lines) {
        let event = &self.detached.site.events[id];
        let url = self.detached.url(Entity::Event(id)).unwrap_or_default();
        lines.plain("BEGIN", "VEVENT");
        lines.plain("UID", &self.uid(&format!("event/{}", event.id)));
        lines.plain("DTSTAMP", &utc(self.stamp(event)));
        if let Some(updated) = self.instant(&event.updated) {
            lines.plain("LAST-MODIFIED", &utc(updated));
        }
        lines.plain("SEQUENCE", &revisions(event).to_string());
        times(slot, lines);
        lines.text("SUMMARY", &self.summary(event));
        lines.plain("STATUS", calendar_status(event.status));
        // News of a meeting does not take up its reader's day.
        lines.plain("TRANSP", "TRANSPARENT");
        lines.text("LOCATION", &self.location(event));
        lines.text("DESCRIPTION", &self.description(event, &url));
        lines.text("CATEGORIES", &self.word("event_kind", event.kind.word()));
        lines.plain("URL", &url);
        lines.plain("END", "VEVENT");
    }

    fn word(&self, list: &str, key: &str) -> String {
        self.detached.words.get(&format!("{list}.{key}"))
    }

    /// The title, with the status in front unless the event takes its course.
    fn summary(&self, event: &Event) -> String {
        let as_planned = [Status::Scheduled, Status::Confirmed, Status::TookPlace];
        if as_planned.contains(&event.status) {
            return event.title.clone();
        }
        let status = self.word("status", event.status.word());
        let values = [("status", &*status), ("title", &event.title)];
        self.detached.words.fill("calendar.summary", &values)
    }

    /// The place of its stop, and what that lies in.
    fn location(&self, event: &Event) -> String {
        let site = self.detached.site;
        let first = event.stop.and_then(|stop| site.stops[stop].place);
        let within = first.and_then(|place| site.places[place].part_of);
        let names: Vec<&str> =
            [first, within].into_iter().flatten().map(|place| &*site.places[place].name).collect();
        names.join(&self.detached.words.get("separators.list"))
    }

    /// The status and who says so, what it is about, and where more is told.
    fn description(&self, event: &Event, url: &str) -> String {
        let words = self.detached.words;
        let status = self.word("status", event.status.word());
        let by = event.status_by.as_ref().map(|by| self.detached.party(by));
        let mut line = match &by {
            Some(by) => words.fill("calendar.status_by", &[("status", &status), ("by", by)]),
            None => words.fill("calendar.status", &[("status", &status)]),
        };
        if let Some(date) = self.detached.date(&event.as_of) {
            line = format!("{line} {}", words.fill("calendar.as_of", &[("date", &date)]));
        }
        let summary = event.summary.as_ref().map(crate::site::Text::plain_text);
        let outcome = event.outcome.as_ref().map(crate::site::Text::plain_text);
        let lines = [Some(line), event.time.text.clone(), summary, outcome, Some(url.to_owned())];
        lines.into_iter().flatten().collect::<Vec<String>>().join("\n\n")
    }

    /// The last of the days that the newsroom gives of an event and its trip: a build has no clock.
    fn stamp(&self, event: &Event) -> Timestamp {
        let trip = self.trip;
        let dates = [&event.updated, &event.as_of, &trip.updated, &trip.as_of, &trip.published];
        let changes = event.history.iter().map(|change| &change.date);
        let instants = dates.into_iter().chain(changes).filter_map(|when| self.instant(when));
        instants.max().unwrap_or(UNDATED)
    }

    fn instant(&self, when: &When) -> Option<Timestamp> {
        when.instant(&self.detached.site.settings.time_zone).map(|at| at.timestamp())
    }
}

/// The times of each zone, by its name; UTC needs no description.
fn zones(events: &[(Id<Event>, Slot)]) -> BTreeMap<String, Span> {
    let mut zones: BTreeMap<String, Span> = BTreeMap::new();
    for (_, slot) in events {
        let Slot::Times { start, end } = slot else { continue };
        for time in std::iter::once(start).chain(end).filter(|time| !is_utc(time)) {
            let name = time.time_zone().iana_name().unwrap_or_default().to_owned();
            zones.entry(name).or_insert_with(|| Span::of(time)).include(time);
        }
    }
    zones
}

fn is_utc(time: &Zoned) -> bool {
    time.time_zone().iana_name().is_none_or(|name| name == "UTC")
}

/// How often an event was changed: each change of its status, and a new date if it has one.
fn revisions(event: &Event) -> usize {
    let is_moved = event.previous != When::Unknown;
    event.history.len().max(usize::from(is_moved))
}

/// When an event is; a day ends where the next one begins.
fn times(slot: &Slot, lines: &mut Lines) {
    match slot {
        Slot::Days { first, last } => {
            day("DTSTART", *first, lines);
            day("DTEND", last.tomorrow().unwrap_or(*last), lines);
        }
        Slot::Times { start, end } => {
            time("DTSTART", start, lines);
            if let Some(end) = end {
                time("DTEND", end, lines);
            }
        }
    }
}

fn day(name: &str, day: Date, lines: &mut Lines) {
    lines.plain(&format!("{name};VALUE=DATE"), &day.strftime("%Y%m%d").to_string());
}

fn time(name: &str, time: &Zoned, lines: &mut Lines) {
    let zone = time.time_zone().iana_name().filter(|_| !is_utc(time));
    match zone {
        Some(zone) => {
            lines.plain(&format!("{name};TZID={zone}"), &time.strftime(LOCAL).to_string());
        }
        None => lines.plain(name, &utc(time.timestamp())),
    }
}

/// A time in UTC.
fn utc(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}
