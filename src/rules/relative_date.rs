//! "Yesterday" needs a day to be relative to.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Match, MatchKind};
use pulldown_cmark::Event;

use crate::document::{Piece, When};
use crate::files::Span;
use crate::problem::{Problems, RELATIVE_DATE};
use crate::site::{Id, Site, Text, Trip};

/// English words that mean another day on another day.
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
    for (text, record) in undated_texts(site) {
        check(text, record, problems);
    }
}

/// What can be given a day: not a stop, which has that of its trip.
const OF_TRIP: &str = "`trip.md`";
const OF_PAGE: &str = "the page or its `trip.md`";

/// The texts of pages that have no day of their own, each with what can be given one.
fn undated_texts(site: &Site) -> Vec<(&Text, &'static str)> {
    let dated = |trip: &Trip| trip.as_of != When::Unknown || trip.published != When::Unknown;
    let undated =
        |trip: Id<Trip>, as_of: &When| *as_of == When::Unknown && !dated(&site.trips[trip]);
    let mut texts: Vec<(&Text, &'static str)> = Vec::new();
    for (_, trip) in site.trips.iter().filter(|(_, trip)| !dated(trip)) {
        texts.extend(super::trip_texts(trip).into_iter().map(|text| (text, OF_TRIP)));
    }
    for topic in super::topics(site).filter(|topic| undated(topic.trip, &topic.as_of)) {
        texts.extend(super::topic_texts(topic).into_iter().map(|text| (text, OF_PAGE)));
    }
    for (_, stop) in site.stops.iter().filter(|(_, stop)| undated(stop.trip, &When::Unknown)) {
        texts.extend(super::stop_texts(stop).into_iter().map(|text| (text, OF_TRIP)));
    }
    for (_, event) in site.events.iter().filter(|(_, event)| undated(event.trip, &event.as_of)) {
        texts.extend(super::event_texts(event).into_iter().map(|text| (text, OF_PAGE)));
    }
    texts
}

fn check(text: &Text, record: &str, problems: &mut Problems) {
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
                .help(format!("name the day, or give {record} an `as_of`"));
        }
    }
}

/// The relative words of a text that stand by themselves; of two that overlap, the longer one.
fn find_all(text: &str) -> Vec<(usize, &'static str)> {
    static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let mut finder = AhoCorasick::builder();
        finder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
        finder.build(WORDS).ok()
    });
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let stands_alone = |found: &Match| {
        let (before, after) = (&text[..found.start()], &text[found.end()..]);
        !letter(before.chars().next_back()) && !letter(after.chars().next())
    };
    let found = FINDER.iter().flat_map(|finder| finder.find_iter(text)).filter(stands_alone);
    found.map(|found| (found.start(), WORDS[found.pattern().as_usize()])).collect()
}
