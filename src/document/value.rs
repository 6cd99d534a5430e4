//! The simple values that a field can hold.

use serde_json::{Value as Json, json};

use crate::document::date::{self, DateErrorKind, Moment, When};
use crate::document::ids;
use crate::document::number::numbers;
use crate::document::record::{Field, Reader, Spanned};
use crate::document::schema::{self, Definitions, SOME_TEXT};
use crate::document::written::is_sound_id;
use crate::document::yaml::{Node, Text, Value};
use crate::document::yaml_trouble::quoted;
use crate::files::Span;
use crate::problem::{ACTIVE_URL, BAD_DATE, BAD_VALUE, IMPOSSIBLE_DATE, WRONG_TYPE};

/// One line of plain text: a title, a name.
pub(crate) type Line = Spanned<String>;

/// The id of something defined elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name(pub(crate) Spanned<String>);

/// The exact words of a speaker, without quotation marks around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quotation(pub(crate) Line);

/// Who says something: an id, or a description of several words such as "Unnamed analysts".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Speaker(pub(crate) Name);

/// A web address of the form `https://…`, `http://…` or `mailto:…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Url(pub(crate) Spanned<String>);

/// A number as the editor wrote it, and its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number {
    /// The value.
    pub(crate) value: f64,
    /// Where it is written.
    pub(crate) span: Span,
}

/// The text of a scalar; a number or a truth value counts as what is written.
pub(crate) fn text_of(node: &Node, reader: &Reader<'_>) -> Option<String> {
    match &node.value {
        Value::Text(text) => Some(text.text.clone()),
        Value::Number(_) | Value::Bool(_) => {
            reader.source.get(node.range.clone()).map(str::to_owned)
        }
        _ => None,
    }
}

/// The text of a node for a field that wants text, or a report that it is none.
fn text(node: &Node, expected: &str, reader: &mut Reader<'_>) -> Option<String> {
    let text = text_of(node, reader).map(|text| text.trim().to_owned());
    match text {
        Some(text) if !text.is_empty() => Some(text),
        Some(_) => {
            let empty = Node { value: Value::Null, range: node.range.clone() };
            reader.wrong_type(&empty, expected);
            None
        }
        None => {
            reader.wrong_type(node, expected);
            None
        }
    }
}

/// The text of a field that holds a word or an id: what follows behind a `#` can only be a comment.
pub(crate) fn word(node: &Node, reader: &mut Reader<'_>) -> Option<Line> {
    let value = text(node, Line::EXPECTED, reader)?;
    Some(Line { value, span: text_span(node, reader) })
}

/// The stretch of a scalar's text, without its quotation marks.
pub(crate) fn text_span(node: &Node, reader: &Reader<'_>) -> Span {
    match &node.value {
        Value::Text(Text { text, places }) => reader.span(&(places.of(0)..places.of(text.len()))),
        _ => reader.span(&node.range),
    }
}

impl Field for Spanned<String> {
    const EXPECTED: &'static str = "a line of text";

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let line = word(node, reader)?;
        reader.check_end(node);
        Some(line)
    }

    fn fallback(span: Span) -> Self {
        Self { value: String::new(), span }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.define("Text", |_| {
            let about = "Plain text, in which Markdown means nothing.";
            schema::text("Text", Self::EXPECTED, about, SOME_TEXT)
        })
    }
}

impl Field for Quotation {
    const EXPECTED: &'static str = Line::EXPECTED;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let line = Line::read(node, reader)?;
        let Some(inner) = within_quotation_marks(&line.value) else { return Some(Self(line)) };
        let plain = !inner.contains([':', '#', '"']) && inner.starts_with(char::is_alphanumeric);
        let cure = if plain { inner.to_owned() } else { quoted(inner) };
        reader
            .problems
            .add(BAD_VALUE, line.span.clone(), "a `quote` has no quotation marks around it")
            .help(format!("write `quote: {cure}`"));
        // What quotes these words quotes them right.
        Some(Self(Spanned { value: inner.to_owned(), span: line.span }))
    }

    fn fallback(span: Span) -> Self {
        Self(Line::fallback(span))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.define("Quotation", |_| {
            let about = "The exact words of a speaker, without quotation marks around them.";
            schema::text("Quotation", "words without quotation marks around them", about, UNMARKED)
        })
    }
}

