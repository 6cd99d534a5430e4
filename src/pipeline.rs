//! The whole pipeline on one screen.

use crate::document::{self, Document};
use crate::external::{self, Address};
use crate::files::Files;
use crate::output::{self, Output, Rendered, Scans, Tools, Weigh, Weight};
use crate::page::{self, Look, Words};
use crate::problem::{Code, Problems};
use crate::rules;
use crate::site::{self, Choices, Site};
use crate::standing::{self, Changes, Earlier, Standing, Version};

/// How a site is built.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What decides about the site itself.
    pub choices: Choices,
    /// Whether a warning is an error.
    pub strict: bool,
    /// Which pages are weighed.
    pub weigh: Weigh,
}

/// What came of the files.
#[derive(Debug)]
pub struct Built {
    /// Every file to publish; incomplete if there are errors.
    pub output: Output,
    /// All that is wrong, in the order of files and lines.
    pub problems: Problems,
    /// The files over those of the default look, to show the lines of problems.
    pub files: Files,
    /// What readers load, of the pages that were weighed; none if there are errors.
    pub weights: Vec<Weight>,
    /// How much was built.
    pub summary: Summary,
    /// The addresses of other sites that readers are led to.
    pub(crate) addresses: Vec<Address>,
    /// The warnings that the newsroom does not want to hear.
    silenced: Vec<Code>,
}

impl Built {
    /// Adds what was found out afterwards.
    pub(crate) fn add(&mut self, problems: Problems, strict: bool) {
        self.problems.append(problems);
        self.problems.sort();
        self.problems.silence(&self.silenced);
        if strict {
            self.problems.make_strict();
        }
    }
}

/// How much was built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Pages that readers can open.
    pub pages: usize,
    /// Facts of all ledgers.
    pub facts: usize,
    /// Facts that a page states.
    pub stated: usize,
    /// Bytes of all published files.
    pub bytes: usize,
}

/// Builds a site from its files: pure, and the same every time.
#[must_use]
pub fn build(files: &Files, options: &Options) -> Built {
    make(files, options).built
}

/// Where a site stands, and what is new in it since `earlier`; as pure as [`build`].
#[must_use]
pub fn status(files: &Files, options: &Options, earlier: Option<&Earlier>) -> Standing {
    let Made { built, site, documents, words } = make(files, options);
    let drafts = site::drafts(&documents);
    let now = Version { site: &site, files, whole: document::all_read(&documents) };
    let changes = earlier.map(|earlier| {
        let documents = document::read_all(&earlier.files, &mut Problems::default());
        let before = site::assemble(&documents, &options.choices, &mut Problems::default());
        let whole = document::all_read(&documents);
        let before = Version { site: &before, files: &earlier.files, whole };
        Changes::between(before, now, &earlier.name)
    });
    let Built { files, problems, .. } = &built;
    Standing::of(standing::Grounds { site: &site, files, words: &words, problems }, drafts, changes)
}

/// A built site with what it was made from.
struct Made {
    built: Built,
    documents: Vec<Document>,
    site: Site,
    words: Words,
}

fn make(files: &Files, options: &Options) -> Made {
    let mut problems = Problems::default();
    let files = files.over_default_look();
    let documents = document::read_all(&files, &mut problems);
    let site = site::assemble(&documents, &options.choices, &mut problems);
    rules::apply(&site, &mut problems);
    let words = Words::load(&files, &site.settings, &mut problems);
    let stylesheet = output::bundle(&files);
    let look = Look { words: &words, stylesheet: &stylesheet.address, files: &files };
    let pages = page::lay_out(&site, &look);
    let tools = Tools { files: &files, words: &words, stylesheet: &stylesheet };
    let drawn = output::render(&pages, &site, tools, &mut problems);
    let mut weights = Vec::new();
    // Only when all pages are there: what is missing is reported already.
    if problems.errors() == 0 {
        let base_url = site.settings.base_url.as_str();
        let (output, sources) = (&drawn.output, &drawn.sources);
        let scans = &Scans::of(output);
        let rendered = Rendered { output, scans, sources, files: &files, base_url };
        output::check_links(&rendered, &mut problems);
        weights = output::weigh(&pages, &site, &rendered, options.weigh, &mut problems);
    }
    problems.sort();
    problems.silence(&site.settings.silenced);
    if options.strict {
        problems.make_strict();
    }
    let summary = Summary {
        pages: drawn.pages,
        facts: site.facts.len(),
        stated: rules::stated_facts(&site),
        bytes: drawn.output.iter().map(|(_, bytes)| bytes.len()).sum(),
    };
    let addresses = external::addresses(&site);
    let silenced = site.settings.silenced.clone();
    let built =
        Built { output: drawn.output, problems, files, weights, summary, addresses, silenced };
    Made { built, documents, site, words }
}
