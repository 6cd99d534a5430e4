//! The fields of what is new, line by line: what is known, then what could be.

use crate::addition::Wanted;
use crate::document::{Form, Outline, in_list, written_value};

/// The lines of a record: the fields that have a value, and a comment for each other one.
pub(super) fn lines(fields: &[Outline], wanted: &Wanted<'_>, is_draft: bool) -> Vec<String> {
    let (known, open): (Vec<&Outline>, Vec<&Outline>) = fields
        .iter()
        .filter(|field| field.key != "draft")
        .partition(|field| wanted.values.contains_key(&field.key));
    let mut lines: Vec<String> =
        known.iter().flat_map(|field| written(field, &wanted.values[&field.key])).collect();
    if is_draft {
        lines.push("draft: true".to_owned());
    }
    if !wanted.is_bare {
        lines.extend(open.iter().map(|field| comment(field)));
    }
    lines
}

fn written(field: &Outline, values: &[String]) -> Vec<String> {
    let key = &field.key;
    if field.is_list && field.form == Form::Id {
        let items: Vec<String> = values.iter().map(|value| in_list(value)).collect();
        return vec![format!("{key}: [{}]", items.join(", "))];
    }
    if field.is_list {
        let items = values.iter().map(|value| format!("  - {}", written_value(value)));
        return std::iter::once(format!("{key}:")).chain(items).collect();
    }
    let value = values.first().map(String::as_str).unwrap_or_default();
    let value = if field.form == Form::Number { value.to_owned() } else { written_value(value) };
    // The code of a country is a word, even that of Norway.
    let value =
        if key == "iso" && !value.starts_with('"') { format!("\"{value}\"") } else { value };
    vec![format!("{key}: {value}")]
}

/// A field that could be written, with what it means.
fn comment(field: &Outline) -> String {
    let value = match &field.form {
        Form::Words(words) => {
            words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" | ")
        }
        Form::Record => "{…}".to_owned(),
        _ => "…".to_owned(),
    };
    let value = if field.is_list { format!("[{value}]") } else { value };
    format!("# {}: {value} — {}", field.key, field.about)
}
