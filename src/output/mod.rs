//! Bytes ready to publish.

mod addresses;
mod calendar;
mod card;
mod colours;
mod data;
mod feed;
mod html;
mod identity;
mod links;
mod portable;
mod sitemap;
mod stylesheet;
mod template;
mod text_edition;
mod vanished;
mod weight;
mod xml;

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use crate::draw::Drawing;
use crate::files::{FilePath, Files, Span};
use crate::page::{Detached, Page, Words};
use crate::problem::{DUPLICATE_URL, LIKELY_SECRET, Problems};
use crate::site::Site;

use links::Scanning;
pub(crate) use links::{
    Rendered, Scans, check as check_links, file_linked, page_address, places_linked,
};
use sitemap::Listed;
pub(crate) use stylesheet::{Stylesheet, bundle};
use template::DrawnPage;
pub(crate) use template::Templates;
pub use text_edition::TextEdition;
pub(crate) use vanished::{Before, Vanished, vanished};
use weight::Compressing;
pub use weight::{Part, PartKind, Weigh, Weight};
pub(crate) use weight::{budgets, compress_trips, kilobytes, tenths, weigh};

/// What takes long to make of pages.
#[derive(Default)]
pub(crate) struct Memos {
    /// The templates, and what they drew.
    pub(crate) templates: Templates,
    /// What was found in each page.
    scanning: Scanning,
    /// How many bytes each file has when it is sent.
    compressing: Compressing,
}

impl Memos {
    /// Ends a build whose output was checked and weighed.
    pub(crate) fn turn(&mut self) {
        self.scanning.turn();
        self.compressing.turn();
    }
}

/// Every file of the published site, by its path from the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    files: BTreeMap<FilePath, Arc<[u8]>>,
    drawings: BTreeMap<FilePath, Drawing>,
    texts: BTreeMap<FilePath, TextEdition>,
}

/// What a published file is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Content<'a> {
    /// Its bytes.
    Bytes(&'a [u8]),
    /// A picture that is still to be drawn; the name of its file changes whenever it does.
    Drawing(&'a Drawing),
    /// A text that is still to be written.
    Text(&'a TextEdition),
}

impl Output {
    /// Adds a file, or replaces the one at that path.
    pub(crate) fn insert(&mut self, path: FilePath, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path, bytes.into());
    }

    /// Adds a picture that is drawn when it is published.
    fn insert_drawing(&mut self, path: FilePath, drawing: Drawing) {
        self.drawings.insert(path, drawing);
    }

    /// Whether a file at `path` would take the place of another file, or of a folder, or would need
    /// a folder where a file is.
    fn is_taken(&self, path: &FilePath) -> bool {
        let text = path.as_str();
        let folder = format!("{text}/");
        let above = text.match_indices('/').map(|(at, _)| &text[..at]);
        self.has(text)
            || holds_folder(&self.files, &folder)
            || holds_folder(&self.drawings, &folder)
            || holds_folder(&self.texts, &folder)
            || above.into_iter().any(|folder| self.has(folder))
    }

    /// The bytes of the file at `path`, such as `trade/index.html`.
    #[must_use]
    pub fn get(&self, path: &FilePath) -> Option<&Arc<[u8]>> {
        self.files.get(path)
    }

    /// Whether something is published at `path`.
    pub(crate) fn has(&self, path: &str) -> bool {
        let is_late = self.drawings.contains_key(path) || self.texts.contains_key(path);
        self.files.contains_key(path) || is_late
    }

    /// The files that have their bytes, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&FilePath, &Arc<[u8]>)> {
        self.files.iter()
    }

    /// The pictures that are drawn when they are published, in the order of their paths.
    pub fn drawings(&self) -> impl Iterator<Item = (&FilePath, &Drawing)> {
        self.drawings.iter()
    }

    /// The picture at `path` that is drawn when it is published.
    pub(crate) fn drawing(&self, path: &FilePath) -> Option<&Drawing> {
        self.drawings.get(path)
    }

    /// The text editions of pages, which are written when they are published, in the order of their
    /// paths.
    pub fn texts(&self) -> impl Iterator<Item = (&FilePath, &TextEdition)> {
        self.texts.iter()
    }

    /// The text at `path` that is written when it is published.
    pub(crate) fn text(&self, path: &FilePath) -> Option<&TextEdition> {
        self.texts.get(path)
    }

    /// Everything that is published: first what has its bytes, then what is still to be made.
    pub(crate) fn contents(&self) -> impl Iterator<Item = (&FilePath, Content<'_>)> {
        let files = self.files.iter().map(|(path, bytes)| (path, Content::Bytes(bytes)));
        let drawings = self.drawings.iter();
        let texts = self.texts.iter().map(|(path, text)| (path, Content::Text(text)));
        let drawings = drawings.map(|(path, drawing)| (path, Content::Drawing(drawing)));
        files.chain(texts).chain(drawings)
    }
}

/// Whether there is something in a folder, whose name has a slash at its end.
fn holds_folder<T>(files: &BTreeMap<FilePath, T>, folder: &str) -> bool {
    let mut behind = files.range::<str, _>((Bound::Included(folder), Bound::Unbounded));
    behind.next().is_some_and(|(path, _)| path.as_str().starts_with(folder))
}

