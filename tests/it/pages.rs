//! What each page owes its readers, whatever the look.

use crate::given::{base_site, given};

/// A stop at the place of the base site, with this title.
fn stop(title: &str) -> String {
    format!("---\ntitle: {title}\nplace: japan\nstatus: possible\n---\n")
}

/// The trip of the base site with one more field.
fn trip_with(field: &str) -> String {
    crate::spec::base()["content/tour/trip.md"].replace("status:", &format!("{field}\nstatus:"))
}

#[test]
fn a_stop_links_to_the_next_one() {
    let site = given("content/tour/stops/south-korea.md", stop("South Korea"))
        .and("content/tour/trip.md", trip_with("stops: [japan, south-korea]"));
    site.no_problems();
    let page = site.document("stops/japan/");
    let next = page.links().into_iter().find(|(href, _)| *href == "../south-korea/");
    assert!(next.expect("a link to the next stop").1.contains("South Korea"));
}

#[test]
fn every_page_has_one_main_heading_and_a_title() {
    let site = base_site();
    for path in site.paths().into_iter().filter(|path| path.ends_with(".html")) {
        let page = site.document(path);
        let count = |name: &str| page.descendants().iter().filter(|it| it.name == name).count();
        assert_eq!((count("h1"), count("main"), count("title")), (1, 1, 1), "{path}");
    }
}

#[test]
fn every_page_says_in_which_language_and_at_which_address_it_is() {
    let site = base_site();
    for path in site.paths().into_iter().filter(|path| path.ends_with(".html")) {
        let page = site.document(path);
        let canonical = page.descendants().into_iter().find(|element| {
            element.name == "link" && element.attribute("rel") == Some("canonical")
        });
        let address = path.strip_suffix("index.html").unwrap_or(path);
        let expected = format!("https://example.org/{address}");
        let href = canonical.and_then(|it| it.attribute("href"));
        assert_eq!(href, Some(expected.as_str()), "{path}");
    }
}

#[test]
fn a_page_leads_back_to_the_pages_above_it() {
    let page = given("content/tour/trade/index.md", "---\ntitle: Trade\n---\n\nText.\n")
        .and("content/tour/trade/fish.md", "---\ntitle: Fish\n---\n\nText.\n")
        .document("trade/fish/");
    let links = page.links();
    assert!(links.contains(&("../", "Trade".to_owned())), "{links:?}");
    assert!(links.iter().any(|(href, _)| *href == "../../"), "{links:?}");
}

#[test]
fn what_is_left_out_leaves_no_empty_heading_behind() {
    let main = base_site().main("");
    for words in ["What each side wants", "Numbers that matter", "Deadlines", "Glossary"] {
        main.lacks(words);
    }
}

#[test]
fn a_side_whose_wants_nobody_has_stated_is_shown_as_not_stated() {
    given("content/tour/wants.yaml", "a:\n  side: leader\n  from: japan\n  text: More schools\n")
        .page("", |main| main.says(["More schools", "not stated in our sources"]));
}

#[test]
fn a_serious_correction_stands_above_everything_but_the_headline() {
    let updates = "\
- {date: 2031-03-01, kind: correction, gravity: serious, text: The place was wrong.,
   was: Fiji, now: Japan}
- {date: 2031-03-02, kind: correction, text: The hour was wrong., was: nine, now: ten}
";
    given("content/tour/updates.yaml", updates)
        .and("content/tour/trip.md", trip_with("dek: A sentence under the headline."))
        .page("", |main| {
            main.says(["Ada Lind’s Asia tour", "The place was wrong.", "under the headline"]);
            main.says(["under the headline", "The hour was wrong."]);
        });
}

#[test]
fn an_undated_trip_says_so_and_no_machine_reads_a_date() {
    let site = base_site();
    site.no_problems();
    let dated = |path: &&str| {
        let page = site.document(path);
        page.descendants().iter().any(|it| it.attribute("datetime").is_some())
    };
    let paths = site.paths();
    let pages = paths.iter().filter(|path| path.ends_with(".html"));
    assert_eq!(pages.copied().find(dated), None);
}

#[test]
fn a_day_without_its_year_is_read_by_machines_without_one() {
    let site = given("content/tour/timeline.yaml", "a:\n  title: Tariffs\n  when: XXXX-11-01\n");
    let page = site.document("timeline/");
    let times: Vec<_> =
        page.descendants().iter().filter_map(|it| it.attribute("datetime")).collect();
    assert_eq!(times, ["11-01"]);
    site.page("timeline/", |main| main.says(["November 1"]));
}

#[test]
fn a_day_is_never_moved_by_a_time_zone() {
    let text = "---\ntitle: Japan\nplace: japan\nstatus: possible\nwhen: 2031-04-03\ntz: Pacific/Kiritimati\n---\n";
    let site = given("content/tour/stops/japan.md", text);
    site.page("stops/japan/", |main| {
        main.says(["April 3, 2031"]);
        main.lacks("April 2");
        main.lacks("April 4");
    });
}

#[test]
fn the_page_for_what_is_not_there_works_at_any_depth() {
    let site = base_site();
    let page = site.document("404.html");
    for (href, _) in page.links() {
        assert!(href.starts_with("https://example.org/") || href.starts_with('#'), "{href}");
    }
}

#[test]
fn with_one_trip_there_is_no_list_of_trips() {
    assert!(!base_site().paths().contains(&"trips/index.html"));
}

#[test]
fn one_of_something_is_not_several() {
    base_site().page("facts/", |main| main.lacks("1 facts"));
    base_site().page("sources/", |main| main.lacks("1 facts"));
}

#[test]
fn two_trips_may_tell_how_they_were_made_under_the_same_heading() {
    let method = trip_with("method: |\n  ## How\n\n  We asked.");
    let other = method.replace("facts: [F1]\n", "").replace("fact:F1", "place:japan");
    given("content/tour/trip.md", method).and("content/winter/trip.md", other).no_problems();
}

#[test]
fn a_number_that_matters_is_the_same_number_to_machines() {
    let figures = "school-cost:\n  value: 350000000000\n  unit: USD\n  display: $350 billion\n\
        \x20 label: cost of the school\n  facts: [F1]\n";
    let section = "---\ntitle: Trade\n---\n\nIt costs [$350 billion](figure:school-cost).\n";
    let site =
        given("content/tour/figures.yaml", figures).and("content/tour/trade/index.md", section);
    site.no_problems();
    let page = site.document("");
    let data = page.first("data").expect("a figure");
    assert_eq!(
        (data.attribute("value"), data.text()),
        (Some("350000000000"), "$350 billion".into())
    );
}
