//! The whole pipeline on one screen.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::{self, Document, Reading};
use crate::external::{self, Address};
use crate::files::{FilePath, Files};
use crate::output::{self, Before, Drawn, Output, Rendered, Scans, Tools, Vanished, Weigh, Weight};
use crate::page::{self, Look, Maps, Page, Words};
use crate::problem::{Code, Problems};
use crate::rules;
use crate::site::{self, Choices, Draft, HeldBack, Site};
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
    /// The content file of each page, by the page's path.
    pub(crate) sources: BTreeMap<FilePath, FilePath>,
    /// What is marked as a draft, shown or not.
    pub(crate) drafts: Vec<Draft>,
    /// What is kept back until a moment.
    pub held: HeldBack,
    /// The stylesheet's address from the site's root.
    pub(crate) stylesheet: String,
    /// Everything that is written, understood together.
    pub(crate) site: Site,
    /// The words of the interface.
    pub(crate) words: Words,
    /// The warnings that the newsroom does not want to hear.
    silenced: Vec<Code>,
}

impl Built {
    /// Adds what was published before and is no more; incomplete pages are not compared.
    pub(crate) fn compare(&mut self, before: &Before, how: Vanished, strict: bool) {
        if self.problems.errors() == 0 {
            self.add(output::vanished(before, (&self.output, &self.site), how), strict);
        }
    }

    /// Adds what was found out afterwards.
    pub(crate) fn add(&mut self, problems: Problems, strict: bool) {
        self.problems.append(problems);
        finish(&mut self.problems, &self.silenced, strict);
    }
}

/// Puts the problems in order, and has them as the newsroom wants them.
fn finish(problems: &mut Problems, silenced: &[Code], strict: bool) {
    problems.sort();
    problems.silence(silenced);
    if strict {
        problems.make_strict();
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

/// What takes long to make, kept from one build to the next.
///
/// What is built with it is the same as what is built without, whatever was built before.
#[derive(Default)]
pub struct Memos {
    reading: Reading,
    pages: page::Memos,
    output: output::Memos,
}

/// Builds a site from its files: pure, and the same every time.
#[must_use]
pub fn build(files: &Files, options: &Options) -> Built {
    build_with(files, options, &mut Memos::default())
}

/// Builds a site as [`build`] does, sooner where it is like the one that `memos` were last used
/// for.
#[must_use]
pub fn build_with(files: &Files, options: &Options, memos: &mut Memos) -> Built {
    make(files, options, memos).built
}

/// Where a site stands, and what is new in it since `earlier`; as pure as [`build`].
#[must_use]
pub fn status(files: &Files, options: &Options, earlier: Option<&Earlier>) -> Standing {
    let mut memos = Memos::default();
    let Made { built, documents } = make(files, options, &mut memos);
    let documents = borrowed(&documents);
    let Built { files: all_files, problems, site, words, drafts, .. } = &built;
    let now = Version { site, files, whole: document::all_read(&documents) };
    let changes = earlier.map(|earlier| {
        let unheard = &mut Problems::default();
        let documents = document::read_all(&earlier.files, &memos.reading, unheard);
        let documents = borrowed(&documents);
        let before = site::assemble(&documents, &options.choices, &mut Problems::default());
        let whole = document::all_read(&documents);
        let before = Version { site: &before, files: &earlier.files, whole };
        Changes::between(before, now, &earlier.name)
    });
    Standing::of(
        standing::Grounds { site, files: all_files, words, problems },
        drafts.clone(),
        changes,
    )
}

fn borrowed(documents: &[Arc<Document>]) -> Vec<&Document> {
    documents.iter().map(Arc::as_ref).collect()
}

/// What the content says, in which words, and all that is wrong with it.
struct Understood {
    documents: Vec<Arc<Document>>,
    site: Site,
    words: Words,
    problems: Problems,
}

fn understand(files: &Files, options: &Options, memos: &mut Memos) -> Understood {
    let mut problems = Problems::default();
    let (reading, templates) = (&memos.reading, &mut memos.output.templates);
    let read_content = || {
        let documents = document::read_all(files, reading, &mut problems);
        let site = site::assemble(&borrowed(&documents), &options.choices, &mut problems);
        (documents, site)
    };
    let read_look = || {
        templates.read(files);
        Words::prepare();
    };
    let ((documents, site), ()) = rayon::join(read_content, read_look);
    let words = Words::load(files, &site.settings, &mut problems);
    Understood { documents, site, words, problems }
}

/// A built site with what it was made from.
struct Made {
    built: Built,
    documents: Vec<Arc<Document>>,
}

fn make(files: &Files, options: &Options, memos: &mut Memos) -> Made {
    let files = files.over_default_look();
    let Understood { documents, site, words, mut problems } = understand(&files, options, memos);
    let stylesheet = output::bundle(&files);
    // A map takes as long as everything else on its page.
    let draw_maps = || Maps::of(&site, &words, &memos.pages);
    let (maps, ()) = rayon::join(draw_maps, || rules::apply(&site, &mut problems));
    let look = Look {
        words: &words,
        stylesheet: &stylesheet.address,
        maps: &maps,
        files: &files,
        memos: &memos.pages,
    };
    let pages = page::lay_out(&site, &look);
    let templates = &mut memos.output.templates;
    let mut tools = Tools { files: &files, templates, words: &words, stylesheet: &stylesheet };
    let drawn = output::render(&pages, &site, &mut tools, &mut problems);
    memos.reading.turn();
    memos.pages.turn();
    memos.output.templates.turn();
    let mut weights = Vec::new();
    // Only when all pages are there: what is missing is reported already.
    if problems.errors() == 0 {
        let made = Pages { pages: &pages, drawn: &drawn, site: &site, files: &files };
        weights = examine(&made, options.weigh, &memos.output, &mut problems);
        memos.output.turn();
    }
    finish(&mut problems, &site.settings.silenced, options.strict);
    let summary = Summary {
        pages: drawn.pages,
        facts: site.facts.len(),
        stated: rules::stated_facts(&site),
        bytes: drawn.output.iter().map(|(_, bytes)| bytes.len()).sum(),
    };
    let Drawn { output, sources, .. } = drawn;
    let built = Built {
        output,
        problems,
        files,
        weights,
        summary,
        addresses: external::addresses(&site),
        sources,
        drafts: site::drafts(&borrowed(&documents)),
        held: site.held.clone(),
        stylesheet: stylesheet.address,
        silenced: site.settings.silenced.clone(),
        site,
        words,
    };
    Made { built, documents }
}

/// Pages with what was drawn of them and what they were made from.
struct Pages<'a> {
    pages: &'a [Arc<Page>],
    drawn: &'a Drawn,
    site: &'a Site,
    files: &'a Files,
}

/// Follows the links of all pages, and weighs what readers load.
fn examine(
    made: &Pages<'_>,
    which: Weigh,
    memos: &output::Memos,
    problems: &mut Problems,
) -> Vec<Weight> {
    let &Pages { pages, drawn, site, files } = made;
    let (output, sources, base_url) = (&drawn.output, &drawn.sources, &*site.settings.base_url);
    let compress = || output::compress_trips(pages, output, memos);
    let (scans, ()) = rayon::join(|| Scans::of(output, memos), compress);
    let rendered = Rendered { output, scans: &scans, sources, files, base_url };
    output::check_links(&rendered, problems);
    output::weigh(pages, site, &rendered, (which, memos), problems)
}