/// Quotation marks that open a text, each with those that close it.
const MARKS: [(char, &str); 6] =
    [('“', "”"), ('„', "“”"), ('"', "\""), ('«', "»"), ('»', "«"), ('‘', "’")];

/// What [`Quotation`] reads without a complaint, as a pattern of ECMA-262.
const UNMARKED: &str = concat!(
    r"^(?!\s*(?:“[^“”]*”|„[^„“”]*[“”]|",
    "\"[^\"]*\"",
    r"|«[^«»]*»|»[^«»]*«|‘[^‘’]*’)\s*$)[\s\S]*\S"
);

/// The words within the quotation marks that stand around the whole of a text.
fn within_quotation_marks(text: &str) -> Option<&str> {
    MARKS.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(|c| close.contains(c))?;
        let whole = !inner.contains(|c| c == *open || close.contains(c));
        (whole && !inner.trim().is_empty()).then_some(inner.trim())
    })
}

impl Field for Name {
    const EXPECTED: &'static str = "an id";

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let value = text(node, Self::EXPECTED, reader)?;
        if let Some(cure) = parted_ids(node, &value, reader) {
            let message = "several ids stand here as one";
            let span = reader.span(&node.range);
            reader.problems.add(WRONG_TYPE, span, message).help(cure);
            return None;
        }
        Some(Self(Spanned { value, span: text_span(node, reader) }))
    }

    fn fallback(span: Span) -> Self {
        Self(Spanned::fallback(span))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.define("Id", |_| {
            let about = "The id of something that is defined elsewhere.";
            schema::text("Id", Self::EXPECTED, about, r"^\s*\S+\s*$")
        })
    }
}

/// What to write where several ids stand as one item of a list; none where it is one id.
fn parted_ids(node: &Node, written: &str, reader: &Reader<'_>) -> Option<String> {
    // A range with a plain hyphen may be an id by itself.
    let ids = ids::several(written).filter(|_| !is_sound_id(written))?;
    let before = reader.source[..node.range.start].trim_end();
    let is_item = before.ends_with(['[', ',']);
    let after = reader.source[node.range.end..].trim_start();
    let list = ids.join(", ");
    if before.ends_with('[') && after.starts_with(']') {
        return Some(format!("write a comma between ids: `[{list}]`"));
    }
    if is_item {
        return Some(format!("write a comma between ids: `{list}`"));
    }
    before
        .ends_with('-')
        .then(|| "write each id on a line of its own, with `- ` before it".to_owned())
}

impl Field for Speaker {
    const EXPECTED: &'static str = "an id, or a description of several words";

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let value = text(node, Self::EXPECTED, reader)?;
        Some(Self(Name(Spanned { value, span: text_span(node, reader) })))
    }

    fn fallback(span: Span) -> Self {
        Self(Name::fallback(span))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.define("Speaker", |_| {
            let about = "An id, or a description of several words such as `Unnamed analysts`.";
            schema::text("Id or description", Self::EXPECTED, about, SOME_TEXT)
        })
    }
}

impl Field for Url {
    const EXPECTED: &'static str = "a web address";

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let value = text(node, Self::EXPECTED, reader)?;
        let span = text_span(node, reader);
        let scheme = value.split(':').next().unwrap_or_default().to_ascii_lowercase();
        match scheme.as_str() {
            "http" | "https" if is_whole_address(&value) => {}
            "mailto" => {}
            "javascript" | "data" | "vbscript" => {
                let message = format!("a `{scheme}:` address can run code in the reader's browser");
                reader.problems.add(ACTIVE_URL, span, message).help("write an `https://` address");
                return None;
            }
            _ => {
                let message = format!("`{value}` is not a web address");
                let help = address_cure(&value);
                reader.problems.add(BAD_VALUE, span, message).help(help);
                return None;
            }
        }
        Some(Self(Spanned { value, span }))
    }

    fn fallback(span: Span) -> Self {
        Self(Spanned::fallback(span))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.define("Address", |_| {
            json!({
                "title": "Address",
                "description": "A whole web address.",
                "type": "string",
                "pattern": WHOLE_ADDRESS,
                "errorMessage": "expected a whole web address, such as `https://example.org/page`",
                "examples": ["https://example.org/page", "mailto:desk@example.org"],
            })
        })
    }
}

