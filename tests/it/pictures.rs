//! Pictures on pages: the place that is kept for them, when they are loaded, what a crop keeps.

use crate::given::{Given, given};
use crate::markup::Element;
use crate::picture::jpeg;

const CREDIT: &str = "port.jpg:\n  alt: A port\n  credit: Siri Moe\n  focal: 30% 60%\n\
    chart.svg:\n  alt: A chart\n  credit: Siri Moe\n";

/// The base site with a picture at the top of its trip, and two in a section.
fn site() -> Given {
    let trip =
        crate::spec::base()["content/tour/trip.md"].replace("status:", "image: port.jpg\nstatus:");
    let section = "---\ntitle: Trade\n---\n\n![A port](../media/port.jpg)\n\n\
        ![A chart](../media/chart.svg)\n";
    given("content/tour/trip.md", trip)
        .and("content/tour/trade/index.md", section)
        .and("content/tour/media/media.yaml", CREDIT)
        .and("content/tour/media/port.jpg", jpeg(640, 480, 1000))
        .and("content/tour/media/chart.svg", "<svg><path d='M0 0'/></svg>")
}

/// The attributes of a page's pictures by name, apart from address and words.
fn pictures(page: &Element) -> Vec<String> {
    let pictures = page.descendants().into_iter().filter(|element| element.name == "img");
    pictures
        .map(|picture| {
            let rest = picture.attributes().filter(|(name, _)| !["src", "alt"].contains(name));
            let rest: Vec<String> = rest.map(|(name, value)| format!("{name}={value}")).collect();
            rest.join(" ")
        })
        .collect()
}

#[test]
fn the_picture_at_the_top_is_loaded_at_once_and_in_a_place_of_its_size() {
    let site = site();
    site.no_problems();
    let found = pictures(&site.document(""));
    assert_eq!(found[0], "height=480 style=object-position: 30% 60% width=640");
}

#[test]
fn a_picture_in_prose_is_loaded_when_it_comes_into_sight() {
    let found = pictures(&site().document("trade/"));
    let port = "decoding=async height=480 loading=lazy style=object-position: 30% 60% width=640";
    assert_eq!(found, [port, "decoding=async loading=lazy"]);
}
