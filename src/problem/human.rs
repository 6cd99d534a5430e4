//! Problems as people read them, in the manner of rustc.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::files::{FilePath, Files, Span};
use crate::problem::sources::{Source, Sources};
use crate::problem::{LIKELY_SECRET, Problem, Problems, Severity, visible};

/// Whether the report carries terminal colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// ANSI colours.
    Colour,
    /// Nothing but text.
    Plain,
}

/// Of the problems of one file, how many are shown in full: nobody mends more in one go.
const MOST: usize = 100;

/// All problems with the lines of `files` that they are about, a blank line between them.
#[must_use]
pub fn report(problems: &Problems, files: &Files, paint: Paint) -> String {
    let renderer = renderer(paint);
    let mut sources = Sources::new(files);
    let mut shown: BTreeMap<Option<&FilePath>, usize> = BTreeMap::new();
    let mut report = String::new();
    for problem in problems.iter() {
        let count = shown.entry(problem.span.as_ref().map(|span| &span.file)).or_default();
        *count += 1;
        if *count <= MOST {
            report.push_str(&renderer.render(&groups(problem, &mut sources)));
            report.push_str("\n\n");
        }
    }
    for (file, count) in shown.iter().filter(|(_, count)| **count > MOST) {
        let file = file.map_or("no file", |file| file.as_str());
        let _ = writeln!(report, "{}: {} more problems like these\n", file, count - MOST);
    }
    report
}

/// The first `most` problems one by one, each with the lines that it is about, as text.
pub(crate) fn texts(problems: &Problems, files: &Files, most: usize) -> Vec<String> {
    let renderer = renderer(Paint::Plain);
    let mut sources = Sources::new(files);
    let first = problems.iter().take(most);
    first.map(|problem| renderer.render(&groups(problem, &mut sources))).collect()
}

fn renderer(paint: Paint) -> Renderer {
    let renderer = match paint {
        Paint::Colour => Renderer::styled(),
        Paint::Plain => Renderer::plain(),
    };
    renderer.decor_style(DecorStyle::Ascii)
}

/// The lines that some stretches of a source are on, with the stretches marked.
fn snippet<'a>(
    source: &Source,
    file: &'a FilePath,
    marks: Vec<(AnnotationKind, Range<usize>, Option<&'a str>)>,
) -> Snippet<'a, Annotation<'a>> {
    let starts = marks.iter().map(|(_, range, _)| range.start);
    let first = source.line(starts.min().unwrap_or_default());
    let last = source.line(marks.iter().map(|(_, range, _)| range.end).max().unwrap_or_default());
    let lines = source.lines(first, last);
    let marks = marks.into_iter().map(|(kind, range, label)| {
        kind.span(range.start - lines.start..range.end - lines.start).label(label)
    });
    Snippet::source(source.text[lines.clone()].to_owned())
        .line_start(first + 1)
        .path(file.as_str())
        .annotations(marks)
}

fn groups<'a>(problem: &'a Problem, sources: &mut Sources<'_>) -> Vec<Group<'a>> {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut main =
        Group::with_title(level.primary_title(problem.message.as_str()).id(problem.code.name));
    if let Some(span) = &problem.span {
        main = pointed(main, span, problem, sources);
    }
    let mut groups = vec![main];
    if let Some(help) = &problem.help {
        groups.push(Group::with_title(Level::HELP.secondary_title(visible(help.clone()))));
    }
    groups
}

/// The group with the lines that the problem and its other places are about.
fn pointed<'a>(
    group: Group<'a>,
    span: &'a Span,
    problem: &'a Problem,
    sources: &mut Sources<'_>,
) -> Group<'a> {
    // What is in a private file is nobody's business, least of all that of a public log.
    let private = problem.code == LIKELY_SECRET;
    let source = sources.of(&span.file);
    if private || source.text.is_empty() {
        return group.element(Origin::path(span.file.as_str()));
    }
    let here = problem.also.iter().filter(|(other, _)| other.file == span.file);
    let mut marks = vec![(AnnotationKind::Primary, source.stretch(span), problem.label.as_deref())];
    marks.extend(here.map(|(other, note)| {
        (AnnotationKind::Context, source.stretch(other), Some(note.as_str()))
    }));
    let mut group = group.element(snippet(source, &span.file, marks));
    for (other, note) in problem.also.iter().filter(|(other, _)| other.file != span.file) {
        let source = sources.of(&other.file);
        if !source.text.is_empty() {
            let mark = (AnnotationKind::Context, source.stretch(other), Some(note.as_str()));
            group = group.element(snippet(source, &other.file, vec![mark]));
        }
    }
    group
}
