//! A file of entries: a mapping from ids, or a list where nobody refers to the entries.

use serde_json::{Value as Json, json};

use crate::document::margin;
use crate::document::record::{Field, Reader, Spanned};
use crate::document::schema::{self, Definitions};
use crate::document::value::{Line, Name};
use crate::document::yaml::{Entry, Node, Value};
use crate::files::Span;
use crate::problem::{BAD_VALUE, DUPLICATE_ID};

/// What the ids of a file's entries are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ids {
    /// Words by which others refer to the entries.
    Words,
    /// Names of files.
    Files,
    /// Words, or none at all: nobody has to refer to the entries. Those without begin with this.
    Optional(&'static str),
}

/// What can stand in a file of entries.
pub(crate) trait Identified: Field {
    /// What the ids of its entries are.
    const IDS: Ids;
}

/// The entries of a file.
#[derive(Clone, Debug)]
pub(crate) struct Entries<T> {
    /// The entries in the order of the file, each with its id.
    pub(crate) list: Vec<(Line, T)>,
    /// The ids that stand there once more; what is under them is not read.
    pub(crate) repeated: Vec<Line>,
}

impl<T: Identified> Entries<T> {
    /// Reads the whole of a file; none after a problem was reported.
    pub(crate) fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match (&node.value, T::IDS) {
            (Value::Map(entries), _) => {
                Some(Self::mapped(&margin::mended(entries, T::IDS, reader), reader))
            }
            (Value::Null, _) => Some(Self { list: Vec::new(), repeated: Vec::new() }),
            (Value::List(items), Ids::Optional(stem)) => Some(Self::listed(items, stem, reader)),
            _ => {
                reader
                    .wrong_type(node, "entries, each under its id")
                    .help("write each entry as `its-id:`, with its fields indented below");
                None
            }
        }
    }

    fn mapped(entries: &[Entry], reader: &mut Reader<'_>) -> Self {
        let (mut list, mut repeated): (Vec<(Line, T)>, Vec<Line>) = (Vec::new(), Vec::new());
        let mut seen: std::collections::BTreeMap<&str, Span> = std::collections::BTreeMap::new();
        for entry in entries {
            let span = reader.span(&entry.key_range);
            if let Some(first) = seen.get(entry.key.as_str()) {
                let id = Spanned { value: entry.key.clone(), span };
                report_repeated(&id, first.clone(), reader);
                repeated.push(id);
                continue;
            }
            seen.insert(&entry.key, span.clone());
            if T::IDS != Ids::Files {
                check_id(&entry.key, &span, reader);
            }
            let value = T::read(&entry.value, reader)
                .unwrap_or_else(|| T::fallback(reader.span(&entry.value.range)));
            list.push((Spanned { value: entry.key.clone(), span }, value));
        }
        Self { list, repeated }
    }

    fn listed(items: &[Node], stem: &str, reader: &mut Reader<'_>) -> Self {
        let (mut list, mut repeated): (Vec<(Line, T)>, Vec<Line>) = (Vec::new(), Vec::new());
        for (index, item) in items.iter().enumerate() {
            let written = written_id(item, reader);
            let id = written.unwrap_or_else(|| Spanned {
                value: format!("{stem}-{}", index + 1),
                span: reader.span(&item.range),
            });
            check_id(&id.value, &id.span, reader);
            if let Some((first, _)) = list.iter().find(|(other, _)| other.value == id.value) {
                let first = first.span.clone();
                report_repeated(&id, first, reader);
                repeated.push(id);
                continue;
            }
            let value = match &item.value {
                Value::Map(entries) => {
                    let rest = entries.iter().filter(|entry| entry.key != "id").cloned().collect();
                    T::read(&Node { value: Value::Map(rest), range: item.range.clone() }, reader)
                }
                _ => T::read(item, reader),
            };
            list.extend(value.map(|value| (id, value)));
        }
        Self { list, repeated }
    }
}

impl<T: Identified> Entries<T> {
    /// What [`Entries::read`] takes, in JSON Schema: an empty file too.
    pub(crate) fn schema(definitions: &mut Definitions) -> Json {
        let entry = T::schema(definitions);
        let mut schema = json!({ "type": ["object", "null"], "additionalProperties": entry });
        if T::IDS != Ids::Files {
            schema["propertyNames"] = define_id(definitions);
        }
        if matches!(T::IDS, Ids::Optional(_)) {
            let id = define_id(definitions);
            schema["type"] = json!(["object", "array", "null"]);
            schema["items"] = definitions.define_listed(&entry, id);
        }
        schema
    }
}

fn define_id(definitions: &mut Definitions) -> Json {
    definitions.define("NewId", |_| {
        let about = "The id by which others refer to the entry. It never changes.";
        schema::text("Id", "an id: letters, digits and hyphens", about, SOUND_ID)
    })
}

fn report_repeated(id: &Line, first: Span, reader: &mut Reader<'_>) {
    reader
        .problems
        .add(DUPLICATE_ID, id.span.clone(), format!("`{}` is defined twice", id.value))
        .label("again here")
        .also(first, "first defined here")
        .help("give one of the two another id");
}

/// The `id:` of an entry that stands in a list.
fn written_id(item: &Node, reader: &mut Reader<'_>) -> Option<Line> {
    let Value::Map(entries) = &item.value else { return None };
    let entry = entries.iter().find(|entry| entry.key == "id")?;
    Name::read(&entry.value, reader).map(|Name(id)| id)
}

/// Whether `id` can stand in an address as it is: letters, digits, `-`, `_` and `.`, a letter or
/// digit first.
pub(crate) fn is_sound_id(id: &str) -> bool {
    id.starts_with(char::is_alphanumeric)
        && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// What [`is_sound_id`] asks for, as a pattern of ECMA-262; looser in what counts as a letter, and
/// with the space around it that an `id:` may have.
const SOUND_ID: &str = r"^\s*[^\s!-/:-@\[-`{-~][^\s!-,/:-@\[-^`{-~]*\s*$";

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
