//! Several ids that were meant as a list, and are written as one text.

use std::ops::RangeInclusive;

use crate::document::written::is_sound_id;

/// The longest range of ids that is written out.
const LONGEST_RANGE: u32 = 40;

/// The ids of a text such as `F1 F2`, `F1; F2`, `(F1, F2)` or `F1–F3`; none if it is a single one
/// or something else.
pub(crate) fn several(text: &str) -> Option<Vec<String>> {
    if let Some(range) = range(text) {
        return Some(range);
    }
    let inside = text.trim_matches(['(', ')', '[', ']', ' ']);
    let words = inside.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
    let ids: Vec<String> = words.filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let single = ids.len() == 1 && inside == text.trim();
    (!ids.is_empty() && !single && ids.iter().all(|id| is_sound_id(id))).then_some(ids)
}

/// The ids from one number to another, as in `F1-F3` or `F1–3`.
pub(crate) fn range(text: &str) -> Option<Vec<String>> {
    let signs = ["–", "—", " to ", "..", " - ", "-"];
    let (first, last) = signs.iter().find_map(|sign| text.split_once(sign))?;
    let (letters, from) = numbered(first.trim())?;
    let (again, to) = numbered(last.trim())?;
    let numbers: RangeInclusive<u32> = from..=to;
    let fits = !letters.is_empty() && (again == letters || again.is_empty());
    let short = from < to && to - from < LONGEST_RANGE;
    (fits && short).then(|| numbers.map(|number| format!("{letters}{number}")).collect())
}

/// The letters and the number of `F12`.
fn numbered(id: &str) -> Option<(&str, u32)> {
    let at = id.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = id.split_at(at);
    let plain = letters.chars().all(char::is_alphabetic) && !digits.starts_with('0');
    plain.then(|| digits.parse().ok().map(|number| (letters, number))).flatten()
}
