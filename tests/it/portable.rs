//! Portable builds: what opens from the disk, followed link by link as files.

use std::collections::BTreeMap;

use trip_explainer::{Built, Options, Output, build};

use crate::asia_tour;
use crate::given::{base_site, given, texts_of};

/// The files of an output, by path.
fn files(output: &Output) -> BTreeMap<String, String> {
    texts_of(output).into_iter().map(|(path, text)| (path.to_string(), text)).collect()
}

/// The values of an attribute of a page, as a browser reads them.
fn values(html: &str, attribute: &str) -> Vec<String> {
    let opening = format!(" {attribute}=\"");
    let values = html.split(&opening).skip(1).filter_map(|rest| rest.split('"').next());
    values.map(|value| value.replace("&amp;", "&")).collect()
}

/// Where a link leads as a file, from the page at a path; none if it leaves the disk.
fn file_of(page: &str, link: &str) -> Option<(String, Option<String>)> {
    let (path, anchor) = match link.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (link, None),
    };
    if path.contains(':') {
        return None;
    }
    assert!(!path.starts_with('/'), "{page} links to the root of the disk: {link}");
    let mut names: Vec<&str> = page.split('/').collect();
    names.pop();
    for name in path.split('/').filter(|_| !path.is_empty()) {
        match name {
            ".." => assert!(names.pop().is_some(), "{page} leaves the folder: {link}"),
            "." => {}
            name => names.push(name),
        }
    }
    Some((if path.is_empty() { page.to_owned() } else { names.join("/") }, anchor))
}

/// Each link, picture and stylesheet of each page is a file that is there, and each anchor an id; how
/// many there are.
fn assert_opens_from_the_disk(output: &Output) -> usize {
    let files = files(output);
    let mut followed = 0;
    for (page, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let links = ["href", "src"].map(|attribute| values(html, attribute)).concat();
        for link in links {
            let Some((path, anchor)) = file_of(page, &link) else { continue };
            let target = files.get(&path);
            let target = target.unwrap_or_else(|| panic!("{page} links to {link}: no {path}"));
            let has = |anchor: &str| target.contains(&format!("id=\"{anchor}\""));
            assert!(anchor.is_none_or(|it| has(&it)), "{page} links to {link}: no such place");
            followed += 1;
        }
        assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
        assert!(!html.contains("url=../\""), "{page} leads on to a folder");
    }
    followed
}

/// How many links to places of the site its pages have as they are published.
fn links_of(output: &Output) -> usize {
    let pages = files(output).into_iter();
    let pages = pages.filter(|(path, _)| path.ends_with(".html") && path != "404.html");
    let links = pages.flat_map(|(_, html)| ["href", "src"].map(|it| values(&html, it)).concat());
    links.filter(|link| !link.split('#').next().is_some_and(|path| path.contains(':'))).count()
}

/// A portable copy opens from the disk, and no link was lost on the way.
fn assert_portable(built: &Built) {
    let followed = assert_opens_from_the_disk(&built.output.portable());
    assert_eq!(followed, links_of(&built.output));
}

#[test]
fn every_link_of_a_portable_site_is_a_file() {
    let built = build(&asia_tour::files(), &Options::default());
    assert_portable(&built);
}

#[test]
fn a_portable_site_with_trips_redirects_and_notices_opens_too() {
    let dinner = "---\ntitle: Dinner\nkind: other\nstatus: possible\nexpires: 2031-05-01\n\
                  aliases: [/dinner/]\nfacts: [F1]\n---\n";
    let autumn = "---\ntitle: Autumn\ntraveller: leader\nstatus: planned\naliases: [/old/]\n\
                  draft: true\nkey_points:\n  - text: She rests.\n---\n\nShe rests.\n";
    let site = given("content/tour/events/dinner.md", dinner)
        .and("content/autumn/trip.md", autumn)
        .with(|choices| choices.drafts = true)
        .with(|choices| choices.as_of = Some("2031-06-01".to_owned()));
    site.no_problems();
    assert_portable(site.built());
    assert!(site.paths().contains(&"old/index.html"));
}

#[test]
fn a_portable_site_has_nothing_that_only_a_server_needs_and_all_the_rest() {
    let site = base_site();
    let portable = files(&site.built().output.portable());
    let missing: Vec<&str> =
        site.paths().into_iter().filter(|path| !portable.contains_key(*path)).collect();
    assert_eq!(missing, [".nojekyll", "404.html"]);
}
