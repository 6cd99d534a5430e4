//! The format as JSON Schema, draft 2020-12, for the editors and tools that check while one types.
//!
//! Every value that can be a field describes itself here, beside the code that reads it. A schema
//! accepts what the reader accepts. Where JSON Schema cannot say what the reader asks for, such as
//! that an id is defined somewhere, the schema is looser, and never stricter.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::document::record::Declared;

/// The dialect, by the address that the specification gives it.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// What the name of a definition follows in a reference to it.
const REFERENCE: &str = "#/$defs/";

/// The pattern of text that has something in it.
pub(crate) const SOME_TEXT: &str = r"\S";

/// The values that a schema describes, each once and by name (`$defs`).
#[derive(Debug, Default)]
pub(crate) struct Definitions(BTreeMap<String, Value>);

impl Definitions {
    /// The names of all fields that are described.
    pub(crate) fn fields(&self) -> BTreeSet<String> {
        let records = self.0.values().filter_map(|value| value["properties"].as_object());
        records.flat_map(|fields| fields.keys().cloned()).collect()
    }

    /// A reference to the value called `name`, which is described where it is not yet.
    pub(crate) fn define(
        &mut self,
        name: &str,
        describe: impl FnOnce(&mut Self) -> Value,
    ) -> Value {
        if !self.0.contains_key(name) {
            let described = describe(self);
            self.0.insert(name.to_owned(), described);
        }
        json!({ "$ref": format!("{REFERENCE}{name}") })
    }

    /// The description that a reference leads to; the value itself where it is no reference.
    pub(crate) fn resolve<'v>(&'v self, value: &'v Value) -> &'v Value {
        let name = value["$ref"].as_str().and_then(|name| name.strip_prefix(REFERENCE));
        name.and_then(|name| self.0.get(name)).unwrap_or(value)
    }

    /// A reference to what the record behind `entry` is in a list, where it may have an `id`.
    pub(crate) fn define_listed(&mut self, entry: &Value, id: Value) -> Value {
        let name = entry["$ref"].as_str().unwrap_or_default().trim_start_matches(REFERENCE);
        let mut record = self.0.get(name).cloned().unwrap_or_default();
        record["properties"]["id"] = id;
        self.define(&format!("Listed{name}"), |_| record)
    }

    /// The schema of a whole file whose content is `root`.
    pub(crate) fn into_schema(self, title: &str, about: &str, root: Value) -> Value {
        let mut schema = Map::new();
        schema.insert("$schema".to_owned(), json!(DIALECT));
        schema.insert("title".to_owned(), json!(title));
        schema.insert("description".to_owned(), json!(about));
        if let Value::Object(root) = root {
            schema.extend(root);
        }
        schema.insert("$defs".to_owned(), json!(self.0));
        Value::Object(schema)
    }
}

/// How often a field can be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Once.
    Required,
    /// Once or not at all.
    Optional,
    /// As a list or not at all.
    List,
    /// As a list with something in it.
    Some,
}

/// A mapping with these fields and no others, each with the schema of its value or of each value of
/// its list.
pub(crate) fn record<'f>(
    name: &str,
    about: &str,
    fields: impl Iterator<Item = (&'f Declared, (Presence, Value))>,
) -> Value {
    let mut required = Vec::new();
    let mut properties = Map::new();
    for (field, (presence, value)) in fields {
        if matches!(presence, Presence::Required | Presence::Some) {
            required.push(field.key);
        }
        properties.insert(field.key.to_owned(), property(*field, presence, value));
    }
    json!({
        "title": heading(name),
        "description": about.trim(),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn property(field: Declared, presence: Presence, value: Value) -> Value {
    let mut schema = Map::new();
    schema.insert("title".to_owned(), json!(heading(field.key)));
    schema.insert("description".to_owned(), json!(field.about.trim()));
    match (presence, value) {
        (Presence::Required | Presence::Optional, Value::Object(value)) => schema.extend(value),
        (_, value) => {
            schema.insert("type".to_owned(), json!("array"));
            schema.insert("items".to_owned(), value);
        }
    }
    if presence == Presence::Some {
        schema.insert("minItems".to_owned(), json!(1));
    }
    Value::Object(schema)
}

/// One word of a closed list, each with what it means.
pub(crate) fn words(name: &str, about: &str, words: &[(&str, &str)]) -> Value {
    let all = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join("|");
    let mut forms: Vec<Value> = words
        .iter()
        .map(|(word, meaning)| json!({ "const": word, "description": meaning.trim() }))
        .collect();
    // The reader takes a word with space around it, which quotation marks keep.
    forms.push(json!({
        "description": "A word with space around it.",
        "type": "string",
        "pattern": format!(r"^(?:\s+(?:{all})\s*|(?:{all})\s+)$"),
    }));
    json!({ "title": heading(name), "description": about.trim(), "oneOf": forms })
}

/// A scalar that counts as text: the reader takes a number or a truth value as it is written.
///
/// `expected` is what editors are told who write something else, by a keyword that JSON Schema does
/// not have and Visual Studio Code and its YAML extension do.
pub(crate) fn text(title: &str, expected: &str, about: &str, pattern: &str) -> Value {
    json!({
        "title": title,
        "description": about,
        "type": ["string", "number", "boolean"],
        "pattern": pattern,
        "errorMessage": format!("expected {expected}"),
    })
}

/// What a key or a type is called in words: `why_it_matters` and `WhyItMatters` are “Why it
/// matters”.
fn heading(name: &str) -> String {
    let mut heading = String::new();
    for (at, c) in name.char_indices() {
        match c {
            '_' => heading.push(' '),
            _ if at == 0 => heading.push(c.to_ascii_uppercase()),
            _ if c.is_ascii_uppercase() => heading.extend([' ', c.to_ascii_lowercase()]),
            _ => heading.push(c),
        }
    }
    heading
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_and_a_type_are_called_by_the_same_words() {
        assert_eq!(heading("why_it_matters"), "Why it matters");
        assert_eq!(heading("WhyItMatters"), "Why it matters");
    }
}
