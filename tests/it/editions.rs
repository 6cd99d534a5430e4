//! What is published beside the pages: feeds, calendars, data, texts, the sitemap.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use trip_explainer::{Built, FilePath, Options, build};

use crate::asia_tour::{files, files_in};
use crate::given::{Given, base_site, given, problem_lines, text_of, texts_of};
use crate::golden::root;
use crate::markup::Element;

/// Updates and a change of status, some of which have no exact day.
const UPDATES: &str = "\
fixed:
  date: 2031-03-02
  kind: correction
  text: The [day](../tour/trip.md) was wrong.
  was: On Monday & Tuesday
  now: On 5 < 6
early:
  date: 2031-03
  kind: update
  text: In some day of March.
unknown:
  date: unknown
  kind: update
  text: Nobody knows when.
first:
  date: 2031-03-01T09:30
  kind: update
  text: A first text.
";

/// An event with a date and a status; `MORE` stands for further fields.
const EVENT: &str = "---
title: Dinner
kind: talks
status: STATUS
when: WHEN
MORE
---
";

fn event(status: &str, when: &str, more: &str) -> String {
    EVENT.replace("STATUS", status).replace("WHEN", when).replace("MORE\n", more)
}

/// The base site with an event, whose status some fact bears.
fn with_event(status: &str, when: &str, more: &str) -> Given {
    let facts = format!(
        "{FACTS}F2:\n  text: A dinner.\n  certainty: confirmed\n  kind: fact\n  sources: [press-office]\n"
    );
    given("content/tour/facts.yaml", facts)
        .and("content/tour/events/dinner.md", event(status, when, &format!("facts: [F2]\n{more}")))
}

const FACTS: &str = "F1:
  text: Ada Lind may visit Japan.
  certainty: possible
  kind: fact
  sources: [press-office]
";

/// The lines of a calendar, unfolded.
fn lines(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

/// The values of a property of a calendar, such as `DTSTART`, each with its parameters.
fn values(calendar: &str, property: &str) -> Vec<String> {
    let lines = lines(calendar).into_iter();
    lines
        .filter_map(|line| line.strip_prefix(property)?.strip_prefix([':', ';']).map(str::to_owned))
        .collect()
}

/// What stands between the tags of an element of XML, wherever it stands.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(&open)
        .skip(1)
        .filter_map(|rest| Some(rest.split_once(&close)?.0.to_owned()))
        .collect()
}

