//! A correction is made on the page that it is about: what is right stands there, what was wrong does
//! not.
//!
//! `was` and `now` are the words of the page: readers are told “It said …; it should say …”. So they
//! are looked for letter for letter, but for typography, the case of the first letter and the full
//! stop. Where the correction names no passage, nobody can say where to look.

use crate::document::UpdateKind;
use crate::problem::{Problems, UNMADE_CORRECTION};
use crate::rules::{event_texts, plain_typography, stop_texts, topic_texts, trip_texts};
use crate::site::{Entity, Passage, Site, Text, Trip, Update};

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    for (_, trip) in site.trips.iter() {
        let corrections = trip.updates.iter().filter(|it| it.kind == UpdateKind::Correction);
        for update in corrections {
            let Some(page) = update.passage.as_ref().and_then(|it| words(it, trip, site)) else {
                continue;
            };
            check(update, &plain_typography(&page), problems);
        }
    }
}

fn check(update: &Update, page: &str, problems: &mut Problems) {
    let (Some(was), Some(now)) = (&update.was, &update.now) else { return };
    let (error, truth) = (wording(was), wording(now));
    if !has(page, &truth) {
        let message = format!("the passage does not say “{}”", now.plain_text());
        problems
            .add(UNMADE_CORRECTION, now.span.clone(), message)
            .help("mend the passage, or write in `now` the words that stand there");
    }
    // “Kim” may well stand in “Kim Jong Un”.
    if !has(&truth, &error) && has(page, &error) {
        let message = format!("the passage still says “{}”", was.plain_text());
        problems
            .add(UNMADE_CORRECTION, was.span.clone(), message)
            .help("mend the passage, or write in `was` as many words as tell it from others");
    }
}

fn wording(text: &Text) -> String {
    let words = plain_typography(&text.plain_text());
    words.trim_end_matches('.').trim().to_owned()
}

/// Whether words stand in a text, at the beginning of a sentence or within one.
fn has(text: &str, words: &str) -> bool {
    let mut letters = words.chars();
    let Some(first) = letters.next() else { return true };
    let rest = letters.as_str();
    [first.to_lowercase().to_string(), first.to_uppercase().to_string()]
        .iter()
        .any(|first| has_exactly(text, &format!("{first}{rest}")))
}

/// Whether words stand in a text as whole words.
fn has_exactly(text: &str, words: &str) -> bool {
    let is_open = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        is_open(before.chars().next_back()) && is_open(after.chars().next())
    })
}

/// All that a passage says; none where it is no text of ours, such as a list of people.
fn words(passage: &Passage, trip: &Trip, site: &Site) -> Option<String> {
    let entity = match passage {
        Passage::Entity(entity) | Passage::HeadingOf(entity, _) => *entity,
        Passage::Heading(_) => return Some(trip.body.plain_text()),
        Passage::Part(part) if part == "introduction" => return Some(trip.body.plain_text()),
        // The other parts are put together from many files.
        Passage::Part(_) => return None,
    };
    Some(match entity {
        Entity::Trip(id) => {
            let trip = &site.trips[id];
            all(&trip_texts_but_updates(trip), &[&trip.title])
        }
        Entity::Section(id) => {
            let page = &site.sections[id].page;
            all(&topic_texts(page), &[&page.title])
        }
        Entity::Topic(id) => all(&topic_texts(&site.topics[id]), &[&site.topics[id].title]),
        Entity::Stop(id) => all(&stop_texts(&site.stops[id]), &[&site.stops[id].title]),
        Entity::Event(id) => all(&event_texts(&site.events[id]), &[&site.events[id].title]),
        Entity::Fact(id) => {
            let fact = &site.facts[id];
            all(&[&fact.text], &[fact.quote.as_deref().unwrap_or_default()])
        }
        Entity::Figure(id) => {
            let figure = &site.figures[id];
            let means: Vec<&Text> = figure.means.iter().collect();
            all(&means, &[&figure.display, &figure.label])
        }
        Entity::Person(id) => all(&[], &[&site.people[id].name, &site.people[id].role]),
        _ => return None,
    })
}

fn trip_texts_but_updates(trip: &Trip) -> Vec<&Text> {
    let of_updates = |text: &&Text| {
        let span = &text.span;
        !trip.updates.iter().any(|update| update.span.covers(span))
    };
    trip_texts(trip).into_iter().filter(of_updates).collect()
}

fn all(texts: &[&Text], lines: &[&str]) -> String {
    let texts = texts.iter().map(|text| text.plain_text());
    let lines = lines.iter().map(|line| (*line).to_owned());
    // No sentence goes on from one text to the next.
    lines.chain(texts).collect::<Vec<_>>().join(" | ")
}
