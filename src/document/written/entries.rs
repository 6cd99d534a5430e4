//! A file of entries: a mapping from ids, or a list where nobody refers to the entries.

use crate::document::record::{Field, Reader, Spanned};
use crate::document::value::Line;
use crate::document::yaml::{Entry, Node, Value};
use crate::files::Span;
use crate::problem::{BAD_VALUE, DUPLICATE_ID};

/// The entries of a file in its order, each with its id.
#[derive(Clone, Debug)]
pub(crate) struct Entries<T>(pub(crate) Vec<(Line, T)>);

impl<T: Field> Entries<T> {
    /// Reads the whole of a file; `stem` begins the ids of entries that stand in a list.
    pub(crate) fn read(node: &Node, stem: &str, reader: &mut Reader<'_>) -> Self {
        match &node.value {
            Value::Null => Self(Vec::new()),
            Value::List(items) => Self::listed(items, stem, reader),
            Value::Map(entries) => Self::mapped(entries, reader),
            _ => {
                reader.wrong_type(node, "entries, each under its id");
                Self(Vec::new())
            }
        }
    }

    fn mapped(entries: &[Entry], reader: &mut Reader<'_>) -> Self {
        let mut read: Vec<(Line, T)> = Vec::new();
        let mut seen: std::collections::BTreeMap<&str, Span> = std::collections::BTreeMap::new();
        for entry in entries {
            let span = reader.span(&entry.key_range);
            if let Some(first) = seen.get(entry.key.as_str()) {
                let message = format!("`{}` is defined twice", entry.key);
                reader
                    .problems
                    .add(DUPLICATE_ID, span, message)
                    .label("again here")
                    .also(first.clone(), "first defined here")
                    .help("give one of the two another id");
                continue;
            }
            seen.insert(&entry.key, span.clone());
            check_id(&entry.key, &span, reader);
            let value = T::read(&entry.value, reader)
                .unwrap_or_else(|| T::fallback(reader.span(&entry.value.range)));
            read.push((Spanned { value: entry.key.clone(), span }, value));
        }
        Self(read)
    }

    fn listed(items: &[Node], stem: &str, reader: &mut Reader<'_>) -> Self {
        let mut read = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let id = written_id(item).unwrap_or_else(|| format!("{stem}-{}", index + 1));
            let span = reader.span(&item.range);
            let value = match &item.value {
                Value::Map(entries) => {
                    let rest = entries.iter().filter(|entry| entry.key != "id").cloned().collect();
                    T::read(&Node { value: Value::Map(rest), range: item.range.clone() }, reader)
                }
                _ => T::read(item, reader),
            };
            read.extend(value.map(|value| (Spanned { value: id, span }, value)));
        }
        Self(read)
    }
}

/// The `id:` of an entry that stands in a list.
fn written_id(item: &Node) -> Option<String> {
    let Value::Map(entries) = &item.value else { return None };
    let entry = entries.iter().find(|entry| entry.key == "id")?;
    match &entry.value.value {
        Value::Text(text) => Some(text.text.clone()),
        Value::Number(number) => Some(number.clone()),
        _ => None,
    }
}

/// Whether `id` can stand in an address as it is: letters, digits, `-` and `_`, or a file's name.
pub(crate) fn is_sound_id(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// `id` with what cannot stand in an address taken out, as a proposal.
pub(crate) fn sound_id(id: &str) -> String {
    let words = id.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

fn check_id(id: &str, span: &Span, reader: &mut Reader<'_>) {
    if !is_sound_id(id) {
        reader
            .problems
            .add(BAD_VALUE, span.clone(), format!("`{id}` cannot be an id"))
            .help(format!("write letters, digits and hyphens, such as `{}`", sound_id(id)));
    }
}