#[test]
fn a_feed_tells_what_has_an_exact_day_newest_first() {
    let site = given("content/tour/updates.yaml", UPDATES);
    let atom = site.published("feed.xml");
    let titles = texts(&atom, "title");
    let expected = ["Correction: The day was wrong.", "Update: A first text."];
    assert_eq!(titles[1..], expected, "{atom}");
    let dates =
        ["2031-03-02T00:00:00+01:00", "2031-03-02T00:00:00+01:00", "2031-03-01T09:30:00+01:00"];
    assert_eq!(texts(&atom, "updated"), dates);
    let json: Value = serde_json::from_str(&site.published("feed.json")).expect("JSON");
    assert_eq!(json["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["items"][1]["date_published"], "2031-03-01T09:30:00+01:00");
}

#[test]
fn what_a_feed_says_is_markup_with_absolute_links() {
    let site = given("content/tour/updates.yaml", UPDATES);
    let json: Value = serde_json::from_str(&site.published("feed.json")).expect("JSON");
    let html = json["items"][0]["content_html"].as_str().expect("a text");
    assert!(html.contains("<a href=\"https://example.org/\">day</a>"), "{html}");
    assert!(html.contains("On Monday &amp; Tuesday"), "{html}");
    assert!(html.contains("On 5 &lt; 6"), "{html}");
    let atom = site.published("feed.xml");
    assert!(
        atom.contains("&lt;a href=&quot;https://example.org/&quot;&gt;day&lt;/a&gt;"),
        "{atom}"
    );
}

#[test]
fn a_trip_without_an_exact_day_has_no_feed_and_no_way_to_one() {
    let updates = "first:\n  date: unknown\n  kind: update\n  text: More.\n";
    let site = given("content/tour/updates.yaml", updates);
    assert!(!site.paths().contains(&"feed.xml") && !site.paths().contains(&"feed.json"));
    for page in ["", "updates/", "stops/japan/"] {
        let html = site.published(&crate::given::file_of(page));
        assert!(!html.contains("feed."), "{page}");
    }
}

#[test]
fn every_page_of_a_trip_leads_feed_readers_to_its_feeds() {
    let site = given("content/tour/updates.yaml", UPDATES);
    for (page, up) in
        [("", ""), ("updates/", "../"), ("stops/japan/", "../../"), ("people/", "../")]
    {
        let html = site.published(&crate::given::file_of(page));
        let title = "Ada Lind’s Asia tour – updates and corrections (Atom)";
        let link = format!(
            "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"{title}\" href=\"{up}feed.xml\">"
        );
        assert!(html.contains(&link), "{html}");
    }
}

#[test]
fn a_change_of_status_is_news() {
    let history =
        "history:\n  - date: 2031-03-05\n    to: scheduled\n    by: leader\n    note: At *last*.\n";
    let atom = with_event("scheduled", "2031-04-02", history).published("feed.xml");
    assert_eq!(texts(&atom, "title")[1], "Dinner: Scheduled");
    assert!(atom.contains("According to Ada Lind."), "{atom}");
    assert!(atom.contains("&lt;em&gt;last&lt;/em&gt;"), "{atom}");
    assert!(atom.contains("href=\"https://example.org/events/dinner/\""), "{atom}");
}

#[test]
fn the_names_of_entries_outlive_addresses_texts_and_what_is_added() {
    let ids = |site: &Given| texts(&site.published("feed.xml"), "id");
    let before = ids(&given("content/tour/updates.yaml", UPDATES));
    let moved = given("content/tour/updates.yaml", UPDATES.replace("was wrong", "is wrong"))
        .with(|choices| choices.base_url = Some("https://other.example/a/".to_owned()));
    assert_eq!(ids(&moved), before);
    assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), 3);
    let listed = |texts: &[(&str, &str)]| {
        let items = texts
            .iter()
            .map(|(day, text)| format!("- {{date: {day}, kind: update, text: {text}}}\n"));
        ids(&given("content/tour/updates.yaml", items.collect::<String>()))
    };
    let before = listed(&[("2031-03-02", "B"), ("2031-03-01", "A")]);
    let after = listed(&[("2031-03-03", "C"), ("2031-03-02", "B"), ("2031-03-01", "A")]);
    assert_eq!(after[2..], before[1..]);
}

#[test]
fn no_text_breaks_out_of_a_feed() {
    let text =
        "a: {date: 2031-03-02, kind: update, text: \"]]> <b>\\u0001\\u0008 &amp; </entry>\"}\n";
    let atom = given("content/tour/updates.yaml", text).published("feed.xml");
    assert_eq!(atom.matches("</entry>").count(), 1, "{atom}");
    assert!(!atom.contains(|c: char| c.is_control() && c != '\n'), "{atom}");
}

#[test]
fn a_calendar_has_the_times_of_the_place() {
    let site = with_event("scheduled", "2031-04-02T19:30/2031-04-02T21:00", "tz: Asia/Tokyo\n");
    let calendar = site.published("itinerary.ics");
    assert_eq!(values(&calendar, "DTSTART")[1..], ["TZID=Asia/Tokyo:20310402T193000"]);
    assert_eq!(values(&calendar, "DTEND"), ["TZID=Asia/Tokyo:20310402T210000"]);
    assert_eq!(values(&calendar, "TZID"), ["Asia/Tokyo"]);
    assert_eq!(values(&calendar, "TZOFFSETTO"), ["+0900"]);
    assert_eq!(values(&calendar, "STATUS"), ["CONFIRMED"]);
    assert_eq!(values(&calendar, "SOURCE"), ["VALUE=URI:https://example.org/itinerary.ics"]);
    let own = site.published("events/dinner/event.ics");
    assert_eq!(values(&own, "UID")[1..], values(&calendar, "UID")[1..]);
}

