//! Problems as people read them, in the manner of rustc.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::files::{FilePath, Files, Span};
use crate::problem::{LIKELY_SECRET, Problem, Problems, Severity};

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

/// How far a file is read to see whether it is text.
const FIRST_BYTES: usize = 8_000;

/// All problems with the lines of `files` that they are about, a blank line between them.
#[must_use]
pub fn report(problems: &Problems, files: &Files, paint: Paint) -> String {
    let renderer = match paint {
        Paint::Colour => Renderer::styled(),
        Paint::Plain => Renderer::plain(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut sources = Sources { files, read: BTreeMap::new() };
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

/// The texts of files, each read once.
struct Sources<'f> {
    files: &'f Files,
    read: BTreeMap<FilePath, Option<Source>>,
}

/// A file's text, and where its lines begin.
struct Source {
    text: String,
    lines: Vec<usize>,
    /// The length of its byte order mark, which is cut off.
    mark: usize,
}

impl Sources<'_> {
    /// A file's text; none where there is nothing to show.
    fn of(&mut self, file: &FilePath) -> Option<&Source> {
        let files = self.files;
        let read = || {
            // What is no text has no lines; text never holds a zero byte.
            let beginning = files.get(file)?.iter().take(FIRST_BYTES);
            if beginning.into_iter().any(|byte| *byte == 0) {
                return None;
            }
            let text = files.text(file)?;
            let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
            let text = text[mark..].to_owned();
            let ends = text.match_indices('\n').map(|(at, _)| at + 1);
            let lines = std::iter::once(0).chain(ends).collect();
            (!text.is_empty()).then_some(Source { text, lines, mark })
        };
        self.read.entry(file.clone()).or_insert_with(read).as_ref()
    }
}

impl Source {
    /// A span's stretch of the text: what goes on for a page ends with its first line.
    fn stretch(&self, span: &Span) -> Range<usize> {
        let start = self.boundary(span.start.saturating_sub(self.mark));
        let end = self.boundary(span.end.saturating_sub(self.mark)).max(start);
        let line = self.text[start..end].find(['\n', '\r']);
        start..line.map_or(end, |line| start + line)
    }

    fn boundary(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        (0..=at).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or_default()
    }

    /// The number of the line that holds `at`, from 0.
    fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// The lines that some stretches are on, with the stretches marked.
    fn snippet<'a>(
        &self,
        file: &'a FilePath,
        marks: Vec<(AnnotationKind, Range<usize>, Option<&'a str>)>,
    ) -> Snippet<'a, Annotation<'a>> {
        let starts = marks.iter().map(|(_, range, _)| range.start);
        let first = self.line(starts.min().unwrap_or_default());
        let last = self.line(marks.iter().map(|(_, range, _)| range.end).max().unwrap_or_default());
        let from = self.lines[first];
        let to = self.lines.get(last + 1).copied().unwrap_or(self.text.len());
        let marks = marks.into_iter().map(|(kind, range, label)| {
            kind.span(range.start - from..range.end - from).label(label)
        });
        Snippet::source(self.text[from..to].to_owned())
            .line_start(first + 1)
            .path(file.as_str())
            .annotations(marks)
    }
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
        groups.push(Group::with_title(Level::HELP.secondary_title(help.as_str())));
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
    let Some(source) = sources.of(&span.file).filter(|_| !private) else {
        return group.element(Origin::path(span.file.as_str()));
    };
    let here = problem.also.iter().filter(|(other, _)| other.file == span.file);
    let mut marks = vec![(AnnotationKind::Primary, source.stretch(span), problem.label.as_deref())];
    marks.extend(here.map(|(other, note)| {
        (AnnotationKind::Context, source.stretch(other), Some(note.as_str()))
    }));
    let mut group = group.element(source.snippet(&span.file, marks));
    for (other, note) in problem.also.iter().filter(|(other, _)| other.file != span.file) {
        if let Some(source) = sources.of(&other.file) {
            let mark = (AnnotationKind::Context, source.stretch(other), Some(note.as_str()));
            group = group.element(source.snippet(&other.file, vec![mark]));
        }
    }
    group
}
