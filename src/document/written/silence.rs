//! Warnings that a newsroom does not want to hear, each with its reason.

use serde_json::{Map, Value as Json, json};

use crate::document::record::{Field, Reader};
use crate::document::schema::Definitions;
use crate::document::value::Line;
use crate::document::yaml::{Entry, Node, Value};
use crate::files::Span;
use crate::problem::{BAD_VALUE, Code, DUPLICATE_KEY, EMPTY_FIELD, Severity, UNKNOWN_KEY};

/// The codes of the warnings that are silenced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Silence(pub(crate) Vec<Code>);

/// What editors write to turn a thing off, and what is no reason.
const SWITCHES: &[&str] = &["off", "on", "no", "yes", "true", "false", "none", "ignore", "silent"];

/// The pattern of a reason: it has words in it. Not all readers of patterns know `\p{L}`.
const A_LETTER: &str = r"[^\s0-9!-/:-@\[-`{-~]";

impl Field for Silence {
    const EXPECTED: &'static str = "codes of warnings, each with a reason";

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            reader.wrong_type(node, Self::EXPECTED).help(
                "write a line for each code, with the reason behind it: \
                 `long-title: our headlines are long`",
            );
            return None;
        };
        let mut codes: Vec<Code> = Vec::new();
        for entry in entries {
            let span = reader.span(&entry.key_range);
            let Some(code) = warning(&entry.key, span.clone(), reader) else { continue };
            if codes.contains(&code) {
                let message = format!("`{}` is silenced twice", code.name);
                reader.problems.add(DUPLICATE_KEY, span, message).help("keep one of the two");
            } else if is_reasoned(entry, reader) {
                codes.push(code);
            }
        }
        Some(Self(codes))
    }

    fn fallback(_: Span) -> Self {
        Self(Vec::new())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.define("Silence", |_| {
            let reason = |code: &Code| {
                json!({
                    "description": code.meaning,
                    "type": "string",
                    "pattern": A_LETTER,
                    "not": { "pattern": any_case(SWITCHES) },
                })
            };
            let codes: Map<String, Json> =
                warnings().map(|code| (code.name.to_owned(), reason(code))).collect();
            json!({
                "title": "Silence",
                "description": "Codes of warnings, each with the reason why it is not heard.",
                "type": "object",
                "properties": codes,
                "additionalProperties": false,
            })
        })
    }
}

/// The pattern of one of some words, in upper or lower case.
fn any_case(words: &[&str]) -> String {
    let letter = |letter: char| format!("[{}{letter}]", letter.to_ascii_uppercase());
    let word = |word: &&str| word.chars().map(letter).collect::<String>();
    format!(r"^\s*(?:{})\s*$", words.iter().map(word).collect::<Vec<_>>().join("|"))
}

fn warnings() -> impl Iterator<Item = &'static Code> {
    Code::ALL.iter().filter(|code| code.severity == Severity::Warning)
}

/// The warning of that name; none after a problem was reported.
fn warning(name: &str, span: Span, reader: &mut Reader<'_>) -> Option<Code> {
    match Code::named(name) {
        Some(code) if code.severity == Severity::Warning => Some(code),
        Some(_) => {
            let message = format!("`{name}` is an error, and only warnings can be silenced");
            let help = format!("take the line out; `trip explain {name}` tells how it is mended");
            reader.problems.add(BAD_VALUE, span, message).help(help);
            None
        }
        None => {
            reader
                .problems
                .add(UNKNOWN_KEY, span, format!("there is no warning called `{name}`"))
                .nearest(name, warnings().map(|code| code.name));
            None
        }
    }
}

/// Whether a reason stands behind a code; reports it if not.
fn is_reasoned(entry: &Entry, reader: &mut Reader<'_>) -> bool {
    let help =
        format!("write behind `{}:` in a few words why you do not want to hear it", entry.key);
    if entry.value.value == Value::Null {
        let span = reader.span(&entry.key_range);
        let message = format!("`{}` is silenced without a reason", entry.key);
        reader.problems.add(EMPTY_FIELD, span, message).help(help);
        return false;
    }
    let Some(reason) = Line::read(&entry.value, reader) else { return false };
    let is_worded = reason.value.contains(char::is_alphabetic)
        && !SWITCHES.contains(&reason.value.to_lowercase().as_str());
    if !is_worded {
        let message = format!("`{}` is no reason to silence a warning", reason.value);
        reader.problems.add(BAD_VALUE, reason.span, message).help(help);
    }
    is_worded
}
