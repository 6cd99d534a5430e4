//! "Yesterday" needs a day to be relative to.

use pulldown_cmark::Event;

use crate::document::{Piece, When};
use crate::files::Span;
use crate::problem::{Problems, RELATIVE_DATE};
use crate::site::{Site, Text};

/// English words that mean another day on another day; longer ones first.
const WORDS: &[&str] = &[
    "this weekend",
    "next weekend",
    "last weekend",
    "this week",
    "next week",
    "last week",
    "this month",
    "next month",
    "last month",
    "this year",
    "next year",
    "last year",
    "yesterday",
    "today",
    "tomorrow",
    "tonight",
    "recently",
];

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    if !site.settings.language.starts_with("en") {
        return;
    }
    let dated =
        |trip: &crate::site::Trip| trip.as_of != When::Unknown || trip.published != When::Unknown;
    for (_, trip) in site.trips.iter().filter(|(_, trip)| !dated(trip)) {
        for text in super::trip_texts(trip) {
            check(text, problems);
        }
    }
    for (_, topic) in site.topics.iter() {
        if topic.as_of == When::Unknown && !dated(&site.trips[topic.trip]) {
            check(&topic.body, problems);
        }
    }
    for (_, section) in site.sections.iter() {
        if section.page.as_of == When::Unknown && !dated(&site.trips[section.trip]) {
            check(&section.page.body, problems);
        }
    }
    for (_, stop) in site.stops.iter().filter(|(_, stop)| !dated(&site.trips[stop.trip])) {
        check(&stop.body, problems);
    }
    for (_, event) in site.events.iter() {
        if event.as_of == When::Unknown && !dated(&site.trips[event.trip]) {
            check(&event.body, problems);
        }
    }
}

fn check(text: &Text, problems: &mut Problems) {
    for (piece, range) in &text.pieces {
        let Piece::Plain(Event::Text(words)) = piece else { continue };
        if let Some((at, word)) = find(words) {
            let start = range.start + at;
            let span = Span::new(&text.span.file, start..start + word.len());
            problems
                .add(RELATIVE_DATE, span, format!("“{word}” is another day for another reader"))
                .help("name the day, or give the page an `as_of`");
        }
    }
}

/// The first relative word of a text, standing by itself.
fn find(text: &str) -> Option<(usize, &'static str)> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    WORDS
        .iter()
        .flat_map(|word| lower.match_indices(word).map(move |(at, _)| (at, *word)))
        .filter(|(at, word)| {
            let before = lower[..*at].chars().next_back();
            let after = lower[at + word.len()..].chars().next();
            !letter(before) && !letter(after)
        })
        .min_by_key(|(at, _)| *at)
}
