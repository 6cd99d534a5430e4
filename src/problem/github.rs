//! Problems as annotations of GitHub Actions: workflow commands such as
//! `::error file=content/site.yaml,line=1::…`, as the "Workflow commands" page of its manual has them.

use std::fmt::Write;

use crate::files::Files;
use crate::problem::sources::Sources;
use crate::problem::{Problem, Problems};

/// All problems, a line each. `folder` is the site's folder from the root of its repository, which
/// is where GitHub counts paths from; it is empty where the two are the same.
#[must_use]
pub fn report_github(problems: &Problems, files: &Files, folder: &str) -> String {
    let mut sources = Sources::new(files);
    let mut report = String::new();
    for problem in problems.iter() {
        let properties = properties(problem, folder, &mut sources);
        let properties: Vec<String> =
            properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
        let _ = writeln!(
            report,
            "::{} {}::{}",
            problem.severity.word(),
            properties.join(","),
            escaped(&problem.sentences(folder, &mut sources)),
        );
    }
    report
}

fn properties(
    problem: &Problem,
    folder: &str,
    sources: &mut Sources<'_>,
) -> Vec<(&'static str, String)> {
    let mut properties = Vec::new();
    if let Some(span) = &problem.span {
        let place = sources.of(&span.file).positions(span);
        properties.push(("file", path_from(folder, span.file.as_str())));
        properties.push(("line", place.start.line.to_string()));
        properties.push(("endLine", place.end.line.to_string()));
        // GitHub refuses columns for what goes on for several lines.
        if place.start.line == place.end.line {
            properties.push(("col", place.start.column.to_string()));
            properties.push(("endColumn", place.end.column.to_string()));
        }
    }
    properties.push(("title", problem.code.name.to_owned()));
    properties
}

/// A text as the message of a workflow command: one line, and nothing that a terminal would obey.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => escaped.push_str("%25"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            c if c.is_control() => escaped.extend(c.escape_unicode()),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A text as the value of a property, where `:` and `,` would end it.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

impl Problem {
    /// The message, the other places that matter, and the cure, a line each.
    pub(super) fn sentences(&self, folder: &str, sources: &mut Sources<'_>) -> String {
        let mut text = self.message.clone();
        for (span, note) in &self.also {
            let at = sources.of(&span.file).positions(span).start;
            let path = path_from(folder, span.file.as_str());
            let _ = write!(text, "\n{note}: {path}:{}:{}", at.line, at.column);
        }
        if let Some(help) = &self.help {
            let _ = write!(text, "\nhelp: {help}");
        }
        text
    }
}

/// The path from the root of the repository of a file in the site's `folder`.
pub(super) fn path_from(folder: &str, file: &str) -> String {
    if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{FilePath, Span};
    use crate::problem::UNKNOWN_ID;

    fn report(name: &str, text: &str, range: std::ops::Range<usize>, message: &str) -> String {
        let path = FilePath::new(name).expect("a path");
        let (mut files, mut problems) = (Files::default(), Problems::default());
        files.insert(path.clone(), text.as_bytes());
        problems.add(UNKNOWN_ID, Span::new(&path, range), message).help("50% off");
        report_github(&problems, &files, "news, 2031: a")
    }

    #[test]
    fn what_would_end_a_command_or_a_property_is_escaped() {
        assert_eq!(
            report("content/a b.md", "é\nhére", 5..7, "a: b,\r\n::warning::c\u{1b}[31m"),
            "::error file=news%2C 2031%3A a/content/a b.md,line=2,endLine=2,col=2,endColumn=4,\
             title=unknown-id::a: b,%0D%0A::warning::c\\u{1b}[31m%0Ahelp: 50%25 off\n",
        );
    }

    #[test]
    fn what_goes_on_for_several_lines_has_no_columns() {
        let report = report("a.md", "one\ntwo\n", 0..7, "b");
        assert!(report.contains("line=1,endLine=2,title=unknown-id::"), "{report}");
    }

    #[test]
    fn a_problem_without_a_place_has_no_file() {
        let mut problems = Problems::default();
        problems.add_placeless(UNKNOWN_ID, "a");
        let report = report_github(&problems, &Files::default(), "site");
        assert_eq!(report, "::error title=unknown-id::a\n");
    }
}
