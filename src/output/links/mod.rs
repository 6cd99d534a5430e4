//! Whether every link of the published pages leads somewhere.
//!
//! Only what readers get is checked, the HTML itself; then the culprit is looked for in the
//! content file that the page was made from. What a template says on many pages is one problem.

mod address;
mod fault;
mod place;
mod scan;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use address::Address;
use fault::{Cure, Fault, Known, faults_of};
use scan::{Load, Purpose, Scan};

use crate::files::{FilePath, Files, Span};
use crate::memo::Memo;
use crate::output::{Memos, Output, PartKind};
use crate::problem::{BROKEN_ANCHOR, Code, Problems};

pub(crate) use fault::page_address;

/// A rendered site, and what it was made from.
pub(crate) struct Rendered<'a> {
    /// Every file that would be published.
    pub output: &'a Output,
    /// What each page of it offers, links to and loads.
    pub scans: &'a Scans,
    /// The content file that a page was made from, by the output path of the page.
    pub sources: &'a BTreeMap<FilePath, FilePath>,
    /// What the newsroom wrote.
    pub files: &'a Files,
    /// The absolute address of the site, with or without a slash at its end.
    pub base_url: &'a str,
}

/// Checks every link, anchor and id of every page.
///
/// Links to other sites are not followed, and an anchor is checked in HTML only.
pub(crate) fn check(site: &Rendered<'_>, problems: &mut Problems) {
    let scans = &site.scans.0;
    let known = Known {
        output: site.output,
        scans,
        by_lower_case: by_lower_case(site.output),
        base_url: site.base_url,
    };
    let pages: Vec<(&FilePath, &Arc<Scan>)> = scans.iter().collect();
    let faults: Vec<Fault> =
        pages.par_iter().flat_map_iter(|(page, scan)| faults_of(page, scan, &known)).collect();
    for (key, faults) in grouped(faults, site) {
        report(key, &faults, site, problems);
    }
}

/// The addresses that readers can follow from a stretch of HTML, in its order.
pub(super) fn addresses_followed(html: &str) -> Vec<String> {
    let followed =
        Scan::of(html.as_bytes()).links.into_iter().filter(|link| link.purpose == Purpose::Follow);
    followed.map(|link| link.address).collect()
}

/// The ids that a page has.
pub(crate) fn ids(html: &[u8]) -> BTreeSet<String> {
    Scan::of(html).ids
}

/// The places of the site that a page links to, each a file and perhaps an anchor in it, in the
/// order of the links.
pub(crate) fn places_linked(
    page: &FilePath,
    html: &str,
    base_url: &str,
) -> Vec<(FilePath, Option<String>)> {
    let place = |link: &str| match address::resolve(page, link, base_url) {
        Address::Here(target) => Some((FilePath::new(&target.path)?, target.fragment)),
        _ => None,
    };
    addresses_followed(html).iter().filter_map(|link| place(link)).collect()
}

/// The file that a page's link leads to; none where it leaves the site.
pub(crate) fn file_linked(page: &FilePath, link: &str, base_url: &str) -> Option<FilePath> {
    match address::resolve(page, link, base_url) {
        Address::Here(target) => FilePath::new(&target.path),
        _ => None,
    }
}

/// What each page offers, links to and loads, by its output path.
pub(crate) struct Scans(BTreeMap<FilePath, Arc<Scan>>);

/// What was found in each page.
pub(super) type Scanning = Memo<Arc<[u8]>, Arc<Scan>>;

impl Scans {
    /// Reads every page of an output.
    pub(crate) fn of(output: &Output, memos: &Memos) -> Self {
        let pages: Vec<_> = output.iter().filter(|(path, _)| is_page(path)).collect();
        let read = |(path, bytes): &(&FilePath, &Arc<[u8]>)| {
            let scan = |bytes: &Arc<[u8]>| Arc::new(Scan::of(bytes));
            ((*path).clone(), memos.scanning.recall(path.as_str(), Arc::clone(bytes), scan))
        };
        Self(pages.par_iter().with_max_len(1).map(read).collect())
    }

    /// The files of the site that the browser fetches to show a page, each once.
    pub(super) fn loads(&self, page: &FilePath, base_url: &str) -> BTreeMap<FilePath, PartKind> {
        let Some(scan) = self.0.get(page) else { return BTreeMap::new() };
        let Some(start) = fault::start(page, scan, base_url) else { return BTreeMap::new() };
        let file = |load: &Load| match address::resolve(&start, &load.address, base_url) {
            Address::Here(target) => Some((FilePath::new(&target.path)?, load.part)),
            _ => None,
        };
        scan.loads.iter().filter_map(file).collect()
    }