#[test]
fn a_time_without_an_end_is_given_none() {
    let calendar =
        with_event("scheduled", "2031-04-02T19:30[UTC]", "tz: UTC\n").published("itinerary.ics");
    assert_eq!(values(&calendar, "DTSTART"), ["20310402T193000Z"]);
    assert_eq!(values(&calendar, "DTEND"), [""; 0]);
    assert!(!calendar.contains("VTIMEZONE"), "{calendar}");
}

#[test]
fn whole_days_end_where_the_next_one_begins() {
    let days = |when: &str| {
        let calendar = with_event("scheduled", when, "tz: Asia/Tokyo\n").published("itinerary.ics");
        [values(&calendar, "DTSTART").concat(), values(&calendar, "DTEND").concat()]
    };
    let expected =
        |first: &str, end: &str| [format!("VALUE=DATE:{first}"), format!("VALUE=DATE:{end}")];
    assert_eq!(days("2031-12-31"), expected("20311231", "20320101"));
    assert_eq!(days("2031-02-27/2031-02-28"), expected("20310227", "20310301"));
    // Of a stay from a time to a day, only the days are known at both ends.
    assert_eq!(days("2031-04-02T23:30/2031-04-03"), expected("20310402", "20310404"));
}

#[test]
fn what_has_no_exact_day_is_in_no_calendar_and_nothing_leads_to_one() {
    for when in
        ["unknown", "2031-04", "2031", "XXXX-04-02", "2031-04-02?", "2031-04-02~", "2031-04-02/.."]
    {
        let site = with_event("scheduled", when, "");
        assert!(!site.paths().iter().any(|path| path.ends_with(".ics")), "{when}");
        for page in ["", "stops/", "events/", "events/dinner/"] {
            let html = site.published(&crate::given::file_of(page));
            assert!(!html.contains(".ics") && !html.contains("text/calendar"), "{when} {page}");
        }
    }
    // What is postponed has no date any more.
    let postponed = with_event("postponed", "2031-04-02", "");
    assert!(!postponed.paths().contains(&"itinerary.ics"));
}

#[test]
fn the_itinerary_leads_to_the_calendar_where_there_is_one() {
    let site = with_event("scheduled", "2031-04-02", "");
    site.page("", |main| main.links_to("itinerary.ics", "Dated meetings for your calendar"));
    site.page("stops/", |main| {
        main.links_to("../itinerary.ics", "Dated meetings for your calendar");
    });
    site.page("events/dinner/", |main| {
        main.links_to("event.ics", "This meeting for your calendar");
    });
}

#[test]
fn the_calendar_is_never_surer_than_the_page() {
    let told = |status: &str| {
        let calendar = with_event(status, "2031-04-02", "").published("itinerary.ics");
        (values(&calendar, "STATUS").concat(), values(&calendar, "SUMMARY").concat())
    };
    let pair = |status: &str, summary: &str| (status.to_owned(), summary.to_owned());
    assert_eq!(told("possible"), pair("TENTATIVE", "Possible: Dinner"));
    assert_eq!(told("expected"), pair("TENTATIVE", "Expected: Dinner"));
    assert_eq!(told("scheduled"), pair("CONFIRMED", "Dinner"));
    assert_eq!(told("confirmed"), pair("CONFIRMED", "Dinner"));
    assert_eq!(told("rescheduled"), pair("CONFIRMED", "Rescheduled: Dinner"));
    assert_eq!(told("cancelled"), pair("CANCELLED", "Cancelled: Dinner"));
    assert_eq!(told("took-place"), pair("CONFIRMED", "Dinner"));
    assert_eq!(told("did-not-take-place"), pair("CANCELLED", "Did not take place: Dinner"));
}

#[test]
fn calendars_know_an_event_again_and_that_it_has_changed() {
    let before = with_event("scheduled", "2031-04-02", "").published("itinerary.ics");
    let history = "previous_when: 2031-04-02\nhistory:\n  - {date: 2031-03-01, to: scheduled}\n  \
        - {date: 2031-03-05, from: scheduled, to: rescheduled}\n";
    let after = with_event("rescheduled", "2031-04-03", history)
        .with(|choices| choices.base_url = Some("https://other.example/a/".to_owned()))
        .published("itinerary.ics");
    assert_eq!(values(&before, "UID"), values(&after, "UID"));
    assert_eq!([values(&before, "SEQUENCE"), values(&after, "SEQUENCE")].concat(), ["0", "2"]);
    // A build has no clock: what nobody has dated is older than everything else.
    assert_eq!(values(&before, "DTSTAMP"), ["19700101T000000Z"]);
    assert_eq!(values(&after, "DTSTAMP"), ["20310304T230000Z"]);
    let moved = with_event("rescheduled", "2031-04-03", "previous_when: 2031-04-02\n");
    assert_eq!(values(&moved.published("itinerary.ics"), "SEQUENCE"), ["1"]);
}

