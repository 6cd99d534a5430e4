//! Addresses that were published and are no more: readers and other sites have kept them.
//!
//! Pages count, and files that machines fetch by their name: feeds, calendars, data. So do the ids
//! of entries on their pages, where the earlier pages can be read. Pictures and stylesheets do not
//! count, nor do headings: a link to a heading that was reworded still leads to its page.

use std::collections::{BTreeMap, BTreeSet};

use crate::files::FilePath;
use crate::output::links::{ids, page_address};
use crate::output::{Output, page_path};
use crate::problem::{Problems, Severity, VANISHED_ADDRESS, nearest};
use crate::site::{EVENT_CALENDAR, Site};

/// The files that somebody subscribes to or fetches by their names.
const FETCHED: [&str; 6] = ["html", "xml", "json", "ics", "csv", "txt"];

/// What the ids of entries begin with; that of an update is made from its place where it has none.
const ENTRIES: [&str; 5] = ["fact-", "figure-", "term-", "source-", "org-"];

/// What was published before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Before {
    /// Every file.
    files: BTreeSet<FilePath>,
    /// The ids of entries, by the page that they are on.
    ids: BTreeMap<FilePath, BTreeSet<String>>,
}

impl Before {
    /// Files whose contents are not known.
    pub(crate) fn of_files(files: impl IntoIterator<Item = FilePath>) -> Self {
        Self { files: files.into_iter().collect(), ..Self::default() }
    }

    /// Adds a file with its bytes.
    pub(crate) fn add(&mut self, path: FilePath, bytes: &[u8]) {
        if path.extension() == "html" {
            let ids = ids(bytes).into_iter().filter(|id| is_of_entry(id)).collect();
            self.ids.insert(path.clone(), ids);
        }
        self.files.insert(path);
    }

    /// Adds an address from the site's root, such as `facts/#fact-F1`.
    pub(crate) fn add_address(&mut self, address: &str) {
        let (page, id) = address.split_once('#').unwrap_or((address, ""));
        let Some(path) = page_path(page.split('?').next().unwrap_or_default()) else { return };
        if is_of_entry(id) {
            self.ids.entry(path.clone()).or_default().insert(id.to_owned());
        }
        self.files.insert(path);
    }
}

fn is_of_entry(id: &str) -> bool {
    ENTRIES.iter().any(|start| id.starts_with(start))
}

/// How it is taken if an address has vanished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vanished {
    /// It may have been a trial: a warning, and nothing is said of what is kept back.
    FromOwnFolder,
    /// Readers had it: an error.
    FromReaders,
}

/// Reports what was published before and is not in the output of `site`.
pub(crate) fn vanished(
    before: &Before,
    (output, site): (&Output, &Site),
    how: Vanished,
) -> Problems {
    let mut problems = Problems::default();
    let gone: BTreeSet<FilePath> =
        before.files.iter().filter(|it| !output.has(it.as_str())).cloned().collect();
    let gone = gone.iter().filter(|path| is_counted(path, &gone));
    for path in gone {
        let address = page_address(path);
        let is_kept_back = site.kept_back.contains(address.trim_start_matches('/'));
        if how == Vanished::FromReaders || !is_kept_back {
            let cure = if is_kept_back { KEPT_BACK.to_owned() } else { cure(path, before, output) };
            report(&address, made_from(&address, site), cure, how, &mut problems);
        }
    }
    for (page, ids) in &before.ids {
        let Some(bytes) = output.get(page) else { continue };
        let now = self::ids(bytes);
        for id in ids.iter().filter(|id| !now.contains(*id)) {
            let address = format!("{}#{id}", page_address(page));
            report(&address, None, AN_ID_STAYS.to_owned(), how, &mut problems);
        }
    }
    problems
}

/// Whether somebody may miss a file: the calendar of one event is taken once, from its page, and a
/// frame follows the aliases of its event.
fn is_counted(path: &FilePath, gone: &BTreeSet<FilePath>) -> bool {
    let event = path.as_str().replacen("embed/event/", "events/", 1);
    let is_frame = event != path.as_str() && gone.iter().any(|it| it.as_str() == event);
    FETCHED.contains(&path.extension()) && !is_frame && path.name() != EVENT_CALENDAR
}

const KEPT_BACK: &str = "readers had it before it was kept back: take out `draft` or `publish_at`, \
                         or write `expires` instead, which leaves a notice there";
const AN_ID_STAYS: &str = "give the entry its id again: an id never changes. A fact that is wrong \
                           stays, with another fact that `supersedes` it";

fn report(
    address: &str,
    made_from: Option<String>,
    cure: String,
    how: Vanished,
    problems: &mut Problems,
) {
    let source = made_from.map(|file| format!(", made from {file},")).unwrap_or_default();
    let message = format!("`{address}`{source} was published and is no more");
    let problem = problems.add_placeless(VANISHED_ADDRESS, message).help(cure);
    if how == Vanished::FromReaders {
        problem.severity = Severity::Error;
    }
}

/// The file that a page was made from, where the address tells.
fn made_from(address: &str, site: &Site) -> Option<String> {
    let names: Vec<&str> = address.trim_matches('/').split('/').collect();
    let front = site.front.map(|trip| site.trips[trip].id.as_str());
    match (names.as_slice(), front) {
        (["people", id], _) => Some(format!("the entry `{id}` of `content/people.yaml`")),
        ([kind @ ("stops" | "events"), id], Some(trip)) => {
            Some(format!("`content/{trip}/{kind}/{id}.md`"))
        }
        ([trip, kind @ ("stops" | "events"), id], _) => {
            Some(format!("`content/{trip}/{kind}/{id}.md`"))
        }
        _ => None,
    }
}

