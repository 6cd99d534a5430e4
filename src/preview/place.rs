//! Where the content says what a reader sees.
//!
//! The published pages carry no trace of their source, so the words themselves are looked up: a
//! block of a page is found in the stretch of content whose words are most like its own. That
//! holds whatever the templates do.

use std::collections::BTreeMap;

use crate::files::{FilePath, Files};

/// How alike a block and a stretch must be: twice the words in common, of the words of both.
const ALIKE: f64 = 0.6;

/// A place in a content file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The file.
    pub(crate) path: FilePath,
    /// The line, from 1.
    pub(crate) line: usize,
    /// The column in characters, from 1.
    pub(crate) column: usize,
}

impl Place {
    /// The beginning of a file.
    pub(super) fn start_of(path: FilePath) -> Self {
        Self { path, line: 1, column: 1 }
    }
}

/// A paragraph, a list's item, a field: what an editor takes for one thing.
#[derive(Debug)]
struct Stretch {
    line: usize,
    column: usize,
    words: Vec<String>,
}

/// The content of a site, by stretches.
#[derive(Debug, Default)]
pub(super) struct Index {
    files: BTreeMap<FilePath, Vec<Stretch>>,
}

impl Index {
    /// Reads everything that editors write.
    pub(super) fn of(files: &Files) -> Self {
        let texts = files.under("content/").filter(|(path, _)| path.is_text());
        let stretches = |path: &FilePath| stretches(&files.text(path).unwrap_or_default());
        Self { files: texts.map(|(path, _)| (path.clone(), stretches(path))).collect() }
    }

    /// Where the first of `texts` that the content has stands; of several places the one in `own`,
    /// the file of the page, then the first.
    pub(super) fn find<'t>(
        &self,
        texts: impl IntoIterator<Item = &'t String>,
        own: Option<&FilePath>,
    ) -> Option<Place> {
        texts.into_iter().find_map(|text| self.find_text(text, own))
    }

    fn find_text(&self, text: &str, own: Option<&FilePath>) -> Option<Place> {
        let words = words(text);
        if words.is_empty() {
            return None;
        }
        let mut best: Option<(f64, bool, &FilePath, &Stretch)> = None;
        for (path, stretches) in &self.files {
            let is_own = own == Some(path);
            for stretch in stretches {
                let likeness = likeness(&words, &stretch.words);
                let is_better = best.is_none_or(|(most, of_own, ..)| {
                    likeness > most || (is_own && !of_own && likeness >= most)
                });
                if likeness >= ALIKE && is_better {
                    best = Some((likeness, is_own, path, stretch));
                }
            }
        }
        let (.., path, stretch) = best?;
        Some(Place { path: path.clone(), line: stretch.line, column: stretch.column })
    }

    /// Where the entry with an id begins, such as `- id: F7`.
    pub(super) fn entry(&self, id: &str) -> Option<Place> {
        let sought = words(&format!("id {id}"));
        self.files.iter().find_map(|(path, stretches)| {
            let stretch = stretches.iter().find(|stretch| stretch.words == sought)?;
            Some(Place { path: path.clone(), line: stretch.line, column: stretch.column })
        })
    }
}

