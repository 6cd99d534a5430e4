//! How much a reader's browser loads to show a page.
//!
//! A weight is in bytes as a server sends them: text compressed by gzip at its usual level 6,
//! pictures as they are. A newsroom's pictures are weighed one by one and apart from the pages:
//! words are read before a picture arrives, and its place is kept free.

mod budget;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;

use crate::files::FilePath;
use crate::memo::Memo;
use crate::output::links::{Rendered, page_address};
use crate::output::{Memos, Output};
use crate::output::{page_path, stylesheet};
use crate::page::Page;
use crate::problem::Problems;
use crate::site::Site;

pub(crate) use budget::{budgets, kilobytes, tenths};

/// The level at which servers compress.
const LEVEL: Compression = Compression::new(6);

/// What a part is to its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartKind {
    /// The page's own HTML.
    Html,
    /// A style sheet.
    Stylesheet,
    /// A script.
    Script,
    /// A picture of the look, such as a logo; not one of a trip's `media`.
    Picture,
    /// Anything else that the page asks for in advance, or that a style sheet names, such as a font.
    Other,
}

/// A file that a page is shown with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is to the page.
    pub kind: PartKind,
    /// Where it is published.
    pub path: FilePath,
    /// Its bytes as they are sent.
    pub bytes: usize,
}

/// How much a reader's browser loads to show a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// The page's address from the site's root, such as `/trade/`.
    pub address: String,
    /// What the page is: the name of its template.
    pub kind: &'static str,
    /// Everything that it loads apart from the newsroom's pictures, the heaviest first.
    pub parts: Vec<Part>,
    /// The bytes of its HTML before they are compressed.
    pub uncompressed: usize,
    /// The bytes of its scripts before they are compressed, those in the page itself included.
    pub scripts: usize,
    /// The bytes of the newsroom's pictures on it.
    pub pictures: usize,
    /// The content file that it was made from, if it was made from one.
    pub source: Option<FilePath>,
}

impl Weight {
    /// The bytes of everything that it loads apart from the newsroom's pictures.
    #[must_use]
    pub fn total(&self) -> usize {
        self.parts.iter().map(|part| part.bytes).sum()
    }

    /// The bytes that it needs for its first words: its HTML and style sheets.
    #[must_use]
    pub fn first_words(&self) -> usize {
        let kinds = [PartKind::Html, PartKind::Stylesheet];
        self.parts.iter().filter(|it| kinds.contains(&it.kind)).map(|part| part.bytes).sum()
    }

    /// How much of its tightest budget it uses, in percent.
    #[must_use]
    pub fn used(&self) -> usize {
        let uses = budget::of(self.kind).iter().map(|budget| budget.percent(self));
        uses.max().unwrap_or_default()
    }
}

/// Which pages are weighed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weigh {
    /// The trips' own pages, and those that may be too heavy.
    #[default]
    Suspects,
    /// Every page.
    All,
}

/// How many bytes each file has when it is sent.
pub(super) type Compressing = Memo<Arc<[u8]>, usize>;

/// Compresses the trips' own pages, which are weighed in any case.
pub(crate) fn compress_trips(pages: &[Arc<Page>], output: &Output, memos: &Memos) {
    let trips = pages.iter().filter(|page| is_trip(page));
    let paths: Vec<FilePath> = trips.filter_map(|page| page_path(&page.address)).collect();
    paths.par_iter().for_each(|path| {
        if let Some(html) = output.get(path) {
            compressed(path, html, &memos.compressing);
        }
    });
}

/// Whether a page is a trip's own.
fn is_trip(page: &Page) -> bool {
    page.template == "trip"
}

/// Weighs pages, in their order, and reports what is heavier than it may be.
pub(crate) fn weigh(
    pages: &[Arc<Page>],
    site: &Site,
    rendered: &Rendered<'_>,
    (which, memos): (Weigh, &Memos),
    problems: &mut Problems,
) -> Vec<Weight> {
    let compressing = &memos.compressing;
    let loads = all_loads(pages, rendered);
    let shared: BTreeSet<&FilePath> =
        loads.iter().flatten().flat_map(|(_, loads)| loads.keys()).collect();
    let shared: Vec<&FilePath> = shared.into_iter().collect();
    let sent = |path: &FilePath| Some((path.clone(), Sent::of(path, rendered, compressing)?));
    let shared: BTreeMap<FilePath, Sent> =
        shared.par_iter().filter_map(|path| sent(path)).collect();
    let scale = Scale { site, rendered, shared, which, compressing };
    let weighed = pages.par_iter().zip(&loads).map(|(page, loads)| {
        let (path, loads) = loads.as_ref()?;
        scale.weigh(page, path, loads)
    });
    let weights: Vec<Weight> = weighed.flatten().collect();
    budget::report_pages(&weights, rendered, problems);
    budget::report_maps(pages, site, problems);
    for (path, sent) in &scale.shared {
        if let Some(picture) = site.media_files.get(path.as_str()) {
            budget::report_picture(picture, sent.bytes, problems);
        }
    }
    weights
}

