//! The parts of a trip that other sites show in a frame.

use crate::given::{Given, base_site, given};
use crate::markup::Element;

const DINNER: &str = "---\ntitle: 'Dinner \"at\" <sea>'\nkind: talks\nstatus: possible\n\
    when_text: in spring\nfacts: [F1]\n---\n";

/// The base site with a map and a meeting.
fn site() -> Given {
    let trip = crate::spec::base()["content/tour/trip.md"].replace("F1]", "F1]\nstops: [japan]");
    given("content/tour/events/dinner.md", DINNER)
        .and("content/tour/trip.md", trip)
        .and("content/places.yaml", "japan: {name: Japan, kind: country, lat: 36.2, lon: 138.3}\n")
}

/// The address of the page that a page is a part of; its own for all but those in frames.
pub(crate) fn whole(address: &str) -> String {
    match address.split_once("embed/") {
        Some((trip, part)) => match part.strip_prefix("event/") {
            Some(event) => format!("{trip}events/{event}"),
            None => trip.to_owned(),
        },
        None => address.to_owned(),
    }
}

/// The codes to copy that a page offers, as elements.
fn codes(site: &Given, address: &str) -> Vec<Element> {
    let page = site.document(address);
    let details = page.descendants().into_iter().filter(|it| it.has_class("embed-code"));
    details
        .map(|it| it.first("code").expect("some code").own_text())
        .map(|code| Element::parse(&code).take("iframe").expect("a frame"))
        .collect()
}

#[test]
fn a_trip_offers_its_map_its_overview_and_each_meeting() {
    let site = site();
    site.no_problems();
    let embeds: Vec<&str> =
        site.paths().into_iter().filter(|path| path.starts_with("embed/")).collect();
    assert_eq!(
        embeds,
        ["embed/at-a-glance/index.html", "embed/event/dinner/index.html", "embed/map/index.html"]
    );
    let sources = |page: &str| -> Vec<String> {
        let codes = codes(&site, page);
        codes.iter().map(|code| code.attribute("src").unwrap_or_default().to_owned()).collect()
    };
    let base = "https://example.org/embed/";
    assert_eq!(sources(""), [format!("{base}at-a-glance/"), format!("{base}map/")]);
    assert_eq!(sources("events/dinner/"), [format!("{base}event/dinner/")]);
}

#[test]
fn the_code_to_copy_is_whole_whatever_the_title() {
    let codes = codes(&site(), "events/dinner/");
    let [code] = codes.as_slice() else { panic!("one code") };
    assert!(code.attribute("title").is_some_and(|it| it.starts_with("Dinner \"at\" <sea> – ")));
    assert_eq!((code.attribute("width"), code.attribute("loading")), (Some("100%"), Some("lazy")));
    assert!(code.attribute("height").is_some_and(|height| height.parse::<u16>().is_ok()));
    assert!(code.attribute("sandbox").is_some_and(|rights| !rights.contains("script")));
    assert!(code.descendants().is_empty());
}

#[test]
fn what_is_in_a_frame_needs_nothing_else_and_leads_out_of_it() {
    let site = site();
    for address in ["embed/map/", "embed/at-a-glance/", "embed/event/dinner/"] {
        let page = site.document(address);
        let all = page.descendants();
        let count = |name: &str| all.iter().filter(|it| it.name == name).count();
        assert_eq!((count("script"), count("img"), count("style"), count("h1")), (0, 0, 1, 1));
        let stylesheet = |it: &&&Element| it.attribute("rel") == Some("stylesheet");
        assert_eq!(all.iter().filter(stylesheet).count(), 0, "{address}");
        assert_eq!(page.first("base").and_then(|it| it.attribute("target")), Some("_top"));
        let up = "../".repeat(address.matches('/').count());
        let back = format!("{up}{}", whole(address));
        let links = page.links();
        let link = links.iter().find(|(_, words)| words == "Read the whole explainer");
        assert_eq!(link.map(|(href, _)| *href), Some(back.as_str()), "{address}");
    }
}

#[test]
fn how_sure_we_are_and_as_of_when_is_told_in_the_frame_too() {
    let site = site();
    site.main("embed/event/dinner/").says(["Dinner \"at\" <sea>", "Possible", "in spring"]);
    site.main("embed/map/").says(["Japan", "Possible", "not a flight path"]);
    assert!(site.published("embed/map/index.html").contains("class=\"shape\""));
    assert!(site.published("embed/map/index.html").contains("No date is given"));
    let trip = crate::spec::base()["content/tour/trip.md"]
        .replace("status:", "as_of: 2031-03-01\nstatus:");
    let dated = site.and("content/tour/trip.md", trip);
    let page = dated.published("embed/event/dinner/index.html");
    assert!(page.contains("Information as of <time datetime=\"2031-03-01\">"), "{page}");
}

#[test]
fn without_positions_there_is_no_map_to_show() {
    let site = base_site();
    assert!(!site.paths().contains(&"embed/map/index.html"));
    let sources: Vec<Element> = codes(&site, "");
    assert_eq!(sources.len(), 1);
    assert_eq!(sources[0].attribute("src"), Some("https://example.org/embed/at-a-glance/"));
}

#[test]
fn a_trip_that_is_not_in_front_has_frames_under_its_own_address() {
    let trip = crate::spec::base()["content/tour/trip.md"]
        .replace("facts: [F1]", "")
        .replace("[may visit Japan](fact:F1)", "stays");
    let site = given("content/second/trip.md", trip);
    assert!(site.paths().contains(&"second/embed/at-a-glance/index.html"));
    let codes = codes(&site, "second/");
    assert_eq!(codes[0].attribute("src"), Some("https://example.org/second/embed/at-a-glance/"));
}

#[test]
fn no_page_leads_to_a_frame() {
    let site = site();
    for path in site.paths().into_iter().filter(|path| path.ends_with(".html")) {
        let page = site.document(path);
        let links = page.links();
        assert!(links.iter().all(|(href, _)| !href.contains("embed/")), "{path}: {links:?}");
    }
}

#[test]
fn a_section_cannot_take_the_address_of_a_frame() {
    given("content/tour/embed/index.md", "---\ntitle: Embed\n---\n\nText.\n")
        .and("content/tour/embed/map.md", "---\ntitle: A map\n---\n\nText.\n")
        .problems(
            "content/tour/embed/map.md:2:8: error[duplicate-url]: two pages would have the address \
             `/embed/map/` — every site has a page there; rename the file or folder, or take the \
             alias out",
        );
}
