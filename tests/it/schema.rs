//! The schemas against the reader: what the one takes the other takes, in every example of the
//! manual and in the sites of this repository.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::{Value, json};
use trip_explainer::FileKind;

use crate::given::{Given, given};
use crate::golden::{assert_golden, is_update, root};
use crate::spec::examples;

/// The codes by which the tool refuses a value of a field.
const REFUSALS: &[&str] = &[
    "active-url",
    "bad-date",
    "bad-value",
    "empty-field",
    "impossible-date",
    "missing-field",
    "unknown-key",
    "wrong-type",
];

/// What a schema takes and the tool does not, by words of the messages: what takes a calendar, a
/// list of zones or languages, a reader of Markdown, other fields, or the meaning of one field.
const LOOSER: &[&str] = &[
    // A range with a dash has no space in it, as an id.
    "several ids stand here as one",
    "there is no time zone",
    "stands for no place",
    "does not say whose clocks are meant",
    "February 2031 has 28 days",
    "skip this time",
    "before it begins",
    "is not a language tag",
    "names no region",
    "is no code of a country",
    "pages cannot be published under",
    "a latitude lies between",
    "is no point of a picture",
    "can run code in the reader's browser",
    "must be one paragraph",
    "is no address of this site",
    "says twice when it is",
    "and readers remember five",
    "a participant is one person, organisation or place",
];

/// Where the schemas are for the editors of this repository.
const FOLDER: &str = FileKind::SCHEMA_FOLDER;

#[test]
fn every_schema_is_one_by_its_own_specification() {
    for kind in FileKind::ALL {
        let schema = parsed(kind);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
            panic!("{}: {error}", kind.name);
        }
    }
}

#[test]
fn every_record_field_and_word_is_described() {
    for kind in FileKind::ALL {
        let schema = parsed(kind);
        for (name, definition) in schema["$defs"].as_object().expect("definitions") {
            let fields = definition["properties"].as_object().into_iter().flatten();
            let words = definition["oneOf"].as_array().into_iter().flatten();
            let parts = fields.map(|(_, field)| field).chain(words).chain([definition]);
            for part in
                parts.filter(|part| part.get("$ref").is_none_or(|_| part.get("title").is_some()))
            {
                let text = part["description"].as_str().unwrap_or_default();
                assert!(text.ends_with('.'), "{}: {name}: {part}", kind.name);
            }
        }
    }
}

