//! Small additions to a content file that leave every other byte as it is.
//!
//! Each answers `None` where the file is in a form that cannot be added to safely: what was written
//! is read again, and has to be what was meant.

use std::ops::Range;

use crate::document::front_matter;
use crate::document::yaml::{self, Entry, Node, Value};

/// The ids of the entries of a YAML file; none where it cannot be read or is a list.
pub(crate) fn ids_of(source: &str) -> Vec<String> {
    let Some(Node { value: Value::Map(entries), .. }) = whole(source) else { return Vec::new() };
    entries.into_iter().map(|entry| entry.key).collect()
}

/// The items of the list `key` in the front matter of a Markdown file.
fn texts_of(source: &str, key: &str) -> Vec<String> {
    let entries = front_matter_of(source).map(|(entries, _)| entries).unwrap_or_default();
    let entry = entries.into_iter().find(|entry| entry.key == key);
    let Some(Value::List(items)) = entry.map(|entry| entry.value.value) else { return Vec::new() };
    items.iter().filter_map(|item| text(item).map(str::to_owned)).collect()
}

/// Whether the entry `id` of a YAML file is marked as a draft.
pub(crate) fn draft_entry(source: &str, id: &str) -> bool {
    draft_field(source, id).is_some_and(|field| field.value.value == Value::Bool(true))
}

/// `source` with an entry at its end, in the file's own manner; `lines` are its fields.
pub(crate) fn with_entry(source: &str, id: &str, lines: &[String]) -> Option<String> {
    let manner = Manner::of(source)?;
    let mut text = source.to_owned();
    if !text.is_empty() && !text.ends_with(['\n', '\u{feff}']) {
        text.push_str(manner.newline);
    }
    if manner.is_apart && !ends_with_blank_line(&text) {
        text.push_str(manner.newline);
    }
    let (margin, indent) = (" ".repeat(manner.margin), " ".repeat(manner.indent));
    let mut lead = match manner.shape {
        Shape::Mapping => {
            text.extend([&margin, id, ":", manner.newline]);
            indent.clone()
        }
        Shape::List => format!("-{}", &indent[1..]),
    };
    for line in lines {
        text.extend([&margin, &lead, line, manner.newline]);
        lead.clone_from(&indent);
    }
    let before = whole(source).map_or(0, |node| length(&node));
    let after = whole(&text)?;
    let is_last = match &after.value {
        Value::Map(entries) => entries.last().is_some_and(|entry| entry.key == id),
        Value::List(_) => true,
        _ => false,
    };
    (is_last && length(&after) == before + 1).then_some(text)
}

/// `source` with one more item in the list `key` of its front matter, or with such a list.
pub(crate) fn with_item(source: &str, key: &str, item: &str) -> Option<String> {
    let (entries, yaml) = front_matter_of(source)?;
    let newline = newline_of(source);
    let written = crate::document::writing::in_list(item);
    let entry = entries.iter().find(|entry| entry.key == key);
    let (at, added) = match entry.map(|entry| (&entry.value.value, entry)) {
        None => (yaml.end, format!("{key}: [{written}]{newline}")),
        Some((Value::Null, entry)) => {
            let colon = source[entry.key_range.end..].find(':')? + entry.key_range.end;
            (colon + 1, format!(" [{written}]"))
        }
        Some((Value::List(items), entry)) => match items.last() {
            None => (entry.value.range.start + 1, written),
            Some(last) if source[entry.value.range.clone()].starts_with('[') => {
                (last.range.end, format!(", {written}"))
            }
            Some(last) => {
                let line = line_around(source, last.range.clone());
                let lead = &source[line.start..last.range.start];
                (line.end, format!("{lead}{written}{newline}"))
            }
        },
        Some(_) => return None,
    };
    let text = format!("{}{added}{}", &source[..at], &source[at..]);
    let (before, after) = (texts_of(source, key), texts_of(&text, key));
    let (last, rest) = after.split_last()?;
    (last == item && rest == before).then_some(text)
}

/// `source` without the line that marks the entry `id` as a draft.
pub(crate) fn without_draft(source: &str, id: &str) -> Option<String> {
    let field = draft_field(source, id)?;
    let line = line_around(source, field.key_range.start..field.value.range.end);
    let is_alone = source[line.start..field.key_range.start].trim().is_empty();
    let text = format!("{}{}", &source[..line.start], &source[line.end..]);
    (is_alone && draft_field(&text, id).is_none() && ids_of(&text) == ids_of(source))
        .then_some(text)
}

fn draft_field(source: &str, id: &str) -> Option<Entry> {
    let Value::Map(entries) = whole(source)?.value else { return None };
    let entry = entries.into_iter().find(|entry| entry.key == id)?;
    let Value::Map(fields) = entry.value.value else { return None };
    fields.into_iter().find(|field| field.key == "draft")
}

