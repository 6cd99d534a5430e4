//! The tables of fields in the manual, which are made from the schemas.
//!
//! A table stands between `<!-- fields of stop -->` and `<!-- end of fields -->`; `section, topic`
//! are two kinds of files with the same fields. `UPDATE=1 cargo test` rewrites it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use serde_json::Value;
use trip_explainer::FileKind;

use super::{FOLDER, chapters};
use crate::golden::{diff, is_update, root};

const OPENING: &str = "<!-- fields of ";
const END: &str = "<!-- end of fields -->";

/// The text of a chapter with its tables as the schemas have them, and the kinds that it describes.
pub(super) fn with_tables(text: &str) -> (String, BTreeSet<String>) {
    let (mut made, mut described) = (String::new(), BTreeSet::new());
    let mut rest = text;
    while let Some(at) = rest.find(OPENING) {
        let (before, after) = rest.split_at(at);
        let (opening, after) = after.split_once('\n').expect("a line");
        let (_, after) = after.split_once(END).expect("a table of fields has an end");
        let names = opening.trim_start_matches(OPENING).trim_end_matches(" -->");
        let tables: BTreeSet<String> = names.split(", ").map(table).collect();
        assert_eq!(tables.len(), 1, "{names} have not the same fields");
        let table = tables.into_iter().collect::<String>();
        made = [&made, before, opening, "\n\n", &table, "\n", END].concat();
        described.extend(names.split(", ").map(str::to_owned));
        rest = after;
    }
    (made + rest, described)
}

/// The fields of a kind of file, as a table of Markdown.
fn table(name: &str) -> String {
    let kind = FileKind::named(name).unwrap_or_else(|| panic!("there are no files `{name}`"));
    let schema: Value = serde_json::from_str(&kind.schema()).expect("JSON");
    let definitions = &schema["$defs"];
    let entry = schema.get("additionalProperties").unwrap_or(&schema);
    let mut table = "| field | needed | value | what it says |\n|---|---|---|---|\n".to_owned();
    add_rows(target(entry, definitions), "", definitions, &mut table);
    table
}

fn add_rows(record: &Value, prefix: &str, definitions: &Value, table: &mut String) {
    let required = record["required"].as_array().expect("a list");
    for (key, field) in record["properties"].as_object().expect("fields") {
        let value = field.get("items").unwrap_or(field);
        let forms = value["anyOf"].as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        let targets: Vec<&Value> = forms.iter().map(|form| target(form, definitions)).collect();
        let is_needed = required.contains(&Value::from(key.as_str()));
        let needed = if is_needed { "yes" } else { "" };
        let value = describe(&targets, field.get("items").is_some(), table);
        let about = field["description"].as_str().expect("a description");
        writeln!(table, "| `{prefix}{key}` | {needed} | {value} | {about} |").expect("a row");
        for target in targets.into_iter().filter(|target| target.get("required").is_some()) {
            add_rows(target, &format!("{prefix}{key}."), definitions, table);
        }
    }
}

/// What a reference leads to, or the value itself.
fn target<'v>(value: &'v Value, definitions: &'v Value) -> &'v Value {
    let name = value["$ref"].as_str().and_then(|reference| reference.rsplit('/').next());
    name.map_or(value, |name| &definitions[name])
}

/// What stands as a field's value, in a word or two.
fn describe(forms: &[&Value], is_list: bool, table: &str) -> String {
    if let Some(words) = forms[0]["oneOf"].as_array() {
        let words = words.iter().filter_map(|word| word["const"].as_str());
        let words = words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        return if table.contains(&words) { "one of the same words".to_owned() } else { words };
    }
    let nouns: Vec<String> = forms.iter().map(|form| noun(form, is_list)).collect();
    format!("{}{}", if is_list { "list of " } else { "" }, nouns.join(" or "))
}

fn noun(value: &Value, is_list: bool) -> String {
    let plural = |noun: &str| format!("{noun}{}", if noun.ends_with('s') { "es" } else { "s" });
    match (value["type"].as_str(), value["title"].as_str().unwrap_or_default()) {
        (Some("object"), _) => "fields".to_owned(),
        (Some("boolean"), _) => "`true` or `false`".to_owned(),
        (Some("number"), _) => "number".to_owned(),
        (_, "Date") => "[date](dates.md)".to_owned(),
        (_, "Markdown") => "[Markdown](prose.md)".to_owned(),
        (_, title) if is_list => plural(&title.to_lowercase()),
        (_, title) => title.to_lowercase(),
    }
}

/// Rewrites the tables of the manual, or says how they differ.
pub(super) fn check() -> Vec<String> {
    let mut faults = Vec::new();
    for chapter in chapters() {
        let path = root().join(FOLDER).join(&chapter.name);
        let text = fs::read_to_string(&path).expect("a chapter can be read");
        let (made, _) = with_tables(&text);
        if made != text && is_update() {
            fs::write(&path, made).expect("the chapter can be written");
        } else if made != text {
            let difference = diff(&text, &made);
            faults.push(format!("{FOLDER}/{}: the fields differ:\n{difference}", chapter.name));
        }
    }
    faults
}

#[test]
fn the_manual_has_a_table_of_the_fields_of_every_kind_of_file() {
    let texts = chapters().into_iter().map(|chapter| {
        fs::read_to_string(root().join(FOLDER).join(&chapter.name)).expect("a chapter can be read")
    });
    let described: BTreeSet<String> = texts.flat_map(|text| with_tables(&text).1).collect();
    let kinds = FileKind::ALL.iter().map(|kind| kind.name.to_owned());
    assert_eq!(described, kinds.collect());
}
