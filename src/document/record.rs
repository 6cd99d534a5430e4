//! What a mapping of YAML may hold: fields by name, each read by its type.
//!
//! A record is declared once, with `record!`; from the declaration come the Rust type, the check of
//! keys and types with their places, the list of fields that messages print, and the schema.

use std::ops::Range;

use crate::document::ids;
use crate::document::schema::Definitions;
use crate::document::yaml::{Entry, Node, Value};
use crate::document::yaml_trouble::{self, Trouble, quoted};
use crate::files::{FilePath, Span};
use crate::problem::{
    BAD_YAML, Code, DUPLICATE_KEY, EMPTY_FIELD, LOST_TEXT, MISSING_FIELD, Problem, Problems,
    UNKNOWN_KEY, WRONG_TYPE, names, nearest,
};

/// A value with the place where an editor wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spanned<T> {
    /// The value.
    pub(crate) value: T,
    /// Where it is written.
    pub(crate) span: Span,
}

/// Something that can stand as the value of a field.
pub(crate) trait Field: Sized {
    /// What editors call it: "a date", "a list of ids".
    const EXPECTED: &'static str;

    /// Reads the value; `None` after a problem was reported.
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self>;

    /// What stands in for a value that is missing or broken, so that reading can go on.
    fn fallback(span: Span) -> Self;

    /// What [`Field::read`] takes, in JSON Schema.
    fn schema(definitions: &mut Definitions) -> serde_json::Value;
}

/// Reads the records of one file.
pub(crate) struct Reader<'a> {
    /// The file.
    pub(crate) file: &'a FilePath,
    /// Its text.
    pub(crate) source: &'a str,
    /// Where problems go.
    pub(crate) problems: &'a mut Problems,
}

impl Reader<'_> {
    /// The stretch of this file at `range`.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, range.clone())
    }

    /// Reports what is wrong with the YAML itself.
    pub(crate) fn report(&mut self, code: Code, trouble: Trouble) {
        let span = self.span(&trouble.range);
        self.problems.add(code, span, trouble.message).help(trouble.help);
    }

    /// Warns where a `#` cuts the end of a text off.
    pub(crate) fn check_end(&mut self, node: &Node) {
        let Some(cut) = yaml_trouble::cut_off(self.source, &node.range) else { return };
        let whole = quoted(&self.source[node.range.start..cut.end]);
        let span = self.span(&cut);
        self.problems
            .add(LOST_TEXT, span, "a `#` behind a space begins a comment, which readers never see")
            .help(format!(
                "put the whole value in quotation marks: `{whole}`; if it is a comment, put a \
                 space behind the `#`"
            ));
    }

    /// Reports that a value is not what its field asks for.
    pub(crate) fn wrong_type(&mut self, node: &Node, expected: &str) -> &mut Problem {
        let span = self.span(&node.range);
        let found = describe(&node.value);
        if node.value == Value::Null {
            return self.empty(node, expected, "write a value, or take the line out");
        }
        self.problems
            .add(WRONG_TYPE, span, format!("expected {expected}, found {found}"))
            .help(instead(&node.value, expected))
    }

    /// Reports a value that says nothing: none at all, or a word that means nothing.
    fn empty(&mut self, node: &Node, expected: &str, cure: &str) -> &mut Problem {
        let span = self.span(&node.range);
        let written = self.source.get(node.range.clone()).unwrap_or_default();
        if let Some(comment) = yaml_trouble::cut_off(self.source, &node.range) {
            let whole = quoted(&self.source[comment.clone()]);
            let place = self.span(&comment);
            return self
                .problems
                .add(EMPTY_FIELD, place, "a value that begins with `#` is a comment for YAML")
                .help(format!("put the whole value in quotation marks: `{whole}`"));
        }
        let (message, help) = match written {
            "~" | "null" | "Null" | "NULL" => (
                format!("`{written}` means “nothing” in YAML, and {expected} belongs here"),
                format!("{cure}; for the word itself: `\"{written}\"`"),
            ),
            _ => (format!("nothing is written here, where {expected} belongs"), cure.to_owned()),
        };
        self.problems.add(EMPTY_FIELD, span, message).help(help)
    }
}

