//! Whether the manual is complete: every code, every field, every word of a closed list.

use std::collections::BTreeSet;
use std::fs;

use trip_explainer::Code;

use super::chapter::Case;
use super::chapters;
use crate::golden::{is_update, root};

/// The chapter with a section for each code.
const CODES: &str = "codes.md";

/// Codes that no case can show, each with the reason.
const NOT_SHOWN: &[(&str, &str)] = &[
    ("dead-link", "the manual needs no network; `src/external/tests.rs` and `cli.rs` have tests"),
    ("missing-word", "a case would list the whole words file; `look.rs` has a test"),
    ("moved-link", "as for `dead-link`"),
    (
        "vanished-address",
        "it takes an earlier build; `src/output/vanished.rs` and `cli.rs` have tests",
    ),
];

/// What each file of records in `src/document/written/` describes: how the paths of such content
/// files end.
const RECORDS: &[(&str, &[&str])] = &[
    ("author.rs", &["/trip.md"]),
    ("event.rs", &["/events/*.md"]),
    ("fact.rs", &["/facts.yaml"]),
    ("figure.rs", &["/figures.yaml"]),
    ("media.rs", &["/media.yaml"]),
    ("moment.rs", &["/timeline.yaml"]),
    ("organisation.rs", &["/organisations.yaml"]),
    ("person.rs", &["/people.yaml"]),
    ("place.rs", &["/places.yaml"]),
    ("question.rs", &["/questions.yaml"]),
    ("section.rs", &["/trade/*.md"]),
    ("settings.rs", &["/site.yaml"]),
    ("silence.rs", &["/site.yaml"]),
    ("source.rs", &["/sources.yaml"]),
    ("stop.rs", &["/stops/*.md"]),
    ("term.rs", &["/glossary.yaml"]),
    ("trip.rs", &["/trip.md"]),
    ("update.rs", &["/updates.yaml"]),
    ("want.rs", &["/wants.yaml"]),
];

#[test]
fn every_code_is_explained_with_a_mistake_that_raises_it_alone() {
    // The cases are being rewritten while this runs.
    if is_update() {
        return;
    }
    let chapter =
        chapters().into_iter().find(|chapter| chapter.name == CODES).expect("the chapter");
    let is_section = |case: &&Case| case.says_something() || is_exempt(&case.heading);
    let sections: Vec<&Case> = chapter.cases.iter().filter(is_section).collect();
    let headings: Vec<&str> = sections.iter().map(|case| case.heading.as_str()).collect();
    let mut names: Vec<&str> = Code::ALL.iter().map(|code| code.name).collect();
    names.sort_unstable();
    let wanted = names.iter().flat_map(|name| [(*name).to_owned(), format!("{name}, mended")]);
    assert_eq!(headings, wanted.collect::<Vec<_>>(), "two sections for each code, by name");
    for pair in sections.chunks(2).filter(|pair| !is_exempt(&pair[0].heading)) {
        let raised = pair[0].block("problems").map_or("", |block| block.text.as_str());
        let raised: BTreeSet<String> = raised.lines().filter_map(code_of).collect();
        assert_eq!(raised, BTreeSet::from([pair[0].heading.clone()]), "a mistake and no other");
        assert!(pair[1].block("problems").is_none(), "“{}” is not", pair[1].heading);
    }
}

/// Whether a heading is that of a code that no case can show.
fn is_exempt(heading: &str) -> bool {
    NOT_SHOWN.iter().any(|(code, _)| heading.split(',').next() == Some(*code))
}

/// The code of a line such as `a.md:1:1: error[bad-date]: …`.
fn code_of(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("error[").or_else(|| line.split_once("warning["))?;
    Some(rest.split_once(']')?.0.to_owned())
}

#[test]
fn every_field_has_an_example_in_the_manual() {
    check(|line| {
        let (name, kind) = line.split_once(": ")?;
        let is_field = ["required ", "optional ", "list "].iter().any(|it| kind.starts_with(it));
        let name = name.strip_prefix("r#").unwrap_or(name);
        is_field.then(|| format!("{name}:"))
    });
}

#[test]
fn every_word_of_a_closed_list_has_an_example_in_the_manual() {
    check(|line| {
        let (_, word) = line.strip_suffix("\",")?.split_once(" = \"")?;
        Some(word.to_owned())
    });
}

/// Fails for each thing that `wanted` finds in a line of the declarations and no example shows.
fn check(wanted: impl Fn(&str) -> Option<String>) {
    let mut missing = Vec::new();
    for (file, endings) in RECORDS {
        let path = root().join("src/document/written").join(file);
        let source = fs::read_to_string(&path).expect("the declarations can be read");
        let examples = examples(endings);
        let shown = |it: &String| examples.lines().any(|line| stands_in(line, it));
        let wanted = source.lines().filter_map(|line| wanted(line.trim()));
        missing.extend(wanted.filter(|it| !shown(it)).map(|it| format!("{file}: {it}")));
    }
    assert!(missing.is_empty(), "the manual has no example of:\n{}", missing.join("\n"));
}

/// The text of all input files of the manual whose paths end so.
fn examples(endings: &[&str]) -> String {
    let fits = |path: &str| endings.iter().any(|ending| matches(path, ending));
    chapters()
        .iter()
        .flat_map(|chapter| &chapter.cases)
        .flat_map(|case| &case.blocks)
        .filter(|block| block.is_input() && fits(&block.words[1]))
        .map(|block| block.text.as_str())
        .collect()
}

/// Whether a path ends so; a `*` stands for a name.
fn matches(path: &str, ending: &str) -> bool {
    match ending.split_once('*') {
        Some((folder, extension)) => path.contains(folder) && path.ends_with(extension),
        None => path.ends_with(ending),
    }
}

/// Whether a word stands by itself in a line.
fn stands_in(line: &str, word: &str) -> bool {
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !joined(before) && (word.ends_with(':') || !joined(after))
    })
}

#[test]
fn every_file_of_records_is_held_against_the_manual() {
    let folder = fs::read_dir(root().join("src/document/written")).expect("it can be read");
    let names = folder.map(|entry| entry.expect("it can be read").file_name());
    let names = names.filter_map(|name| name.into_string().ok());
    let known = |name: &str| RECORDS.iter().any(|(file, _)| *file == name);
    let unknown: Vec<String> =
        names.filter(|it| !known(it) && !["mod.rs", "entries.rs"].contains(&it.as_str())).collect();
    assert!(unknown.is_empty(), "add {unknown:?} to `RECORDS`");
}