    /// The bytes of the scripts that stand in a page itself.
    pub(super) fn script_bytes(&self, page: &FilePath) -> usize {
        self.0.get(page).map_or(0, |scan| scan.script_bytes)
    }
}

fn is_page(path: &FilePath) -> bool {
    path.name().rsplit_once('.').is_some_and(|(_, extension)| extension == "html")
}

fn by_lower_case(output: &Output) -> BTreeMap<String, &FilePath> {
    output.iter().map(|(path, _)| (path.as_str().to_lowercase(), path)).collect()
}

/// What faults with one cause share: their place in the content, or what they say.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Cause {
    /// Where the content writes the culprit.
    place: Option<Span>,
    /// The name of the rule that is broken.
    code: &'static str,
    /// What the faults say, where they have no place.
    said: String,
}

/// The faults by their causes, each in the order of the pages.
fn grouped(faults: Vec<Fault>, site: &Rendered<'_>) -> BTreeMap<Cause, Vec<Fault>> {
    let mut groups: BTreeMap<Cause, Vec<Fault>> = BTreeMap::new();
    for fault in faults {
        let place = place_in_content(&fault, site);
        // At one place there is one culprit, though each page has its own way to write it.
        let said = if place.is_some() { String::new() } else { said(&fault) };
        let cause = Cause { place, code: fault.code.name, said };
        groups.entry(cause).or_default().push(fault);
    }
    groups
}

/// What a fault says, the same for pages of different depths.
fn said(fault: &Fault) -> String {
    fault.written.trim_start_matches("../").to_owned()
}

/// Where the content file of the fault's page writes the culprit.
fn place_in_content(fault: &Fault, site: &Rendered<'_>) -> Option<Span> {
    let file = site.sources.get(&fault.page)?;
    let text = site.files.text(file)?;
    Some(Span::new(file, place::find(&text, &fault.written)?))
}

/// Adds the problem that `faults`, all of one cause, show.
fn report(cause: Cause, faults: &[Fault], site: &Rendered<'_>, problems: &mut Problems) {
    let Some(first) = faults.first() else { return };
    let found = cause.place.is_some();
    let message = format!("{} {}", subject(faults), first.what);
    let start = || site.sources.get(&first.page).map(|file| Span::new(file, 0..0));
    let problem = match cause.place.or_else(start) {
        Some(span) => problems.add(first.code, span, message),
        None => problems.add_placeless(first.code, message),
    };
    problem.help(help(first, found, site));
    if found {
        problem.label(label(first.code));
    }
}

/// The page at fault, and how many others are.
fn subject(faults: &[Fault]) -> String {
    let mut pages: Vec<&FilePath> = faults.iter().map(|fault| &fault.page).collect();
    pages.dedup();
    let first = pages.first().map(|page| page_address(page)).unwrap_or_default();
    match pages.len() {
        0 | 1 => format!("the page `{first}`"),
        2 => format!("the page `{first}`, as one other,"),
        many => format!("the page `{first}`, as {} others,", many - 1),
    }
}

fn label(code: Code) -> &'static str {
    if code == BROKEN_ANCHOR { "no such anchor" } else { "written here" }
}

/// What to do, in the words of the content file if the culprit is in one.
fn help(fault: &Fault, found: bool, site: &Rendered<'_>) -> String {
    match &fault.cure {
        Cure::Do(advice) => advice.clone(),
        Cure::LinkTo(target) => {
            let sources = (site.sources.get(&fault.page), site.sources.get(target));
            let link = match sources {
                (Some(from), Some(to)) if found => way(from.folder(), to.as_str()),
                _ => way(fault.page.folder(), page_address(target).trim_start_matches('/')),
            };
            format!("did you mean `{link}`?")
        }
    }
}

/// The relative link from a file in the folder `from` to the path `to`.
fn way(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').filter(|name| !name.is_empty()).collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = &to[..to.len() - 1];
    let shared = from.iter().zip(folders).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len() - shared);
    let way = format!("{up}{}", to[shared..].join("/"));
    if way.is_empty() { "./".to_owned() } else { way }
}

#[cfg(test)]
mod tests;
