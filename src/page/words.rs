//! The words of the interface, in the language of the site.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use crate::document::{WordNode, words_of};
use crate::files::{FilePath, Files, Span, default_look};
use crate::problem::{MISSING_FILE, MISSING_WORD, Problems};
use crate::site::Settings;

/// Every word of the interface, nested as in the words file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Words {
    tree: Value,
}

impl Words {
    /// Loads `templates/words/LANGUAGE.yaml`. What a region says otherwise (`en-GB`) lies over the
    /// words of its language (`en`), and a site's own files lie over the shipped ones, so that each
    /// may hold just the words that differ.
    pub(crate) fn load(files: &Files, settings: &Settings, problems: &mut Problems) -> Self {
        let paths = paths(&settings.language);
        let Some(last) = paths.iter().rfind(|path| files.get(path).is_some()) else {
            if let Some(span) = &settings.language_span {
                report_no_language(&settings.language, span, problems);
            }
            return Self { tree: Value::Object(ENGLISH.clone()) };
        };
        let mut tree = Map::new();
        for path in &paths {
            merge(&mut tree, shipped(path));
        }
        for path in &paths {
            if files.get(path).is_some() && files.get(path) != default_look().get(path) {
                merge(&mut tree, read(files, path, problems).unwrap_or_default());
            }
        }
        report_missing(&ENGLISH, &tree, "", last, problems);
        merge_missing(&mut tree, ENGLISH.clone());
        Self { tree: Value::Object(tree) }
    }

    /// Reads the words of the default look, so that [`Words::load`] need not wait for them.
    pub(crate) fn prepare() {
        LazyLock::force(&ENGLISH);
    }

    /// The words for templates.
    pub(crate) fn tree(&self) -> &Value {
        &self.tree
    }

    /// The word at a path such as `dates.day`; the path itself where there is none.
    pub(crate) fn get(&self, path: &str) -> String {
        self.find(path).unwrap_or_else(|| path.to_owned())
    }

    /// The word at a path, if there is one.
    pub(crate) fn find(&self, path: &str) -> Option<String> {
        let found = path.split('.').try_fold(&self.tree, |tree, key| tree.get(key))?;
        found.as_str().map(str::to_owned)
    }

    /// The word at a path with its `{name}`s filled in.
    pub(crate) fn fill(&self, path: &str, values: &[(&str, &str)]) -> String {
        fill(&self.get(path), values)
    }

    /// The name of a month, from 1.
    pub(crate) fn month(&self, month: i8) -> String {
        let index = usize::try_from(month - 1).unwrap_or_default();
        let name = self.tree["dates"]["months"].get(index).and_then(Value::as_str);
        name.map_or_else(|| month.to_string(), str::to_owned)
    }
}

/// A text with its `{name}`s filled in.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        filled.push_str(before);
        let close = from.find('}').unwrap_or(from.len() - 1);
        let name = from.get(1..close).unwrap_or_default();
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(&from[..=close]),
        }
        rest = &from[close + 1..];
    }
    filled.push_str(rest);
    filled
}

/// The words of the default look in English, which stand in for whatever another file leaves out.
static ENGLISH: LazyLock<Map<String, Value>> = LazyLock::new(|| {
    read(default_look(), &path("en"), &mut Problems::default()).unwrap_or_default()
});

/// The words in a file of the default look; none if it has no such file.
fn shipped(file: &FilePath) -> Map<String, Value> {
    if *file == path("en") {
        return ENGLISH.clone();
    }
    read(default_look(), file, &mut Problems::default()).unwrap_or_default()
}

fn path(language: &str) -> FilePath {
    FilePath::new(&format!("templates/words/{language}.yaml"))
        .unwrap_or_else(|| FilePath::new("templates/words/en.yaml").expect("a plain path"))
}

/// The words files of a language: the one without its region first. However the tag is written,
/// the files are named as BCP 47 advises: `en-GB`, `zh-Hant`.
fn paths(language: &str) -> Vec<FilePath> {
    let mut parts = language.split('-');
    let general = parts.next().unwrap_or(language).to_lowercase();
    let usual = |part: &str| match part.len() {
        2 => part.to_uppercase(),
        4 => part[..1].to_uppercase() + &part[1..].to_lowercase(),
        _ => part.to_lowercase(),
    };
    let whole = parts.fold(general.clone(), |tag, part| format!("{tag}-{}", usual(part)));
    let mut paths = vec![path(&general), path(&whole)];
    paths.dedup();
    paths
}

fn report_no_language(language: &str, span: &Span, problems: &mut Problems) {
    let general = language.split('-').next().unwrap_or(language);
    problems
        .add(
            MISSING_FILE,
            span.clone(),
            format!("there are no words for the language `{language}`"),
        )
        .help(format!(
            "write `templates/words/{general}.yaml`, a translation of `templates/words/en.yaml`"
        ));
}

fn read(files: &Files, path: &FilePath, problems: &mut Problems) -> Option<Map<String, Value>> {
    let text = files.text(path)?;
    let node = words_of(path, &text, problems)?;
    match to_json(node) {
        Value::Object(map) => Some(map),
        _ => None,
    }
}

fn to_json(node: WordNode) -> Value {
    match node {
        WordNode::Word(word) => Value::String(word),
        WordNode::List(list) => list.into_iter().map(to_json).collect(),
        WordNode::Map(map) => map.into_iter().map(|(key, node)| (key, to_json(node))).collect(),
    }
}

fn merge(tree: &mut Map<String, Value>, own: Map<String, Value>) {
    for (key, value) in own {
        match (tree.get_mut(&key), value) {
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            (_, value) => _ = tree.insert(key, value),
        }
    }
}

fn merge_missing(tree: &mut Map<String, Value>, english: Map<String, Value>) {
    for (key, value) in english {
        match (tree.get_mut(&key), value) {
            (Some(Value::Object(old)), Value::Object(new)) => merge_missing(old, new),
            (Some(_), _) => {}
            (None, value) => _ = tree.insert(key, value),
        }
    }
}

fn report_missing(
    english: &Map<String, Value>,
    tree: &Map<String, Value>,
    above: &str,
    path: &FilePath,
    problems: &mut Problems,
) {
    for (key, value) in english {
        let name = format!("{above}{key}");
        match (value, tree.get(key)) {
            (Value::Object(english), Some(Value::Object(tree))) => {
                report_missing(english, tree, &format!("{name}."), path, problems);
            }
            (_, Some(_)) => {}
            (_, None) => {
                problems
                    .add(
                        MISSING_WORD,
                        Span::new(path, 0..0),
                        format!("the word `{name}` is missing"),
                    )
                    .help("add it; `templates/words/en.yaml` of the generator shows its place");
            }
        }
    }
}