#[test]
fn no_text_breaks_out_of_a_calendar() {
    let title = "title: \"A; b, c\\\\\\nEND:VEVENT 文文文文文文文文文文文文文文文文文文文文文文文文文文\"\n";
    let file = event("scheduled", "2031-04-02", "").replace("title: Dinner\n", title);
    let site = with_event("scheduled", "2031-04-02", "").and("content/tour/events/dinner.md", file);
    let calendar = site.published("itinerary.ics");
    assert_eq!(calendar.matches("\r\nEND:VEVENT\r\n").count(), 1, "{calendar}");
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "{calendar}");
    assert!(values(&calendar, "SUMMARY")[0].starts_with("A\\; b\\, c\\\\"), "{calendar}");
}

#[test]
fn the_sitemap_lists_the_pages_with_the_days_that_editors_give() {
    let stop = "---\ntitle: Japan\nplace: japan\nstatus: possible\nfacts: [F1]\nupdated: 2031-03-02\n\
        aliases: [/nippon/]\n---\n\n[Perhaps](fact:F1).\n";
    let site = given("content/tour/stops/japan.md", stop)
        .and(
            "content/tour/events/dinner.md",
            event("possible", "unknown", "facts: [F1]\ndraft: true\n"),
        )
        .with(|choices| choices.drafts = true);
    let sitemap = site.published("sitemap.xml");
    let pages = texts(&sitemap, "loc");
    assert!(pages.contains(&"https://example.org/".to_owned()), "{sitemap}");
    assert!(sitemap.contains(
        "<loc>https://example.org/stops/japan/</loc>\n    <lastmod>2031-03-02</lastmod>"
    ));
    assert_eq!(texts(&sitemap, "lastmod").len(), 1, "{sitemap}");
    for hidden in ["404", "nippon", "dinner"] {
        assert!(!sitemap.contains(hidden), "{hidden} in {sitemap}");
    }
    assert!(site.published("robots.txt").contains("\nSitemap: https://example.org/sitemap.xml\n"));
}

#[test]
fn a_page_whose_template_asks_robots_to_leave_is_not_in_the_sitemap() {
    let template = "{% extends \"base.html\" %}{% block head %}<meta name=\"robots\" content=\"noindex\">{% endblock head %}";
    let site = given("templates/glossary.html", template);
    assert!(!site.published("sitemap.xml").contains("glossary"));
    assert!(!site.paths().contains(&"glossary/index.md"));
}

#[test]
fn addresses_in_the_sitemap_are_plain_ascii() {
    let stop = "---\ntitle: São Paulo\nplace: japan\nstatus: possible\nfacts: [F1]\n---\n";
    let sitemap = given("content/tour/stops/são.md", stop).published("sitemap.xml");
    assert!(sitemap.contains("/stops/s%C3%A3o/</loc>") && sitemap.is_ascii(), "{sitemap}");
}

#[test]
fn a_site_may_have_its_own_robots_file() {
    let site = given("static/robots.txt", "User-agent: *\nDisallow: /\n");
    site.no_problems();
    assert_eq!(site.published("robots.txt"), "User-agent: *\nDisallow: /\n");
}