#[test]
fn a_schema_takes_what_the_reader_takes_and_little_else() {
    // The cases are being rewritten while this runs.
    if is_update() {
        return;
    }
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for example in examples() {
        // There YAML itself is at fault, and several slips can stand in one value.
        let is_slip = example.title.starts_with("slips.md");
        let is_at_fault = |line: &str| is_slip || line.contains("error[bad-yaml]");
        let refused = example.problems.lines().any(|line| is_refusal(line) || is_at_fault(line));
        for (path, text) in &example.files {
            let Some(kind) = kind_of(path) else { continue };
            let Some(content) = content(kind, text) else { continue };
            let complaints = complaints(kind, &content);
            seen.insert(kind.name);
            if !refused && !complaints.is_empty() {
                faults.push(format!("{}: stricter: {}", example.title, complaints.join("; ")));
            }
            let here = example.problems.lines().filter(|line| line.starts_with(path.as_str()));
            let sayable: Vec<&str> =
                here.filter(|line| is_refusal(line) && !is_beyond_schemas(line)).collect();
            let wanted = if is_slip { sayable.len().min(1) } else { sayable.len() };
            if complaints.len() < wanted {
                let (said, found) = (complaints.join("; "), sayable.join("\n"));
                faults.push(format!("{}: looser: {said}\n{found}", example.title));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let all: BTreeSet<&str> = FileKind::ALL.iter().map(|kind| kind.name).collect();
    assert_eq!(seen, all, "the manual has an example of every kind");
}

/// Whether a problem of the manual says that a value is not as its field asks for.
fn is_refusal(line: &str) -> bool {
    REFUSALS.iter().any(|code| line.contains(&format!("error[{code}]")))
}

/// Whether a schema cannot know of a problem.
fn is_beyond_schemas(line: &str) -> bool {
    LOOSER.iter().any(|message| line.contains(message))
}

#[test]
fn the_schemas_take_the_sites_of_this_repository() {
    for site in ["content", "tests/sites/nixon-1972/content"] {
        let mut checked = BTreeSet::new();
        for (path, text) in files(&root().join(site), "content") {
            let Some(kind) = kind_of(&path) else { continue };
            let content = content(kind, &text).expect("content that can be read");
            assert_eq!(complaints(kind, &content), [""; 0], "{site}: {path}");
            checked.insert(kind.name);
        }
        assert!(checked.len() > 12, "{site}: {checked:?}");
    }
}

/// Values that the reader takes or refuses, by the field of a source or place that they stand in.
const VALUES: &[(&str, &str, &[&str])] = &[
    ("sources", "name", &["A", "2019", "true", "~", "''", "' '", "[A]", "{a: b}", "\" A \""]),
    ("sources", "kind", &["news", "wire", "' news '", "News", "newswire", "true", "1", "[news]"]),
    ("sources", "draft", &["true", "false", "'true'", "yes", "1", "~"]),
    (
        "places",
        "lat",
        &["1", "-1.5", "1e1", "'1'", "1_0", "'1,5'", "0x10", "true", "far", "~", "[1]"],
    ),
    ("sources", "lists", &["[brief]", "[]", "brief", "~", "['']", "[~]", "[[brief]]", "[{a: b}]"]),
    (
        "sources",
        "url",
        &[
            "https://example.org",
            "HTTP://example.org/a?b#c",
            "mailto:desk@example.org",
            "'mailto:'",
            "' https://example.org '",
            "https://한국.example/",
            "example.org",
            "/page",
            "https://",
            "https://-a",
            "ftp://example.org",
            "'https://a b'",
            "'https://a\"b'",
            "'javascript:x'",
            "http:example.org",
            "https:/example.org",
            "2019",
            "true",
        ],
    ),
    (
        "sources",
        "published",
        &[
            "2031",
            "2031-04",
            "2031-04-03",
            "XXXX-11-01",
            "XXXX-11",
            "unknown",
            "2031-04?",
            "2031~",
            "2031-04-03%",
            "2031-04-03T10:00",
            "2031-04-03T10:00:59",
            "'2031-04-03T10:00[Asia/Tokyo]'",
            "2031-04-03/2031-04-09",
            "2031-04-03/..",
            "../2031-04-09",
            "2031/2032",
            "' 2031-04-03 '",
            "'2031-04-03T10:00[Asia/Tokyo]/2031-04-03T12:00[Asia/Tokyo]'",
            "2032-02-29",
            "XXXX-02-29",
            "2031-02-30",
            "2031-04-31",
            "2031-06-31",
            "2031-09-31",
            "2031-11-31",
            "XXXX-02-30",
            "2031-01-31",
            "2031-10-31",
            "2031-12-31",
            "2031-13-01",
            "2031-00-01",
            "2031-04-00",
            "2031-04-32",
            "0000",
            "0000-01-01",
            "0001",
            "XXXX",
            "203",
            "20311",
            "2031-4-3",
            "-2031",
            "2031-04-03T24:00",
            "2031-04-03T10:60",
            "2031-04T10:00",
            "2031-04-03?T10:00",
            "../..",
            "..",
            "2031/2032/2033",
            "2031-04-03/09",
            "Unknown",
            "April 2031",
            "03.04.2031",
            "2031-04-03Z",
            "2031-04-03T10:00Z",
            "2031-04-03T10:00+09:00",
            "2019.5",
            "true",
            "~",
            "2031 ?",
            "2031-04-03 T10:00",
            "2031-04-03t10:00",
            "20310403",
        ],
    ),
];

/// Values that the reader refuses for how they are written, which JSON does not show any more.
const TAKEN: &[&str] = &["203", "0x10"];

#[test]
fn a_schema_refuses_the_values_that_the_reader_refuses() {
    for (registry, field, values) in VALUES {
        let kind = FileKind::named(registry).expect("a kind");
        let path = format!("content/{registry}.yaml");
        // One entry a line, so that a problem's line says whose it is.
        let lines = values.iter().enumerate().map(|(at, value)| {
            let others = ["name: A", "kind: KIND"].into_iter().filter(|it| !it.starts_with(field));
            let others: String = others.map(|it| format!(", {it}")).collect();
            format!("v{at}: {{{field}: {value}{others}}}\n")
        });
        let word = if *registry == "places" { "city" } else { "news" };
        let text = lines.collect::<String>().replace("KIND", word);
        let by_reader = refused_lines(&given(&path, text.as_str()), &path, &text);
        let content = content(kind, &text).expect("readable YAML");
        for (at, value) in values.iter().enumerate() {
            let entry = json!({ "v": content[format!("v{at}")] });
            let by_schema = complaints(kind, &entry);
            let (reader, schema) = (by_reader.contains(&at), !by_schema.is_empty());
            let looser = reader && TAKEN.contains(value);
            let what = format!("{registry}: {field}: {value}: {by_schema:?}");
            assert_eq!(reader && !looser, schema, "{what}");
        }
    }
}

/// The lines of a file, from 0, at which the tool refuses a value.
fn refused_lines(site: &Given, path: &str, text: &str) -> BTreeSet<usize> {
    let here = site.built().problems.iter().filter(|it| REFUSALS.contains(&it.code.name));
    let spans = here.filter_map(|problem| problem.span.as_ref());
    let spans = spans.filter(|span| span.file.as_str() == path);
    spans.map(|span| span.position(text).line - 1).collect()
}

#[test]
fn the_editor_s_settings_and_schemas_are_those_of_the_format() {
    assert_golden(".vscode/settings.json", &FileKind::editor_settings());
    for (name, schema) in FileKind::editor_schemas() {
        assert_golden(&format!("{FOLDER}/{name}"), &schema);
    }
    let kept: BTreeSet<String> = files(&root().join(FOLDER), "").into_keys().collect();
    let made = FileKind::editor_schemas().map(|(name, _)| format!("/{name}")).collect();
    assert_eq!(kept, made, "a schema of a kind that is no more stands in `{FOLDER}`");
}

/// Everything that is wrong with a content file by its schema.
fn complaints(kind: &FileKind, content: &Value) -> Vec<String> {
    static VALIDATORS: OnceLock<BTreeMap<&str, Validator>> = OnceLock::new();
    let validators = VALIDATORS.get_or_init(|| {
        let validator = |kind| jsonschema::draft202012::new(&parsed(kind)).expect("a schema");
        FileKind::ALL.iter().map(|kind| (kind.name, validator(kind))).collect()
    });
    let found = validators[kind.name].iter_errors(content);
    // A pattern is longer than anybody reads.
    let first = |text: String| text.chars().take(100).collect::<String>();
    found.map(|error| first(format!("{}: {error}", error.instance_path()))).collect()
}

fn parsed(kind: &FileKind) -> Value {
    serde_json::from_str(&kind.schema()).expect("JSON")
}

/// The kind of the file at `path`: of those whose places fit, the one with the fewest `*`.
fn kind_of(path: &str) -> Option<&'static FileKind> {
    let fits = |kind: &&FileKind| {
        let (names, wanted): (Vec<&str>, Vec<&str>) =
            (path.split('/').collect(), kind.place.split('/').collect());
        let fits = |(name, wanted): (&&str, &&str)| match wanted.split_once('*') {
            Some((_, extension)) => name.ends_with(extension),
            None => name == wanted,
        };
        names.len() == wanted.len() && names.iter().zip(&wanted).all(fits)
    };
    FileKind::ALL.iter().filter(fits).min_by_key(|kind| kind.place.matches('*').count())
}

/// What a file says, read by YAML alone; none where YAML cannot read it.
fn content(kind: &FileKind, text: &str) -> Option<Value> {
    let yaml = if kind.is_front_matter() {
        text.trim_start_matches('\u{feff}').strip_prefix("---\n")?.split_once("---\n")?.0
    } else {
        text
    };
    serde_yaml::from_str(yaml).ok()
}

/// The files of a folder and of those in it, by their paths from `prefix`.
fn files(folder: &Path, prefix: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let path = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(files(&entry.path(), &path));
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            found.insert(path, text);
        }
    }
    found
}
