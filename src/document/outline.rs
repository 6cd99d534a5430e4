//! A record's fields for those who write or ask for them, told from its schema.

use serde_json::Value;

use crate::document::schema::Definitions;

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outline {
    /// Its key.
    pub(crate) key: String,
    /// What it means, in a sentence.
    pub(crate) about: String,
    /// Whether a record cannot do without it.
    pub(crate) required: bool,
    /// Whether its value is a list.
    pub(crate) is_list: bool,
    /// What its value is, or each value of its list.
    pub(crate) form: Form,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Text, a date, an address.
    Text,
    /// The id of something that is defined elsewhere.
    Id,
    /// A number in digits.
    Number,
    /// `true` or `false`.
    Flag,
    /// One of these words, each with what it means.
    Words(Vec<(String, String)>),
    /// Fields of its own.
    Record,
}

/// The fields of the record that `record` describes or refers to.
pub(super) fn outlines(record: &Value, definitions: &Definitions) -> Vec<Outline> {
    let record = definitions.resolve(record);
    let required = |key: &String| {
        let mut keys = record["required"].as_array().into_iter().flatten();
        keys.any(|it| it.as_str() == Some(key))
    };
    let fields = record["properties"].as_object().into_iter().flatten();
    fields
        .map(|(key, field)| {
            let is_list = field["type"] == "array";
            let value = if is_list { &field["items"] } else { field };
            Outline {
                key: key.clone(),
                about: field["description"].as_str().unwrap_or_default().to_owned(),
                required: required(key),
                is_list,
                form: form(value, definitions),
            }
        })
        .collect()
}

fn form(value: &Value, definitions: &Definitions) -> Form {
    let described = definitions.resolve(value);
    if let Some(words) = described["oneOf"].as_array() {
        return Form::Words(words.iter().filter_map(word).collect());
    }
    match described["type"].as_str() {
        Some("number") => Form::Number,
        Some("boolean") => Form::Flag,
        Some("object") => Form::Record,
        _ if described["title"] == "Id" => Form::Id,
        _ => Form::Text,
    }
}

fn word(form: &Value) -> Option<(String, String)> {
    let meaning = form["description"].as_str().unwrap_or_default();
    Some((form["const"].as_str()?.to_owned(), meaning.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::FileKind;

    fn field(kind: &str, key: &str) -> Outline {
        let outlines = FileKind::named(kind).expect("a kind").outlines();
        outlines.into_iter().find(|outline| outline.key == key).expect("a field")
    }

    #[test]
    fn a_field_is_told_as_the_format_declares_it() {
        let place = field("stop", "place");
        assert_eq!((place.required, place.is_list, place.form), (true, false, Form::Id));
        let facts = field("stop", "facts");
        assert_eq!((facts.required, facts.is_list, facts.form), (false, true, Form::Id));
        assert_eq!(field("figures", "value").form, Form::Number);
        assert_eq!(field("event", "draft").form, Form::Flag);
        assert_eq!(field("event", "likelihood").form, Form::Record);
        assert_eq!(field("facts", "text").about, "The fact, in a sentence of yours.");
    }

    #[test]
    fn the_words_of_a_field_are_told_with_what_they_mean() {
        let Form::Words(words) = field("places", "kind").form else { panic!("words") };
        let all: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(all, ["country", "city", "venue"]);
        assert_eq!(words[0].1, "A country.");
    }
}
