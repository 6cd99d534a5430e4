//! The tables of the data in the manual, which are made from the published schema.
//!
//! They stand between `<!-- records of the data -->` and `<!-- end of records -->`; `UPDATE=1 cargo
//! test` rewrites them.

use std::fmt::Write;
use std::fs;

use serde_json::Value;

use super::FOLDER;
use crate::given::base_site;
use crate::golden::{diff, is_update, root};

const CHAPTER: &str = "data.md";
const OPENING: &str = "<!-- records of the data -->\n";
const END: &str = "<!-- end of records -->";

/// Rewrites the tables of the chapter, or says how they differ.
pub(super) fn check() -> Option<String> {
    let path = root().join(FOLDER).join(CHAPTER);
    let text = fs::read_to_string(&path).expect("the chapter can be read");
    let (before, rest) = text.split_once(OPENING).expect("a place for the tables");
    let (_, after) = rest.split_once(END).expect("an end of the tables");
    let made = [before, OPENING, &tables(), END, after].concat();
    if made == text {
        return None;
    }
    if is_update() {
        fs::write(&path, made).expect("the chapter can be written");
        return None;
    }
    Some(format!("{FOLDER}/{CHAPTER}: the records differ:\n{}", diff(&text, &made)))
}

/// A table for the whole, and one for each record.
fn tables() -> String {
    let schema = base_site().published("data/trip.schema.json");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let mut tables = String::new();
    add_table(&schema, &mut tables);
    for (name, record) in schema["$defs"].as_object().expect("records") {
        let about = record["description"].as_str().expect("a description");
        writeln!(tables, "\n### {name}\n\n{about}").expect("a heading");
        add_table(record, &mut tables);
    }
    tables + "\n"
}

fn add_table(record: &Value, table: &mut String) {
    table.push_str("\n| field | value | what it is |\n|---|---|---|\n");
    add_rows(record, "", table);
}

fn add_rows(record: &Value, prefix: &str, table: &mut String) {
    for (name, field) in record["properties"].as_object().expect("fields") {
        let about = field["description"].as_str().unwrap_or("See below.");
        writeln!(table, "| `{prefix}{name}` | {} | {about} |", value(field)).expect("a row");
        for inner in [field, &field["items"], &field["anyOf"][0]] {
            if inner.get("properties").is_some() {
                add_rows(inner, &format!("{prefix}{name}."), table);
            }
        }
    }
}

/// What stands as a field's value, in a word or two.
fn value(field: &Value) -> String {
    if let Some(items) = field.get("items") {
        return format!("list of {}", value(items));
    }
    if let Some(name) = field["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
        return format!("[{name}](#{name})");
    }
    if let Some(forms) = field["anyOf"].as_array() {
        return forms.iter().map(value).collect::<Vec<_>>().join(" or ");
    }
    let constants = field["enum"].as_array().cloned().into_iter().flatten();
    let constants: Vec<String> =
        constants.chain(field.get("const").cloned()).map(|it| format!("`{}`", bare(&it))).collect();
    if !constants.is_empty() {
        return constants.join(", ");
    }
    let types = field["type"].as_array().cloned().unwrap_or_else(|| vec![field["type"].clone()]);
    let types = types.iter().map(|it| match it.as_str() {
        Some("string") => "text",
        Some("null") => "null",
        Some("object") => "fields",
        Some("number") => "number",
        Some("integer") => "whole number",
        other => panic!("the manual has no word for {other:?}"),
    });
    types.collect::<Vec<_>>().join(" or ")
}

/// A constant without quotation marks.
fn bare(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
