//! What is wrong with YAML, in an editor's words.
//!
//! The library says what its grammar had hoped for, which is seldom the slip. So the line itself is
//! looked at first, and the library's words are translated only where the line shows nothing.

mod around;
mod line;

use std::ops::Range;

use crate::document::kind::is_field;
use crate::document::yaml::YamlError;
use line::Line;

/// What is wrong, where, and what to do.
pub(crate) struct Trouble {
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: String,
    /// The culprit in the file.
    pub(crate) range: Range<usize>,
}

/// Whether a word is one of those that are meant.
type Words<'w> = &'w dyn Fn(&str) -> bool;

/// The library's words, what they mean, and what to do; most telling first.
const REASONS: &[[&str; 3]] = &[
    [
        "mapping values are not allowed",
        "this line is indented further than the one before, which has its value already",
        "indent the fields that belong together alike",
    ],
    [
        "unexpected end of stream",
        "a quotation mark is opened here and never closed",
        "close it with the same sign at the end of the text",
    ],
    [
        "unknown escape character",
        "in double quotation marks a `\\` has a meaning",
        "put the text in single quotation marks, or write `\\\\` for each `\\`",
    ],
    [
        "expected ',' or",
        "a list in square brackets or a mapping in braces goes wrong here",
        "close the bracket, and put a comma between its parts",
    ],
    [NO_COLON, NO_FIELD[0], NO_FIELD[1]],
    [
        "did not find expected key",
        "this line is not indented like the lines that it belongs to",
        "indent the fields of one entry alike, and the items of one list alike",
    ],
    [
        "did not find expected '-' indicator",
        "in this list a line is neither an item nor indented like the fields of one",
        "begin each item with `- `, and indent its further fields by two more spaces",
    ],
    [
        "block sequence entries are not allowed",
        "a list cannot begin here",
        "put the list's `- ` items on lines of their own, all indented alike",
    ],
    [
        "unknown anchor",
        "a value that begins with `*` refers to something that is not there",
        "put the value in quotation marks",
    ],
    [
        "found character that cannot start any token",
        "a value cannot begin with this character",
        "put the whole value in quotation marks",
    ],
    ["a tag", "a value that begins with `!` has a meaning for YAML", "put it in quotation marks"],
    [
        "control characters are not allowed",
        "the file has a character that nobody sees, such as one left by a file transfer",
        "delete it; the editor's “show invisible characters” helps to find it",
    ],
    [
        "limit exceeded",
        "the data is nested too deeply, or repeats itself too often",
        "write it out plainly, without `&` and `*`",
    ],
];

/// The library's words for a line without a colon.
const NO_COLON: &str = "could not find expected ':'";

/// A line without a colon.
const NO_FIELD: [&str; 2] = [
    "this line is no field: it has no colon with a space after it",
    "write `name: value`; a line that goes on with the text before it is indented",
];

/// Anything else.
const UNREADABLE: [&str; 2] = [
    "this line cannot be read",
    "write each field as `name: value`, and put a value with unusual signs in quotation marks",
];

/// What is wrong at the place of an error.
pub(super) fn of(error: &YamlError, source: &str, range: &Range<usize>) -> Trouble {
    if error.reason.contains("more than one document") {
        return second_document(source, range);
    }
    if error.reason.contains("tab character") {
        let mut lines = Line::all(source, Line::at(source, error.offset).start..range.end);
        if let Some(trouble) = lines.find_map(|line| line.tab()) {
            return trouble;
        }
    }
    // Of these the library finds the end, and the culprit is where they begin.
    let begun = ["unexpected end of stream", "expected ',' or", NO_COLON];
    let begun = begun.iter().any(|reason| error.reason.contains(reason));
    let offset = if begun { error.opened } else { error.offset };
    let line = Line::at(source, offset);
    let lines = outside_blocks(source, &(range.start..line.end().clamp(range.start, range.end)));
    let here = [Line::odd_space, Line::tab, Line::separator, Line::marker, Line::value];
    let above = [Line::odd_space, Line::separator, Line::marker];
    around::of(&lines, source, offset, &is_field)
        .or_else(|| here.iter().find_map(|slip| slip(&line)))
        .or_else(|| {
            let previous = lines.iter().rev().find(|other| other.start < line.start)?;
            above.iter().find_map(|slip| slip(previous))
        })
        .or_else(|| {
            let next = || Line::all(source, line.end()..range.end.max(line.end()));
            let after = next().find(|other| other.start > line.start && !other.is_blank());
            let stray = error.reason.contains(NO_COLON);
            stray.then(|| around::stray(&lines, after.as_ref(), &is_field)).flatten()
        })
        .unwrap_or_else(|| translated(error, offset, source))
}

/// What the library says, in other words.
fn translated(error: &YamlError, offset: usize, source: &str) -> Trouble {
    if source.get(offset..).is_some_and(|rest| rest.starts_with('\t')) {
        return line::tab(offset);
    }
    let known = REASONS.iter().find(|[reason, ..]| error.reason.contains(reason));
    let [message, help] = known.map_or(UNREADABLE, |[_, message, help]| [*message, *help]);
    let rest = source.get(offset..).unwrap_or_default();
    let length = rest.lines().next().and_then(|line| line.chars().next()).map_or(0, char::len_utf8);
    Trouble { message: message.to_owned(), help: help.to_owned(), range: offset..offset + length }
}