/// Twice the words in common, of the words of both: 1 for the same words, 0 for none in common.
fn likeness(a: &[String], b: &[String]) -> f64 {
    if b.is_empty() || a.len().max(b.len()) > 4 * a.len().min(b.len()) {
        return 0.0;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in a {
        *counts.entry(word).or_default() += 1;
    }
    let mut common = 0_usize;
    for word in b {
        if let Some(count) = counts.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    2.0 * as_float(common) / as_float(a.len() + b.len())
}

/// No text has more words than are exact.
fn as_float(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

/// A text by paragraphs, items of lists, rows of tables and fields.
fn stretches(text: &str) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut goes_on = false;
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed == "---" {
            goes_on = false;
            continue;
        }
        let value = value(trimmed);
        if goes_on && !begins_anew(trimmed, value) {
            if let Some(last) = stretches.last_mut() {
                last.words.extend(words(trimmed));
            }
            continue;
        }
        let column = line.chars().take_while(|c| c.is_whitespace()).count() + 1;
        stretches.push(Stretch { line: number + 1, column, words: words(value) });
        goes_on = true;
    }
    stretches
}

/// Whether a line is another thing than the line before it.
fn begins_anew(line: &str, value: &str) -> bool {
    let is_field = value.len() < line.len();
    let first = line.split(' ').next().unwrap_or_default();
    let is_item = matches!(first, "-" | "*" | "+" | ">")
        || first.starts_with(['#', '|'])
        || first.strip_suffix('.').is_some_and(|number| number.parse::<u32>().is_ok());
    is_field || is_item
}

/// What a field holds, without its name; an `id` keeps its name, for it is looked up by itself.
fn value(line: &str) -> &str {
    let bare = line.trim_start_matches("- ");
    match bare.split_once(':') {
        Some((name, value))
            if is_name(name) && name != "id" && (value.is_empty() || value.starts_with(' ')) =>
        {
            value.trim_start().trim_start_matches(['>', '|'])
        }
        _ => bare,
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

/// The words that a reader sees, in lower case: neither the addresses of links nor citations.
fn words(text: &str) -> Vec<String> {
    let mut seen = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', ']']) {
        seen.push_str(&rest[..at]);
        seen.push(' ');
        let after = &rest[at..];
        let end = if after.starts_with("](") {
            after.find(')')
        } else if after.starts_with("[@") || after.starts_with("[^") {
            after.find(']')
        } else {
            Some(0)
        };
        rest = &after[end.unwrap_or(0) + 1..];
    }
    seen.push_str(rest);
    let words = seen.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STOP: &str = "content/tour/stops/japan.md";
    const FACTS: &str = "content/tour/facts.yaml";

    fn index() -> Index {
        let mut files = Files::default();
        let stop = "---\ntitle: Japan\nsummary: >\n  Two days of talks,\n  most of them on tariffs.\n---\n\n\
                    The talks [are expected](fact:F7) to end on Tuesday [@reuters],\nin the evening.\n\n\
                    - First, cars.\n- Second, rice.\n\n## What Tokyo wants\n\nNothing new.\n";
        let facts = "- id: F7\n  text: The talks will end on Tuesday.\n  certainty: expected\n\
                     - id: F8\n  text: Nothing new.\n";
        for (path, text) in [(STOP, stop), (FACTS, facts), ("content/site.yaml", "title: Japan\n")]
        {
            files.insert(FilePath::new(path).expect("a path"), text.as_bytes());
        }
        Index::of(&files)
    }

    fn found(text: &str) -> Option<(String, usize)> {
        let own = FilePath::new(STOP);
        let place = index().find([&text.to_owned()], own.as_ref())?;
        Some((place.path.to_string(), place.line))
    }

    #[test]
    fn a_block_is_found_where_it_is_written() {
        let at = |line| Some((STOP.to_owned(), line));
        assert_eq!(
            found("The talks are expected to end on Tuesday (Reuters), in the evening."),
            at(8)
        );
        assert_eq!(found("Two days of talks, most of them on tariffs."), at(3));
        assert_eq!(found("Second, rice."), at(12));
        assert_eq!(found("What Tokyo wants"), at(14));
        assert_eq!(found("The talks will end on Tuesday."), Some((FACTS.to_owned(), 2)));
    }

    #[test]
    fn of_the_same_words_those_of_the_page_s_own_file_are_meant() {
        assert_eq!(found("Japan"), Some((STOP.to_owned(), 2)));
        assert_eq!(found("Nothing new."), Some((STOP.to_owned(), 16)));
    }

    #[test]
    fn what_is_written_nowhere_is_not_found() {
        assert_eq!(found("How sure we are"), None);
        assert_eq!(found("– · –"), None);
    }

    #[test]
    fn an_entry_is_found_by_its_id() {
        let place = index().entry("F8").expect("F8 is there");
        assert_eq!((place.path.as_str(), place.line), (FACTS, 4));
    }
}
