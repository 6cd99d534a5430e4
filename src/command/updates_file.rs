//! A new entry in the text of an `updates.yaml`: where the file's own order wants it, in the file's
//! own manner, with every other byte as it was.

use std::fmt::Write;

/// The fields of an entry, in their order: names that YAML has no other meaning for, and values.
pub(super) type Fields = [(&'static str, String)];

/// How the entries of a file are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Each behind a hyphen.
    Listed,
    /// Each under its id.
    Named,
}

/// The text with the entry in it, where the newest stands first or last as in the file.
///
/// # Errors
///
/// The file is one value in braces or brackets; the entry, as it could be written there.
pub(super) fn with_entry(text: &str, fields: &Fields) -> Result<String, String> {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Vec<(usize, &str)> = lines(text);
    let first = lines.iter().find(|(_, line)| is_content(line));
    // A byte order mark stays at the very beginning.
    let past_mark = |(start, line): (usize, &'_ str)| {
        let line_without = line.trim_start_matches('\u{feff}');
        (start + line.len() - line_without.len(), line_without.to_owned())
    };
    let Some((start, line)) = first.copied().map(past_mark) else {
        return Ok(appended(text, &entry(Manner::Named, "", text, fields), end));
    };
    if line.trim_start().starts_with(['{', '[']) {
        return Err(entry(Manner::Named, "", "", fields));
    }
    let manner = if line.trim_start().starts_with('-') { Manner::Listed } else { Manner::Named };
    let indent = &line[..line.len() - line.trim_start().len()];
    let entry = entry(manner, indent, text, fields);
    if is_oldest_first(text) {
        return Ok(appended(text, &entry, end));
    }
    let (before, after) = text.split_at(start);
    Ok(format!("{before}{}{after}", entry.replace('\n', end)))
}

/// The lines with the offsets at which they begin.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let line = |line| {
        let start = at;
        at += str::len(line);
        (start, line)
    };
    text.split_inclusive('\n').map(line).collect()
}

/// Whether a line is more than space, a comment, or a mark of where the document begins.
fn is_content(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}').trim();
    !line.is_empty() && !line.starts_with('#') && line != "---"
}

/// Whether the dates of the entries go up.
fn is_oldest_first(text: &str) -> bool {
    let date = |at: usize| text[at..].trim_start_matches(['"', '\'', ' ']).get(..10);
    let found = text.match_indices("date:").filter(|(at, _)| {
        let before = text[..*at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '{' | ',' | '-'))
    });
    let dates: Vec<&str> = found.filter_map(|(at, key)| date(at + key.len())).collect();
    let (first, last) = (dates.first(), dates.last());
    first.zip(last).is_some_and(|(first, last)| first < last)
}

fn appended(text: &str, entry: &str, end: &str) -> String {
    let break_before = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    format!("{text}{break_before}{}", entry.replace('\n', end))
}

fn entry(manner: Manner, indent: &str, text: &str, fields: &Fields) -> String {
    let date = fields.iter().find(|(name, _)| *name == "date");
    let id = free_id(date.map(|(_, date)| date.as_str()).unwrap_or_default(), text);
    let mut entry = match manner {
        Manner::Listed => format!("{indent}- id: {id}\n"),
        Manner::Named => format!("{indent}{id}:\n"),
    };
    for (name, value) in fields {
        let _ = writeln!(entry, "{indent}  {name}: {}", scalar(name, value));
    }
    entry
}

/// An id that the file has not: `correction-2031-05-01`.
fn free_id(date: &str, text: &str) -> String {
    let stem = format!("correction-{}", date.get(..10).unwrap_or(date));
    let is_free = |id: &String| {
        !text.lines().any(|line| {
            let word = line.trim().trim_start_matches("- ").trim_start_matches("id:").trim();
            word.trim_end_matches(':').trim_matches(['"', '\'']) == id
        })
    };
    let more = (2..).map(|number| format!("{stem}-{number}"));
    std::iter::once(stem.clone()).chain(more).find(is_free).unwrap_or(stem)
}

/// A value in quotation marks, so that nothing in it means anything to YAML; words of the format and
/// dates stand without them.
fn scalar(name: &str, value: &str) -> String {
    if matches!(name, "date" | "kind" | "gravity") {
        return value.to_owned();
    }
    // A string of JSON is one of YAML.
    serde_json::Value::from(value).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Vec<(&'static str, String)> {
        let fields = [("date", "2031-05-01"), ("kind", "correction"), ("was", "a: \"b\" # c")];
        fields.map(|(name, value)| (name, value.to_owned())).to_vec()
    }

    const NAMED: &str = "correction-2031-05-01:\n  date: 2031-05-01\n  kind: correction\n  \
                         was: \"a: \\\"b\\\" # c\"\n";

    #[test]
    fn a_file_that_is_not_there_begins_with_the_entry() {
        assert_eq!(with_entry("", &fields()).unwrap(), NAMED);
    }

    #[test]
    fn the_newest_stands_first_below_the_comment_at_the_top() {
        let old = "# Newest first.\n\nb:\n  date: 2031-04-02 # a day\na:\n  date: 2031-04-01";
        let new = with_entry(old, &fields()).unwrap();
        assert_eq!(new, old.replace("b:\n", &format!("{NAMED}b:\n")));
    }

    #[test]
    fn the_newest_stands_last_where_the_dates_go_up() {
        let old = "a:\n  date: 2031-04-01\nb:\n  date: 2031-04-02";
        assert_eq!(with_entry(old, &fields()).unwrap(), format!("{old}\n{NAMED}"));
    }

    #[test]
    fn a_list_gets_an_item_in_its_own_manner_with_an_id_that_is_free() {
        let old = "  - {id: correction-2031-05-01, date: 2031-05-01}\r\n  - id: correction-2031-05-01\r\n";
        let new = with_entry(old, &fields()).unwrap();
        let item = "  - id: correction-2031-05-01-2\r\n    date: 2031-05-01\r\n";
        assert!(new.starts_with(item), "{new}");
        assert!(new.ends_with(old));
    }

    #[test]
    fn a_byte_order_mark_stays_at_the_beginning() {
        let new = with_entry("\u{feff}- date: 2031-04-01\n", &fields()).unwrap();
        assert!(
            new.starts_with("\u{feff}- id: correction-2031-05-01\n  date: 2031-05-01\n"),
            "{new}"
        );
        assert!(new.ends_with("\n- date: 2031-04-01\n"), "{new}");
    }

    #[test]
    fn braces_are_left_to_the_editor() {
        assert_eq!(with_entry("{a: {date: 2031-04-01}}\n", &fields()), Err(NAMED.to_owned()));
    }
}