/// The published files, and the content file that each page was made from.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    /// Every file.
    pub(crate) output: Output,
    /// The content file of a page, by the page's path.
    pub(crate) sources: BTreeMap<FilePath, FilePath>,
    /// How many pages there are.
    pub(crate) pages: usize,
}

/// What pages are drawn with.
pub(crate) struct Tools<'a> {
    /// The site's files over those of the default look.
    pub(crate) files: &'a Files,
    /// The templates.
    pub(crate) templates: &'a mut Templates,
    /// The words of the interface.
    pub(crate) words: &'a Words,
    /// The stylesheet.
    pub(crate) stylesheet: &'a Stylesheet,
}

/// Draws every page and adds all that is published beside them.
pub(crate) fn render(
    pages: &[Arc<Page>],
    site: &Site,
    tools: &mut Tools<'_>,
    problems: &mut Problems,
) -> Drawn {
    let whole_pages = pages.iter().filter(|page| !page.is_embed()).count();
    let mut drawn = Drawn { pages: whole_pages, ..Drawn::default() };
    let texts = tools.templates.draw(pages, tools.words, tools.stylesheet, problems);
    add_pages(pages, texts, &mut drawn);
    add_file(&tools.stylesheet.address, tools.stylesheet.text.as_bytes(), &mut drawn.output);
    for (address, file) in &site.media_files {
        if is_private(&file.path, problems) {
            continue;
        }
        if let Some(bytes) = tools.files.get(&file.path) {
            add_file(address, bytes.clone(), &mut drawn.output);
        }
    }
    add_editions(pages, site, tools, &mut drawn.output);
    add_static(tools.files, &mut drawn, problems);
    sitemap::add_robots(&site.settings.base_url, &mut drawn.output);
    // Pages that are published from a branch must not be taken for Jekyll's.
    add_file(".nojekyll", Vec::new(), &mut drawn.output);
    drawn
}

fn add_pages(pages: &[Arc<Page>], texts: Vec<DrawnPage>, drawn: &mut Drawn) {
    for (page, DrawnPage { html, card }) in pages.iter().zip(texts) {
        let Some(path) = page_path(&page.address) else { continue };
        if let Some(source) = &page.source {
            drawn.sources.insert(path.clone(), source.clone());
        }
        if let Some(html) = html {
            drawn.output.insert(path, html);
        }
        if let Some(card) = card {
            drawn.output.insert_drawing(card.path, card.drawing);
        }
    }
}

/// Adds what is published beside the pages: their texts, feeds, calendars, data, the sitemap.
fn add_editions(pages: &[Arc<Page>], site: &Site, tools: &Tools<'_>, output: &mut Output) {
    let listed = text_edition::add(pages, tools.words, output);
    let detached = Detached::of(site, tools.words);
    for (trip, _) in site.trips.iter() {
        feed::add(trip, &detached, output);
        calendar::add(trip, &detached, output);
    }
    data::add(pages, &detached, output);
    let listed = pages.iter().zip(listed).filter(|(page, is_open)| *is_open && page.is_listed());
    let listed = listed.map(|(page, _)| Listed { url: page.url(), updated: page.updated });
    sitemap::add(&listed.collect::<Vec<_>>(), &site.settings.base_url, output);
}

/// The file that is served at an address: `trade/` is `trade/index.html`.
pub(crate) fn page_path(address: &str) -> Option<FilePath> {
    let folder = address.is_empty() || address.ends_with('/');
    FilePath::new(&if folder { format!("{address}index.html") } else { address.to_owned() })
}

fn add_file(address: &str, bytes: impl Into<Arc<[u8]>>, output: &mut Output) {
    if let Some(path) = FilePath::new(address) {
        output.insert(path, bytes);
    }
}

/// Copies `static/`; a file that would take the place of a page is a problem.
fn add_static(files: &Files, drawn: &mut Drawn, problems: &mut Problems) {
    for (path, bytes) in files.under("static/").filter(|(path, _)| !stylesheet::is_part(path)) {
        let Some(target) = FilePath::new(&path.as_str()["static/".len()..]) else { continue };
        if is_private(path, problems) {
            continue;
        }
        if drawn.output.is_taken(&target) {
            let message = format!("the generator makes a file or folder `{target}` too");
            problems
                .add(DUPLICATE_URL, Span::new(path, 0..0), message)
                .help("rename the file, or take it out of `static/`");
        } else {
            drawn.output.insert(target, bytes.clone());
        }
    }
}

/// Reports a file whose name says that it is nobody else's business; it is not published.
fn is_private(path: &FilePath, problems: &mut Problems) -> bool {
    const NAMES: &[&str] = &[".env", "id_rsa", "id_ed25519", ".htpasswd", ".netrc", "credentials"];
    const EXTENSIONS: &[&str] =
        &["pem", "key", "p12", "pfx", "keystore", "kdbx", "sqlite", "db", "log"];
    let name = path.name().to_lowercase();
    let private = NAMES.iter().any(|start| name.starts_with(start))
        || EXTENSIONS.contains(&path.extension().to_lowercase().as_str());
    if private {
        problems
            .add(
                LIKELY_SECRET,
                Span::new(path, 0..0),
                format!("`{name}` looks private, and is not published"),
            )
            .help("take it out of the site's folder; if it is for readers, give it another name");
    }
    private
}

/// A short name for some bytes that changes whenever they do.
fn fingerprint(bytes: &[u8]) -> String {
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(bytes))[..10].to_owned()
}
