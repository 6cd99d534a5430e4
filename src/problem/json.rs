//! Problems for other programs, as JSON; `tests/spec/formats.md` describes the form.

use serde::Serialize;
use serde_json::json;

use crate::files::{Files, Position, Span};
use crate::problem::sources::Sources;
use crate::problem::{Problem, Problems};

/// The version of the form; it goes up when a program that reads it could be misled.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct Report<'a, H> {
    version: u8,
    root: &'a str,
    #[serde(flatten)]
    held: &'a H,
    problems: Vec<Entry<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    label: Option<&'a str>,
    help: Option<&'a str>,
    place: Option<Place<'a>>,
    also: Vec<Note<'a>>,
}

#[derive(Serialize)]
struct Note<'a> {
    note: &'a str,
    place: Place<'a>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    offset: usize,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    silenced: usize,
}

/// All problems as a JSON document, with `root` as the folder that their files are counted from, and
/// the fields of `held`, which say what is not published yet.
#[must_use]
pub fn report_json(
    problems: &Problems,
    files: &Files,
    root: &str,
    held: &impl Serialize,
) -> String {
    let mut sources = Sources::new(files);
    let report = Report {
        version: VERSION,
        root,
        held,
        problems: problems.iter().map(|problem| entry(problem, &mut sources)).collect(),
        summary: Summary {
            errors: problems.errors(),
            warnings: problems.warnings(),
            silenced: problems.silenced(),
        },
    };
    format!("{:#}\n", json!(report))
}

fn entry<'a>(problem: &'a Problem, sources: &mut Sources<'_>) -> Entry<'a> {
    let also = problem.also.iter();
    Entry {
        code: problem.code.name,
        severity: problem.severity.word(),
        message: &problem.message,
        label: problem.label.as_deref(),
        help: problem.help.as_deref(),
        place: problem.span.as_ref().map(|span| place(span, sources)),
        also: also.map(|(span, note)| Note { note, place: place(span, sources) }).collect(),
    }
}

fn place<'a>(span: &'a Span, sources: &mut Sources<'_>) -> Place<'a> {
    let positions = sources.of(&span.file).positions(span);
    let point = |at: Position, offset| Point { line: at.line, column: at.column, offset };
    Place {
        file: span.file.as_str(),
        start: point(positions.start, span.start),
        end: point(positions.end, span.end),
    }
}
