//! A stretch of a file, and where it stands on the screen.

use std::ops::Range;

use crate::files::FilePath;

/// A stretch of a file, as byte offsets from its first byte (a byte order mark included).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FilePath,
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

/// A place as editors count it: both numbers start at 1, columns are characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Span {
    /// The stretch `range` of `file`.
    #[must_use]
    pub fn new(file: &FilePath, range: Range<usize>) -> Self {
        Self { file: file.clone(), start: range.start, end: range.end }
    }

    /// Whether `other` lies within this stretch.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// Where the stretch begins in `text`, the whole text of its file.
    #[must_use]
    pub fn position(&self, text: &str) -> Position {
        Position::of(text, self.start)
    }
}

impl Position {
    /// The place of the byte at `offset` of `text`; a byte order mark has no column.
    #[must_use]
    pub fn of(text: &str, offset: usize) -> Self {
        let offset = floor_boundary(text, offset);
        let before = text[..offset].trim_start_matches('\u{feff}');
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line, column }
    }
}

/// The last character boundary at or before `offset`.
fn floor_boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}
