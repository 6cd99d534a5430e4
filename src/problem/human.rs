//! Problems as people read them, in the manner of rustc.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::files::{Files, Span};
use crate::problem::{Problem, Problems, Severity};

/// Whether the report carries terminal colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// ANSI colours.
    Colour,
    /// Nothing but text.
    Plain,
}

/// All problems with the lines of `files` that they are about, a blank line between them.
#[must_use]
pub fn report(problems: &Problems, files: &Files, paint: Paint) -> String {
    let renderer = match paint {
        Paint::Colour => Renderer::styled(),
        Paint::Plain => Renderer::plain(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut report = String::new();
    for problem in problems.iter() {
        report.push_str(&renderer.render(&groups(problem, files)));
        report.push_str("\n\n");
    }
    report
}

fn groups<'a>(problem: &'a Problem, files: &'a Files) -> Vec<Group<'a>> {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut main =
        Group::with_title(level.primary_title(problem.message.as_str()).id(problem.code.name));
    if let Some(span) = &problem.span {
        main = pointed(main, span, problem, files);
    }
    let mut groups = vec![main];
    if let Some(help) = &problem.help {
        groups.push(Group::with_title(Level::HELP.secondary_title(help.as_str())));
    }
    groups
}

/// The group with the lines that the problem and its other places are about.
fn pointed<'a>(
    group: Group<'a>,
    span: &'a Span,
    problem: &'a Problem,
    files: &'a Files,
) -> Group<'a> {
    let mut group = match shown(span, files) {
        Some((text, range)) => {
            let mark = AnnotationKind::Primary.span(range).label(problem.label.as_deref());
            let here = problem.also.iter().filter(|(other, _)| other.file == span.file);
            let marks = here.map(|(other, note)| {
                let range = shown(other, files).map(|(_, range)| range).unwrap_or_default();
                AnnotationKind::Context.span(range).label(note.as_str())
            });
            let snippet = Snippet::source(text).path(span.file.as_str());
            group.element(snippet.annotation(mark).annotations(marks))
        }
        None => group.element(Origin::path(span.file.as_str())),
    };
    for (other, note) in problem.also.iter().filter(|(other, _)| other.file != span.file) {
        if let Some((text, range)) = shown(other, files) {
            let mark = AnnotationKind::Context.span(range).label(note.as_str());
            group = group.element(Snippet::source(text).path(other.file.as_str()).annotation(mark));
        }
    }
    group
}

/// A file's text without its byte order mark, and the stretch in it; none where the file is empty.
fn shown(span: &Span, files: &Files) -> Option<(String, std::ops::Range<usize>)> {
    let text = files.text(&span.file)?;
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = text[mark..].to_owned();
    if text.is_empty() {
        return None;
    }
    let start = span.start.saturating_sub(mark).min(text.len());
    let end = span.end.saturating_sub(mark).clamp(start, text.len());
    let end = first_line_end(&text, start, end);
    Some((text, start..end))
}

/// Ends a stretch with its first line: what goes on for a page is not underlined for a page.
fn first_line_end(text: &str, start: usize, end: usize) -> usize {
    let Some(stretch) = text.get(start..end) else { return start };
    stretch.find(['\n', '\r']).map_or(end, |line| start + line)
}
