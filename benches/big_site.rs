//! Writes a large site, to see how the tool takes it: trip after trip, each as rich as the Asia
//! tour, and the same one every time.
//!
//! ```sh
//! cargo run --release --example big-site -- --pages 1000 DIR
//! cargo run --release --example rebuild -- DIR
//! ```
#![allow(clippy::disallowed_methods, reason = "an example is its own world")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Pages of a trip: itself, its lists, sections, topics, stops, meetings and people.
const PAGES: usize = 48;
const SECTIONS: usize = 3;
/// Of a section.
const TOPICS: usize = 6;
const STOPS: usize = 4;
const EVENTS: usize = 8;
const PEOPLE: usize = 4;
const FACTS: usize = 60;
const SOURCES: usize = 6;

fn main() {
    let mut pages = 1000;
    let mut folder = PathBuf::from("big-site");
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--pages" {
            pages = arguments.next().and_then(|it| it.parse().ok()).expect("a number of pages");
        } else {
            folder = argument.into();
        }
    }
    let trips = (pages / PAGES).max(1);
    let content = folder.join("content");
    shared_files(&content, trips);
    for trip in 0..trips {
        trip_files(&content.join(name_of(trip)), trip);
    }
    println!("{trips} trips in {}", folder.display());
}

fn name_of(trip: usize) -> String {
    format!("trip-{trip}")
}

fn write(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().expect("a folder")).expect("the folder can be made");
    fs::write(file, text).expect("the file can be written");
}

/// The text that `one` makes of each number below `count`, one after the other.
fn all(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).fold(String::new(), |all, text| all + &text)
}

/// A list for YAML.
fn list(names: impl Iterator<Item = String>) -> String {
    format!("[{}]", names.collect::<Vec<_>>().join(", "))
}

/// The ids of some facts, other ones for each seed.
fn facts(seed: usize, count: usize) -> impl Iterator<Item = usize> {
    (0..count).map(move |at| (seed * 7 + at * 11) % FACTS)
}

fn fact_ids(seed: usize, count: usize) -> String {
    let mut ids: Vec<usize> = facts(seed, count).collect();
    ids.sort_unstable();
    ids.dedup();
    list(ids.into_iter().map(|fact| format!("F{fact}")))
}

/// Prose that states facts and leads to other pages.
fn prose(seed: usize, links: &[String]) -> String {
    let mut text = String::new();
    for (at, fact) in facts(seed, 6).enumerate() {
        let link = &links[at % links.len()];
        let _ = write!(
            text,
            "The two sides have talked of this before, and the brief says that \
             [matter {fact} is on the table](fact:F{fact}). {link} has more on what each of them \
             brings to it, and on what the other one has said so far. Nothing is settled [@s{}].\n\n",
            seed % SOURCES,
        );
    }
    text
}

fn shared_files(content: &Path, trips: usize) {
    let site = "title: Trips, explained\nbase_url: https://example.org/trips/\nlanguage: en-US\n\
                time_zone: UTC\nfront: trip-0\ncontent_version: 1\n\
                publisher:\n  name: Trip Explainer\n  url: https://example.org/\n";
    write(&content.join("site.yaml"), site);
    let person = |at: usize| {
        let trip = at / PEOPLE;
        format!(
            "person-{at}:\n  name: Person Number {at}\n  role: Minister {at}\n  \
             country: place-{}\n  facts: [trip-{trip}/F{}]\n\n",
            trip * STOPS + at % STOPS,
            at % FACTS
        )
    };
    write(&content.join("people.yaml"), &all(trips * PEOPLE, person));
    let place = |at: usize| {
        let (lat, lon) = ((at * 37) % 60, (at * 61) % 170);
        format!("place-{at}:\n  name: Place {at}\n  kind: city\n  lat: {lat}.5\n  lon: {lon}.5\n\n")
    };
    write(&content.join("places.yaml"), &all(trips * STOPS, place));
    let source = |at: usize| format!("s{at}:\n  name: Source {at}\n  kind: brief\n\n");
    write(&content.join("sources.yaml"), &all(SOURCES, source));
    let term = |at: usize| {
        format!("term-{at}:\n  term: Term {at}\n  definition: What people call a thing {at}.\n\n")
    };
    write(&content.join("glossary.yaml"), &all(trips, term));
}

