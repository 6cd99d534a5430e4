//! YAML as a tree that knows its places: the one file that names the YAML library.
//!
//! The library tells where a value stands in two ways: a string that is written as it reads is
//! borrowed from the source, so its address is its place; any other scalar is refused with an
//! error, to which the library adds line and column, and then taken all the same.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::ops::Range;

use serde::de::{self, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use crate::document::scalar;

/// A value and the bytes of the file that it is written in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// The value.
    pub(crate) value: Value,
    /// Where it stands, quotation marks and block indicators included.
    pub(crate) range: Range<usize>,
}

impl Node {
    /// The places of the texts in it that may go on for several lines.
    pub(crate) fn long_texts(&self) -> Vec<Range<usize>> {
        match &self.value {
            Value::Text(_) => vec![self.range.clone()],
            Value::List(items) => items.iter().flat_map(Self::long_texts).collect(),
            Value::Map(entries) => {
                entries.iter().flat_map(|entry| entry.value.long_texts()).collect()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
        }
    }
}

/// What YAML can say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// `null`, `~`, or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    /// A string; `starts` has the place of each of its bytes if it is not written as it reads.
    Text(Text),
    /// A list.
    List(Vec<Node>),
    /// A mapping in the order of the file, repeated keys included.
    Map(Vec<Entry>),
}

/// A string and how to find its bytes in the source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Text {
    /// What it says.
    pub(crate) text: String,
    /// Where its bytes are written.
    pub(crate) places: Places,
}

/// Where the bytes of a string are written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Places {
    /// One after another from this offset of the file.
    From(usize),
    /// Each at its own offset; the last entry is the end.
    Each(Vec<usize>),
}

impl Places {
    /// The offset in the file of byte `at` of the string.
    pub(crate) fn of(&self, at: usize) -> usize {
        match self {
            Self::From(start) => start + at,
            Self::Each(starts) => starts.get(at).or(starts.last()).copied().unwrap_or_default(),
        }
    }
}

/// One `key: value` of a mapping.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// The key's text.
    pub(crate) key: String,
    /// Where the key stands.
    pub(crate) key_range: Range<usize>,
    /// The value.
    pub(crate) value: Node,
}

/// YAML that cannot be read: what the library says, and where.
#[derive(Debug)]
pub(crate) struct YamlError {
    /// The library's own words.
    pub(crate) reason: String,
    /// Where the library stumbled, as an offset in the file.
    pub(crate) offset: usize,
    /// Where what it was reading then began; the same if it does not say.
    pub(crate) opened: usize,
}

/// Reads the YAML of `source[range]`; places count from the start of `source`.
pub(crate) fn read(source: &str, range: Range<usize>) -> Result<Node, YamlError> {
    let scribe = Scribe::new(source, range.clone());
    let text = &source[range.clone()];
    let read = Seed(&scribe).deserialize(serde_yaml::Deserializer::from_str(text));
    scribe.take_place(read).map_err(|error| scribe.syntax_error(&error))
}

/// What the visitors share while one text is read.
struct Scribe<'s> {
    /// The whole file.
    source: &'s str,
    /// The stretch that is YAML.
    range: Range<usize>,
    /// The scalar that was refused in order to learn its place.
    refused: RefCell<Option<Value>>,
    /// Where the last placed value ends.
    cursor: Cell<usize>,
    /// Where the lines of the stretch begin, as the library counts lines.
    lines: Vec<usize>,
    /// Whether a column is a byte.
    is_ascii: bool,
}

impl<'s> Scribe<'s> {
    fn new(source: &'s str, range: Range<usize>) -> Self {
        let lines = line_starts(source, &range);
        let cursor = Cell::new(range.start);
        let is_ascii = source.is_ascii();
        Self { source, range, refused: RefCell::new(None), cursor, lines, is_ascii }
    }

    /// Refuses a scalar, so that the library adds its place to the error.
    fn refuse<E: de::Error>(&self, value: Value) -> Result<Node, E> {
        *self.refused.borrow_mut() = Some(value);
        Err(E::custom("placed"))
    }

    /// Takes a refused scalar after all, now that its place is known.
    fn take_place<E: fmt::Display>(&self, read: Result<Node, E>) -> Result<Node, E> {
        let Err(error) = read else { return read };
        let Some(value) = self.refused.borrow_mut().take() else { return Err(error) };
        let start = self.offsets_in(&error.to_string()).next().unwrap_or(self.cursor.get());
        Ok(self.placed(value, start))
    }

