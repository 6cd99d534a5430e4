//! Share cards: which pages have one, what it says, and when it is drawn.

use std::collections::BTreeMap;
use std::fs;

use trip_explainer::Drawing;

use crate::cli::{Site, site};
use crate::given::{Given, base_site, given};
use crate::picture::jpeg;
use crate::spec::base;

/// What the head of a page says, by property or name.
fn meta(site: &Given, address: &str) -> BTreeMap<String, String> {
    let page = site.document(address);
    let metas = page.descendants().into_iter().filter(|element| element.name == "meta");
    let said = metas.filter_map(|meta| {
        let key = meta.attribute("property").or_else(|| meta.attribute("name"))?;
        Some((key.to_owned(), meta.attribute("content")?.to_owned()))
    });
    said.collect()
}

/// The card of a page.
fn card<'s>(site: &'s Given, address: &str) -> &'s Drawing {
    let url = &meta(site, address)["og:image"];
    let path = url.strip_prefix("https://example.org/").expect("an address of the site");
    let mut drawings = site.built().output.drawings();
    drawings.find(|(at, _)| at.as_str() == path).expect("the card is published").1
}

/// The words on a card.
fn words(drawing: &Drawing) -> String {
    let tags = drawing.svg().split('<').skip(1).filter(|tag| !tag.starts_with("style"));
    let text = tags.filter_map(|tag| tag.split_once('>'));
    let words: Vec<&str> =
        text.map(|(_, text)| text.trim()).filter(|text| !text.is_empty()).collect();
    words.join(" ").replace(['\u{2067}', '\u{2069}'], "")
}

fn stop(title: &str, status: &str) -> String {
    base()["content/tour/stops/japan.md"]
        .replace("title: Japan", &format!("title: '{title}'"))
        .replace("possible", status)
}

#[test]
fn every_page_has_a_card_with_its_title_apart_from_those_that_nobody_shares() {
    let site = base_site();
    for address in ["", "stops/japan/", "facts/", "people/leader/", "about/"] {
        let said = meta(&site, address);
        assert!(words(card(&site, address)).contains(&said["og:title"]), "{address}");
        assert_eq!(said["og:image:width"], "1200");
        assert_eq!(said["og:image:height"], "630");
        assert_eq!(said["twitter:card"], "summary_large_image");
        assert!(said["og:image:alt"].contains(&said["og:title"]));
    }
    assert!(!meta(&site, "404.html").contains_key("og:image"));
    assert_eq!(site.built().output.drawings().count(), site.built().summary.pages - 1);
}

#[test]
fn a_page_at_an_earlier_address_has_no_card() {
    let moved = base()["content/tour/stops/japan.md"]
        .replace("place: japan", "place: japan\naliases: [nippon/]");
    let site = given("content/tour/stops/japan.md", moved);
    assert!(!site.published("nippon/index.html").contains("og:image"));
}

#[test]
fn a_card_says_no_more_than_its_page() {
    let site = base_site();
    let said = words(card(&site, "stops/japan/"));
    assert_eq!(said, "Stop 1 of 1 Japan Possible 1 The Harbour Post Trips, explained");
    let alt = &meta(&site, "stops/japan/")["og:image:alt"];
    assert_eq!(alt, "Stop 1 of 1: “Japan” – Possible – The Harbour Post");
    let alt = &meta(&site, "")["og:image:alt"];
    assert_eq!(alt, "Explainer: “Ada Lind’s Asia tour” – The Harbour Post");
}

