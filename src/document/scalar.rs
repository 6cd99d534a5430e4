//! Where a YAML scalar that is not written as it reads ends, and where its bytes stand.

use std::ops::Range;

/// A scalar found in its source.
pub(super) struct Found {
    /// From its first character to after its last, quotation marks included.
    pub(super) range: Range<usize>,
    /// For each byte of the text the offset where it is written, then the end.
    pub(super) starts: Vec<usize>,
}

/// Finds the scalar that begins at `start` of `source` and says `text` (none: no string).
pub(super) fn locate(source: &str, start: usize, text: Option<&str>) -> Found {
    let start = skip_properties(source, start);
    let body = &source[start..];
    let (inner, end) = match body.chars().next() {
        Some('"') if text.is_some() => (start + 1, start + double_quoted_end(body)),
        Some('\'') if text.is_some() => (start + 1, start + single_quoted_end(body)),
        Some('|' | '>') if text.is_some() => block(source, start),
        _ => (start, start + plain_end(body, text)),
    };
    let starts = align(source, inner, end, text.unwrap_or_default());
    Found { range: start..end, starts }
}

/// Steps over an anchor or a tag: `&name`, `!!str`.
fn skip_properties(source: &str, mut at: usize) -> usize {
    while source[at..].starts_with(['&', '!']) {
        let rest = &source[at..];
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        at += word + (rest[word..].len() - rest[word..].trim_start().len());
    }
    at
}

fn double_quoted_end(body: &str) -> usize {
    let mut escaped = false;
    for (at, c) in body.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    body.len()
}

fn single_quoted_end(body: &str) -> usize {
    let mut at = 1;
    while let Some(found) = body[at..].find('\'') {
        at += found + 1;
        if !body[at..].starts_with('\'') {
            return at;
        }
        at += 1;
    }
    body.len()
}

/// A block scalar: where its text begins, and where its last line ends.
fn block(source: &str, start: usize) -> (usize, usize) {
    let header_end = line_end(source, start);
    let parent = indentation_of_line_at(source, start);
    let mut end = header_end;
    let mut at = header_end;
    while at < source.len() {
        let next = line_end(source, at);
        let line = &source[at..next];
        let blank = line.trim().is_empty();
        let indent = line.len() - line.trim_start_matches(' ').len();
        if !blank && indent <= parent && indent < block_indent(&source[header_end..]) {
            break;
        }
        at = next;
        if !blank {
            end = next;
        }
    }
    (header_end, end)
}

/// The indentation of the first line of a block scalar that is not blank.
fn block_indent(lines: &str) -> usize {
    let first = lines.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    first.len() - first.trim_start_matches(' ').len()
}

fn indentation_of_line_at(source: &str, at: usize) -> usize {
    let line = source[..at].rfind('\n').map_or(0, |newline| newline + 1);
    source[line..].len() - source[line..].trim_start_matches(' ').len()
}

/// The offset after the line that holds `at`.
fn line_end(source: &str, at: usize) -> usize {
    source[at..].find('\n').map_or(source.len(), |newline| at + newline + 1)
}

/// The end of a plain scalar; one that is no string stands on one line.
fn plain_end(body: &str, text: Option<&str>) -> usize {
    let Some(text) = text else {
        let stop = |(at, c): &(usize, char)| match c {
            '\n' | '\r' | ',' | ']' | '}' | ':' => true,
            '#' => body[..*at].ends_with([' ', '\t']),
            _ => false,
        };
        let end = body.char_indices().find(stop).map_or(body.len(), |(at, _)| at);
        return body[..end].trim_end().len();
    };
    let mut at = 0;
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        at += body[at..].find(c).map_or(0, |found| found + c.len_utf8());
    }
    at
}

/// Matches the bytes of `text` with what is written between `inner` and `end`.
fn align(source: &str, inner: usize, end: usize, text: &str) -> Vec<usize> {
    let escapes = source[..inner].ends_with('"');
    let mut starts = Vec::with_capacity(text.len() + 1);
    let mut at = inner;
    for c in text.chars() {
        let escape = if escapes { escape_length(&source[at..end]) } else { 0 };
        if escape == 0 && !c.is_whitespace() {
            at = find_from(source, at, end, c);
        }
        starts.extend(std::iter::repeat_n(at, c.len_utf8()));
        let here = source[at..end].chars().next();
        at += match escape {
            0 => here.filter(|here| *here == c).map_or(0, char::len_utf8),
            length => length,
        };
    }
    starts.push(at);
    starts
}

/// How many bytes the escape has that begins here; 0 if none does, or it stands for nothing.
fn escape_length(written: &str) -> usize {
    let Some(rest) = written.strip_prefix('\\') else { return 0 };
    let length = match rest.chars().next() {
        Some('x') => 4,
        Some('u') => 6,
        Some('U') => 10,
        Some('\n' | '\r') | None => 0,
        Some(other) => 1 + other.len_utf8(),
    };
    if written.is_char_boundary(length.min(written.len())) { length.min(written.len()) } else { 0 }
}

/// Where `c` is next written within a word or two; unmoved if it is written as an escape.
fn find_from(source: &str, at: usize, end: usize, c: char) -> usize {
    let near = &source[at..end];
    let skipped = near.char_indices().take_while(|(_, other)| {
        *other != c && (other.is_whitespace() || matches!(other, '\\' | '\''))
    });
    let skip: usize = skipped.map(|(_, other)| other.len_utf8()).sum();
    if near[skip..].starts_with(c) { at + skip } else { at }
}