/// What to write instead of a text that is no web address.
fn address_cure(text: &str) -> String {
    if let Some(whole) = with_scheme(text) {
        return format!("write `{whole}`");
    }
    "write the whole address, such as `https://example.org/page`".to_owned()
}

/// A web address that was written without its beginning, or with a slip in it.
pub(crate) fn with_scheme(text: &str) -> Option<String> {
    let slips = ["https//", "http//", "https:/", "http:/", "https:", "http:", "//"];
    let rest = slips.iter().find_map(|slip| text.strip_prefix(slip)).unwrap_or(text);
    let rest = rest.trim_start_matches('/');
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let begins_as_host = rest.len() < text.len() || host.starts_with("www.");
    let whole = format!("https://{rest}");
    (begins_as_host && host.contains('.') && is_whole_address(&whole)).then_some(whole)
}
/// What `Url` reads, as a pattern of ECMA-262; looser in what counts as a letter or digit.
const WHOLE_ADDRESS: &str =
    r#"^\s*(?:[Hh][Tt][Tt][Pp][Ss]?://[^\s!-/:-@\[-`{-~][^\s"<>]*\s*$|[Mm][Aa][Ii][Ll][Tt][Oo]:)"#;

/// Whether a web address has a host, and nothing that cannot stand in one.
pub(super) fn is_whole_address(text: &str) -> bool {
    let host = text.split_once("://").map(|(_, rest)| rest).unwrap_or_default();
    let scheme = text.split("://").next().unwrap_or_default();
    scheme.chars().all(|c| c.is_ascii_alphabetic())
        && host.starts_with(char::is_alphanumeric)
        && !text.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>'))
}

impl Field for Spanned<bool> {
    const EXPECTED: &'static str = "`true` or `false`";

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::Bool(value) = node.value else {
            let text = text_of(node, reader).unwrap_or_default().to_lowercase();
            let problem = reader.wrong_type(node, Self::EXPECTED);
            match text.trim() {
                "yes" | "y" | "on" | "true" | "1" => _ = problem.help("write `true`"),
                "no" | "n" | "off" | "false" | "0" => _ = problem.help("write `false`"),
                _ => {}
            }
            return None;
        };
        Some(Self { value, span: reader.span(&node.range) })
    }

    fn fallback(span: Span) -> Self {
        Self { value: false, span }
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": "boolean" })
    }
}

impl Field for Number {
    const EXPECTED: &'static str = "a number in digits";

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let written = match &node.value {
            Value::Number(number) => number.replace('_', ""),
            _ => String::new(),
        };
        let Some(value) = written.parse().ok().filter(|value: &f64| value.is_finite()) else {
            let text = text_of(node, reader).unwrap_or_default();
            let quoted = matches!(node.value, Value::Text(_)) && text.parse::<f64>().is_ok();
            let problem = reader.wrong_type(node, Self::EXPECTED);
            if quoted {
                problem.help(format!("take the quotation marks away: `{text}`"));
            } else if let Some(proposal) = digits_for(&text) {
                problem.help(format!(
                    "write `{proposal}`: digits and a point before decimals, no signs and no words"
                ));
            }
            return None;
        };
        Some(Self { value, span: reader.span(&node.range) })
    }

    // Nothing is compared with a number that is not there.
    fn fallback(span: Span) -> Self {
        Self { value: f64::NAN, span }
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": "number" })
    }
}

