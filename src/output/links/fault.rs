//! What is wrong with one link of one page.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::address::{self, Address, Target};
use super::scan::{Link, Purpose, Scan};
use crate::files::FilePath;
use crate::output::Output;
use crate::problem::{
    ACTIVE_URL, BROKEN_ANCHOR, BROKEN_LINK, Code, DUPLICATE_ID, WRONG_CASE, nearest,
};

/// What every link is held against.
pub(super) struct Known<'a> {
    /// The published files.
    pub output: &'a Output,
    /// What each page of them offers and links to.
    pub scans: &'a BTreeMap<FilePath, Arc<Scan>>,
    /// Every path by its lower-case form.
    pub by_lower_case: BTreeMap<String, &'a FilePath>,
    /// The site's own absolute address.
    pub base_url: &'a str,
}

/// Something wrong in a page.
#[derive(Debug)]
pub(super) struct Fault {
    /// The rule that is broken.
    pub code: Code,
    /// The output path of the page.
    pub page: FilePath,
    /// The link as the page has it, or the id.
    pub written: String,
    /// What is wrong, to follow "the page `/x/`".
    pub what: String,
    /// What to do.
    pub cure: Cure,
}

/// What to do about a fault.
#[derive(Debug)]
pub(super) enum Cure {
    /// Link to this file of the output.
    LinkTo(FilePath),
    /// Do as this says.
    Do(String),
}

/// Everything that is wrong in `page`, in the order of its HTML.
pub(super) fn faults_of(page: &FilePath, scan: &Scan, known: &Known<'_>) -> Vec<Fault> {
    let doubled = scan.twice.iter().map(|id| doubled_id(page, id));
    let Some(start) = start(page, scan, known.base_url) else {
        return doubled.collect();
    };
    let at_any_depth = page.as_str() == "404.html" && scan.base.is_none();
    let links = scan.links.iter().filter(|link| concerns_us(link, known.base_url));
    let broken = links.filter_map(|link| {
        if at_any_depth && address::depends_on_its_page(&link.address) {
            return Some(fault(page, link, BROKEN_LINK, relative_on_404()));
        }
        let (code, verdict) = judge(&start, link, known)?;
        Some(fault(page, link, code, verdict))
    });
    doubled.chain(broken).collect()
}

/// What is wrong and what to do.
type Verdict = (String, Cure);

fn fault(page: &FilePath, link: &Link, code: Code, (why, cure): Verdict) -> Fault {
    let what = format!("links to `{}`, {why}", shortened(&link.address));
    Fault { code, page: page.clone(), written: link.address.clone(), what, cure }
}

fn doubled_id(page: &FilePath, id: &str) -> Fault {
    Fault {
        code: DUPLICATE_ID,
        page: page.clone(),
        written: format!("#{id}"),
        what: format!("has the id `{id}` more than once"),
        cure: Cure::Do("give each heading and element of a page an id of its own".to_owned()),
    }
}

/// The file that relative links start from; `None` if `<base>` leads out of the site.
pub(super) fn start(page: &FilePath, scan: &Scan, base_url: &str) -> Option<FilePath> {
    let Some(base) = &scan.base else {
        return Some(page.clone());
    };
    match address::resolve(page, base, base_url) {
        Address::Here(target) => FilePath::new(&target.path),
        _ => None,
    }
}

/// Whether `link` can be broken at all: pictures in `data:` and plain metadata cannot.
fn concerns_us(link: &Link, base_url: &str) -> bool {
    match link.purpose {
        Purpose::Follow => true,
        Purpose::Show => !address::is_inert_data(&link.address),
        Purpose::Mention => address::is_absolute_here(&link.address, base_url),
    }
}

/// What is wrong with `link`, if anything.
fn judge(start: &FilePath, link: &Link, known: &Known<'_>) -> Option<(Code, Verdict)> {
    match address::resolve(start, &link.address, known.base_url) {
        Address::Elsewhere => None,
        Address::Here(target) => judge_target(&target, known),
        Address::Active => Some((ACTIVE_URL, active())),
        Address::UnknownScheme(scheme) => Some((BROKEN_LINK, unknown_scheme(&scheme))),
        Address::Rooted(target) => Some((BROKEN_LINK, rooted(target.as_ref(), known))),
        Address::Above => Some((BROKEN_LINK, above())),
    }
}

/// What is wrong with a link to `target`, if anything.
fn judge_target(target: &Target, known: &Known<'_>) -> Option<(Code, Verdict)> {
    if !known.output.has(&target.path) {
        return Some(missing(target, known));
    }
    let (path, scan) = known.scans.get_key_value(target.path.as_str())?;
    let fragment = anchor(target.fragment.as_deref()?)?;
    if scan.has(fragment) || scan.has(&address::decoded(fragment)) {
        return None;
    }
    Some((BROKEN_ANCHOR, no_anchor(path, fragment, scan)))
}

