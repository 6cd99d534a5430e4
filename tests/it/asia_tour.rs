//! The real site: what it publishes, and what it must never say.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use trip_explainer::{Built, FilePath, Files, Options, Paint, build, report};

use crate::given::texts_of;
use crate::golden::{assert_golden, root};
use crate::markup::Element;

/// What the brief does not say, or what nobody may add to it.
const NEVER_SAID: &[&str] =
    &["2025", "Kuala Lumpur", "Gyeongju", "Tokyo", "Seoul", "shutdown", "ASEAN summit"];

/// Attributes whose values readers or machines take for words or addresses.
const SPEAKING: &[&str] =
    &["alt", "aria-label", "content", "datetime", "href", "src", "title", "value"];

/// What holds a passage together.
const PASSAGE: &[&str] = &["article", "dd", "div", "figure", "li", "main", "pre", "section", "tr"];

/// The files of the real site.
pub(crate) fn files() -> Files {
    files_in(root())
}

/// The files of a site's folder.
pub(crate) fn files_in(folder: &Path) -> Files {
    let mut files = Files::default();
    for name in ["content", "templates", "static"] {
        let inside = folder.join(name);
        if inside.is_dir() {
            collect(&inside, name, &mut files);
        }
    }
    files
}

fn collect(folder: &Path, path: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let name = entry.file_name().into_string().expect("a plain name");
        let inner = format!("{path}/{name}");
        if entry.path().is_dir() {
            collect(&entry.path(), &inner, files);
        } else if !name.starts_with(['_', '.']) {
            let bytes = fs::read(entry.path()).expect("the file can be read");
            files.insert(FilePath::new(&inner).expect("a plain path"), bytes);
        }
    }
}

/// The real site, built once for all tests.
fn site() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| build(&files(), &Options { strict: true, ..Options::default() }))
}

/// Every page of the real site by its path.
fn pages() -> &'static BTreeMap<String, Element> {
    static PAGES: OnceLock<BTreeMap<String, Element>> = OnceLock::new();
    PAGES.get_or_init(|| pages_of(site()))
}

fn pages_of(built: &Built) -> BTreeMap<String, Element> {
    let pages = built.output.iter().filter(|(path, _)| path.as_str().ends_with(".html"));
    pages
        .map(|(path, bytes)| (path.to_string(), Element::parse(&String::from_utf8_lossy(bytes))))
        .collect()
}

/// The ids of all facts, by a plain scan of the lines of `facts.yaml`.
fn fact_ids() -> Vec<String> {
    let facts = root().join("content/asia-tour/facts.yaml");
    let text = fs::read_to_string(facts).expect("the facts can be read");
    let ids = text.lines().filter_map(|line| line.strip_suffix(':'));
    ids.filter(|id| id.starts_with('F')).map(str::to_owned).collect()
}

#[test]
fn nothing_is_wrong_with_the_asia_tour_even_strictly() {
    let Built { problems, files, .. } = site();
    assert!(problems.is_empty(), "{}", report(problems, files, Paint::Plain));
}

#[test]
fn the_asia_tour_publishes_these_files() {
    let texts = texts_of(&site().output);
    let paths = texts.keys().map(|path| match path.as_str().split_once('-') {
        // The name of the stylesheet changes with the look.
        Some((start @ "assets/style", _)) => format!("{start}-….css\n"),
        _ => format!("{path}\n"),
    });
    assert_golden("tests/golden/asia-tour/paths.txt", &paths.collect::<String>());
}

#[test]
fn the_trip_page_says_this() {
    let main = pages()["index.html"].first("main").expect("a <main>");
    let text: String = main.lines().iter().map(|line| format!("{line}\n")).collect();
    assert_golden("tests/golden/asia-tour/trip.txt", &text);
}

#[test]
fn the_ledger_has_the_sixty_facts_of_the_brief() {
    let expected: Vec<String> = (1..=60).map(|number| format!("F{number}")).collect();
    assert_eq!(fact_ids(), expected);
}

#[test]
fn every_fact_is_stated_on_a_page_besides_the_ledger() {
    let unstated: Vec<String> = fact_ids().into_iter().filter(|id| !is_stated(id)).collect();
    assert!(unstated.is_empty(), "no page states {unstated:?}");
}

/// Whether a page links to a fact; the trip page has each once in its own ledger, and so must twice.
fn is_stated(id: &str) -> bool {
    let anchor = format!("#fact-{id}");
    let links = |page: &Element| {
        page.links().into_iter().filter(|(href, _)| href.ends_with(&anchor)).count()
    };
    pages().iter().any(|(path, page)| match path.as_str() {
        "facts/index.html" => false,
        "index.html" => links(page) > 1,
        _ => links(page) > 0,
    })
}

