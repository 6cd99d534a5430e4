//! The two parts of a Markdown file: YAML between `---` lines, then prose.

use std::ops::Range;

use crate::document::yaml_trouble::Trouble;

/// Where the parts of a Markdown file stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The YAML between the two `---` lines.
    pub(super) yaml: Range<usize>,
    /// The prose.
    pub(super) body: Range<usize>,
}

/// What keeps a file from having front matter.
pub(super) enum Flaw {
    /// It has none.
    Missing(Trouble),
    /// The lines around it are not as they must be.
    Fence(Trouble),
}

/// Splits a Markdown file after its byte order mark, if it has one.
pub(super) fn split(source: &str) -> Result<Parts, Flaw> {
    let start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = lines_from(source, start);
    let opening = lines.next().filter(|line| is_fence(&source[line.clone()]));
    let opening = opening.ok_or_else(|| not_opened(source, start))?;
    let closing = lines.find(|line| is_fence(&source[line.clone()]));
    let closing = closing.ok_or_else(|| Flaw::Fence(not_closed(source, &opening)))?;
    Ok(Parts { yaml: opening.end..closing.start, body: closing.end..source.len() })
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// Whether a line was meant for a fence: hyphens and what programs make of them, or the fences of
/// other formats.
fn is_meant_as_fence(line: &str) -> bool {
    let line = line.trim();
    let dashes = line.chars().all(|c| matches!(c, '-' | '–' | '—' | '−' | '‐' | '‑' | ' '));
    let long = line.chars().count() > 1 || !line.is_ascii();
    (dashes && long && !line.is_empty())
        || matches!(line, "+++" | "..." | "***" | "===" | "___" | "~~~")
        || line.starts_with("```")
}

/// Why a file has no front matter at its beginning.
fn not_opened(source: &str, start: usize) -> Flaw {
    let written = lines_from(source, start).find(|line| !source[line.clone()].trim().is_empty());
    let Some(first) = written else {
        return Flaw::Missing(Trouble {
            message: "this file is empty".to_owned(),
            help: NEW.to_owned(),
            range: start..start,
        });
    };
    let line = &source[first.clone()];
    let range = first.start..first.start + line.trim_end().len();
    if line.trim() == "---" {
        let message = "something stands before this line, which must be the first of the file";
        let help = "take out the empty lines and the spaces before it";
        return Flaw::Fence(Trouble { message: message.to_owned(), help: help.to_owned(), range });
    }
    if is_meant_as_fence(line) {
        return Flaw::Fence(no_fence(line, range));
    }
    if line.split_once(": ").is_some_and(|(key, _)| key.chars().all(char::is_alphabetic)) {
        let message = "the line `---` before the fields is missing";
        let help = "put a line with nothing but `---` before this one";
        return Flaw::Fence(Trouble { message: message.to_owned(), help: help.to_owned(), range });
    }
    let message = "this file has no front matter";
    Flaw::Missing(Trouble { message: message.to_owned(), help: NEW.to_owned(), range })
}

/// How a file with front matter begins.
const NEW: &str =
    "begin it with a line `---`, its fields such as `title: …`, and another line `---`";

/// Why front matter has no end.
fn not_closed(source: &str, opening: &Range<usize>) -> Trouble {
    let mut lines = lines_from(source, opening.end);
    if let Some(near) = lines.find(|line| is_meant_as_fence(&source[line.clone()])) {
        let line = &source[near.clone()];
        return no_fence(line, near.start..near.start + line.trim_end().len());
    }
    Trouble {
        message: "the front matter is opened here and never closed".to_owned(),
        help: "put a line with nothing but `---` after its last field".to_owned(),
        range: opening.start..opening.start + "---".len(),
    }
}

/// A line that was meant for a fence and is none.
fn no_fence(line: &str, range: Range<usize>) -> Trouble {
    Trouble {
        message: format!(
            "the fields stand between two lines of three hyphens, and this line is `{}`",
            line.trim()
        ),
        help: "write `---`, with nothing before or after it; some programs make a dash of hyphens"
            .to_owned(),
        range,
    }
}

/// The lines from `start`, each with its line end.
fn lines_from(source: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    source[start..].split_inclusive('\n').scan(start, |at, line| {
        let begin = *at;
        *at += line.len();
        Some(begin..*at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_may_follow_a_byte_order_mark_and_end_lines_the_windows_way() {
        let source = "\u{feff}---\r\ntitle: x\r\n---\r\nBody\r\n";
        let Ok(parts) = split(source) else { panic!("closed front matter") };
        assert_eq!(&source[parts.yaml], "title: x\r\n");
        assert_eq!(&source[parts.body], "Body\r\n");
    }

    #[test]
    fn a_rule_in_the_prose_is_no_front_matter() {
        assert!(matches!(split("Text\n---\n"), Err(Flaw::Missing(_))));
    }

    #[test]
    fn front_matter_must_be_closed() {
        assert!(matches!(split("---\ntitle: x\n"), Err(Flaw::Fence(_))));
    }
}