#[test]
fn nothing_takes_the_place_of_what_is_published_beside_the_pages() {
    let place = "content/tour/stops/japan.md:6:11";
    for taken in [
        "feed.xml",
        "itinerary.ics",
        "data/trip.json",
        "sitemap.xml",
        "people/index.md",
        "feed.xml/old/",
    ] {
        let stop = format!(
            "---\ntitle: Japan\nplace: japan\nstatus: possible\nfacts: [F1]\naliases: [/{taken}]\n---\n"
        );
        given("content/tour/stops/japan.md", stop).problems(&format!(
            "{place}: error[duplicate-url]: two pages would have the address `/{taken}` — \
             every site has a page there; rename the file or folder, or take the alias out"
        ));
    }
    given("static/data/facts.csv", "a").problems(
        "static/data/facts.csv:1:1: error[duplicate-url]: the generator makes a file or folder \
         `data/facts.csv` too — rename the file, or take it out of `static/`",
    );
}

/// The real site, the fixtures, and the base site.
fn sites() -> Vec<(&'static str, Built)> {
    let of = |files| build(&files, &Options { strict: true, ..Options::default() });
    let fixture = |name| files_in(&root().join("tests/sites").join(name));
    vec![
        ("the Asia tour", of(files())),
        ("Nixon in China", of(fixture("nixon-1972"))),
        ("two trips", of(fixture("two-trips"))),
        ("the base site", of(base_site().files())),
    ]
}