/// The one number that a text gives, in digits.
fn digits_for(text: &str) -> Option<String> {
    if let Some(number) = without_separators(text) {
        return Some(number);
    }
    let hexadecimal = text.strip_prefix("0x").and_then(|hex| u64::from_str_radix(hex, 16).ok());
    if let Some(number) = hexadecimal {
        return Some(number.to_string());
    }
    // A clock time, a date or a coordinate has digits and is no number.
    let lower = text.replace('_', "").to_lowercase();
    match numbers(&lower).as_slice() {
        [number] if !lower.contains([':', '/', '\'']) => {
            let sign = if is_negative(&lower) { "-" } else { "" };
            Some(format!("{sign}{number}"))
        }
        _ => None,
    }
}

/// Whether a number has a minus before it, or is a coordinate of the south or the west.
fn is_negative(lower: &str) -> bool {
    let direction = lower.trim_end_matches(['s', 'w']);
    let before = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '°');
    let coordinate = direction.len() + 1 == lower.len() && direction.ends_with(before);
    lower.starts_with(['-', '−']) || coordinate
}

/// A number written with separators, as the format wants it: `1,000` is 1000, and `9,5` is 9.5.
fn without_separators(text: &str) -> Option<String> {
    let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let parts: Vec<&str> = text.split([',', ' ', '\u{a0}', '\u{202f}', '’']).collect();
    if parts.len() < 2 || !parts.iter().all(|part| digits(part)) {
        return None;
    }
    let grouped = parts[1..].iter().all(|part| part.len() == 3);
    match parts.as_slice() {
        _ if grouped => Some(parts.concat()),
        [whole, decimals] => Some(format!("{whole}.{decimals}")),
        _ => None,
    }
}

/// A date that is written as one; `expected` is what editors call it.
fn read_date(node: &Node, expected: &str, reader: &mut Reader<'_>) -> Option<Spanned<When>> {
    let value = text(node, expected, reader)?;
    let span = text_span(node, reader);
    match date::parse(&value) {
        Ok(when) => Some(Spanned { value: when, span }),
        Err(error) => {
            let code = match error.kind {
                DateErrorKind::BadForm => BAD_DATE,
                DateErrorKind::Impossible => IMPOSSIBLE_DATE,
            };
            let place = Span {
                start: (span.start + error.range.start).min(span.end),
                end: (span.start + error.range.end).min(span.end),
                ..span
            };
            reader.problems.add(code, place, error.message).help(error.help);
            None
        }
    }
}

impl Field for Spanned<When> {
    const EXPECTED: &'static str = "a date such as `2025-11-01`, or `unknown`";

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        read_date(node, Self::EXPECTED, reader)
    }

    fn fallback(span: Span) -> Self {
        Self { value: When::default(), span }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.define("Date", |_| {
            json!({
                "title": "Date",
                "description": "A date in the form of ISO 8601-2 (EDTF), as exactly as somebody has said.",
                // A year by itself is a number to YAML.
                "type": ["string", "integer"],
                "minimum": 1,
                "maximum": 9999,
                "pattern": date::pattern(),
                "errorMessage": format!("expected {}", Self::EXPECTED),
                "examples": [
                    "2025-11-01", "2025-11-01T10:00[Asia/Seoul]", "2025-10-24/2025-10-30",
                    "2025-10", "2025-10~", "XXXX-11-01", "unknown",
                ],
            })
        })
    }
}

/// A moment that a clock can reach: a whole day, or a time of one.
impl Field for Spanned<Moment> {
    const EXPECTED: &'static str =
        "a day such as `2031-05-01`, or a time such as `2031-05-01T06:00[Europe/London]`";

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Spanned { value, span } = read_date(node, Self::EXPECTED, reader)?;
        match value {
            When::Moment(moment) if moment.is_exact() => Some(Self { value: moment, span }),
            _ => {
                let message = "no clock shows when this is";
                let help = format!("write {}", Self::EXPECTED);
                reader.problems.add(BAD_DATE, span, message).help(help);
                None
            }
        }
    }

    fn fallback(span: Span) -> Self {
        Self { value: Moment::of(&jiff::Zoned::default()), span }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.define("DayOrTime", |_| {
            let about = "A day, from its midnight on the newsroom’s clocks, or a time.";
            schema::text("Day or time", Self::EXPECTED, about, &date::exact_pattern())
        })
    }
}
