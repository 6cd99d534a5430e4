//! What each page owes its readers, whatever the look.

use trip_explainer::FilePath;

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
        let address = crate::embeds::whole(path.strip_suffix("index.html").unwrap_or(path));
        let expected = format!("https://example.org/{address}");
        let href = canonical.and_then(|it| it.attribute("href"));
        assert_eq!(href, Some(expected.as_str()), "{path}");
    }
}

#[test]
fn an_earlier_address_is_known_by_the_present_one() {
    let site = given("content/tour/trip.md", trip_with("aliases: [/old/]"));
    site.no_problems();
    assert!(
        site.published("old/index.html")
            .contains("rel=\"canonical\" href=\"https://example.org/\"")
    );
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

/// A second trip, which uses a source and a term that the first does not.
fn two_trips() -> crate::given::Given {
    given("content/winter/trip.md", "---\ntitle: Winter\ntraveller: leader\nstatus: ended\nfacts: [F1]\nkey_points: [{text: The leader travels by sea.}]\n---\n\nShe sailed [leeward](term:leeward).\n")
        .and("content/winter/facts.yaml", "F1: {text: Ada Lind sailed., certainty: stated, kind: fact, sources: [log-book]}\n")
        .and("content/glossary.yaml", "leeward: {term: Leeward, definition: Away from the wind.}\n")
        .and("content/sources.yaml", "press-office: {name: The press office}\nlog-book: {name: The log book, lists: [captain]}\ncaptain: {name: The captain}\n")
}

#[test]
fn a_trip_shows_the_words_and_sources_that_it_uses_and_no_others() {
    let site = two_trips();
    let winter = site.main("winter/");
    winter.says(["Leeward", "Away from the wind."]);
    winter.says(["The log book", "The captain"]);
    winter.lacks("The press office");
    let tour = site.main("");
    tour.says(["The press office"]);
    tour.lacks("Away from the wind.");
    tour.lacks("The log book");
    site.main("sources/").says(["The press office", "The log book", "The captain"]);
}

#[test]
fn a_printed_page_spells_out_where_its_links_to_other_sites_lead() {
    let site = given(
        "content/tour/trip.md",
        trip_with("method: \"[One](https://a.example/?x=1&y=2) and [two](https://b.example/).\""),
    );
    let page = site.document("");
    let list = page.descendants().into_iter().find(|element| element.has_class("addresses"));
    let list = list.expect("a list of addresses");
    assert!(
        list.text().ends_with("https://a.example/?x=1&y=2 https://b.example/"),
        "{}",
        list.text()
    );
    let elsewhere = site.document("stops/japan/");
    assert!(elsewhere.descendants().iter().all(|element| !element.has_class("addresses")));
}

#[test]
fn a_title_cannot_break_out_of_the_foot_of_a_printed_page() {
    let page = given("content/tour/stops/japan.md", stop("Japan’s 'best' \\ \"last\" stop"))
        .document("stops/japan/");
    let html = page.first("html").and_then(|html| html.attribute("style")).map(str::to_owned);
    assert_eq!(
        html.as_deref(),
        Some("--edition: 'Japan’s \\'best\\' \\\\ \"last\" stop · Trips, explained'")
    );
}

#[test]
fn meetings_without_a_date_stand_beside_the_timeline() {
    let event = |when: &str| {
        format!("---\ntitle: Talks {when}\nkind: talks\nstatus: possible\nwhen: {when}\n---\n")
    };
    let site = given("content/tour/events/one.md", event("2031-04-03"))
        .and("content/tour/events/two.md", event("unknown"))
        .and("content/tour/events/three.md", event("XXXX-04-03"));
    let text = site.main("timeline/").text().to_owned();
    let undated = text.find("Meetings whose dates are not announced").expect("their heading");
    let place = |words: &str| text.find(words).expect("an event");
    assert!(place("Talks 2031-04-03") < undated, "{text}");
    assert!(undated < place("Talks unknown"), "{text}");
    assert!(undated < place("Talks XXXX-04-03"), "{text}");
}

#[test]
fn a_list_of_somebodys_meetings_names_the_others() {
    let event = "---\ntitle: Talks\nkind: talks\nstatus: possible\nparticipants:\n  - person: leader\n  - person: guest\n---\n";
    let people =
        "leader: {name: Ada Lind, role: Prime Minister}\nguest: {name: Ken Abe, role: Mayor}\n";
    let site = given("content/tour/events/talks.md", event).and("content/people.yaml", people);
    let meetings = |address: &str| {
        let main = site.main(address).text().to_owned();
        main.split_once("Takes part in").map_or(main.clone(), |(_, after)| after.to_owned())
    };
    assert!(meetings("people/leader/").contains("With Ken Abe"));
    assert!(meetings("people/guest/").contains("With Ada Lind"));
    assert!(meetings("events/").contains("With Ken Abe"), "{}", meetings("events/"));
}

#[test]
fn a_heading_keeps_a_day_with_its_month() {
    let site = given("content/tour/stops/japan.md", stop("By April 3, or 3 April, or May 40x"));
    let path = FilePath::new("stops/japan/index.html").expect("a path");
    let html = String::from_utf8_lossy(site.built().output.get(&path).expect("the page"));
    assert!(html.contains("By April\u{a0}3, or 3\u{a0}April, or May 40x</h1>"), "{html}");
}

#[test]
fn a_topic_about_its_own_subject_does_not_lead_to_itself() {
    let site = given("content/tour/trade/index.md", "---\ntitle: Trade\n---\n\nText.\n").and(
        "content/tour/trade/fish.md",
        "---\ntitle: Fish\nabout: [fish, japan]\n---\n\nText.\n",
    );
    let main = site.main("trade/fish/");
    main.links_to("../../stops/japan/", "Japan");
    assert!(!main.text().contains("About Fish"), "{}", main.text());
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

/// The base site with a stop in a zone of its own, and an event there at some time.
fn event_at(zone: &str, when: &str) -> crate::given::Given {
    let stop = format!("---\ntitle: Japan\nplace: japan\nstatus: possible\ntz: {zone}\n---\n");
    let event = format!(
        "---\ntitle: Talks\nkind: talks\nstatus: possible\nstop: japan\nwhen: {when}\n---\n"
    );
    given("content/tour/stops/japan.md", stop).and("content/tour/events/talks.md", event)
}

#[test]
fn an_interval_is_told_whole_on_each_clock() {
    let told = |zone: &str, when: &str| {
        let site = event_at(zone, when);
        site.no_problems();
        let text = site.main("events/talks/").text().to_owned();
        let (_, after) = text.split_once("When ").expect("when it is");
        after.split(" Where").next().unwrap_or_default().to_owned()
    };
    // The newsroom of the base site is in Oslo.
    assert_eq!(
        told("Pacific/Honolulu", "2031-04-03T10:00/2031-04-03T16:00"),
        "April 3, 2031, 10:00–16:00 local time \
         (22:00 – April 4, 04:00 CEST, 20:00 – April 4, 02:00 UTC)"
    );
    assert_eq!(
        told("Europe/Oslo", "2031-10-26T00:30/2031-10-26T04:00"),
        "October 26, 2031, 00:30 local time – October 26, 2031, 04:00 local time \
         (October 25, 22:30 – 03:00 UTC)"
    );
    assert_eq!(told("Asia/Tokyo", "2031-04-03/2031-04-03"), "April 3, 2031");
    assert_eq!(
        told("Asia/Tokyo", "2031-04-03T10:00/2031-04-05"),
        "April 3, 10:00 local time – April 5, 2031"
    );
}

#[test]
fn a_trip_shows_what_its_terms_lead_to() {
    let site = two_trips()
        .and(
            "content/glossary.yaml",
            "leeward: {term: Leeward, definition: \"Not [windward](term:windward).\"}\n\
             windward: {term: Windward, definition: Against the wind., source: dictionary}\n",
        )
        .and(
            "content/sources.yaml",
            "press-office: {name: The press office}\nlog-book: {name: The log book}\n\
             dictionary: {name: The dictionary, lists: [old-dictionary]}\n\
             old-dictionary: {name: The old dictionary}\n",
        );
    site.main("winter/").says(["Windward", "The dictionary", "The old dictionary"]);
    site.main("").lacks("The old dictionary");
}

#[test]
fn a_region_may_be_written_in_any_case() {
    let settings =
        crate::spec::base()["content/site.yaml"].replace("language: en", "language: en-gb");
    let site = given("content/site.yaml", settings)
        .and("content/tour/timeline.yaml", "day: {title: A, when: 2031-04-03}\n");
    site.main("timeline/").says(["3 April 2031"]);
}

#[test]
fn a_status_has_room_for_long_words_and_long_dates() {
    let event = "---\ntitle: Bilateral talks with the prime minister of a country far away\n\
                 kind: talks\nstatus: possible\nwhen: 2031-04-03\n\
                 as_of: 2031-01-02T10:00[America/Argentina/ComodRivadavia]\n---\n";
    let words =
        "status: {possible: Possible; subject to confirmation by the government of the country}\n";
    let site = given("content/tour/events/talks.md", event)
        .and("templates/words/en.yaml", words)
        .with(|choices| choices.as_of = Some("2033-04-03".to_owned()));
    let told = site.status(None).human(trip_explainer::Paint::Plain);
    assert!(told.contains("Bilateral talks"), "{told}");
    assert!(told.contains("as of 2031-01-02"), "{told}");
}
