//! Facts about the addresses of other sites.

use super::{Address, Answer, judge};
use crate::files::{FilePath, Files};
use crate::pipeline::{Built, Options, build};
use crate::problem::{Paint, report};

const SITE: &str = "\
title: Trips
base_url: https://example.org/asia/
language: en
time_zone: UTC
front: tour
edit_url: https://code.example/edit/
feedback_url: mailto:desk@example.org
publisher:
  name: The Post
  url: https://post.example/#top
policies:
  ethics: https://post.example/ethics
";

const PEOPLE: &str = "leader: {name: Ada Lind, role: PM, same_as: ['https://wiki.example/Ada']}\n";

const SOURCES: &str = "\
office:
  name: The office
  url: https://office.example/statement
  archive_url: https://archive.example/1/statement
draft:
  name: Not yet
  url: https://draft.example/
  draft: true
";

const TRIP: &str = "\
---
title: A tour
traveller: leader
status: planned
authors:
  - name: Bo
    url: https://post.example/bo
key_points:
  - text: She [said so](https://office.example/statement#p2).
---

[Here](https://example.org/asia/facts/), [there](https://example.org/asia-2/), [by mail](mailto:a@b.example), [by HTTP](HTTP://loud.example/) and [a stop](stops/japan.md).
";

const STOP: &str = "---\ntitle: Japan\nplace: japan\nstatus: possible\n---\n\nIn short.\n";

fn built() -> Built {
    let mut files = Files::default();
    for (path, text) in [
        ("content/site.yaml", SITE),
        ("content/people.yaml", PEOPLE),
        ("content/places.yaml", "japan: {name: Japan, kind: country}\n"),
        ("content/sources.yaml", SOURCES),
        ("content/tour/trip.md", TRIP),
        ("content/tour/stops/japan.md", STOP),
    ] {
        files.insert(FilePath::new(path).unwrap(), text.as_bytes());
    }
    build(&files, &Options::default())
}

/// The places of an address, as `file:line`.
fn places(address: &Address, built: &Built) -> Vec<String> {
    let place = |span: &crate::files::Span| {
        let text = built.files.text(&span.file).unwrap();
        format!("{}:{}", span.file.name(), span.position(&text).line)
    };
    address.places.iter().map(|cited| place(&cited.span)).collect()
}

#[test]
fn every_address_of_another_site_is_found_once_with_all_its_places() {
    let built = built();
    assert_eq!(report(&built.problems, &built.files, Paint::Plain).matches("error").count(), 0);
    let found: Vec<(&str, Vec<String>)> =
        built.addresses.iter().map(|it| (it.url.as_str(), places(it, &built))).collect();
    let expected = [
        ("https://wiki.example/Ada", vec!["people.yaml:1"]),
        ("https://post.example/", vec!["site.yaml:10"]),
        ("https://post.example/ethics", vec!["site.yaml:12"]),
        ("https://office.example/statement", vec!["sources.yaml:3", "trip.md:9"]),
        ("https://archive.example/1/statement", vec!["sources.yaml:4"]),
        ("https://post.example/bo", vec!["trip.md:7"]),
        ("https://example.org/asia-2/", vec!["trip.md:12"]),
        ("HTTP://loud.example/", vec!["trip.md:12"]),
    ];
    let expected =
        expected.map(|(url, places)| (url, places.into_iter().map(str::to_owned).collect()));
    assert_eq!(found, expected);
}

/// The report of a site in which one address gave this answer, and all others are there.
fn told(url: &str, answer: &Answer) -> String {
    let mut built = built();
    let answer_of = |it: &Address| if it.url == url { answer.clone() } else { Answer::Fine };
    let answers: Vec<Answer> = built.addresses.iter().map(answer_of).collect();
    built.problems = judge(&built.addresses, &answers);
    report(&built.problems, &built.files, Paint::Plain)
}

#[test]
fn a_dead_link_is_told_once_with_its_places_and_its_archived_copy() {
    let gone = Answer::Broken("the server says 404 Not Found".to_owned());
    assert_eq!(
        told("https://office.example/statement", &gone),
        "\
warning[dead-link]: `https://office.example/statement` is not there: the server says 404 Not Found
 --> content/sources.yaml:3:8
  |
3 |   url: https://office.example/statement
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/tour/trip.md:9:25
  |
9 |   - text: She [said so](https://office.example/statement#p2).
  |                         ----------------------------------- written here too
  |
help: an archived copy is registered: `https://archive.example/1/statement`; link to it

"
    );
}

#[test]
fn a_dead_link_without_a_copy_tells_where_to_look_for_one() {
    let gone = Answer::Broken("there is no host of that name".to_owned());
    let told = told("https://post.example/bo", &gone);
    assert!(told.contains("https://web.archive.org/web/*/https://post.example/bo"), "{told}");
}

#[test]
fn a_link_that_has_moved_gives_the_new_address() {
    let moved = Answer::Moved("https://post.example/staff/bo".to_owned());
    let told = told("https://post.example/bo", &moved);
    assert!(told.contains("warning[moved-link]: `https://post.example/bo` has moved for good"));
    assert!(told.contains("help: write `https://post.example/staff/bo`"), "{told}");
}

#[test]
fn an_address_where_no_reader_gets_is_dead() {
    let told = told("https://post.example/bo", &Answer::Private);
    assert!(told.contains("warning[dead-link]") && told.contains("private network"), "{told}");
}

#[test]
fn what_nobody_can_tell_is_no_problem() {
    let unsure = Answer::Unsure("the server says 403 Forbidden".to_owned());
    assert_eq!(told("https://post.example/bo", &unsure), "");
}