/// The files that are fetched to show a page, each with what it is to the page.
type Loads = BTreeMap<FilePath, PartKind>;

/// The path of each page with what it loads, what its style sheets name included; none for a page
/// that cannot have an address.
fn all_loads(pages: &[Arc<Page>], rendered: &Rendered<'_>) -> Vec<Option<(FilePath, Loads)>> {
    let loads = |page: &Arc<Page>| {
        let path = page_path(&page.address)?;
        let loads = rendered.scans.loads(&path, rendered.base_url);
        Some((path, loads))
    };
    let mut all: Vec<Option<(FilePath, Loads)>> = pages.par_iter().map(loads).collect();
    let mut named: BTreeMap<FilePath, Vec<FilePath>> = BTreeMap::new();
    for (_, loads) in all.iter_mut().flatten() {
        let sheets = loads.iter().filter(|(_, kind)| **kind == PartKind::Stylesheet);
        let sheets: Vec<FilePath> = sheets.map(|(sheet, _)| sheet.clone()).collect();
        for sheet in sheets {
            let files = named.entry(sheet).or_insert_with_key(|sheet| {
                let css = rendered.output.get(sheet).map(|css| String::from_utf8_lossy(css));
                css.map(|css| stylesheet::named_files(sheet, &css)).unwrap_or_default()
            });
            for file in files {
                loads.entry(file.clone()).or_insert(PartKind::Other);
            }
        }
    }
    all
}

/// The bytes of a file that pages load.
struct Sent {
    /// As it stands in the output.
    raw: usize,
    /// As it is sent.
    bytes: usize,
}

impl Sent {
    fn of(path: &FilePath, rendered: &Rendered<'_>, compressing: &Compressing) -> Option<Self> {
        let bytes = rendered.output.get(path)?;
        let is_text = ["css", "js", "mjs", "svg", "json", "txt"].contains(&path.extension());
        let sent = if is_text { compressed(path, bytes, compressing) } else { bytes.len() };
        Some(Self { raw: bytes.len(), bytes: sent })
    }
}

/// What all pages are weighed with.
struct Scale<'a> {
    site: &'a Site,
    rendered: &'a Rendered<'a>,
    /// The files that pages load, each compressed once.
    shared: BTreeMap<FilePath, Sent>,
    which: Weigh,
    compressing: &'a Compressing,
}

impl Scale<'_> {
    /// Weighs a page; none if nobody asks and it cannot be too heavy.
    fn weigh(&self, page: &Page, path: &FilePath, loads: &Loads) -> Option<Weight> {
        let html = self.rendered.output.get(path)?;
        let mut weight = self.at_most(page, path, loads, html.len());
        let is_asked_for = self.which == Weigh::All || is_trip(page);
        // Compression makes nothing larger, so what is light without it needs none.
        if !is_asked_for && weight.used() <= 100 {
            return None;
        }
        let own = weight.parts.iter_mut().find(|part| part.kind == PartKind::Html)?;
        own.bytes = compressed(path, html, self.compressing);
        weight.parts.sort_by(|a, b| (b.bytes, &a.path).cmp(&(a.bytes, &b.path)));
        Some(weight)
    }

    /// The weight of a page with its own HTML uncompressed.
    fn at_most(&self, page: &Page, path: &FilePath, loads: &Loads, html: usize) -> Weight {
        let mut weight = Weight {
            address: page_address(path),
            kind: page.template,
            parts: vec![Part { kind: PartKind::Html, path: path.clone(), bytes: html }],
            uncompressed: html,
            scripts: self.rendered.scans.script_bytes(path),
            pictures: 0,
            source: page.source.clone(),
        };
        for (file, kind) in loads {
            let Some(sent) = self.shared.get(file) else { continue };
            if *kind == PartKind::Script {
                weight.scripts += sent.raw;
            }
            if self.site.media_files.contains_key(file.as_str()) {
                weight.pictures += sent.bytes;
            } else {
                weight.parts.push(Part { kind: *kind, path: file.clone(), bytes: sent.bytes });
            }
        }
        weight
    }
}

/// How many bytes a text has when it is sent: compressed, unless that makes it longer.
fn compressed(path: &FilePath, bytes: &Arc<[u8]>, compressing: &Compressing) -> usize {
    compressing.recall(path.as_str(), bytes.clone(), |bytes| {
        let mut encoder = GzEncoder::new(Count(0), LEVEL);
        let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
        written.map_or(bytes.len(), |count| count.0.min(bytes.len()))
    })
}

/// Counts the bytes that are written to it.
struct Count(usize);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