/// What to write instead of a value of another kind.
fn instead(value: &Value, expected: &str) -> String {
    match value {
        Value::List(items) => match items.as_slice() {
            [Node { value: Value::Text(only), .. }] => {
                format!("write it without the brackets or the hyphen: `{}`", only.text)
            }
            _ => format!("write {expected}, and not several"),
        },
        Value::Map(_) => {
            format!(
                "write {expected} here, without names of fields; a text with a `:` or `{{` in it is put in quotation marks"
            )
        }
        _ => format!("write {expected} here"),
    }
}

/// What a value is, in an editor's words.
fn describe(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(value) => format!("the truth value `{value}`"),
        Value::Number(number) => format!("the number `{number}`"),
        Value::Text(text) if text.text.chars().count() > 30 => "text".to_owned(),
        Value::Text(text) => format!("the text `{}`", text.text),
        Value::List(_) => "a list".to_owned(),
        Value::Map(_) => "a mapping with fields".to_owned(),
    }
}

/// A field as it is declared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Declared {
    /// Its key.
    pub(crate) key: &'static str,
    /// What it means: its doc comment, a sentence.
    pub(crate) about: &'static str,
}

impl Declared {
    /// What it means, for the middle of a sentence.
    fn meaning(self) -> String {
        let about = self.about.trim().trim_end_matches('.');
        let mut letters = about.chars();
        let first = letters.next().map(char::to_lowercase);
        first.into_iter().flatten().chain(letters).collect()
    }
}

fn keys(fields: &[Declared]) -> Vec<&'static str> {
    fields.iter().map(|field| field.key).collect()
}

/// A mapping whose keys are taken one by one; what is left in the end is unknown.
pub(crate) struct Mapping<'n> {
    entries: Vec<&'n Entry>,
    known: &'static [Declared],
    /// Where the mapping is named in messages about what it lacks.
    pub(crate) span: Span,
}