/// How many spaces stand before a field where a file has none to follow.
const INDENT: usize = 2;

/// How the entries of a file are written.
struct Manner {
    shape: Shape,
    newline: &'static str,
    /// How many spaces stand before each entry.
    margin: usize,
    /// How many spaces more stand before a field; in a list, the hyphen included.
    indent: usize,
    /// Whether a blank line stands between entries.
    is_apart: bool,
}

enum Shape {
    Mapping,
    List,
}

impl Manner {
    /// The manner of a file; none where its entries stand in braces or brackets, or are none.
    fn of(source: &str) -> Option<Self> {
        let node = whole(source)?;
        let is_in_brackets = source[node.range.clone()].starts_with(['{', '[']);
        match &node.value {
            Value::Null => Some(Self {
                shape: Shape::Mapping,
                newline: newline_of(source),
                margin: 0,
                indent: INDENT,
                is_apart: false,
            }),
            Value::Map(entries) if !is_in_brackets => Self::of_mapping(entries, source),
            Value::List(items) if !is_in_brackets => Self::of_list(items, source),
            _ => None,
        }
    }

    fn of_mapping(entries: &[Entry], source: &str) -> Option<Self> {
        let margin = column(source, entries.first()?.key_range.start);
        let of_fields = entries.iter().rev().find_map(|entry| {
            let Value::Map(fields) = &entry.value.value else { return None };
            let first = fields.first()?.key_range.start;
            let is_below = source[entry.key_range.end..first].contains('\n');
            is_below.then(|| column(source, first))
        });
        let indent = of_fields.and_then(|column| column.checked_sub(margin));
        let starts: Vec<usize> = entries.iter().map(|entry| entry.key_range.start).collect();
        Some(Self {
            shape: Shape::Mapping,
            newline: newline_of(source),
            margin,
            indent: indent.filter(|indent| *indent > 0).unwrap_or(INDENT),
            is_apart: are_apart(source, &starts),
        })
    }

    fn of_list(items: &[Node], source: &str) -> Option<Self> {
        let first = items.first()?.range.start;
        let line = line_around(source, first..first);
        let margin = source[line.start..first].find('-')?;
        let indent = (first - line.start).checked_sub(margin).filter(|indent| *indent > 1)?;
        let starts: Vec<usize> = items.iter().map(|item| item.range.start).collect();
        let is_apart = are_apart(source, &starts);
        Some(Self { shape: Shape::List, newline: newline_of(source), margin, indent, is_apart })
    }
}

/// Whether the last of the entries that begin at `starts` has a blank line before it; one alone
/// would have.
fn are_apart(source: &str, starts: &[usize]) -> bool {
    let [.., before, last] = starts else { return true };
    let lines: Vec<&str> = source[*before..*last].split('\n').collect();
    // What follows the last line end stands before the entry in its own line.
    lines.split_last().is_some_and(|(_, whole)| whole.iter().any(|line| line.trim().is_empty()))
}

fn whole(source: &str) -> Option<Node> {
    let start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    yaml::read(source, start..source.len()).ok()
}

fn front_matter_of(source: &str) -> Option<(Vec<Entry>, Range<usize>)> {
    let parts = front_matter::split(source).ok()?;
    match yaml::read(source, parts.yaml.clone()).ok()? {
        Node { value: Value::Map(entries), range } if !source[range.clone()].starts_with('{') => {
            Some((entries, parts.yaml))
        }
        Node { value: Value::Null, .. } => Some((Vec::new(), parts.yaml)),
        _ => None,
    }
}

fn text(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) => Some(&text.text),
        Value::Number(number) => Some(number),
        _ => None,
    }
}

fn length(node: &Node) -> usize {
    match &node.value {
        Value::Map(entries) => entries.len(),
        Value::List(items) => items.len(),
        _ => 0,
    }
}

fn newline_of(source: &str) -> &'static str {
    if source.contains("\r\n") { "\r\n" } else { "\n" }
}

fn ends_with_blank_line(text: &str) -> bool {
    let text = text.replace('\r', "");
    text.is_empty() || text.ends_with("\n\n")
}

