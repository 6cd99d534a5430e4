//! What the client shows of a page: whether it changed, what is wrong, which facts it states.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::json;

use crate::files::{FilePath, Files, Span};
use crate::output::{file_linked, places_linked};
use crate::preview::Preview;
use crate::preview::find::is_page;
use crate::preview::head::Head;
use crate::preview::history::Change;
use crate::preview::shown::Shown;
use crate::problem::{Problems, texts};
use crate::site::{Fact, Id};

/// Of the problems, how many are shown: nobody mends more in one go.
const MOST_PROBLEMS: usize = 100;

/// Of the other pages that changed, how many are named.
const MOST_PAGES: usize = 20;

/// The files that are published for machines and shown to nobody.
const UNSEEN: &[&str] = &[".nojekyll", "404.html"];

/// What is wrong, ready to be told.
#[derive(Debug, Default, Serialize)]
pub(super) struct Told {
    errors: usize,
    warnings: usize,
    problems: Vec<Entry>,
}

/// A problem for the client.
#[derive(Debug, Serialize)]
struct Entry {
    severity: &'static str,
    code: &'static str,
    message: String,
    help: Option<String>,
    #[serde(flatten)]
    place: Option<Here>,
    /// As the terminal shows it.
    text: String,
}

/// A place for the client.
#[derive(Debug, Serialize)]
struct Here {
    path: String,
    line: usize,
    column: usize,
}

impl Told {
    /// Problems with the content.
    pub(super) fn problems(problems: &Problems, files: &Files) -> Self {
        let texts = texts(problems, files, MOST_PROBLEMS);
        let entry = |(problem, text): (&crate::problem::Problem, String)| Entry {
            severity: problem.severity.word(),
            code: problem.code.name,
            message: problem.message.clone(),
            help: problem.help.clone(),
            place: problem.span.as_ref().map(|span| here(span, files)),
            text,
        };
        Self {
            errors: problems.errors(),
            warnings: problems.warnings(),
            problems: problems.iter().zip(texts).map(entry).collect(),
        }
    }

    /// Something that kept us from building at all.
    pub(super) fn trouble(what: &str, cure: &str) -> Self {
        let entry = Entry {
            severity: "error",
            code: "",
            message: what.to_owned(),
            help: Some(cure.to_owned()),
            place: None,
            text: format!("error: {what}\n  |\n  = help: {cure}"),
        };
        Self { errors: 1, warnings: 0, problems: vec![entry] }
    }

    /// The problems as the terminal shows them.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.problems.iter().map(|problem| problem.text.as_str())
    }
}

fn here(span: &Span, files: &Files) -> Here {
    let position = span.position(&files.text(&span.file).unwrap_or_default());
    Here { path: span.file.to_string(), line: position.line, column: position.column }
}

/// Another page that changed.
#[derive(Serialize)]
struct Other {
    address: String,
    title: String,
    what: &'static str,
}

impl Preview {
    /// All that the client shows on the page at the path `page`, as JSON; what it is told of other
    /// pages happened after the version `since`, which is 0 for a client that has shown nothing.
    pub(crate) fn state(&self, page: &str, since: u64) -> String {
        let mut state = json!({
            "session": self.session(),
            "version": self.version(),
            "shown": null,
        });
        let told = json!(&*self.told);
        let about = self.shown.as_ref().map(|shown| self.about(page, since, shown));
        for part in [Some(told), about].into_iter().flatten() {
            if let (Some(state), serde_json::Value::Object(part)) = (state.as_object_mut(), part) {
                state.extend(part);
            }
        }
        state.to_string()
    }

    /// What is known of a page, and what happened elsewhere.
    fn about(&self, path: &str, since: u64, shown: &Shown) -> serde_json::Value {
        let page = shown.page_at(path);
        let there = page.as_ref().filter(|page| shown.built.output.get(page).is_some());
        let since = if since == 0 { self.version() } else { since.max(shown.first) };
        let (others, files) = self.elsewhere(page.as_ref(), since, shown);
        let source = there.and_then(|page| shown.built.sources.get(page));
        let mut named = others;
        let total = named.len();
        named.truncate(MOST_PAGES);
        json!({
            "shown": shown.time,
            "base_url": shown.built.site.settings.base_url,
            "mount": shown.mount,
            "stylesheet": format!("{}{}", shown.mount, shown.built.stylesheet),
            "page": self.page(page.as_ref(), shown),
            "others": named,
            "others_total": total,
            "files": files,
            "banners": self.banners(there.is_some(), shown),
            "source": source.map(|file| json!({ "path": file.as_str(), "line": 1 })),
            "facts": there.map(|page| facts(page, shown)).unwrap_or_default(),
        })
    }