impl<'n> Mapping<'n> {
    /// The entries of a mapping; `None` after reporting that `node` is none.
    pub(crate) fn of(
        node: &'n Node,
        expected: &str,
        known: &'static [Declared],
        reader: &mut Reader<'_>,
    ) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            let colonless = || yaml_trouble::colonless(reader.source, &node.range, &keys(known));
            match misread(node, reader).or_else(colonless) {
                Some(trouble) => reader.report(BAD_YAML, trouble),
                None => report_no_mapping(node, expected, known, reader),
            }
            return None;
        };
        let kept = without_repeated_keys(entries, reader);
        Some(Self { entries: kept, known, span: reader.span(&node.range) })
    }

    /// Takes the value of `key` out of the mapping.
    pub(crate) fn take(&mut self, key: &str) -> Option<&'n Node> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        Some(&self.entries.remove(at).value)
    }

    /// Takes a field that must be there.
    pub(crate) fn required<T: Field>(&mut self, key: &str, reader: &mut Reader<'_>) -> T {
        let Some(node) = self.take(key) else {
            self.report_missing(key, T::EXPECTED, reader);
            return T::fallback(self.span.clone());
        };
        let value = if says_nothing(node) {
            reader.empty(node, T::EXPECTED, "write a value");
            None
        } else {
            T::read(node, reader)
        };
        value.unwrap_or_else(|| T::fallback(reader.span(&node.range)))
    }

    /// Reports a field that is not there, unless a slip in its name is reported anyway.
    fn report_missing(&self, key: &str, expected: &str, reader: &mut Reader<'_>) {
        let unknown = self.entries.iter().map(|entry| entry.key.as_str());
        // What `<<` would bring in is not known, and `<<` itself is reported.
        if unknown.clone().any(|key| key == MERGE) {
            return;
        }
        let known = keys(self.known);
        let mut unknown = unknown.filter(|key| !known.contains(key));
        if unknown.any(|written| nearest(written, known.iter().copied()) == Some(key)) {
            return;
        }
        let span = first_line(&self.span, reader.source);
        let declared = self.known.iter().find(|field| field.key == key);
        let meaning = declared.map_or_else(String::new, |field| format!(" ({})", field.meaning()));
        reader
            .problems
            .add(MISSING_FIELD, span, format!("`{key}` is missing"))
            .help(format!("add a line `{key}: …` with {expected}{meaning}"));
    }

    /// Takes a field that may be there.
    pub(crate) fn optional<T: Field>(&mut self, key: &str, reader: &mut Reader<'_>) -> Option<T> {
        T::read(self.take(key)?, reader)
    }

    /// Takes a list that may be there.
    pub(crate) fn list<T: Field>(&mut self, key: &str, reader: &mut Reader<'_>) -> Vec<T> {
        let Some(node) = self.take(key) else { return Vec::new() };
        let Value::List(items) = &node.value else {
            match misread(node, reader) {
                Some(trouble) => reader.report(BAD_YAML, trouble),
                None => report_no_list(key, node, reader),
            }
            return Vec::new();
        };
        items.iter().filter_map(|item| read_item(item, reader)).collect()
    }

    /// Takes a list that must be there, with something in it.
    pub(crate) fn some<T: Field>(&mut self, key: &str, reader: &mut Reader<'_>) -> Vec<T> {
        if !self.entries.iter().any(|entry| entry.key == key) {
            self.report_missing(key, "a list", reader);
        }
        let empty = |entry: &&&Entry| entry.key == key && entry.value.value == Value::List(vec![]);
        if let Some(entry) = self.entries.iter().find(empty) {
            let span = reader.span(&entry.value.range);
            reader
                .problems
                .add(EMPTY_FIELD, span, format!("`{key}` has nothing in it"))
                .help("write one at least, on a line that begins with `-`");
        }
        let nothing = |entry: &&&Entry| entry.key == key && says_nothing(&entry.value);
        if let Some(entry) = self.entries.iter().find(nothing) {
            reader.empty(
                &entry.value,
                "a list",
                "write one at least, on a line that begins with `-`",
            );
            self.take(key);
        }
        self.list(key, reader)
    }

    /// Reports the keys that no field took.
    pub(crate) fn finish(self, reader: &mut Reader<'_>) {
        let known = keys(self.known);
        for entry in self.entries {
            if let Some(trouble) = misread_key(entry, reader) {
                reader.report(BAD_YAML, trouble);
                continue;
            }
            let span = reader.span(&entry.key_range);
            if let Some(meant) = look_alike(&entry.key).filter(|it| known.contains(&it.as_str())) {
                let message = format!(
                    "there is no field `{}` here: it has a foreign letter in it that looks like a \
                     Latin one",
                    entry.key
                );
                let help = format!("type it anew: `{meant}`");
                reader.problems.add(UNKNOWN_KEY, span, message).help(help);
                continue;
            }
            reader
                .problems
                .add(UNKNOWN_KEY, span, format!("there is no field `{}` here", entry.key))
                .label("not a field of this file")
                .help(format!("the fields are {}", names(&known)))
                .nearest(&entry.key, known.iter().copied());
        }
    }
}

/// Whether a value is none, or blank.
fn says_nothing(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Text(text) => text.text.trim().is_empty(),
        _ => false,
    }
}

/// Why a text is not the list or the mapping that was meant, if its lines show it.
fn misread(node: &Node, reader: &Reader<'_>) -> Option<Trouble> {
    matches!(node.value, Value::Text(_))
        .then(|| yaml_trouble::misread(reader.source, &node.range))
        .flatten()
}

