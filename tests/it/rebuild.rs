//! The laws of building: the same files make the same bytes, in whatever order they come.

use trip_explainer::{Built, FilePath, Files, Options, Output, build};

use crate::asia_tour;
use crate::given::{base_site, given, problem_lines};

/// The real site's files, last first.
fn reversed(files: &Files) -> Files {
    let mut entries: Vec<_> = files.iter().collect();
    entries.reverse();
    let mut reversed = Files::default();
    for (path, bytes) in entries {
        reversed.insert(path.clone(), bytes.clone());
    }
    reversed
}

fn assert_same_bytes(one: &Output, other: &Output) {
    let paths = |output: &Output| output.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(one), paths(other));
    let differs = |path: &&FilePath| one.get(path) != other.get(path);
    let all = paths(one);
    assert_eq!(all.iter().find(differs), None, "this file differs");
}

#[test]
fn the_same_files_make_the_same_bytes() {
    let files = asia_tour::files();
    let Built { output, problems, .. } = build(&files, &Options::default());
    let again = build(&files, &Options::default());
    assert_same_bytes(&output, &again.output);
    assert_eq!(problems, again.problems);
}

#[test]
fn the_order_in_which_files_come_makes_no_difference() {
    let files = asia_tour::files();
    let one = build(&files, &Options::default());
    let other = build(&reversed(&files), &Options::default());
    assert_same_bytes(&one.output, &other.output);
    assert_eq!(one.problems, other.problems);
}

#[test]
fn problems_come_in_the_order_of_files_and_lines() {
    let site = given("content/people.yaml", "leader:\n  nmae: Ada\n  rol: PM\n")
        .and("content/places.yaml", "japan:\n  nam: Japan\n  kind: contry\n");
    let lines = problem_lines(site.built());
    let places: Vec<&str> = lines.lines().filter_map(|line| line.split(": ").next()).collect();
    let mut sorted = places.clone();
    sorted.sort_unstable();
    assert!(places.len() > 3, "{lines}");
    assert_eq!(places, sorted);
}

#[test]
fn strictness_changes_how_grave_a_problem_is_and_nothing_else() {
    let text = "tariff:\n  term: Tariff\n";
    let mild = given("content/glossary.yaml", text);
    let strict = given("content/glossary.yaml", text).strictly();
    let (mild, strict) = (mild.built(), strict.built());
    assert_same_bytes(&mild.output, &strict.output);
    assert_eq!((mild.problems.errors(), strict.problems.warnings()), (0, 0));
    assert_eq!(mild.problems.warnings(), strict.problems.errors());
    assert_eq!(problem_lines(mild).replace("warning[", "error["), problem_lines(strict));
}

#[test]
fn the_base_site_is_sound_even_strictly() {
    base_site().strictly().no_problems();
}
