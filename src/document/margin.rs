//! Entries and fields that stand too far in or too far out, put where they belong.
//!
//! Each slip is told once; read as it stands, it would be told again by everything that refers to
//! the entry.

use std::collections::BTreeSet;

use crate::document::kind::is_field;
use crate::document::record::Reader;
use crate::document::written::Ids;
use crate::document::yaml::{Entry, Node, Value};
use crate::document::yaml_trouble::Trouble;
use crate::problem::{BAD_YAML, names};

/// The entries of a file as they were meant.
pub(crate) fn mended(entries: &[Entry], ids: Ids, reader: &mut Reader<'_>) -> Vec<Entry> {
    let mut mended: Vec<Entry> = Vec::new();
    let mut outdented: Vec<&Entry> = Vec::new();
    for entry in entries {
        if ids != Ids::Files && !mended.is_empty() && is_outdented(entry) {
            outdented.push(entry);
            continue;
        }
        give_back(&mut outdented, &mut mended, reader);
        mended.extend(parted(entry.clone(), reader));
    }
    give_back(&mut outdented, &mut mended, reader);
    mended
}

/// Whether an entry is a field that stands at the margin.
fn is_outdented(entry: &Entry) -> bool {
    let has_fields = matches!(entry.value.value, Value::Map(_) | Value::Null);
    !has_fields && is_field(&entry.key)
}

/// Puts fields that stand at the margin among those of the entry before them.
fn give_back(outdented: &mut Vec<&Entry>, mended: &mut [Entry], reader: &mut Reader<'_>) {
    let fields = std::mem::take(outdented);
    let Some((first, owner)) = fields.first().zip(mended.last_mut()) else { return };
    let keys: Vec<&str> = fields.iter().map(|field| field.key.as_str()).collect();
    let (begin, them) = match keys.as_slice() {
        [only] => (format!("`{only}` begins its line"), format!("`{only}`")),
        _ => ("these fields begin their lines".to_owned(), names(&keys)),
    };
    let trouble = Trouble {
        message: format!("{begin}, where the ids of entries stand"),
        help: format!("indent {them} with the fields of `{}`", owner.key),
        range: first.key_range.clone(),
    };
    reader.report(BAD_YAML, trouble);
    if owner.value.value == Value::Null {
        owner.value.value = Value::Map(Vec::new());
    }
    if let Value::Map(entries) = &mut owner.value.value {
        entries.extend(fields.into_iter().cloned());
    }
}

/// An entry, and those that are indented among its fields.
fn parted(mut entry: Entry, reader: &mut Reader<'_>) -> Vec<Entry> {
    let Value::Map(fields) = &mut entry.value.value else { return vec![entry] };
    let Some(at) = (1..fields.len()).find(|at| is_indented(fields, *at)) else {
        return vec![entry];
    };
    let mut rest = fields.split_off(at);
    let mut inner = rest.remove(0);
    let trouble = Trouble {
        message: format!(
            "`{}:` is indented, so it counts as a field of `{}`",
            inner.key, entry.key
        ),
        help: format!("take out the spaces before it, so that it stands like `{}:`", entry.key),
        range: inner.key_range.clone(),
    };
    reader.report(BAD_YAML, trouble);
    if inner.value.value == Value::Null {
        let end = rest.last().map_or(inner.key_range.end, |last| last.value.range.end);
        let start = rest.first().map_or(end, |first| first.key_range.start);
        inner.value = Node { value: Value::Map(rest), range: start..end.max(start) };
        return std::iter::once(entry).chain(parted(inner, reader)).collect();
    }
    // Its own fields are indented further, so what follows it may be anything.
    fields.append(&mut rest);
    parted(entry, reader).into_iter().chain(std::iter::once(inner)).collect()
}

/// Whether the field at `at` is the id of an entry: fields follow it that the entry has already, or
/// stand below it.
fn is_indented(fields: &[Entry], at: usize) -> bool {
    let field = &fields[at];
    let stands_before_fields = match &field.value.value {
        Value::Null => {
            let before: BTreeSet<&str> = fields[..at].iter().map(|it| it.key.as_str()).collect();
            fields[at + 1..].iter().any(|later| before.contains(later.key.as_str()))
        }
        Value::Map(inner) => inner.len() > 1 && inner.iter().all(|inner| is_field(&inner.key)),
        _ => false,
    };
    stands_before_fields && !is_field(&field.key)
}