/// The lines around a stretch, with the last one's end.
fn line_around(source: &str, range: Range<usize>) -> Range<usize> {
    let start = source[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = source[range.end..].find('\n').map_or(source.len(), |at| range.end + at + 1);
    start..end
}

/// How many bytes stand before `at` in its line, a byte order mark not counted.
fn column(source: &str, at: usize) -> usize {
    let line = line_around(source, at..at);
    source[line.start..at].trim_start_matches('\u{feff}').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(source: &str) -> Option<String> {
        let lines = ["text: New.", "# speaker: Who says so.", "sources:", "  - brief"];
        with_entry(source, "F2", &lines.map(str::to_owned))
    }

    const ADDED: &str = "F2:\n  text: New.\n  # speaker: Who says so.\n  sources:\n    - brief\n";

    #[test]
    fn an_entry_is_added_at_the_end_and_nothing_else_changes() {
        for before in
            ["", "\u{feff}", "# Facts\n", "F1:\n  text: A\n\n", "F1: {text: A}\n\n# End\n\n"]
        {
            assert_eq!(add(before), Some(format!("{before}{ADDED}")), "{before:?}");
        }
        assert_eq!(add("F1:\n  text: A\n"), Some(format!("F1:\n  text: A\n\n{ADDED}")));
        let apart = "F0:\n  text: A\n\nF1:\n  text: A\n";
        assert_eq!(add(apart), Some(format!("{apart}\n{ADDED}")));
        assert_eq!(
            add("F0: {text: A}\nF1: {text: A}\n"),
            Some(format!("F0: {{text: A}}\nF1: {{text: A}}\n{ADDED}"))
        );
    }

    #[test]
    fn a_last_line_without_an_end_is_ended() {
        let before = "F0:\n  text: A\nF1:\n  text: |\n    A";
        assert_eq!(add(before), Some(format!("{before}\n{ADDED}")));
    }

    #[test]
    fn line_ends_and_indentation_are_the_file_s_own() {
        let before = "F1:\r\n    text: A\r\n";
        let added = "\r\nF2:\r\n    text: New.\r\n    # speaker: Who says so.\r\n    sources:\r\n      - brief\r\n";
        assert_eq!(add(before), Some(format!("{before}{added}")));
        let before = "  F0:\n    text: A\n  F1:\n    text: A\n";
        let added = ADDED.lines().fold(String::new(), |text, line| text + "  " + line + "\n");
        assert_eq!(add(before), Some(format!("{before}{added}")));
    }

    #[test]
    fn a_list_gets_an_item() {
        let before = "-   text: A\n    sources: [b]\n";
        let added = "\n-   text: New.\n    # speaker: Who says so.\n    sources:\n      - brief\n";
        assert_eq!(add(before), Some(format!("{before}{added}")));
    }

    #[test]
    fn what_cannot_be_added_to_is_left_alone() {
        for source in
            ["{}", "{F1: {text: A}}\n", "[]", "a text\n", "F1:\n  text: A\n...\n", "F1: [\n"]
        {
            assert_eq!(add(source), None, "{source:?}");
        }
    }

    fn item(front: &str) -> Option<String> {
        let text = with_item(&format!("---\n{front}---\nBody\n"), "stops", "seoul")?;
        text.strip_prefix("---\n")?.strip_suffix("---\nBody\n").map(str::to_owned)
    }

    #[test]
    fn a_list_of_the_front_matter_gets_an_item_in_its_own_form() {
        let cases = [
            ("title: A\n", "title: A\nstops: [seoul]\n"),
            ("", "stops: [seoul]\n"),
            ("stops: # in order\ntitle: A\n", "stops: [seoul] # in order\ntitle: A\n"),
            ("stops: []\n", "stops: [seoul]\n"),
            ("stops: [a, \"b\"] # all\ntitle: A\n", "stops: [a, \"b\", seoul] # all\ntitle: A\n"),
            ("stops: [\n  a,\n  b,\n]\n", "stops: [\n  a,\n  b, seoul,\n]\n"),
            (
                "stops:\n  - a\n  - b # last\n# End\n",
                "stops:\n  - a\n  - b # last\n  - seoul\n# End\n",
            ),
            ("stops:\n- a\ntitle: A\n", "stops:\n- a\n- seoul\ntitle: A\n"),
        ];
        for (before, after) in cases {
            assert_eq!(item(before).as_deref(), Some(after), "{before}");
        }
        assert_eq!(item("stops: seoul\n"), None);
        assert_eq!(item("{title: A}\n"), None);
    }

    #[test]
    fn the_mark_of_a_draft_is_taken_away_with_its_line() {
        let before =
            "a:\n  name: A\n  draft: true # not yet\n  # kind: x\nb:\n  draft: true\n  name: B\n";
        assert!(draft_entry(before, "a"));
        let after = "a:\n  name: A\n  # kind: x\nb:\n  draft: true\n  name: B\n";
        assert_eq!(without_draft(before, "a").as_deref(), Some(after));
        assert!(!draft_entry(after, "a"));
        assert_eq!(without_draft("a: {name: A, draft: true}\n", "a"), None);
        assert_eq!(without_draft("a:\n  name: A\n", "a"), None);
    }
}