/// The id that a fragment asks for; none for the page's top and for highlighted text.
fn anchor(fragment: &str) -> Option<&str> {
    let anchor = fragment.split(":~:").next().unwrap_or_default();
    (!anchor.is_empty() && !anchor.eq_ignore_ascii_case("top")).then_some(anchor)
}

fn missing(target: &Target, known: &Known<'_>) -> (Code, Verdict) {
    if let Some(path) = known.by_lower_case.get(&target.path.to_lowercase()) {
        let why = "which is there in other upper and lower case".to_owned();
        return (WRONG_CASE, (why, Cure::LinkTo((*path).clone())));
    }
    let advice = "link to a page or file that the site has, or add it".to_owned();
    let cure = meant(&target.path, known).map_or(Cure::Do(advice), Cure::LinkTo);
    (BROKEN_LINK, ("where there is nothing".to_owned(), cure))
}

fn no_anchor(path: &FilePath, anchor: &str, scan: &Scan) -> Verdict {
    let why = format!("but `{}` has no anchor `#{anchor}`", page_address(path));
    let near = nearest(anchor, scan.ids.iter().map(String::as_str));
    let cure = near.map_or_else(
        || "link to the page itself, or to one of its headings".to_owned(),
        |id| format!("did you mean `#{id}`?"),
    );
    (why, Cure::Do(cure))
}

fn rooted(target: Option<&Target>, known: &Known<'_>) -> Verdict {
    let why = "which begins with `/` and so depends on where the site is published".to_owned();
    let path = target.and_then(|target| FilePath::new(&target.path));
    let cure = match path.filter(|path| known.output.get(path).is_some()) {
        Some(path) => Cure::LinkTo(path),
        None => Cure::Do("write the way from this page, or begin with `https://`".to_owned()),
    };
    (why, cure)
}

fn above() -> Verdict {
    let advice = "write one `../` less, or the whole address with `https://`";
    ("which leads out of the site".to_owned(), Cure::Do(advice.to_owned()))
}

fn active() -> Verdict {
    let advice = "link to a page or file instead";
    ("which can run code in the reader's browser".to_owned(), Cure::Do(advice.to_owned()))
}

fn unknown_scheme(scheme: &str) -> Verdict {
    let near = nearest(scheme, ["https", "http", "mailto", "tel"]);
    let advice = near.map_or_else(
        || "begin with `https://`, or write the way to a page of this site".to_owned(),
        |known| format!("did you mean `{known}:`?"),
    );
    (format!("and browsers know no `{scheme}:`"), Cure::Do(advice))
}

fn relative_on_404() -> Verdict {
    let why = "but is shown at any address, so that relative links of it break".to_owned();
    (why, Cure::Do("write the whole address, with the site's `base_url`".to_owned()))
}

/// The file that a link to `path` was most likely meant for: the same name elsewhere, or a
/// similar name in the same folder.
fn meant(path: &str, known: &Known<'_>) -> Option<FilePath> {
    let (folder, name) = folder_and_name(path);
    let files = || known.output.iter().map(|(path, _)| path);
    let same_name = |file: &&FilePath| folder_and_name(file.as_str()).1 == name;
    if let Some(file) = files().find(same_name).filter(|_| !name.is_empty()) {
        return Some(file.clone());
    }
    let siblings: BTreeMap<&str, &FilePath> = files()
        .map(|file| (folder_and_name(file.as_str()), file))
        .filter(|((its_folder, name), _)| *its_folder == folder && !name.is_empty())
        .map(|((_, name), file)| (name, file))
        .collect();
    let name = nearest(name, siblings.keys().copied())?;
    siblings.get(name).map(|file| (*file).clone())
}

/// The folder of a page or file and its name in it: `trade/tariffs/index.html` is `tariffs`.
fn folder_and_name(path: &str) -> (&str, &str) {
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    path.rsplit_once('/').unwrap_or(("", path))
}

/// The address of an output file from the site's root, such as `/trade/`.
pub(crate) fn page_address(path: &FilePath) -> String {
    let path = path.as_str();
    let is_index = path == "index.html" || path.ends_with("/index.html");
    format!("/{}", if is_index { &path[..path.len() - "index.html".len()] } else { path })
}

/// At most 80 characters of a link, for a message.
fn shortened(link: &str) -> String {
    match link.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &link[..end]),
        None => link.to_owned(),
    }
}
