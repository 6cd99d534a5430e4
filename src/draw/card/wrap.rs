//! Lines that break where a reader expects it, and are about equally long.

use unicode_linebreak::linebreaks;

use super::runs::{Stack, letters};

/// What a text can be broken into.
#[derive(Debug)]
pub(super) struct Piece {
    /// With the space behind it.
    pub text: String,
    /// Without that space, in ems.
    pub width: f64,
    /// The space alone, in ems.
    pub space: f64,
}

/// A text in the pieces that no line should end within: words, or the letters of scripts that have
/// no spaces.
pub(super) fn pieces(text: &str, stack: &Stack<'_>) -> Vec<Piece> {
    let mut pieces: Vec<String> = Vec::new();
    for text in unbroken(text) {
        match pieces.last_mut().filter(|last| holds_together(last, text)) {
            Some(last) => last.push_str(text),
            None => pieces.push(text.to_owned()),
        }
    }
    pieces.iter().map(|text| piece(text, stack)).collect()
}

/// Whether a line had better not end between two stretches, though it may: behind a dash that joins
/// two words, and within a Korean word.
fn holds_together(before: &str, after: &str) -> bool {
    let is_hangul = |c: char| ('\u{ac00}'..='\u{d7a3}').contains(&c);
    before.ends_with(['-', '‐', '–', '—', '/'])
        || before.ends_with(is_hangul) && after.starts_with(is_hangul)
}

/// A text in the stretches that no line may end within (Unicode Standard Annex 14).
pub(super) fn unbroken(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    linebreaks(text).map(move |(end, _)| {
        let stretch = &text[start..end];
        start = end;
        stretch
    })
}

fn piece(text: &str, stack: &Stack<'_>) -> Piece {
    let word = text.trim_end();
    let (width, space) = (stack.width(word), stack.width(&text[word.len()..]));
    Piece { text: text.to_owned(), width, space }
}

/// The same pieces, with those that are wider than a line broken behind dashes, and those that are
/// wider still between two letters.
pub(super) fn broken(pieces: Vec<Piece>, width: f64, stack: &Stack<'_>) -> Vec<Piece> {
    let mut broken = Vec::new();
    for whole in pieces {
        if whole.width <= width {
            broken.push(whole);
            continue;
        }
        for stretch in unbroken(&whole.text) {
            break_between_letters(stretch, width, stack, &mut broken);
        }
    }
    broken
}

fn break_between_letters(text: &str, width: f64, stack: &Stack<'_>, broken: &mut Vec<Piece>) {
    let mut part = String::new();
    let mut filled = 0.0;
    for letter in letters(text) {
        let more = stack.width(letter);
        if !part.is_empty() && filled + more > width {
            broken.push(piece(&part, stack));
            part.clear();
            filled = 0.0;
        }
        part.push_str(letter);
        filled += more;
    }
    broken.push(piece(&part, stack));
}

/// How many pieces stand in each line of a width, as many in each as have room.
pub(super) fn lines(pieces: &[Piece], width: f64) -> Vec<usize> {
    let mut lines = Vec::new();
    let mut filled = 0.0;
    for piece in pieces {
        match lines.last_mut() {
            Some(count) if filled + piece.width <= width => *count += 1,
            _ => {
                filled = 0.0;
                lines.push(1);
            }
        }
        filled += piece.width + piece.space;
    }
    lines
}

/// The narrowest width at which a text still has no more lines than at `width`.
pub(super) fn balanced(pieces: &[Piece], width: f64) -> f64 {
    /// A twentieth of an em is less than anyone sees.
    const STEPS: usize = 9;
    let most = lines(pieces, width).len();
    let widest = pieces.iter().map(|piece| piece.width).fold(0.0, f64::max);
    let (mut narrow, mut wide) = (widest.min(width), width);
    for _ in 0..STEPS {
        let middle = f64::midpoint(narrow, wide);
        if lines(pieces, middle).len() > most {
            narrow = middle;
        } else {
            wide = middle;
        }
    }
    wide
}