fn json(built: &Built, path: &str) -> Value {
    let text = text_of(&built.output, path).unwrap_or_else(|| panic!("there is no {path}"));
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn the_data_are_as_their_schema_says() {
    for (name, built) in sites() {
        assert_eq!(problem_lines(&built), "", "{name}");
        let schema = json(&built, "data/trip.schema.json");
        let validator = jsonschema::draft202012::new(&schema).expect("a sound schema");
        let prefixes = if name == "two trips" { vec!["", "south/"] } else { vec![""] };
        for prefix in prefixes {
            let mut data = json(&built, &format!("{prefix}data/trip.json"));
            let errors: Vec<String> = validator
                .iter_errors(&data)
                .map(|it| format!("{it} at {}", it.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{name}: {errors:#?}");
            data["facts"][0]["certainty"] = "certain".into();
            assert!(!validator.is_valid(&data), "the schema allows everything");
        }
    }
}

#[test]
fn the_data_name_every_page_and_everything_that_has_an_id() {
    for (name, built) in sites() {
        let mut named: BTreeMap<String, usize> = BTreeMap::new();
        let mut ids = BTreeSet::new();
        for (path, _) in
            built.output.iter().filter(|(path, _)| path.as_str().ends_with("data/trip.json"))
        {
            let data = json(&built, path.as_str());
            for list in ["pages", "redirects"] {
                for page in data[list].as_array().expect("a list") {
                    *named.entry(page["path"].as_str().expect("a path").to_owned()).or_default() +=
                        1;
                }
            }
            for (kind, list) in data.as_object().expect("an object") {
                let entries = list.as_array().into_iter().flatten();
                ids.extend(
                    entries.filter_map(|entry| Some(format!("{kind}/{}", entry["id"].as_str()?))),
                );
            }
        }
        let pages =
            built.output.iter().filter_map(|(path, _)| path.as_str().strip_suffix("index.html"));
        let pages = pages.filter(|page| !is_embed(page));
        let pages: BTreeMap<String, usize> = pages.map(|page| (page.to_owned(), 1)).collect();
        assert_eq!(named, pages, "{name}");
        let site = if name == "Nixon in China" { "tests/sites/nixon-1972/" } else { "" };
        if !["the Asia tour", "Nixon in China"].contains(&name) {
            continue;
        }
        for list in ["people", "organisations", "places", "sources"] {
            let file = root().join(format!("{site}content/{list}.yaml"));
            let text = std::fs::read_to_string(file).expect("a registry");
            let written = text
                .lines()
                .filter(|line| !line.starts_with([' ', '#']))
                .filter_map(|line| line.strip_suffix(':'));
            let missing: Vec<&str> =
                written.filter(|id| !ids.contains(&format!("{list}/{id}"))).collect();
            assert!(missing.is_empty(), "{name}: {list} {missing:?}");
        }
    }
}

#[test]
fn addresses_in_the_data_lead_to_pages() {
    let (_, built) = sites().remove(1);
    let data = json(&built, "data/trip.json");
    let root = data["site"]["url"].as_str().expect("an address");
    let mut checked = 0;
    for list in [
        "stops",
        "events",
        "facts",
        "figures",
        "updates",
        "people",
        "organisations",
        "sources",
        "terms",
        "pages",
    ] {
        for entry in data[list].as_array().expect("a list") {
            let path = entry["path"].as_str().expect("a path");
            assert_eq!(entry["url"], format!("{root}{path}"));
            let (page, anchor) = path.split_once('#').unwrap_or((path, ""));
            let html = text_of(&built.output, &format!("{page}index.html")).expect("a page");
            assert!(anchor.is_empty() || html.contains(&format!(" id=\"{anchor}\"")), "{path}");
            checked += 1;
        }
    }
    assert!(checked > 80, "{checked}");
}

#[test]
fn a_fact_says_how_sure_it_is_by_now_and_where_it_stands() {
    let facts = format!(
        "{FACTS}F2:\n  text: Ada Lind will visit Japan.\n  certainty: confirmed\n  kind: fact\n  sources: [press-office]\n  supersedes: F1\n"
    );
    let site = given("content/tour/facts.yaml", facts);
    let data: Value = serde_json::from_str(&site.published("data/trip.json")).expect("JSON");
    let fact = &data["facts"][0];
    assert_eq!((&fact["certainty"], &fact["superseded_by"]), (&"outdated".into(), &"F2".into()));
    assert_eq!(fact["stated_on"], serde_json::json!(["people/", "stops/japan/", ""]));
}

#[test]
fn a_trip_s_data_have_the_shared_entries_that_it_uses() {
    let people = "leader:\n  name: Ada Lind\n  role: Prime Minister\n  country: norway\n  facts: [F1]\nother:\n  name: Bo\n  role: Guest\n";
    let places =
        "norway:\n  name: Norway\n  kind: country\njapan:\n  name: Japan\n  kind: country\n";
    let trip = "---\ntitle: The second tour\ntraveller: leader\nstatus: planned\nkey_points:\n  - text: On.\n---\n";
    let site = given("content/people.yaml", people)
        .and("content/places.yaml", places)
        .and("content/second/trip.md", trip);
    let data = |path: &str| -> Value { serde_json::from_str(&site.published(path)).expect("JSON") };
    let ids = |data: &Value, list: &str| -> Vec<String> {
        data[list]
            .as_array()
            .expect("a list")
            .iter()
            .map(|it| it["id"].as_str().expect("an id").to_owned())
            .collect()
    };
    let second = data("second/data/trip.json");
    assert_eq!(
        (ids(&second, "people"), ids(&second, "places")),
        (vec!["leader".into()], vec!["norway".into()])
    );
    // A fact of another trip is named as in content files.
    assert_eq!(second["people"][0]["facts"], serde_json::json!(["tour/F1"]));
    let front = data("data/trip.json");
    assert_eq!(ids(&front, "people"), ["leader", "other"]);
}

#[test]
fn the_table_of_facts_is_read_back_as_it_was_written() {
    let facts = "F1:\n  text: \"=HYPERLINK(\\\"x\\\"), “a”\"\n  certainty: possible\n  kind: fact\n  sources: [press-office]\n";
    let table = given("content/tour/facts.yaml", facts).published("data/facts.csv");
    let table = table.strip_prefix('\u{feff}').expect("a byte order mark");
    assert!(table.lines().count() == 2 && table.matches("\r\n").count() == 2, "{table}");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let row = reader.records().next().expect("a row").expect("a sound row");
    let cell = |name: &str| &row[header.iter().position(|it| it == name).expect(name)];
    assert_eq!(cell("text"), "'=HYPERLINK(\"x\"), “a”");
    assert_eq!(cell("certainty"), "possible");
    assert_eq!(cell("sources"), "The prime minister’s press office");
    assert_eq!(cell("url"), "https://example.org/facts/#fact-F1");
}

#[test]
fn every_page_has_its_text_and_says_so() {
    for (name, built) in sites() {
        let mut pages = 0;
        for (path, bytes) in built.output.iter().filter(|(path, _)| path.name() == "index.html") {
            let html = String::from_utf8_lossy(bytes);
            let text = path.as_str().replace(".html", ".md");
            let has_text = text_of(&built.output, &text).is_some();
            let is_redirect = html.contains("http-equiv=\"refresh\"");
            assert_eq!(has_text, !is_redirect && !is_embed(path.as_str()), "{name}: {path}");
            let link = "<link rel=\"alternate\" type=\"text/markdown\" title=\"This page as plain text\" href=\"index.md\">";
            assert_eq!(html.contains(link), has_text, "{name}: {path}");
            pages += usize::from(has_text);
        }
        assert!(pages > 10, "{name}");
        assert!(text_of(&built.output, "404.md").is_none());
    }
}

/// Whether a page is a part of another one, for other sites.
fn is_embed(path: &str) -> bool {
    path.split('/').any(|folder| folder == "embed")
}

/// The links of a text in Markdown, and its words.
fn markdown(text: &str) -> (Vec<String>, String) {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let (mut links, mut words) = (Vec::new(), String::new());
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                links.push(dest_url.into_string());
            }
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::End(_) | Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML in a text: {html}"),
            _ => {}
        }
    }
    (links, words)
}

#[test]
fn every_link_of_a_text_leads_to_a_file() {
    for (name, built) in sites() {
        let mut checked = 0;
        for (path, text) in
            texts_of(&built.output).iter().filter(|(path, _)| path.extension() == "md")
        {
            let (links, _) = markdown(text);
            for link in links.iter().filter(|link| !link.contains(':')) {
                let file =
                    path.join(link).unwrap_or_else(|| panic!("{name}: {path} links to {link}"));
                assert!(
                    text_of(&built.output, file.as_str()).is_some(),
                    "{name}: {path} links to {link}"
                );
                checked += 1;
            }
        }
        assert!(checked > 20, "{name}: {checked}");
    }
}

#[test]
fn a_text_has_all_the_words_of_its_page_and_begins_with_its_headline() {
    let letters = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    for (name, built) in sites().into_iter().take(2) {
        for (path, text) in
            texts_of(&built.output).iter().filter(|(path, _)| path.extension() == "md")
        {
            let html =
                text_of(&built.output, &path.as_str().replace(".md", ".html")).expect("a page");
            let page = Element::parse(&html);
            let title = page.first("h1").expect("a headline").text();
            let (_, words) = markdown(text);
            assert_eq!(
                letters(text.lines().next().expect("a line")),
                letters(&title),
                "{name}: {path}"
            );
            let said: BTreeSet<String> = letters(&words).into_iter().collect();
            for passage in page.descendants().into_iter().filter(|part| part.has_class("passage")) {
                let missing: Vec<String> =
                    letters(&passage.text()).into_iter().filter(|it| !said.contains(it)).collect();
                // The words that only name the line of marks to those who cannot see it.
                let missing: Vec<&String> = missing
                    .iter()
                    .filter(|it| !["How", "sure", "we", "are"].contains(&it.as_str()))
                    .collect();
                assert!(missing.is_empty(), "{name}: {path} lacks {missing:?}");
            }
        }
    }
}

#[test]
fn a_site_s_own_template_keeps_its_text() {
    let template = "{% extends \"base.html\" %}{% block main %}<h1>{{ page.heading }}</h1><p>Our own <b>words</b>, {{ view.stops | length }}.</p>{% endblock main %}";
    let text = given("templates/stops.html", template).published("stops/index.md");
    assert!(text.starts_with("# Itinerary\n\nOur own **words**, 1.\n"), "{text}");
}

#[test]
fn nothing_undated_gets_a_date_beside_the_pages_either() {
    let (_, built) = sites().remove(0);
    let editions = ["md", "json", "csv", "xml", "txt", "ics"];
    let mut checked = 0;
    for (path, text) in
        texts_of(&built.output).iter().filter(|(path, _)| editions.contains(&path.extension()))
    {
        if path.as_str() == "data/trip.schema.json" {
            continue;
        }
        assert!(!text.contains("2025") && !text.contains("1970"), "{path}");
        assert!(!text.contains("ASEAN summit") && !text.contains("Kuala Lumpur"), "{path}");
        checked += 1;
    }
    assert!(checked > 40);
    for path in ["feed.xml", "feed.json", "itinerary.ics"] {
        assert!(built.output.get(&FilePath::new(path).expect("a path")).is_none(), "{path}");
    }
}