/// A line `---` or `...` in the middle of the data, or a first line that is no field.
fn second_document(source: &str, range: &Range<usize>) -> Trouble {
    let mut lines = Line::all(source, range.clone()).filter(|line| !line.is_blank());
    let is_mark = |line: &Line<'_>| matches!(line.text.trim_end(), "---" | "...");
    let first = lines.next().map_or(range.start, |line| line.start);
    if let Some(line) = lines.find(is_mark) {
        return Trouble {
            message: "this line ends the file's data, and more stands below it".to_owned(),
            help: "take the line out, or move what stands below it to a file of its own".to_owned(),
            range: line.start..line.start + line.text.trim_end().len(),
        };
    }
    let line = Line::at(source, first);
    Trouble {
        message: NO_FIELD[0].to_owned(),
        help: NO_FIELD[1].to_owned(),
        range: first..line.start + line.text.trim_end().len(),
    }
}

/// What YAML would read without a complaint, and not as it was meant; with how many lines have it.
/// A line on which one of the `texts` goes on may have any sign in it.
pub(super) fn unnoticed(
    source: &str,
    range: &Range<usize>,
    texts: &[Range<usize>],
) -> Option<Trouble> {
    let mut lines = outside_blocks(source, range);
    lines.retain(|line| !goes_on(line, texts));
    let odd: Vec<Trouble> = lines.iter().filter_map(Line::odd_space).collect();
    let more = odd.len().saturating_sub(1);
    let first = odd.into_iter().next().map(|trouble| match more {
        0 => trouble,
        1 => Trouble { help: format!("{}; one more line has one", trouble.help), ..trouble },
        _ => Trouble { help: format!("{}; {more} more lines have one", trouble.help), ..trouble },
    });
    first.or_else(|| lines.iter().find_map(|line| line.swallowed(&source[range.clone()])))
}

/// Whether a line begins within one of the texts, which stand in the order of the file.
fn goes_on(line: &Line<'_>, texts: &[Range<usize>]) -> bool {
    let begun = texts.partition_point(|text| text.start < line.start);
    texts[..begun].last().is_some_and(|text| line.start < text.end)
}

/// The lines that are not text in a block that `|` or `>` opens.
fn outside_blocks<'s>(source: &'s str, range: &Range<usize>) -> Vec<Line<'s>> {
    let mut outside = Vec::new();
    let mut block: Option<(usize, Option<usize>)> = None;
    for line in Line::all(source, range.clone()) {
        if line.text.trim().is_empty() {
            continue;
        }
        if let Some((parent, own)) = block {
            let indent = own.unwrap_or(parent + 1);
            if line.spaces() >= indent {
                block = Some((parent, Some(own.unwrap_or(line.spaces()))));
                continue;
            }
            block = None;
        }
        if line.opens_block() {
            block = Some((line.spaces(), None));
        }
        if !line.is_blank() {
            outside.push(line);
        }
    }
    outside
}

/// Why the text at `range` is not the list or the mapping that was meant.
pub(super) fn misread(source: &str, range: &Range<usize>) -> Option<Trouble> {
    let first = Line::at(source, range.start);
    let next = (first.start + first.text.len()).max(range.start);
    let rest = Line::all(source, next..range.end.max(next));
    std::iter::once(first)
        .filter(|line| source[line.start..range.start].trim().is_empty())
        .chain(rest)
        .find_map(|line| line.separator().or_else(|| line.marker()))
}

/// Why a text is no mapping: it begins with the name of a field and no colon.
pub(super) fn colonless(source: &str, range: &Range<usize>, known: &[&str]) -> Option<Trouble> {
    Line::at(source, range.start).colonless(&|word| known.contains(&word))
}

/// Why a text of several lines is not one item of a list: a line of it looks like an item itself.
pub(super) fn joined(source: &str, range: &Range<usize>) -> Option<Trouble> {
    if source[range.clone()].starts_with(['"', '\'', '|', '>']) {
        return None;
    }
    let mut lines = Line::all(source, range.clone()).skip(1);
    // A dash may well begin a line of a sentence, a hyphen or a bullet hardly.
    let is_item = |line: &Line<'_>| {
        let rest = line.text.trim_start();
        ["- ", "* ", "• "].iter().any(|sign| rest.starts_with(sign))
    };
    let line = lines.find(is_item)?;
    let at = line.start + line.text.len() - line.text.trim_start().len();
    Some(Trouble {
        message: "this line is indented further than the item before, and is read as part of it"
            .to_owned(),
        help: "indent the items of one list alike, each with `- ` before it".to_owned(),
        range: at..at + source[at..].chars().next().map_or(0, char::len_utf8),
    })
}

/// The text of a plain value that a `#` makes a comment of; none where it looks like a comment.
pub(super) fn cut_off(source: &str, range: &Range<usize>) -> Option<Range<usize>> {
    if source.get(range.clone())?.starts_with(['"', '\'', '|', '>', '[', '{']) {
        return None;
    }
    let rest = source[range.end..].lines().next()?;
    let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let comment = &rest[spaces..];
    let is_meant = comment
        .strip_prefix('#')
        .is_some_and(|text| text.starts_with(|c: char| !c.is_whitespace() && c != '#'));
    (spaces > 0 && is_meant).then(|| range.end + spaces..range.end + rest.trim_end().len())
}

/// A text as YAML wants it where it has signs of YAML's own.
pub(super) fn quoted(text: &str) -> String {
    line::quoted(text)
}
