//! What a code means at length: its section of the manual, where every example is a test.

use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::problem::{Code, Severity};

/// The chapter of the manual with a section for each code: the cause and a mistake under a heading
/// of the second level, the cure and the mended example under one of the third.
const CHAPTER: &str = include_str!("../../tests/spec/codes.md");

/// How many columns a line of prose takes at most.
const WIDTH: usize = 80;

/// What stands before each line of an example.
const INDENT: &str = "    ";

impl Code {
    /// What the manual says about the code, as Markdown: the cause, a mistake and its cure.
    pub(crate) fn explanation(self) -> &'static str {
        let headings: Vec<Range<usize>> = Parser::new(CHAPTER)
            .into_offset_iter()
            .filter(|(event, _)| {
                matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }))
            })
            .map(|(_, range)| range)
            .collect();
        let title = |range: &Range<usize>| CHAPTER[range.clone()].trim_start_matches('#').trim();
        let at = headings.iter().position(|range| title(range) == self.name);
        at.map_or("", |at| {
            let end = headings.get(at + 1).map_or(CHAPTER.len(), |next| next.start);
            CHAPTER[headings[at].end..end].trim()
        })
    }

    /// Why this is a problem: the first paragraph of the explanation.
    pub(crate) fn cause(self) -> &'static str {
        self.explanation().lines().next().unwrap_or_default()
    }

    /// The explanation as it is read in a terminal, below the code and its meaning.
    pub(crate) fn explained(self) -> String {
        let mut text = format!("{}[{}]: {}\n", self.severity.word(), self.name, self.meaning);
        let source = self.explanation();
        let mut example: Option<String> = None;
        for (event, range) in Parser::new(source).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { .. }) => text.push_str("\nHow it is mended\n"),
                Event::Start(Tag::Paragraph) => {
                    let _ = write!(text, "\n{}", wrapped(source[range].trim(), ""));
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(words))) => {
                    let _ = write!(text, "\n{}", caption(&words));
                    example = Some(words.into_string());
                }
                Event::Text(lines) => match example.as_deref() {
                    Some("problems") => lines.lines().for_each(|line| {
                        text.push_str(&wrapped(line, INDENT));
                    }),
                    Some(_) => text.push_str(&indented(&lines)),
                    None => {}
                },
                Event::End(TagEnd::CodeBlock) => example = None,
                _ => {}
            }
        }
        if self.severity == Severity::Warning {
            text.push_str(&silencing(self));
        }
        text
    }
}

/// How a newsroom goes without a warning.
fn silencing(code: Code) -> String {
    let line = format!("silence:\n  {}: the reason why you do not want to hear it\n", code.name);
    format!("\nHow it is silenced\n\ncontent/site.yaml:\n\n{}", indented(&line))
}

/// What stands above an example, by the words after its fence; `tests/it/spec.rs` lists them.
fn caption(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    match words.as_slice() {
        ["problems"] => "`trip check` says:\n\n".to_owned(),
        ["sh"] => "With this command:\n\n".to_owned(),
        [_, path] => format!("{path}:\n\n"),
        [_, path, "times", number] => format!("{path}, {number} times over:\n\n"),
        [_, path, encoding] => format!("{path}, saved as {encoding}:\n\n"),
        _ => String::new(),
    }
}

/// Every line moved to the right; empty lines stay empty.
fn indented(lines: &str) -> String {
    let moved =
        |line: &str| if line.is_empty() { String::new() } else { format!("{INDENT}{line}") };
    lines.lines().flat_map(|line| [moved(line), "\n".to_owned()]).collect()
}

/// A paragraph in lines of at most [`WIDTH`] columns, where its words let that be.
fn wrapped(paragraph: &str, indent: &str) -> String {
    let mut lines = String::new();
    let mut line = indent.to_owned();
    for word in paragraph.split_whitespace() {
        let is_first = line.len() == indent.len();
        if !is_first && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push_str(&line);
            lines.push('\n');
            indent.clone_into(&mut line);
        } else if !is_first {
            line.push(' ');
        }
        line.push_str(word);
    }
    format!("{lines}{line}\n")
}
