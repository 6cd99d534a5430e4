//! Values as YAML that reads back as what they were.

use std::fmt::Write;

use crate::document::yaml::{self, Value};
use crate::document::yaml_trouble;

/// Words that some readers of YAML take for a truth value or for nothing.
const TRUTH: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"];

/// `text` as the value of a field: as it is where that reads back the same, else in quotation marks.
pub(crate) fn value(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// `text` as an item between `[` and `]`.
pub(crate) fn in_list(text: &str) -> String {
    let is_simple = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    if is_plain(text) && text.chars().all(is_simple) { text.to_owned() } else { quoted(text) }
}

fn is_plain(text: &str) -> bool {
    let line = format!("key: {text}\n");
    let meant = |value: &Value| match value {
        Value::Text(read) => read.text == text,
        Value::Number(read) => read == text,
        _ => false,
    };
    let reads_back = yaml::read(&line, 0..line.len()).is_ok_and(|node| match node.value {
        Value::Map(entries) => matches!(entries.as_slice(), [only] if meant(&only.value.value)),
        _ => false,
    });
    let begins_quoted = text.starts_with(['"', '\'', '|', '>', '&', '!', '*']);
    reads_back
        && !begins_quoted
        && !text.chars().any(char::is_control)
        && !TRUTH.contains(&text.to_lowercase().as_str())
        && yaml_trouble::unnoticed(&line, &(0..line.len()), &[]).is_none()
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => _ = write!(quoted, "\\u{:04X}", u32::from(c)),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts that YAML would read as something else, or not at all.
    const AWKWARD: &[&str] = &[
        "Talks: day one",
        "a #b",
        "# a",
        "- a",
        "[a]",
        "{a}",
        "NO",
        "yes",
        "~",
        "null",
        "'a",
        "\"a\"",
        "@reuters",
        "`a`",
        "%a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "? a",
        "a: ",
        " a",
        "a ",
        "a\nb",
        "a\tb",
        "\u{7}",
        "a\\b",
        "---",
        "...",
        "",
        "1e3",
        "0x10",
        "2031-04-03",
        "“a”",
        "Árvíztűrő",
        "서울",
        "<<",
    ];

    #[test]
    fn what_is_written_reads_back_as_it_was() {
        for text in AWKWARD {
            for line in [format!("key: {}\n", value(text)), format!("key: [{}]\n", in_list(text))] {
                let node = yaml::read(&line, 0..line.len()).expect(text);
                let Value::Map(entries) = node.value else { panic!("a mapping: {line}") };
                let read = match &entries[0].value.value {
                    Value::List(items) => items[0].value.clone(),
                    other => other.clone(),
                };
                let read = match read {
                    Value::Text(read) => read.text,
                    Value::Number(read) => read,
                    other => panic!("{text}: {other:?}"),
                };
                assert_eq!(read, *text, "{line}");
            }
        }
    }

    #[test]
    fn what_needs_no_quotation_marks_has_none() {
        assert_eq!(value("Kuala Lumpur, at night"), "Kuala Lumpur, at night");
        assert_eq!(value("NO"), "\"NO\"");
        assert_eq!(in_list("asia-tour/F1"), "asia-tour/F1");
    }
}