#[test]
fn nothing_is_said_that_the_brief_does_not_say() {
    let mut faults = Vec::new();
    for (path, page) in pages() {
        for words in everything_said(page) {
            let said = NEVER_SAID.iter().filter(|it| words.contains(**it));
            faults.extend(said.map(|it| format!("{path}: `{it}` in “{words}”")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The texts of a page, those of its map included, and what its attributes say.
fn everything_said(page: &Element) -> Vec<String> {
    let mut said = page.all_text();
    for element in page.descendants() {
        let speaking = element.attributes().filter(|(name, _)| SPEAKING.contains(name));
        said.extend(speaking.map(|(_, value)| without_fingerprint(value)));
    }
    said
}

/// The address of the stylesheet has a fingerprint in it, which may have any digits.
fn without_fingerprint(value: &str) -> String {
    value.split("assets/style-").next().unwrap_or_default().to_owned()
}

#[test]
fn the_kim_meeting_is_never_shown_as_more_than_possible() {
    let shown = kim_statuses(pages());
    for (path, statuses) in &shown {
        assert_eq!(*statuses, BTreeSet::from(["Possible".to_owned()]), "on {path}");
    }
    // The front page alone has it in the box at the top, the itinerary and its table.
    assert!(shown.len() > 8, "the Kim meeting is shown with its status {} times", shown.len());
}

#[test]
fn if_the_kim_meeting_were_shown_as_more_it_would_be_seen() {
    let path = FilePath::new("content/asia-tour/events/trump-kim.md").expect("a plain path");
    let mut files = files();
    let text = files.text(&path).expect("the event is there");
    files.insert(path, text.replace("status: possible", "status: scheduled").into_bytes());
    let overstated = build(&files, &Options::default());
    assert!(overstated.problems.iter().any(|it| it.code.name == "overstated-certainty"));
    let pages = pages_of(&overstated);
    let shown = kim_statuses(&pages);
    assert!(shown.iter().all(|(_, statuses)| statuses.contains("Scheduled")), "{shown:?}");
}

/// The statuses beside the Kim meeting, wherever a page shows it as an event.
fn kim_statuses(pages: &BTreeMap<String, Element>) -> Vec<(&str, BTreeSet<String>)> {
    let mut shown = Vec::new();
    for (path, page) in pages {
        let is_kim = |element: &Element| names_the_kim_meeting(element, path);
        let ways = page.ways_to(&is_kim);
        let statuses = ways.iter().filter_map(|way| statuses_beside(way));
        shown.extend(statuses.map(|statuses| (path.as_str(), statuses)));
    }
    shown
}

/// Whether an element is a link to the meeting's page under its title, or the heading of that page.
fn names_the_kim_meeting(element: &Element, path: &str) -> bool {
    let is_link = element.attribute("href").is_some_and(|it| it.ends_with("events/trump-kim/"))
        || element.attribute("href").is_some_and(|it| it == "../trump-kim/");
    let is_heading = element.name == "h1" && path == "events/trump-kim/index.html";
    (is_link || is_heading) && element.text() == "Possible Trump–Kim meeting"
}

/// The statuses in the smallest element around the last of `way` that shows any; none where that
/// element is about other events or stops too.
fn statuses_beside(way: &[&Element]) -> Option<BTreeSet<String>> {
    let around = way.iter().rev().skip(1).find(|element| !statuses(element).is_empty())?;
    let is_other = |(href, _): &(&str, String)| {
        let about = ["events/", "stops/"].iter().any(|it| href.contains(it));
        about && !href.contains("trump-kim/") && href.ends_with('/')
    };
    let is_own_page = way.last().is_some_and(|it| it.name == "h1");
    let shared = !is_own_page && around.links().iter().any(is_other);
    (!shared).then(|| statuses(around))
}

/// The words of the status marks in an element.
fn statuses(element: &Element) -> BTreeSet<String> {
    let marks = element.descendants().into_iter().filter(|it| it.has_class("status"));
    marks.map(Element::text).collect()
}

#[test]
fn a_likelihood_is_always_south_koreas() {
    let mut places = 0;
    for (path, page) in pages() {
        let Some(main) = page.first("main") else { continue };
        let speaks = |element: &Element| element.own_text().contains("considerably likely");
        for way in main.ways_to(&speaks) {
            let passage = way.iter().rev().find(|it| PASSAGE.contains(&it.name.as_str()));
            let text = passage.unwrap_or(&main).text();
            assert!(text.contains("South Korea"), "{path}: “{text}”");
            places += 1;
        }
    }
    assert!(places > 3, "the likelihood is quoted {places} times");
}

#[test]
fn no_link_begins_at_the_root_of_the_host() {
    for (path, page) in pages() {
        for element in page.descendants() {
            for name in ["href", "src"] {
                let value = element.attribute(name).unwrap_or_default();
                assert!(!value.starts_with('/'), "{path}: {name}=\"{value}\"");
            }
        }
    }
}

#[test]
fn at_another_address_the_site_has_the_same_files_and_its_canonical_addresses_change() {
    const ELSEWHERE: &str = "https://example.org/news/asia/";
    let mut options = Options::default();
    options.choices.base_url = Some(ELSEWHERE.to_owned());
    let moved = build(&files(), &options);
    assert_eq!((moved.problems.errors(), moved.problems.warnings()), (0, 0));
    let paths = |built: &Built| built.output.iter().map(|it| it.0.clone()).collect::<Vec<_>>();
    assert_eq!(paths(&moved), paths(site()));
    for (path, page) in pages_of(&moved) {
        let address = crate::embeds::whole(path.strip_suffix("index.html").unwrap_or(&path));
        let canonical = page.descendants().into_iter().find(|element| {
            element.name == "link" && element.attribute("rel") == Some("canonical")
        });
        let href = canonical.and_then(|element| element.attribute("href"));
        assert_eq!(href, Some(format!("{ELSEWHERE}{address}").as_str()), "on {path}");
    }
}

#[test]
fn a_page_that_is_not_there_links_from_any_depth() {
    let page = &pages()["404.html"];
    for (href, words) in page.links() {
        let whole = href.starts_with("https://") || href.starts_with('#');
        assert!(whole, "[{words}]({href})");
    }
}
