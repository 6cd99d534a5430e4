//! A text as large as its room allows, in lines that fit.

use serde::Serialize;
use unicode_bidi::{Direction, get_base_direction};
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

use super::runs::{Run, Stack, is_unseen, letters};
use super::typeface::Typefaces;
use super::wrap::{self, Piece};

/// What stands for words that are left out.
const ELLIPSIS: char = '…';

/// More letters than any card has room for.
const MOST: usize = 600;

/// The room that a text has on a card.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Room {
    /// The family of the font, or `serif` or `sans`.
    pub(crate) font: String,
    /// In pixels.
    pub(crate) width: f64,
    /// From the top of the first line to the foot of the last, in pixels.
    pub(crate) height: f64,
    /// From line to line, in sizes of the type.
    pub(crate) leading: f64,
    /// The sizes of the type that the text may have, in pixels, the largest first.
    pub(crate) sizes: Vec<f64>,
}

/// A text in lines.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Fitted {
    /// The size of the type, in pixels.
    pub(crate) size: f64,
    /// Whether it reads from right to left.
    pub(crate) right_to_left: bool,
    /// The lines; none for a text without a letter that can be drawn.
    pub(crate) lines: Vec<Line>,
}

/// A line of a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Line {
    /// In pixels, a little more than it really takes.
    pub(crate) width: f64,
    /// Its text, in the order of reading, in pieces of one font each.
    pub(crate) runs: Vec<Run>,
}

/// Sets a text in its room: in the largest size in which all of it fits, or else in the smallest
/// with an ellipsis after the last word that fits.
pub(crate) fn fit(text: &str, room: &Room, typefaces: &Typefaces) -> Fitted {
    let stack = Stack::new(&room.font, typefaces);
    let text = Text::of(text, &stack);
    let pieces = wrap::pieces(&text.text, &stack);
    let fits = |size: &&f64| {
        let width = room.width / **size;
        let is_whole = pieces.iter().all(|piece| piece.width <= width);
        is_whole && wrap::lines(&pieces, width).len() <= most_lines(room, **size)
    };
    let smallest = room.sizes.last().copied().unwrap_or(1.0);
    let found = room.sizes.iter().find(fits).copied().filter(|_| !text.is_cut);
    let size = found.unwrap_or(smallest);
    let width = room.width / size;
    let pieces = if found.is_some() {
        pieces
    } else {
        shortened(wrap::broken(pieces, width, &stack), width, most_lines(room, size), &stack, &text)
    };
    Fitted {
        size,
        right_to_left: text.right_to_left,
        lines: set(&pieces, width, size, &stack, &text),
    }
}

/// Whether a font of that name is there.
pub(crate) fn has_font(font: &str, typefaces: &Typefaces) -> bool {
    typefaces.has_family(font)
}

/// The letters that no font has of the part of a text that a card has room for, each once, in their
/// order.
pub(crate) fn missing(text: &str, typefaces: &Typefaces) -> Vec<String> {
    let stack = Stack::new("serif", typefaces);
    let mut missing: Vec<String> = Vec::new();
    let text: String = plain(text).chars().take(MOST).collect();
    for cluster in stack.missing(&text) {
        if !missing.iter().any(|known| known == cluster) {
            missing.push(cluster.to_owned());
        }
    }
    missing
}

/// How many lines of a size the room has, at least one.
fn most_lines(room: &Room, size: f64) -> usize {
    /// More lines than any card has room for.
    const MOST_LINES: u16 = 50;
    let line = size * room.leading;
    let fits = |count: &u16| f64::from(*count) * line <= room.height;
    usize::from((1..=MOST_LINES).take_while(fits).last().unwrap_or(1))
}

/// A text that fonts have all letters of.
struct Text {
    text: String,
    right_to_left: bool,
    /// Whether its end was cut off.
    is_cut: bool,
}

impl Text {
    fn of(text: &str, stack: &Stack<'_>) -> Self {
        let plain = plain(text);
        let cut: String = plain.chars().take(MOST).collect();
        Self {
            right_to_left: get_base_direction(plain.as_str()) == Direction::Rtl,
            is_cut: cut.len() < plain.len(),
            text: drawable(&cut, stack),
        }
    }
}

