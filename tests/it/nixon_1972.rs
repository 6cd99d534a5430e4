//! A dated site: what is known of a trip that is over.

use trip_explainer::{Built, FilePath, Options, Paint, build, report};

use crate::asia_tour::files_in;
use crate::golden::root;
use crate::markup::Element;

fn built() -> Built {
    let options = Options { strict: true, ..Options::default() };
    build(&files_in(&root().join("tests/sites/nixon-1972")), &options)
}

/// The text of a page's `<main>`.
fn text(built: &Built, path: &str) -> String {
    let path = FilePath::new(path).expect("a path");
    let bytes = built.output.get(&path).expect("the page");
    let page = Element::parse(&String::from_utf8_lossy(bytes));
    page.take("main").expect("a main part").text()
}

#[test]
fn nothing_is_wrong_with_it_even_strictly() {
    let built = built();
    assert_eq!(report(&built.problems, &built.files, Paint::Plain), "");
    assert_eq!(built.summary.stated, built.summary.facts);
}

#[test]
fn a_time_is_told_where_it_happened_then_in_the_newsroom_then_in_utc() {
    let text = text(&built(), "events/mao-meeting/index.html");
    let told = ["14:50–15:55 local time", "(01:50–02:55 EST", "06:50–07:55 UTC)"];
    let places: Vec<_> = told.iter().map(|time| text.find(time).expect(time)).collect();
    assert!(places.is_sorted(), "{text}");
}

#[test]
fn what_took_place_is_called_so() {
    let built = built();
    for (path, _) in built.output.iter().filter(|(path, _)| path.name() == "index.html") {
        if path.as_str().starts_with("events/") && path.as_str() != "events/index.html" {
            let text = text(&built, path.as_str());
            // An earlier status may stand in its history, further down.
            let took_place = text.find("Took place").expect("its status");
            let scheduled = text.find("Scheduled").unwrap_or(text.len());
            assert!(took_place < scheduled, "{path}");
        }
    }
}