/// What to do about a page that is gone: the likeliest of those that are new in its folder is named.
fn cure(gone: &FilePath, before: &Before, output: &Output) -> String {
    let address = page_address(gone);
    if gone.extension() != "html" {
        return "who fetches it is left without: publish it again under this name".to_owned();
    }
    let folder =
        |path: &FilePath| path.folder().rsplit_once('/').map(|(outer, _)| outer.to_owned());
    let is_new = |path: &&FilePath| {
        let beside = path.extension() == "html" && folder(path) == folder(gone);
        beside && !before.files.contains(*path)
    };
    let new: Vec<String> =
        output.iter().map(|(path, _)| path).filter(is_new).map(page_address).collect();
    let heir = match new.as_slice() {
        [only] => Some(only.as_str()),
        several => nearest(&address, several.iter().map(String::as_str)),
    };
    let file = match heir {
        Some(heir) => format!("in the file that makes `{heir}`, if that took its place"),
        None => "in the file that took its place".to_owned(),
    };
    format!(
        "write `aliases: [{address}]` {file}; or put its file back with `expires`, which leaves a \
         notice there"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Files;
    use crate::pipeline::{Built, Options, build};

    /// A site with a trip, in which one page more is made by each of some files.
    fn built(files: &[(&str, &str)]) -> Built {
        let site = "title: T\nbase_url: https://example.org/\nlanguage: en\ntime_zone: UTC\n\
                    front: tour\npublisher: {name: P}\n";
        let trip =
            "---\ntitle: Tour\ntraveller: a\nstatus: planned\nkey_points: [{text: A.}]\n---\n";
        let base = [
            ("content/site.yaml", site),
            ("content/people.yaml", "a: {name: A, role: B}\n"),
            ("content/tour/trip.md", trip),
        ];
        let mut all = Files::default();
        for (path, text) in base.iter().chain(files) {
            all.insert(FilePath::new(path).expect("a path"), text.as_bytes().to_vec());
        }
        let built = build(&all, &Options::default());
        assert_eq!(built.problems.errors(), 0, "{:?}", built.problems);
        built
    }

    const EVENT: &str = "---\ntitle: Dinner\nkind: other\nstatus: possible\n---\n";

    fn before(built: &Built) -> Before {
        let mut before = Before::default();
        for (path, bytes) in built.output.iter() {
            before.add(path.clone(), bytes);
        }
        before
    }

    fn told(before: &Before, now: &Built, how: Vanished) -> Vec<String> {
        let problems = vanished(before, (&now.output, &now.site), how);
        let line = |problem: &crate::problem::Problem| {
            let help = problem.help.as_deref().unwrap_or_default();
            format!("{}: {} — {help}", problem.severity.word(), problem.message)
        };
        problems.iter().map(line).collect()
    }

    #[test]
    fn a_renamed_page_is_named_with_the_alias_that_mends_it() {
        let then = built(&[("content/tour/events/dinner.md", EVENT)]);
        let now = built(&[("content/tour/events/banquet.md", EVENT)]);
        assert_eq!(
            told(&before(&then), &now, Vanished::FromReaders),
            ["error: `/events/dinner/`, made from `content/tour/events/dinner.md`, was published \
              and is no more — write `aliases: [/events/dinner/]` in the file that makes \
              `/events/banquet/`, if that took its place; or put its file back with `expires`, \
              which leaves a notice there"]
        );
        let event = EVENT.replace("kind", "aliases: [/events/dinner/]\nkind");
        let mended = built(&[("content/tour/events/banquet.md", &event)]);
        assert_eq!(told(&before(&then), &mended, Vanished::FromReaders), [""; 0]);
    }

    #[test]
    fn a_page_taken_back_as_a_draft_is_a_trial_at_home_and_an_error_where_readers_had_it() {
        let then = built(&[("content/tour/events/dinner.md", EVENT)]);
        let draft = EVENT.replace("kind", "draft: true\nkind");
        let now = built(&[("content/tour/events/dinner.md", &draft)]);
        assert_eq!(told(&before(&then), &now, Vanished::FromOwnFolder), [""; 0]);
        let told = told(&before(&then), &now, Vanished::FromReaders);
        assert!(told.len() == 1 && told[0].contains(KEPT_BACK), "{told:?}");
    }

    #[test]
    fn an_id_counts_and_a_heading_or_a_picture_does_not() {
        let facts = |id: &str| format!("{id}: {{text: A., certainty: stated, kind: fact}}\n");
        let section = |heading: &str| format!("---\ntitle: Trade\n---\n\n## {heading}\n\nText.\n");
        let files = |id: &str, heading: &str| (facts(id), section(heading));
        let (one, other) = (files("F1", "Fish"), files("F2", "Ships"));
        let path = ["content/tour/facts.yaml", "content/tour/trade/index.md"];
        let then = built(&[(path[0], &one.0), (path[1], &one.1)]);
        let now = built(&[(path[0], &other.0), (path[1], &other.1)]);
        let mut before = before(&then);
        before.add(FilePath::new("media/old.jpg").expect("a path"), b"");
        before.add(FilePath::new("itinerary.ics").expect("a path"), b"");
        let told = told(&before, &now, Vanished::FromReaders);
        let named: Vec<&str> = told.iter().filter_map(|line| line.split('`').nth(1)).collect();
        assert_eq!(named, ["/itinerary.ics", "/facts/#fact-F1"]);
    }
}
