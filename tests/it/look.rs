//! A site's own look: its words, its templates, its files.

use trip_explainer::{Paint, report};

use crate::given::{base_site, given};

/// The settings of the base site in another language.
fn settings_in(language: &str) -> String {
    crate::spec::base()["content/site.yaml"]
        .replace("language: en", &format!("language: {language}"))
}

#[test]
fn a_word_that_a_translation_lacks_is_named() {
    let site = given("content/site.yaml", settings_in("nb"))
        .and("templates/words/nb.yaml", "glance:\n  title: Kort sagt\n");
    let problems: Vec<_> = site.built().problems.iter().collect();
    assert!(problems.iter().all(|problem| problem.code.name == "missing-word"));
    let named = |word: &str| problems.iter().any(|it| it.message.contains(&format!("`{word}`")));
    assert!(named("glance.who") && !named("glance.title"));
}

#[test]
fn a_region_without_words_of_its_own_has_those_of_its_language() {
    given("content/site.yaml", settings_in("en-GB")).page("", |main| main.says(["At a glance"]));
}

#[test]
fn the_language_of_the_site_is_that_of_its_pages() {
    let page = base_site().document("");
    let html = page.first("html").expect("an <html>");
    assert_eq!((html.attribute("lang"), html.attribute("dir")), (Some("en"), Some("ltr")));
}

#[test]
fn all_pages_load_one_stylesheet_whose_name_changes_with_it() {
    let stylesheet = |site: &crate::given::Given| {
        let paths = site.paths().into_iter().map(str::to_owned);
        let mut paths = paths.filter(|path| path.starts_with("assets/style-"));
        (paths.next().expect("a stylesheet"), paths.next())
    };
    let (name, second) = stylesheet(&base_site());
    assert_eq!(second, None);
    let own = given("static/css/components/ours.css", "@layer components { main { color: red } }");
    let (own_name, _) = stylesheet(&own);
    assert_ne!(name, own_name);
    assert!(own.published(&own_name).contains("color: red"));
    assert!(own.published("index.html").contains(&own_name));
}

#[test]
fn what_an_editor_writes_is_never_markup() {
    let title = "\"Tom & <Jerry>\"";
    let text = format!("---\ntitle: '{title}'\nplace: japan\nstatus: possible\n---\n");
    given("content/tour/stops/japan.md", text)
        .and(
            "content/tour/trip.md",
            crate::spec::base()["content/tour/trip.md"].replace("F1]", "F1]\nstops: [japan]"),
        )
        .page("stops/japan/", |main| main.has_heading("Stop 1: \"Tom & <Jerry>\""));
}

#[test]
fn a_report_shows_the_line_and_what_is_wrong_with_it() {
    let site = given(
        "content/tour/stops/japan.md",
        "---\ntitle: Japan\nplace: jpan\nstatus: possible\nfacts: [F1]\n---\n",
    );
    let built = site.built();
    let expected = "\
error[unknown-id]: there is no place called `jpan`
 --> content/tour/stops/japan.md:3:8
  |
3 | place: jpan
  |        ^^^^ not in places.yaml
  |
help: did you mean `japan`?

";
    assert_eq!(report(&built.problems, &built.files, Paint::Plain), expected);
}

#[test]
fn places_are_counted_in_characters_and_a_byte_order_mark_has_no_column() {
    let text = "\u{feff}---\r\ntitle: Japán\r\nsummary: Süß [é](place:jpan)\r\nplace: japan\r\nstatus: possible\r\nfacts: [F1]\r\n---\r\n";
    given("content/tour/stops/japan.md", text).problems(
        "content/tour/stops/japan.md:3:24: error[unknown-id]: there is no place called `jpan` — did you mean `japan`?",
    );
}