/// Letters of other alphabets, each with the Latin one that looks like it.
const LOOK_ALIKES: [(char, char); 19] = [
    ('а', 'a'),
    ('с', 'c'),
    ('ԁ', 'd'),
    ('е', 'e'),
    ('һ', 'h'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ո', 'n'),
    ('о', 'o'),
    ('р', 'p'),
    ('ѕ', 's'),
    ('ԝ', 'w'),
    ('х', 'x'),
    ('у', 'y'),
    ('ο', 'o'),
    ('α', 'a'),
    ('ν', 'v'),
    ('ι', 'i'),
    ('υ', 'u'),
];

/// A name in Latin letters, where some only look like them.
fn look_alike(key: &str) -> Option<String> {
    let latin = |c: char| LOOK_ALIKES.iter().find(|(other, _)| *other == c).map_or(c, |it| it.1);
    let meant: String = key.chars().map(latin).collect();
    (meant != key).then_some(meant)
}

/// YAML's key for the fields of another mapping.
const MERGE: &str = "<<";

/// Why a key is none: what is meant for the beginning of a list's item is part of it.
fn misread_key(entry: &Entry, reader: &Reader<'_>) -> Option<Trouble> {
    if entry.key == MERGE {
        return Some(Trouble {
            message: "`<<` puts one entry's fields into another, which is not read here".to_owned(),
            help: "write the fields out".to_owned(),
            range: entry.key_range.clone(),
        });
    }
    let before = reader.source.get(..entry.key_range.start).unwrap_or_default();
    if entry.value.value == Value::Null && before.trim_end_matches(' ').ends_with(',') {
        return Some(Trouble {
            message: format!("a comma in braces begins a new field, and `{}` is none", entry.key),
            help: "put a text that has a comma in it in quotation marks".to_owned(),
            range: entry.key_range.clone(),
        });
    }
    yaml_trouble::misread(reader.source, &entry.key_range)
}

fn report_no_mapping(node: &Node, expected: &str, known: &[Declared], reader: &mut Reader<'_>) {
    let known = keys(known);
    let first = known.first().copied().unwrap_or_default();
    let empty = node.value == Value::Null;
    let problem = reader.wrong_type(node, expected);
    if !empty {
        problem.help(format!(
            "write its fields, each on a line of its own: `{first}: …`; the fields are {}",
            names(&known)
        ));
    }
}

fn report_no_list(key: &str, node: &Node, reader: &mut Reader<'_>) {
    let word = scalar_word(node).map(|word| match several_ids(&word) {
        Some(ids) => ids.join(", "),
        None => without_parentheses(&word).to_owned(),
    });
    let several = reader.source[node.range.clone()].contains('\n');
    let problem = reader.wrong_type(node, "a list");
    match word {
        Some(_) if several => _ = problem.help("begin each line that is an item with `- `"),
        Some(word) => _ = problem.help(format!("write it as a list: `{key}: [{word}]`")),
        None => {}
    }
}

/// An item of a list, unless two items were read as one.
fn read_item<T: Field>(item: &Node, reader: &mut Reader<'_>) -> Option<T> {
    let joined = matches!(item.value, Value::Text(_))
        .then(|| yaml_trouble::joined(reader.source, &item.range))
        .flatten();
    match joined {
        Some(trouble) => {
            reader.report(BAD_YAML, trouble);
            None
        }
        None => T::read(item, reader),
    }
}

/// The ids of a text that was meant as a list of them: none if it is one id, or something else.
///
/// Ids have a digit or a hyphen in them here, so that a sentence is not taken for a list.
fn several_ids(text: &str) -> Option<Vec<String>> {
    let ids = ids::several(text)?;
    ids.iter().all(|id| id.contains(|c: char| c.is_ascii_digit() || c == '-')).then_some(ids)
}

fn without_parentheses(text: &str) -> &str {
    text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text).trim()
}

fn scalar_word(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(text) => Some(text.text.clone()),
        Value::Number(number) => Some(number.clone()),
        _ => None,
    }
}

/// The entries with each key once: the first one stands, a second is a problem.
fn without_repeated_keys<'n>(entries: &'n [Entry], reader: &mut Reader<'_>) -> Vec<&'n Entry> {
    let mut kept: std::collections::BTreeMap<&str, &Entry> = std::collections::BTreeMap::new();
    let mut order = Vec::new();
    for entry in entries {
        if let Some(first) = kept.get(entry.key.as_str()) {
            let (here, there) = (reader.span(&entry.key_range), reader.span(&first.key_range));
            reader
                .problems
                .add(DUPLICATE_KEY, here, format!("`{}` is written twice", entry.key))
                .label("again here")
                .also(there, "first here")
                .help("keep one of the two");
        } else {
            kept.insert(&entry.key, entry);
            order.push(entry);
        }
    }
    order
}

