//! "Yesterday" needs a day to be relative to.

use pulldown_cmark::Event;

use crate::document::{Piece, When};
use crate::files::Span;
use crate::problem::{Problems, RELATIVE_DATE};
use crate::site::{Id, Site, Text, Trip};

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
    for text in undated_texts(site) {
        check(text, problems);
    }
}

/// The texts of pages that have no day of their own.
fn undated_texts(site: &Site) -> Vec<&Text> {
    let dated = |trip: &Trip| trip.as_of != When::Unknown || trip.published != When::Unknown;
    let undated =
        |trip: Id<Trip>, as_of: &When| *as_of == When::Unknown && !dated(&site.trips[trip]);
    let mut texts: Vec<&Text> = Vec::new();
    for (_, trip) in site.trips.iter().filter(|(_, trip)| !dated(trip)) {
        texts.extend(super::trip_texts(trip));
    }
    for topic in super::topics(site).filter(|topic| undated(topic.trip, &topic.as_of)) {
        texts.extend(super::topic_texts(topic));
    }
    for (_, stop) in site.stops.iter().filter(|(_, stop)| undated(stop.trip, &When::Unknown)) {
        texts.extend(super::stop_texts(stop));
    }
    for (_, event) in site.events.iter().filter(|(_, event)| undated(event.trip, &event.as_of)) {
        texts.extend(super::event_texts(event));
    }
    texts
}

fn check(text: &Text, problems: &mut Problems) {
    for (piece, range) in &text.pieces {
        let Piece::Plain(Event::Text(words)) = piece else { continue };
        for (at, word) in find_all(words) {
            // What is not written as it reads, such as a folded line, is pointed at as a whole.
            let exact = range.len() == words.len();
            let place =
                if exact { range.start + at..range.start + at + word.len() } else { range.clone() };
            let span = Span::new(&text.span.file, place);
            problems
                .add(RELATIVE_DATE, span, format!("“{word}” is another day for another reader"))
                .help("name the day, or give the page or its `trip.md` an `as_of`");
        }
    }
}

/// The relative words of a text that stand by themselves; of two that overlap, the longer one.
fn find_all(text: &str) -> Vec<(usize, &'static str)> {
    let lower = text.to_ascii_lowercase();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut found: Vec<(usize, &'static str)> = Vec::new();
    for word in WORDS {
        for (at, _) in lower.match_indices(word) {
            let before = lower[..at].chars().next_back();
            let after = lower[at + word.len()..].chars().next();
            let covered =
                found.iter().any(|(start, longer)| (*start..start + longer.len()).contains(&at));
            if !letter(before) && !letter(after) && !covered {
                found.push((at, word));
            }
        }
    }
    found.sort_unstable();
    found
}