fn trip_files(folder: &Path, trip: usize) {
    let stop = |at: usize| format!("[Stop {at}](stop:stop-{at})");
    let event = |at: usize| format!("[Meeting {at}](event:event-{at})");
    let person = |at: usize| format!("[Person {at}](person:person-{})", trip * PEOPLE + at);
    write(&folder.join("trip.md"), &trip_file(trip, &prose(trip, &[stop(0), event(1), person(0)])));
    let fact = |at: usize| {
        format!(
            "F{at}:\n  text: The brief says of matter {at} that both sides have a view of it.\n  \
             certainty: scheduled\n  kind: expectation\n  sources: [s{}]\n  \
             about: [person-{}, stop-{}]\n\n",
            at % SOURCES,
            trip * PEOPLE + at % PEOPLE,
            at % STOPS
        )
    };
    write(&folder.join("facts.yaml"), &all(FACTS, fact));
    for at in 0..STOPS {
        let links = [event(at), stop((at + 1) % STOPS), person(at % PEOPLE)];
        write(&folder.join(format!("stops/stop-{at}.md")), &stop_file(trip, at, &links));
    }
    for at in 0..EVENTS {
        let links = [stop(at % STOPS), person(at % PEOPLE), format!("[Term](term:term-{trip})")];
        write(&folder.join(format!("events/event-{at}.md")), &event_file(trip, at, &links));
    }
    for section in 0..SECTIONS {
        section_files(&folder.join(format!("section-{section}")), trip, section);
    }
    let question = |at: usize| {
        format!(
            "q{at}:\n  question: What of matter {at}?\n  \
             answer: It is [on the table](fact:F{at}).\n  facts: [F{at}]\n\n"
        )
    };
    write(&folder.join("questions.yaml"), &all(8, question));
    let moment = |at: usize| {
        format!(
            "m{at}:\n  title: Precedent {at}\n  when: {}\n  kind: precedent\n  facts: [F{at}]\n\n",
            2000 + at
        )
    };
    write(&folder.join("timeline.yaml"), &all(8, moment));
}

fn section_files(folder: &Path, trip: usize, section: usize) {
    for at in 0..TOPICS {
        let links = [
            format!("[The next topic](topic-{}.md)", (at + 1) % TOPICS),
            format!("[A meeting](event:event-{})", (at + section) % EVENTS),
            format!("[Somebody](person:person-{})", trip * PEOPLE + at % PEOPLE),
        ];
        let text = topic_file(trip, section * TOPICS + at, &links);
        write(&folder.join(format!("topic-{at}.md")), &text);
    }
    let links =
        ["[The first topic](topic-0.md)".to_owned(), format!("[A stop](stop:stop-{section})")];
    let text = format!(
        "---\ntitle: Section {section}\nsummary: What section {section} is about.\norder: {}\n\
         ---\n\n{}",
        section + 1,
        prose(section + 3, &links)
    );
    write(&folder.join("index.md"), &text);
}

fn trip_file(trip: usize, prose: &str) -> String {
    format!(
        "---\ntitle: Trip {trip}, explained\ndek: Where trip {trip} goes, and why.\n\
         traveller: person-{}\nstatus: planned\npurpose: To talk.\nwhen: unknown\n\
         key_points:\n  - text: \"Much is [on the table](fact:F1).\"\n    facts: [F1]\n\
         stops: {}\nsections: {}\nroute: order\nfacts: {}\n---\n\n{prose}",
        trip * PEOPLE,
        list((0..STOPS).map(|at| format!("stop-{at}"))),
        list((0..SECTIONS).map(|at| format!("section-{at}"))),
        fact_ids(trip, 10),
    )
}

fn stop_file(trip: usize, at: usize, links: &[String]) -> String {
    format!(
        "---\ntitle: Stop {at} of trip {trip}\nplace: place-{}\nstatus: scheduled\nwhen: unknown\n\
         summary: What happens at stop {at}.\nfacts: {}\n---\n\n{}",
        trip * STOPS + at,
        fact_ids(at + 20, 8),
        prose(at + 20, links)
    )
}

fn event_file(trip: usize, at: usize, links: &[String]) -> String {
    let participant = |at: usize| {
        let person = trip * PEOPLE + at % PEOPLE;
        format!("  - person: person-{person}\n    role: Minister {person}\n")
    };
    format!(
        "---\ntitle: Meeting {at} of trip {trip}\nkind: bilateral\nstatus: scheduled\n\
         when: unknown\nstop: stop-{}\nparticipants:\n{}{}agenda:\n  \
         - \"[Matter {at}](fact:F{at})\"\nfacts: {}\n---\n\n{}",
        at % STOPS,
        participant(at),
        participant(at + 1),
        fact_ids(at + 40, 8),
        prose(at + 40, links)
    )
}

fn topic_file(trip: usize, at: usize, links: &[String]) -> String {
    format!(
        "---\ntitle: Topic {at} of trip {trip}\nsummary: What topic {at} is about.\norder: {}\n\
         about: [person-{}, event-{}]\nfacts: {}\n---\n\n{}",
        at % TOPICS + 1,
        trip * PEOPLE + at % PEOPLE,
        at % EVENTS,
        fact_ids(at, 8),
        prose(at, links)
    )
}