/// The first line of a span, which is enough to point at.
fn first_line(span: &Span, source: &str) -> Span {
    let stretch = source.get(span.start..span.end).unwrap_or_default();
    let length = stretch.lines().next().unwrap_or_default().len();
    Span { end: span.start + length, ..span.clone() }
}

/// Declares a record: a Rust type, how to read it, its fields by name, and its schema. The doc
/// comments are what editors read about it.
macro_rules! record {
    (
        $(#[doc = $about:literal])+
        $name:ident: $expected:literal {
            $( $(#[doc = $note:literal])+ $field:ident : $mode:ident $kind:ty, )*
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug)]
        pub(crate) struct $name {
            $( $(#[doc = $note])+ pub(crate) $field: record!(@type $mode $kind), )*
            /// Where the whole record stands.
            #[allow(dead_code, reason = "not every record is pointed at as a whole")]
            pub(crate) span: $crate::files::Span,
        }

        impl $name {
            /// The fields, in the order in which editors are shown them.
            pub(crate) const FIELDS: &'static [$crate::document::record::Declared] = &[$(
                $crate::document::record::Declared {
                    key: record!(@name $field),
                    about: concat!($($note),+),
                },
            )*];

            /// Reads the fields of a mapping and reports what is wrong with them.
            pub(crate) fn from_mapping(
                mut mapping: $crate::document::record::Mapping<'_>,
                reader: &mut $crate::document::record::Reader<'_>,
            ) -> Self {
                let record = Self {
                    $( $field: mapping.$mode::<$kind>(record!(@name $field), reader), )*
                    span: mapping.span.clone(),
                };
                mapping.finish(reader);
                record
            }
        }

        impl $crate::document::record::Field for $name {
            const EXPECTED: &'static str = $expected;

            fn read(
                node: &$crate::document::yaml::Node,
                reader: &mut $crate::document::record::Reader<'_>,
            ) -> Option<Self> {
                let mapping =
                    $crate::document::record::Mapping::of(node, $expected, Self::FIELDS, reader)?;
                Some(Self::from_mapping(mapping, reader))
            }

            fn fallback(span: $crate::files::Span) -> Self {
                Self {
                    $( $field: record!(@fallback $mode $kind, span), )*
                    span,
                }
            }

            fn schema(
                definitions: &mut $crate::document::schema::Definitions,
            ) -> serde_json::Value {
                definitions.define(stringify!($name), |definitions| {
                    let values = [$((
                        record!(@presence $mode),
                        <$kind as $crate::document::record::Field>::schema(definitions),
                    )),*];
                    let fields = Self::FIELDS.iter().zip(values);
                    $crate::document::schema::record(stringify!($name), concat!($($about),+), fields)
                })
            }
        }
    };
    (@type required $kind:ty) => { $kind };
    (@type optional $kind:ty) => { Option<$kind> };
    (@type list $kind:ty) => { Vec<$kind> };
    (@type some $kind:ty) => { Vec<$kind> };
    (@fallback required $kind:ty, $span:ident) => {
        <$kind as $crate::document::record::Field>::fallback($span.clone())
    };
    (@fallback optional $kind:ty, $span:ident) => { None };
    (@fallback list $kind:ty, $span:ident) => { Vec::new() };
    (@fallback some $kind:ty, $span:ident) => { Vec::new() };
    (@presence required) => { $crate::document::schema::Presence::Required };
    (@presence optional) => { $crate::document::schema::Presence::Optional };
    (@presence list) => { $crate::document::schema::Presence::List };
    (@presence some) => { $crate::document::schema::Presence::Some };
    (@name $field:ident) => { $crate::document::record::key(stringify!($field)) };
}
pub(crate) use record;

/// The key of a field whose Rust name may have to be written `r#…`.
pub(crate) const fn key(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}
