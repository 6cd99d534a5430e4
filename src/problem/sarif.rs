//! Problems in the Static Analysis Results Interchange Format, SARIF 2.1.0, which code scanning
//! reads.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_64;

use crate::files::{Files, Span};
use crate::problem::github::path_from;
use crate::problem::sources::Sources;
use crate::problem::{Code, Problem, Problems};

/// What the addresses of files are relative to: the root of the repository.
const BASE: &str = "%SRCROOT%";

/// The file that stands in where none is to blame.
const SETTINGS: &str = "content/site.yaml";

/// Code, file and message of a problem.
type Identity<'p> = (&'static str, &'p str, &'p str);

/// All problems as a SARIF log of one run. `folder` is the site's folder from the root of its
/// repository; it is empty where the two are the same.
#[must_use]
pub fn report_sarif(problems: &Problems, files: &Files, folder: &str) -> String {
    let mut sources = Sources::new(files);
    let mut seen = BTreeMap::new();
    let results: Vec<Value> = problems
        .iter()
        .map(|problem| result(problem, folder, &mut sources, &fingerprint(problem, &mut seen)))
        .collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver() },
            "invocations": [{ "executionSuccessful": true }],
            "originalUriBaseIds": {
                BASE: { "description": { "text": "The root of the repository that the site is in." } },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// The tool, with every code as a rule.
fn driver() -> Value {
    let rules: Vec<Value> = Code::ALL.iter().copied().map(rule).collect();
    json!({
        "name": env!("CARGO_PKG_NAME"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "rules": rules,
    })
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.name,
        "shortDescription": { "text": code.meaning },
        "fullDescription": { "text": code.cause() },
        "help": { "text": code.explained(), "markdown": code.explanation() },
        "defaultConfiguration": { "level": code.severity.word() },
    })
}

fn result(problem: &Problem, folder: &str, sources: &mut Sources<'_>, fingerprint: &str) -> Value {
    let index = Code::ALL.iter().position(|code| *code == problem.code);
    let mut result = json!({
        "ruleId": problem.code.name,
        "ruleIndex": index,
        "level": problem.severity.word(),
        "message": { "text": problem.sentences(folder, sources) },
        "locations": [primary(problem, folder, sources)],
        "partialFingerprints": { "problem/v1": fingerprint },
    });
    let also = problem.also.iter().enumerate();
    let related: Vec<Value> = also
        .map(|(at, (span, note))| {
            let mut location = location(span, Some(note), folder, sources);
            location["id"] = json!(at);
            location
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    result
}

/// Where a problem is. Code scanning wants a file of each, so a problem without a place is shown at
/// the settings of the site.
fn primary(problem: &Problem, folder: &str, sources: &mut Sources<'_>) -> Value {
    match &problem.span {
        Some(span) => location(span, problem.label.as_deref(), folder, sources),
        None => json!({ "physicalLocation": { "artifactLocation": artifact(folder, SETTINGS) } }),
    }
}

fn location(span: &Span, note: Option<&str>, folder: &str, sources: &mut Sources<'_>) -> Value {
    let place = sources.of(&span.file).positions(span);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": artifact(folder, span.file.as_str()),
            "region": {
                "startLine": place.start.line,
                "startColumn": place.start.column,
                "endLine": place.end.line,
                "endColumn": place.end.column,
                "byteOffset": span.start,
                "byteLength": span.end.saturating_sub(span.start),
            },
        },
    });
    if let Some(note) = note {
        location["message"] = json!({ "text": note });
    }
    location
}

fn artifact(folder: &str, file: &str) -> Value {
    json!({ "uri": encoded(&path_from(folder, file)), "uriBaseId": BASE })
}

/// A path as a relative reference, by RFC 3986: all but what it leaves unreserved is encoded, so that
/// nothing in a name is taken for a scheme, a query or a fragment.
fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(char::from(byte));
            }
            other => {
                let _ = write!(encoded, "%{other:02X}");
            }
        }
    }
    encoded
}

/// What is the same of a problem from run to run, wherever edits above it move it: its code, file
/// and message, and which of those that are alike it is.
fn fingerprint<'p>(problem: &'p Problem, seen: &mut BTreeMap<Identity<'p>, usize>) -> String {
    let file = problem.span.as_ref().map_or("", |span| span.file.as_str());
    let identity = (problem.code.name, file, problem.message.as_str());
    let count = seen.entry(identity).or_default();
    *count += 1;
    let (code, file, message) = identity;
    format!("{:016x}", xxh3_64(format!("{code}\n{file}\n{message}\n{count}").as_bytes()))
}