    /// Whether a page is there, or where it went.
    fn page(&self, page: Option<&FilePath>, shown: &Shown) -> serde_json::Value {
        // The site itself may have moved, by its base URL.
        let Some(page) = page else { return json!({ "state": "moved", "to": shown.mount }) };
        if let Some(bytes) = shown.built.output.get(page) {
            let base_url = &shown.built.site.settings.base_url;
            let leads_to = Head::of(bytes).leads_to;
            let to = leads_to.and_then(|link| file_linked(page, &link, base_url));
            return match to {
                Some(to) => json!({ "state": "moved", "to": shown.address_of(&to) }),
                None => json!({ "state": "there", "tag": self.history.version_of(page) }),
            };
        }
        match self.new_name(page, shown) {
            Some(to) => json!({ "state": "moved", "to": shown.address_of(to) }),
            None => json!({ "state": "missing" }),
        }
    }

    /// The one page that came when a page went and has its title, as a renamed file's has. One look
    /// at the folder may have found the old name still, or neither.
    fn new_name(&self, gone: &FilePath, shown: &Shown) -> Option<&FilePath> {
        let removed = self.history.removed(gone)?;
        let is_it = |path: &&FilePath| {
            let bytes = shown.built.output.get(path).filter(|_| is_page(path));
            bytes.is_some_and(|bytes| Head::of(bytes).title == removed.title)
        };
        let mut added = self.history.added_since(removed.version.saturating_sub(1)).filter(is_it);
        let first = added.next()?;
        added.next().is_none().then_some(first)
    }

    /// The other pages and files that changed after a version.
    fn elsewhere(
        &self,
        page: Option<&FilePath>,
        since: u64,
        shown: &Shown,
    ) -> (Vec<Other>, Vec<String>) {
        let mut pages = Vec::new();
        let mut files = Vec::new();
        for (path, change) in self.history.changes_after(since) {
            if page == Some(path)
                || UNSEEN.contains(&path.as_str())
                || path.as_str() == shown.built.stylesheet
            {
                continue;
            }
            let address = shown.address_of(path);
            if !is_page(path) {
                files.push(address);
                continue;
            }
            let head = shown.built.output.get(path).map(|bytes| Head::of(bytes));
            if head.as_ref().is_some_and(|head| head.leads_to.is_some()) {
                continue;
            }
            let what = match change {
                Change::Added => "added",
                Change::Changed => "changed",
                Change::Removed => "removed",
            };
            let title = head.map(|head| own_title(&head.title, &shown.built.site.settings.title));
            pages.push(Other { address, title: title.unwrap_or_default(), what });
        }
        (pages, files)
    }

    /// What an editor should know before the page itself.
    fn banners(&self, is_there: bool, shown: &Shown) -> Vec<serde_json::Value> {
        if is_there || self.session.drafts {
            return Vec::new();
        }
        let drafts: BTreeSet<&FilePath> =
            shown.built.drafts.iter().filter(|it| it.id.is_none()).map(|it| &it.file).collect();
        let drafts = match drafts.len() {
            0 => None,
            1 => {
                Some("One page is a draft and left out; `trip serve --drafts` shows it.".to_owned())
            }
            many => Some(format!(
                "{many} pages are drafts and left out; `trip serve --drafts` shows them."
            )),
        };
        let held = shown.built.held.lines();
        let held = (!held.is_empty())
            .then(|| format!("Held back: {}. `trip serve --drafts` shows it.", held.join("; ")));
        let banner = |(kind, text)| Some(json!({ "kind": kind, "text": text? }));
        [("draft", drafts), ("embargo", held)].into_iter().filter_map(banner).collect()
    }
}

/// A page's title without the site's behind it: `Trade` of `Trade – The tour, explained`.
fn own_title(title: &str, site: &str) -> String {
    let before = title.strip_suffix(site).filter(|_| !site.is_empty());
    let own = before.map(|own| own.trim_end_matches([' ', '–', '—', '-', '|', '·', ':']));
    own.filter(|own| !own.is_empty()).unwrap_or(title).to_owned()
}

/// The facts that a page states: those that it links to, in their order; on the page of all facts, all.
fn facts(page: &FilePath, shown: &Shown) -> Vec<serde_json::Value> {
    let Some(bytes) = shown.built.output.get(page) else { return Vec::new() };
    let html = String::from_utf8_lossy(bytes);
    let base_url = &shown.built.site.settings.base_url;
    let known = shown.facts();
    let linked = places_linked(page, &html, base_url).into_iter();
    let linked = linked.filter_map(|(file, anchor)| known.get(&(file, anchor?)).copied());
    let own = known.iter().filter(|((file, _), _)| file == page).map(|(_, id)| *id);
    let mut seen = BTreeSet::new();
    let each_once = own.chain(linked).filter(|id| seen.insert(*id));
    each_once.map(|id| fact(id, shown)).collect()
}

fn fact(id: Id<Fact>, shown: &Shown) -> serde_json::Value {
    let site = &shown.built.site;
    let fact = &site.facts[id];
    let certainty = site.certainty(id).word();
    let here = here(&fact.id_span, &shown.built.files);
    json!({
        "id": fact.id,
        "text": fact.text.plain_text(),
        "certainty": certainty,
        "word": shown.built.words.get(&format!("certainty.{certainty}")),
        "path": here.path,
        "line": here.line,
        "column": here.column,
    })
}
