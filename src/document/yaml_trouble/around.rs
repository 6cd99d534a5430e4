//! Slips that show only beside the lines around them.

use super::line::{Line, closing};
use super::{Trouble, Words};

/// What the lines up to `offset`, where the library stumbled, show together.
pub(super) fn of(
    lines: &[Line<'_>],
    source: &str,
    offset: usize,
    is_field: Words,
) -> Option<Trouble> {
    let (here, before) = lines.split_last()?;
    let end = Line::at(source, offset).end();
    before
        .iter()
        .find_map(|line| unclosed(line, &source[..end]))
        .or_else(|| outdented(here, before))
        .or_else(|| {
            let beside = |line: &&Line<'_>| line.spaces() == here.spaces() && line.key().is_none();
            before.last().filter(beside)?.colonless(is_field)
        })
}

/// What a line is meant for that is neither a field nor an item.
pub(super) fn stray(
    lines: &[Line<'_>],
    after: Option<&Line<'_>>,
    is_field: Words,
) -> Option<Trouble> {
    let (here, before) = lines.split_last()?;
    let text = here.text.trim();
    let below = |line: &&Line<'_>| line.spaces() <= here.spaces();
    let parent = before.iter().rev().find(below).filter(|line| line.opens_block());
    let is_sentence = text.split_whitespace().count() > 3;
    let heads = after.is_some_and(|after| after.spaces() > here.spaces());
    if let Some(parent) = parent.filter(|_| is_sentence || here.colonless(is_field).is_none()) {
        return Some(Trouble {
            message: format!(
                "this line is not indented like the text of `{}`, which it belongs to",
                parent.key().unwrap_or_default()
            ),
            help: "put as many spaces before it as before the other lines of that text".to_owned(),
            range: here.range(),
        });
    }
    here.colonless(is_field).or_else(|| {
        let is_id = heads && !text.contains(char::is_whitespace);
        is_id.then(|| Trouble {
            message: format!("`{text}` has no colon behind it, and fields stand below it"),
            help: format!("write `{text}:`"),
            range: here.range(),
        })
    })
}

/// A text in quotation marks that closes on a later line, with more behind it: that mark was meant
/// to open another text.
fn unclosed(line: &Line<'_>, source: &str) -> Option<Trouble> {
    let (sign, at) = line.quotation()?;
    let mark = line.content().chars().next()?;
    if closing(mark, line.content()).is_some() {
        return None;
    }
    let rest = &source[at..];
    let end = closing(mark, rest)?;
    let behind = rest[end + 1..].lines().next().unwrap_or_default().trim_start();
    if behind.is_empty() || behind.starts_with(['#', ',', ']', '}', ':']) {
        return None;
    }
    Some(Trouble {
        message: format!("the text that begins with this `{sign}` is not closed"),
        help: format!("put a `{sign}` at its end"),
        range: at..at + 1,
    })
}

/// A first field that is not indented, with its fellows indented below it: the culprit is that one.
fn outdented(here: &Line<'_>, before: &[Line<'_>]) -> Option<Trouble> {
    let [.., owner, first] = before else { return None };
    let (key, name) = (first.key()?, owner.key()?);
    let is_first = owner.content().is_empty() && owner.spaces() == first.spaces();
    let missing = here.spaces().checked_sub(first.spaces()).filter(|missing| *missing > 0)?;
    (is_first && !first.content().is_empty() && here.key().is_some()).then(|| Trouble {
        message: format!("`{key}` is not indented like the other fields of `{name}`"),
        help: format!("put {missing} spaces before `{key}`"),
        range: first.range().start..first.range().start + key.len(),
    })
}