    /// The scalar that begins at `start` of the file, with its end found.
    fn placed(&self, value: Value, start: usize) -> Node {
        let found = scalar::locate(&self.source[..self.range.end], start, text_of(&value));
        self.cursor.set(found.range.end);
        let written = &self.source[found.range.clone()];
        let value = match value {
            Value::Number(_) => Value::Number(written.to_owned()),
            Value::Text(text) => Value::Text(Text { places: Places::Each(found.starts), ..text }),
            other => other,
        };
        Node { value, range: found.range }
    }

    /// A string that is written as it reads.
    fn borrowed(&self, text: &str) -> Option<Node> {
        let start = (text.as_ptr() as usize).checked_sub(self.source.as_ptr() as usize)?;
        let end = start + text.len();
        if self.source.get(start..end)? != text {
            return None;
        }
        let quoted = matches!(self.source[..start].chars().next_back(), Some('"' | '\''))
            && self.source[end..].starts_with(['"', '\'']);
        let range = if quoted { start - 1..end + 1 } else { start..end };
        self.cursor.set(range.end);
        let text = Text { text: text.to_owned(), places: Places::From(start) };
        Some(Node { value: Value::Text(text), range })
    }

    /// The stretch of a list or mapping: its parts, with the brackets if it has any.
    fn collection(&self, parts: Option<Range<usize>>, brackets: [char; 2]) -> Range<usize> {
        let [open, close] = brackets;
        let from = self.cursor.get();
        let text = &self.source[..self.range.end];
        let (start, last) = if let Some(parts) = parts {
            let before = text[..parts.start].trim_end();
            if !before.ends_with(open) {
                return parts;
            }
            (before.len() - 1, parts.end)
        } else {
            let start = text[from..].find(open).map_or(from, |at| from + at);
            (start, start)
        };
        let end = text[last..].find(close).map_or(last, |at| last + at + 1);
        self.cursor.set(end);
        start..end
    }

    /// The offsets in the file that an error's "at line L column C" name, in their order.
    fn offsets_in(&self, message: &str) -> impl Iterator<Item = usize> {
        message.split(" at line ").skip(1).filter_map(|place| {
            let (line, column) = place.split_once(" column ")?;
            let column = column.split(|c: char| !c.is_ascii_digit()).next()?;
            self.offset_of(line.parse().ok()?, column.parse().ok()?)
        })
    }

    /// The offset of a line and a column as the library counts them, both from 1.
    fn offset_of(&self, line: usize, column: usize) -> Option<usize> {
        let start = *self.lines.get(line.checked_sub(1)?).unwrap_or(&self.range.end);
        let rest = &self.source[start..self.range.end];
        let before = column.checked_sub(1)?;
        if self.is_ascii {
            return Some(start + before.min(rest.len()));
        }
        let offset = rest.char_indices().nth(before).map_or(rest.len(), |(at, _)| at);
        Some(start + offset)
    }

    fn syntax_error(&self, error: &serde_yaml::Error) -> YamlError {
        let reason = error.to_string();
        let mut offsets = self.offsets_in(&reason);
        let offset = offsets.next().unwrap_or(self.range.start);
        let opened = offsets.last().unwrap_or(offset);
        YamlError { reason, offset, opened }
    }
}

fn text_of(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(&text.text),
        _ => None,
    }
}

/// Where lines begin for the library, which also ends a line at the Unicode separators.
fn line_starts(source: &str, range: &Range<usize>) -> Vec<usize> {
    let text = &source[range.clone()];
    let ends = text.char_indices().filter(|(at, c)| match c {
        '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => true,
        '\r' => !text[at + 1..].starts_with('\n'),
        _ => false,
    });
    let starts = ends.map(|(at, c)| range.start + at + c.len_utf8());
    std::iter::once(range.start).chain(starts).collect()
}