/// The text with single spaces, without control characters and the frames of emoji, and with letters
/// and marks composed.
fn plain(text: &str) -> String {
    let is_frame = |c: &char| ('\u{20dd}'..='\u{20e4}').contains(c);
    let composed: String = text.chars().filter(|c| !is_frame(c)).nfc().collect();
    let words = composed.split(|c: char| c.is_control() || (c.is_whitespace() && c != '\u{a0}'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The text without what no font can draw: signs are left out, and an ellipsis stands for a word
/// that lacks a letter, since a word without its letter is another word.
fn drawable(text: &str, stack: &Stack<'_>) -> String {
    let missing = stack.missing(text);
    if missing.is_empty() {
        return text.to_owned();
    }
    let mut drawable = String::new();
    for word in wrap::unbroken(text) {
        add_word(word, stack, &mut drawable);
    }
    let words: Vec<&str> = drawable.split(' ').filter(|word| !word.is_empty()).collect();
    let kept = words.join(" ");
    if kept.chars().any(char::is_alphanumeric) { kept } else { String::new() }
}

/// Adds a word as far as it can be drawn.
fn add_word(word: &str, stack: &Stack<'_>, drawable: &mut String) {
    let missing = stack.missing(word);
    if missing.iter().any(|cluster| cluster.chars().any(is_letter)) {
        if !drawable.trim_end().ends_with(ELLIPSIS) {
            drawable.push(ELLIPSIS);
        }
        drawable.push_str(&word[word.trim_end().len()..]);
        return;
    }
    let kept = letters(word).filter(|letter| !missing.contains(letter));
    drawable.extend(kept);
}

/// Whether a character is part of how a word is written.
fn is_letter(c: char) -> bool {
    // Unicode counts the framed letters that make flags among letters.
    let is_framed = ('\u{1f100}'..='\u{1f2ff}').contains(&c);
    let is_mark = c.width() == Some(0) && !is_unseen(c);
    c.is_alphanumeric() && !is_framed || is_mark
}

/// The pieces that fit in so many lines, with an ellipsis behind the last; all of them where all
/// fit.
fn shortened(
    mut pieces: Vec<Piece>,
    width: f64,
    most: usize,
    stack: &Stack<'_>,
    text: &Text,
) -> Vec<Piece> {
    if !text.is_cut && wrap::lines(&pieces, width).len() <= most {
        return pieces;
    }
    let room: usize = wrap::lines(&pieces, width).iter().take(most).sum();
    pieces.truncate(room);
    while let Some(last) = pieces.pop() {
        pieces.push(ended(&last.text, width, stack));
        if pieces.len() == 1 || wrap::lines(&pieces, width).len() <= most {
            break;
        }
        pieces.pop();
    }
    pieces
}

/// The last piece of a text that goes on, with an ellipsis behind as many of its letters as there
/// is room for.
fn ended(text: &str, width: f64, stack: &Stack<'_>) -> Piece {
    let mut letters: Vec<&str> = letters(text).collect();
    loop {
        let kept = letters.concat();
        let kept = kept.trim_end_matches(|c: char| !c.is_alphanumeric() && c.width() != Some(0));
        let text = format!("{kept}{ELLIPSIS}");
        let piece = Piece { width: stack.width(&text), space: 0.0, text };
        if piece.width <= width || letters.pop().is_none() {
            return piece;
        }
    }
}

/// The lines with their pieces put together.
fn set(pieces: &[Piece], width: f64, size: f64, stack: &Stack<'_>, text: &Text) -> Vec<Line> {
    let mut rest = pieces;
    let mut set = Vec::new();
    for count in wrap::lines(pieces, wrap::balanced(pieces, width)) {
        let (line, others) = rest.split_at(count);
        rest = others;
        let line: String = line.iter().map(|piece| piece.text.as_str()).collect();
        let line = line.trim_end();
        if !line.is_empty() {
            let width = stack.width(line) * size;
            set.push(Line { width, runs: directed(stack.runs(line), text.right_to_left) });
        }
    }
    set
}

/// A line that reads from right to left, marked as such: the renderer takes every line for one that
/// reads from left to right.
fn directed(mut runs: Vec<Run>, right_to_left: bool) -> Vec<Run> {
    const ISOLATE: char = '\u{2067}';
    const END: char = '\u{2069}';
    if right_to_left {
        if let Some(first) = runs.first_mut() {
            first.text.insert(0, ISOLATE);
        }
        if let Some(last) = runs.last_mut() {
            last.text.push(END);
        }
    }
    runs
}
