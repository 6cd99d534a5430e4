//! Times as readers are told them.

use jiff::Zoned;
use jiff::tz::TimeZone;

use crate::document::{DateMoment, When, zone};
use crate::page::view::TimeView;
use crate::page::words::Words;
use crate::site::Time;

/// What readers are told of a time, without the zones elsewhere.
pub(crate) fn in_words(time: &Time, words: &Words, newsroom: &str) -> String {
    self::time(time, words, newsroom).text
}

/// A time in words; the editor's own words come first.
pub(crate) fn time(time: &Time, words: &Words, newsroom: &str) -> TimeView {
    let view = when(&time.when, words, newsroom);
    match &time.text {
        // The editor's words say it better; what machines read stays as exact as it is.
        Some(text) => TimeView { text: text.clone(), known: true, ..view },
        None => view,
    }
}

/// A date in words; none where there is none.
pub(crate) fn date(when: &When, words: &Words, newsroom: &str) -> Option<TimeView> {
    (*when != When::Unknown).then(|| self::when(when, words, newsroom))
}

fn when(when: &When, words: &Words, newsroom: &str) -> TimeView {
    let text = match when {
        When::Unknown => words.get("dates.unknown"),
        When::Moment(moment) => self::moment(moment, words),
        When::Interval { start, end } => interval(start.as_ref(), end.as_ref(), words),
    };
    TimeView {
        text,
        datetime: when.html_datetime(),
        elsewhere: elsewhere(when, words, newsroom),
        known: *when != When::Unknown,
    }
}

fn interval(start: Option<&DateMoment>, end: Option<&DateMoment>, words: &Words) -> String {
    let in_words = |moment: &DateMoment| self::moment(moment, words);
    match (start.map(in_words), end.map(in_words)) {
        (Some(start), Some(end)) => {
            words.fill("dates.interval", &[("start", &start), ("end", &end)])
        }
        (Some(start), None) => words.fill("dates.since", &[("start", &start)]),
        (None, Some(end)) => words.fill("dates.until", &[("end", &end)]),
        (None, None) => words.get("dates.unknown"),
    }
}

fn moment(moment: &DateMoment, words: &Words) -> String {
    let mut text = day(moment, words);
    if let Some(clock) = clock(moment, words) {
        text = words.fill("dates.time", &[("date", &text), ("time", &clock)]);
    }
    if moment.approximate {
        text = words.fill("dates.approximate", &[("date", &text)]);
    }
    if moment.uncertain {
        text = words.fill("dates.uncertain", &[("date", &text)]);
    }
    text
}

fn day(moment: &DateMoment, words: &Words) -> String {
    let year = moment.year.map(|year| year.to_string()).unwrap_or_default();
    let month = moment.month.map(|month| words.month(month)).unwrap_or_default();
    let day = moment.day.map(|day| day.to_string()).unwrap_or_default();
    let form = match (moment.year, moment.month, moment.day) {
        (Some(_), Some(_), Some(_)) => "dates.day",
        (None, Some(_), Some(_)) => "dates.day_without_year",
        (Some(_), Some(_), None) => "dates.month",
        (None, Some(_), None) => "dates.month_without_year",
        (Some(_), None, _) => "dates.year",
        (None, None, _) => "dates.unknown",
    };
    words.fill(form, &[("year", &year), ("month", &month), ("day", &day)])
}

/// The clock time with its zone, if there is one.
fn clock(moment: &DateMoment, words: &Words) -> Option<String> {
    let time = moment.time?.strftime("%H:%M").to_string();
    match moment.zoned() {
        Some(zoned) => {
            Some(words.fill("dates.zone", &[("time", &time), ("zone", &zone_name(&zoned))]))
        }
        None => Some(time),
    }
}

/// The abbreviation that the zone's own people use, or the offset where it has none.
fn zone_name(zoned: &Zoned) -> String {
    let name = zoned.strftime("%Z").to_string();
    if name.chars().any(char::is_alphabetic) { name } else { zoned.strftime("UTC%:z").to_string() }
}

/// The same time in the newsroom's zone and in UTC, each once and not the local one again.
fn elsewhere(when: &When, words: &Words, newsroom: &str) -> Vec<String> {
    let Some(local) = when.start().and_then(DateMoment::zoned) else { return Vec::new() };
    let mut told = vec![local.offset()];
    let mut texts = Vec::new();
    for zone in [zone::find(newsroom), Some(TimeZone::UTC)].into_iter().flatten() {
        let there = local.with_time_zone(zone);
        if !told.contains(&there.offset()) {
            told.push(there.offset());
            texts.push(moment(&DateMoment::of(&there), words));
        }
    }
    texts
}