/// Reads one value of any kind.
struct Seed<'a, 's>(&'a Scribe<'s>);

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Node, E> {
        self.0.borrowed(text).map_or_else(|| self.visit_str(text), Ok)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        let text = Text { text: text.to_owned(), places: Places::From(0) };
        self.0.refuse(Value::Text(text))
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Node, E> {
        self.0.refuse(Value::Bool(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Node, E> {
        self.0.refuse(Value::Number(value.to_string()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Node, E> {
        self.0.refuse(Value::Number(value.to_string()))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Node, E> {
        self.0.refuse(Value::Number(value.to_string()))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Node, E> {
        self.0.refuse(Value::Number(value.to_string()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Node, E> {
        self.0.refuse(Value::Number(value.to_string()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        self.0.refuse(Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Node, E> {
        let end = self.0.range.end;
        Ok(Node { value: Value::Null, range: end..end })
    }

    fn visit_enum<A: de::EnumAccess<'de>>(self, _: A) -> Result<Node, A::Error> {
        Err(A::Error::custom("a tag"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        loop {
            let next = match seq.next_element_seed(Seed(self.0)) {
                Ok(None) => break,
                Ok(Some(node)) => Ok(node),
                Err(error) => Err(error),
            };
            list.push(self.0.take_place(next)?);
        }
        let parts =
            list.first().zip(list.last()).map(|(a, b): (&Node, &Node)| a.range.start..b.range.end);
        let range = self.0.collection(parts, ['[', ']']);
        Ok(Node { value: Value::List(list), range })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let key = match map.next_key_seed(Seed(self.0)) {
                Ok(None) => break,
                Ok(Some(node)) => Ok(node),
                Err(error) => Err(error),
            };
            let key = self.0.take_place(key)?;
            let value = self.0.take_place(map.next_value_seed(Seed(self.0)))?;
            let text = key_text(&key, self.0.source);
            entries.push(Entry { key: text, key_range: key.range, value });
        }
        let parts = entries.first().zip(entries.last());
        let parts = parts.map(|(a, b)| {
            let end = b.value.range.end.max(b.key_range.end);
            a.key_range.start..end.max(a.key_range.end)
        });
        let range = self.0.collection(parts, ['{', '}']);
        Ok(Node { value: Value::Map(entries), range })
    }
}

/// What a key says; one that is no string, such as `2019:`, says what is written.
fn key_text(key: &Node, source: &str) -> String {
    match &key.value {
        Value::Text(text) => text.text.clone(),
        _ => source.get(key.range.clone()).unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value_at<'n>(node: &'n Node, key: &str) -> &'n Node {
        let Value::Map(entries) = &node.value else { panic!("a mapping") };
        &entries.iter().find(|entry| entry.key == key).expect("the key").value
    }

    fn written<'s>(source: &'s str, key: &str) -> &'s str {
        let node = read(source, 0..source.len()).expect("good YAML");
        &source[value_at(&node, key).range.clone()]
    }

    #[test]
    fn every_kind_of_scalar_knows_where_it_stands() {
        let source = "é: 1\nplain: Xi Jinping # who\nquoted: \"a \\\"b\\\" c\"\nyear: 2019\nyes: true\nblock: |\n  one\n  two\nlong: one\n  two\nlast: 'it''s'\nflow: [a, 2, {b: c}]\n";
        assert_eq!(written(source, "plain"), "Xi Jinping");
        assert_eq!(written(source, "quoted"), "\"a \\\"b\\\" c\"");
        assert_eq!(written(source, "year"), "2019");
        assert_eq!(written(source, "yes"), "true");
        assert_eq!(written(source, "block"), "|\n  one\n  two\n");
        assert_eq!(written(source, "long"), "one\n  two");
        assert_eq!(written(source, "last"), "'it''s'");
        assert_eq!(written(source, "flow"), "[a, 2, {b: c}]");
    }

    #[test]
    fn each_byte_of_a_folded_string_knows_where_it_stands() {
        let source = "text: >-\n  one two\n  [three](fact:F1)\n";
        let node = read(source, 0..source.len()).expect("good YAML");
        let Value::Text(text) = &value_at(&node, "text").value else { panic!("a string") };
        let at = text.text.find("fact:F1").expect("the link");
        assert_eq!(text.places.of(at), source.find("fact:F1").expect("the link"));
    }

    #[test]
    fn escapes_do_not_shift_what_comes_after_them() {
        let source = "a: \"\\u2019 [x](fact:F1) \\\" [y](fact:F2)\"\n";
        let node = read(source, 0..source.len()).expect("good YAML");
        let Value::Text(text) = &value_at(&node, "a").value else { panic!("a string") };
        let at = text.text.find("fact:F2").expect("the link");
        assert_eq!(text.places.of(at), source.find("fact:F2").expect("the link"));
    }

    #[test]
    fn keys_made_of_aliases_do_no_harm() {
        let source = "a: &a x\nb: &b y\n? [*b, *a]\n: z\n";
        assert!(read(source, 0..source.len()).is_ok());
    }

    #[test]
    fn a_number_keeps_the_form_in_which_it_is_written() {
        let node = read("a: 1.50", 0..7).expect("good YAML");
        assert_eq!(value_at(&node, "a").value, Value::Number("1.50".into()));
    }

    #[test]
    fn a_country_code_is_no_boolean() {
        assert_eq!(written("iso: NO\n", "iso"), "NO");
    }

    #[test]
    fn bad_yaml_says_where() {
        let error = read("a: b\nc: d: e\n", 0..12).expect_err("bad YAML");
        assert_eq!(error.offset, 9);
    }
}
