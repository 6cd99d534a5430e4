//! The two parts of a Markdown file: YAML between `---` lines, then prose.

use std::ops::Range;

/// Where the parts of a Markdown file stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The YAML between the two `---` lines; none where the file has no front matter.
    pub(super) yaml: Option<Range<usize>>,
    /// The prose.
    pub(super) body: Range<usize>,
}

/// Front matter that is opened and not closed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unclosed;

/// Splits a Markdown file after its byte order mark, if it has one.
pub(super) fn split(source: &str) -> Result<Parts, Unclosed> {
    let start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = lines_from(source, start);
    let opening = lines.next().filter(|line| is_fence(&source[line.clone()]));
    let Some(opening) = opening else {
        return Ok(Parts { yaml: None, body: start..source.len() });
    };
    let closing = lines.find(|line| is_fence(&source[line.clone()])).ok_or(Unclosed)?;
    Ok(Parts { yaml: Some(opening.end..closing.start), body: closing.end..source.len() })
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// The lines from `start`, each with its line end.
fn lines_from(source: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    source[start..].split_inclusive('\n').scan(start, |at, line| {
        let begin = *at;
        *at += line.len();
        Some(begin..*at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_may_follow_a_byte_order_mark_and_end_lines_the_windows_way() {
        let source = "\u{feff}---\r\ntitle: x\r\n---\r\nBody\r\n";
        let parts = split(source).expect("closed front matter");
        assert_eq!(&source[parts.yaml.expect("front matter")], "title: x\r\n");
        assert_eq!(&source[parts.body], "Body\r\n");
    }

    #[test]
    fn a_rule_in_the_prose_is_no_front_matter() {
        let parts = split("Text\n---\n").expect("no front matter");
        assert_eq!(parts.yaml, None);
    }

    #[test]
    fn front_matter_must_be_closed() {
        assert_eq!(split("---\ntitle: x\n"), Err(Unclosed));
    }
}
