//! The texts that problems are about, each read once.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::files::{FilePath, Files, Position, Span};

/// How far a file is read to see whether it is text.
const FIRST_BYTES: usize = 8_000;

/// The texts of files, each read once.
pub(super) struct Sources<'f> {
    files: &'f Files,
    read: BTreeMap<FilePath, Source>,
}

/// A file's text, and where its lines begin.
pub(super) struct Source {
    /// The text without its byte order mark, and with anything that is not UTF-8 replaced.
    pub(super) text: String,
    /// Where the lines begin in the text.
    lines: Vec<usize>,
    /// The length of the byte order mark that is cut off.
    mark: usize,
}

impl<'f> Sources<'f> {
    /// The texts of `files`, of which none is read yet.
    pub(super) fn new(files: &'f Files) -> Self {
        Self { files, read: BTreeMap::new() }
    }

    /// A file's text; empty where there is no such file.
    pub(super) fn of(&mut self, file: &FilePath) -> &Source {
        let files = self.files;
        // What is no text has no lines; text never holds a zero byte.
        let is_text = |bytes: &[u8]| !bytes.iter().take(FIRST_BYTES).any(|byte| *byte == 0);
        let text = || files.get(file).filter(|bytes| is_text(bytes)).and_then(|_| files.text(file));
        let read = || Source::new(&text().unwrap_or_default());
        self.read.entry(file.clone()).or_insert_with(read)
    }
}

impl Source {
    fn new(text: &str) -> Self {
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let text = text[mark..].to_owned();
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        Self { text, lines, mark }
    }

    /// A span's stretch of the text: what goes on for a page ends with its first line.
    pub(super) fn stretch(&self, span: &Span) -> Range<usize> {
        let start = self.boundary(span.start);
        let end = self.boundary(span.end).max(start);
        let line = self.text[start..end].find(['\n', '\r']);
        start..line.map_or(end, |line| start + line)
    }

    /// The number of the line that holds `at`, from 0.
    pub(super) fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Where the lines from `first` to `last` stand, line ends included.
    pub(super) fn lines(&self, first: usize, last: usize) -> Range<usize> {
        self.lines[first]..self.lines.get(last + 1).copied().unwrap_or(self.text.len())
    }

    /// Where a span begins and where it has ended, as editors count.
    pub(super) fn positions(&self, span: &Span) -> Range<Position> {
        let start = self.boundary(span.start);
        let end = self.boundary(span.end).max(start);
        self.position(start)..self.position(end)
    }

    fn position(&self, at: usize) -> Position {
        let line = self.line(at);
        let column = self.text[self.lines[line]..at].chars().count() + 1;
        Position { line: line + 1, column }
    }

    /// The last character boundary of the text at or before an offset of the file.
    fn boundary(&self, offset: usize) -> usize {
        let at = offset.saturating_sub(self.mark).min(self.text.len());
        (0..=at).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_counts_as_a_position_does() {
        let path = FilePath::new("content/site.yaml").expect("a path");
        for text in ["", "a", "\u{feff}título: é\r\nüber\n\n", "a\nb", "\u{feff}"] {
            let source = Source::new(text);
            for at in 0..text.len() + 2 {
                let span = Span::new(&path, at..at);
                let position = Position::of(text, at);
                assert_eq!(source.positions(&span), position..position, "{at} of {text:?}");
            }
        }
    }
}