#[test]
fn what_is_called_off_is_struck_through_in_red() {
    let site = given("content/tour/stops/japan.md", stop("Japan", "cancelled"));
    let drawing = card(&site, "stops/japan/");
    assert!(words(drawing).contains("Cancelled"));
    assert!(drawing.svg().contains(r##"stroke="#9c1c1c""##), "{}", drawing.svg());
    assert!(!card(&base_site(), "stops/japan/").svg().contains("#9c1c1c"));
}

#[test]
fn what_an_editor_writes_is_never_markup_on_a_card() {
    let title = r#"</text><image href="file:///etc/passwd"/>&amp;"#;
    let site = given("content/tour/stops/japan.md", stop(title, "possible"));
    let drawing = card(&site, "stops/japan/");
    assert!(!drawing.svg().contains("<image"), "{}", drawing.svg());
    assert!(drawing.png().is_ok());
}

#[test]
fn a_site_that_reads_from_right_to_left_has_its_cards_so() {
    let settings = base()["content/site.yaml"].replace("language: en", "language: ar");
    let site = given("content/site.yaml", settings)
        .and("templates/words/ar.yaml", "trip: {kicker: شرح}\n")
        .and("content/tour/stops/japan.md", stop("اليابان", "possible"));
    let page = site.built().output.drawings();
    let svgs: Vec<&str> = page.map(|(_, drawing)| drawing.svg()).collect();
    let japan = svgs.iter().find(|svg| svg.contains("اليابان")).expect("the card of the stop");
    let title = japan.lines().find(|line| line.contains("اليابان")).expect("the title");
    assert!(title.contains(r#"x="1128""#) && title.contains(r#"text-anchor="end""#), "{title}");
    let publisher = japan.lines().find(|line| line.contains("Harbour")).expect("the publisher");
    assert!(publisher.contains(r#"x="72""#), "{publisher}");
}

/// The base site with a picture of that size at the top of its trip.
fn with_picture(width: u16, height: u16) -> Given {
    let trip = base()["content/tour/trip.md"].replace("status:", "image: port.jpg\nstatus:");
    given("content/tour/trip.md", trip)
        .and("content/tour/media/media.yaml", "port.jpg: {alt: A port, credit: Siri Moe}")
        .and("content/tour/media/port.jpg", jpeg(width, height, 1000))
}

#[test]
fn the_picture_of_a_trip_stands_in_for_its_card_if_it_is_large_enough() {
    let large = with_picture(600, 315);
    large.no_problems();
    let said = meta(&large, "");
    assert!(said["og:image"].ends_with("port.jpg"), "{}", said["og:image"]);
    assert_eq!((&*said["og:image:alt"], &*said["og:image:width"]), ("A port", "600"));
    assert!(meta(&large, "stops/")["og:image"].contains("assets/cards/"));
    assert!(meta(&with_picture(599, 315), "")["og:image"].contains("assets/cards/"));
}

#[test]
fn cards_have_the_colours_of_the_site() {
    let site = given("static/css/tokens.css", ":root { --paper: #123456 }");
    assert!(card(&site, "").svg().contains(r##"fill="#123456""##));
}

#[test]
fn a_missing_letter_is_told_once_where_it_is_written() {
    let settings = base()["content/site.yaml"].replace("Trips, explained", "Trips 🎉");
    given("content/site.yaml", settings).problems(
        "content/site.yaml:1:8: warning[missing-glyph]: the share card has no font for `🎉` — \
         take it out of the text, or put a font that has it into `templates/fonts/`; until then \
         the card leaves signs out and has “…” for words",
    );
}

#[test]
fn a_font_of_the_site_is_used() {
    let title = "मोदी in दिल्ली";
    let site = given("content/tour/stops/japan.md", stop(title, "possible"))
        .and("templates/fonts/Devanagari.ttf", include_bytes!("../fonts/devanagari.ttf").to_vec());
    site.no_problems();
    assert!(words(card(&site, "stops/japan/")).contains("मोदी in दिल्ली"));
}

#[test]
fn a_title_that_no_font_has_leaves_the_card_to_the_name_of_the_site() {
    let site = given("content/tour/stops/japan.md", stop("मोदी", "possible"));
    let said = words(card(&site, "stops/japan/"));
    assert!(said.starts_with("Stop 1 of 1 Trips, explained Possible"), "{said}");
}

#[test]
fn a_route_of_many_stops_shows_those_around_the_page() {
    let ids: Vec<String> = (1..=20).map(|number| format!("s{number:02}")).collect();
    let trip = base()["content/tour/trip.md"]
        .replace("status:", &format!("stops: [japan, {}]\nstatus:", ids.join(", ")));
    let site = ids.iter().fold(given("content/tour/trip.md", trip), |site, id| {
        let stop =
            format!("---\ntitle: Stop {id}\nplace: japan\nstatus: possible\nfacts: [F1]\n---\n");
        site.and(&format!("content/tour/stops/{id}.md"), stop)
    });
    let said = words(card(&site, "stops/s10/"));
    assert!(
        said.starts_with("Stop 11 of 21 Stop s10 Possible 8 9 10 11 12 13 The Harbour Post "),
        "{said}"
    );
}

impl Site {
    /// The cards that are published, with their bytes.
    fn cards(&self) -> BTreeMap<std::path::PathBuf, Vec<u8>> {
        self.contents("public/assets/cards")
    }

    /// Builds the site; how many cards were drawn.
    fn draw(&self) -> usize {
        let ran = self.run(&["build"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let drawn = ran.stdout.split_once(" share card").map(|(before, _)| before);
        drawn.map_or(0, |before| {
            before.rsplit('(').next().and_then(|count| count.parse().ok()).expect("a number")
        })
    }
}

#[test]
fn a_card_is_drawn_once_and_again_only_when_it_changes() {
    let site = site();
    let cards = site.draw();
    assert_eq!(site.cards().len(), cards);
    assert!(cards > 5);
    let first = site.cards();
    assert_eq!(site.draw(), 0);
    site.write("content/tour/stops/japan.md", &stop("Japan and its ports", "possible"));
    assert_eq!(site.draw(), 1);
    let second = site.cards();
    assert_eq!(second.len(), first.len());
    assert_eq!(second.iter().filter(|(path, _)| !first.contains_key(*path)).count(), 1);
    for (path, bytes) in &second {
        assert!(first.get(path).is_none_or(|old| old == bytes), "{}", path.display());
    }
}

#[test]
fn a_card_that_is_damaged_or_gone_is_drawn_again() {
    let site = site();
    site.draw();
    let cards = site.cards();
    let mut paths = cards.keys();
    let [cut, altered, gone] = std::array::from_fn(|_| paths.next().expect("a card"));
    fs::write(cut, &cards[cut][..100]).unwrap();
    let mut bytes = cards[altered].clone();
    *bytes.last_mut().expect("bytes") ^= 1;
    fs::write(altered, bytes).unwrap();
    fs::remove_file(gone).unwrap();
    assert_eq!(site.draw(), 3);
    assert_eq!(site.cards(), cards);
}

#[test]
fn a_card_that_is_not_ours_is_never_taken_for_one() {
    let site = site();
    site.draw();
    let cards = site.cards();
    let manifest = site.path("public/.trip-manifest");
    let text = fs::read_to_string(&manifest).unwrap();
    let (before, _) = text.split_once("\"drawn\"").expect("the digests of cards");
    fs::write(&manifest, format!("{}\n}}\n", before.trim_end().trim_end_matches(','))).unwrap();
    assert_eq!(site.draw(), cards.len());
    assert_eq!(site.cards(), cards);
}

#[test]
fn two_sites_draw_the_same_bytes_and_a_check_draws_nothing() {
    let (one, other) = (site(), site());
    assert_eq!(one.draw(), other.draw());
    let names = |site: &Site| -> Vec<_> {
        site.cards()
            .into_iter()
            .map(|(path, bytes)| (path.file_name().unwrap().to_owned(), bytes))
            .collect()
    };
    assert!(names(&one) == names(&other));
    fs::remove_dir_all(one.path("public")).unwrap();
    assert_eq!(one.run(&["check"]).code, 0);
    assert!(!one.path("public").exists());
}
