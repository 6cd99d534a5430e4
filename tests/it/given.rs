//! The small language of the tests: given these files, a page says this, or these problems come up.
//!
//! ```ignore
//! given("content/tour/stops/japan.md", JAPAN)
//!     .and("content/tour/stops/korea.md", KOREA)
//!     .page("stops/japan/", |main| main.links_to("../korea/", "South Korea"));
//! ```
//!
//! What a test does not give comes from the base site, the one that the manual shows first.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use trip_explainer::{
    Built, Choices, Earlier, FilePath, Files, Options, Output, Position, Problem, Standing, Weigh,
};

use crate::golden::assert_same;
use crate::markup::{Element, Main};
use crate::spec::base;

/// A site in memory, and how it is built.
pub(crate) struct Given {
    files: BTreeMap<String, Vec<u8>>,
    options: Options,
    built: OnceCell<Built>,
}

/// The base site with one file added or replaced.
pub(crate) fn given(path: &str, text: impl Into<Vec<u8>>) -> Given {
    base_site().and(path, text)
}

/// The base site as it is.
pub(crate) fn base_site() -> Given {
    base().iter().fold(nothing(), |site, (path, text)| site.and(path, text.as_str()))
}

/// A site without any file.
pub(crate) fn nothing() -> Given {
    Given { files: BTreeMap::new(), options: Options::default(), built: OnceCell::new() }
}

impl Given {
    /// One more file, or another text for one that is there.
    pub(crate) fn and(mut self, path: &str, text: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), text.into());
        self.built = OnceCell::new();
        self
    }

    /// Without a file of the base site.
    pub(crate) fn without(mut self, path: &str) -> Self {
        self.files.remove(path).expect("the file was there");
        self.built = OnceCell::new();
        self
    }

    /// Built with what the command line chooses.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Choices)) -> Self {
        change(&mut self.options.choices);
        self
    }

    /// Built with warnings as errors.
    pub(crate) fn strictly(mut self) -> Self {
        self.options.strict = true;
        self
    }

    /// Built with these pages weighed.
    pub(crate) fn weighing(mut self, which: Weigh) -> Self {
        self.options.weigh = which;
        self
    }

    /// What comes of the files.
    pub(crate) fn built(&self) -> &Built {
        self.built.get_or_init(|| trip_explainer::build(&self.files(), &self.options))
    }

    /// Where the site stands, and what is new since the files of `earlier`.
    pub(crate) fn status(&self, earlier: Option<&Self>) -> Standing {
        let name = || "the last commit, 1a2b3c4".to_owned();
        let earlier = earlier.map(|given| Earlier { name: name(), files: given.files() });
        trip_explainer::status(&self.files(), &self.options, earlier.as_ref())
    }

    /// The page at `address` is there, says what `look` asks for, and nothing is wrong anywhere.
    pub(crate) fn page(&self, address: &str, look: impl FnOnce(&Main)) -> &Self {
        self.no_problems();
        look(&self.main(address));
        self
    }

    /// Nothing is wrong.
    pub(crate) fn no_problems(&self) -> &Self {
        self.problems("")
    }

    /// Exactly this is wrong, a line each: `path:line:column: severity[code]: message — help`.
    pub(crate) fn problems(&self, expected: &str) -> &Self {
        assert_same("the problems", expected.trim(), problem_lines(self.built()).trim());
        self
    }

    /// The `<main>` of the page at `address`.
    pub(crate) fn main(&self, address: &str) -> Main {
        Main::of(address, &self.document(address))
    }

    /// The whole page at `address`.
    pub(crate) fn document(&self, address: &str) -> Element {
        Element::parse(&self.published(&file_of(address)))
    }

    /// The text of a published file.
    pub(crate) fn published(&self, path: &str) -> String {
        text_of(&self.built().output, path).unwrap_or_else(|| {
            panic!("there is no `{path}`, but:\n{}", self.paths().join("\n"));
        })
    }

    /// The paths of all published files.
    pub(crate) fn paths(&self) -> Vec<&str> {
        let output = &self.built().output;
        let mut paths: Vec<&str> = output.iter().map(|(path, _)| path.as_str()).collect();
        paths.extend(output.texts().map(|(path, _)| path.as_str()));
        paths.sort_unstable();
        paths
    }

    /// The files.
    pub(crate) fn files(&self) -> Files {
        let mut files = Files::default();
        for (path, bytes) in &self.files {
            let path = FilePath::new(path).unwrap_or_else(|| panic!("`{path}` is no path"));
            files.insert(path, bytes.clone());
        }
        files
    }
}

/// The text of a file of an output, if it is there.
pub(crate) fn text_of(output: &Output, path: &str) -> Option<String> {
    let path = FilePath::new(path)?;
    let late = || Some(output.texts().find(|(it, _)| **it == path)?.1.bytes().into());
    let bytes: Arc<[u8]> = output.get(&path).cloned().or_else(late)?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Every file of an output with its text, those that are written late included.
pub(crate) fn texts_of(output: &Output) -> BTreeMap<FilePath, String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let files = output.iter().map(|(path, bytes)| (path.clone(), text(bytes)));
    let late = output.texts().map(|(path, edition)| (path.clone(), text(&edition.bytes())));
    files.chain(late).collect()
}

/// The file that is served at an address, with or without a slash in front.
pub(crate) fn file_of(address: &str) -> String {
    let address = address.trim_start_matches('/');
    let folder = address.is_empty() || address.ends_with('/');
    if folder { format!("{address}index.html") } else { address.to_owned() }
}

/// Everything that is wrong, a line each, in the form of the manual.
pub(crate) fn problem_lines(built: &Built) -> String {
    built
        .problems
        .iter()
        .map(|problem| format!("{}\n", problem_line(problem, &built.files)))
        .collect()
}

fn problem_line(problem: &Problem, files: &Files) -> String {
    let place = problem.span.as_ref().map_or_else(String::new, |span| {
        let text = files.text(&span.file).unwrap_or_default();
        let Position { line, column } = span.position(&text);
        format!("{}:{line}:{column}: ", span.file)
    });
    let severity = problem.severity.word();
    let help = problem.help.as_ref().map_or_else(String::new, |help| format!(" — {help}"));
    format!("{place}{severity}[{}]: {}{help}", problem.code.name, problem.message)
}
