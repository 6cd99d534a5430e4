//! Footnotes, numbered in the order of their marks.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::document::Piece;
use crate::draw::escape;
use crate::site::Text;

/// The footnotes of one prose.
pub(super) struct Footnotes {
    prefix: String,
    numbers: BTreeMap<String, usize>,
    /// How often each footnote is referred to so far.
    marks: BTreeMap<usize, usize>,
    open: usize,
    /// The footnotes by number.
    kept: BTreeMap<usize, String>,
}

impl Footnotes {
    /// Numbers the footnotes of a prose.
    pub(super) fn of(text: &Text, prefix: &str) -> Self {
        let mut numbers = BTreeMap::new();
        for (piece, _) in &text.pieces {
            if let Piece::FootnoteMark(label) = piece {
                let next = numbers.len() + 1;
                numbers.entry(label.clone()).or_insert(next);
            }
        }
        Self {
            prefix: prefix.to_owned(),
            numbers,
            marks: BTreeMap::new(),
            open: 0,
            kept: BTreeMap::new(),
        }
    }

    /// The mark in the text.
    pub(super) fn mark(&mut self, label: &str) -> String {
        let number = self.numbers.get(label).copied().unwrap_or_default();
        let nth = self.marks.entry(number).or_default();
        *nth += 1;
        let again = if *nth == 1 { String::new() } else { format!("-{nth}") };
        let prefix = escape(&self.prefix);
        format!(
            "<sup class=\"footnote-mark\"><a id=\"{prefix}fnref-{number}{again}\" href=\"#{prefix}fn-{number}\">{number}</a></sup>"
        )
    }

    /// The beginning of a footnote.
    pub(super) fn open(&mut self, label: &str) -> String {
        self.open = self.numbers.get(label).copied().unwrap_or_default();
        format!("<li id=\"{}fn-{}\">", escape(&self.prefix), self.open)
    }

    /// The end of a footnote, with the way back.
    pub(super) fn close(&self, back: &str) -> String {
        let (prefix, number) = (escape(&self.prefix), self.open);
        format!(
            "<a class=\"footnote-back\" href=\"#{prefix}fnref-{number}\" aria-label=\"{}\">↩</a></li>\n",
            escape(back)
        )
    }

    /// Keeps a finished footnote for the end; one that nothing refers to is left out.
    pub(super) fn keep(&mut self, html: String) {
        if self.open > 0 {
            self.kept.insert(self.open, html);
        }
    }

    /// All footnotes; none if there are none.
    pub(super) fn section(&self, title: &str) -> Option<String> {
        if self.kept.is_empty() {
            return None;
        }
        let mut html =
            format!("<aside class=\"footnotes\" aria-label=\"{}\"><ol>\n", escape(title));
        for note in self.kept.values() {
            let _ = write!(html, "{note}");
        }
        html.push_str("</ol></aside>\n");
        Some(html)
    }
}
