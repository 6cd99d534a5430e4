//! What machines are told of a page: never more than its readers are.
//!
//! Whether the words are schema.org's is asked by `tests/machines/json_ld.py`.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use trip_explainer::{Built, Options, build};

use crate::asia_tour::{files, files_in};
use crate::given::{Given, base_site, given, text_of};
use crate::golden::root;
use crate::markup::Element;

const OPENING: &str = "<script type=\"application/ld+json\">";

/// A fact that bears any status of the meeting.
const FACTS: &str = "\
F1: {text: Ada Lind may visit Japan., certainty: possible, kind: fact, sources: [press-office]}
F2: {text: They meet., certainty: confirmed, kind: fact, sources: [press-office], about: [dinner]}
";

/// The base site with a meeting in Japan that has these fields.
fn meeting(fields: &str) -> Given {
    let text =
        format!("---\ntitle: Dinner\nkind: talks\nstop: japan\nfacts: [F2]\n{fields}\n---\n");
    let trip =
        crate::spec::base()["content/tour/trip.md"].replace("facts: [F1]", "facts: [F1, F2]");
    given("content/tour/events/dinner.md", text)
        .and("content/tour/facts.yaml", FACTS)
        .and("content/tour/trip.md", trip)
}

/// The nodes of a page's JSON-LD.
fn graph(html: &str) -> Vec<Value> {
    let (_, rest) = html.split_once(OPENING).expect("a block of JSON-LD");
    let (text, rest) = rest.split_once("</script>").expect("the end of the block");
    assert!(!rest.contains(OPENING), "a second block of JSON-LD");
    let document: Value = serde_json::from_str(text).expect("it is JSON");
    assert_eq!(document["@context"], "https://schema.org");
    document["@graph"].as_array().expect("a graph").clone()
}

/// The graph of the page at `address`.
fn graph_at(site: &Given, address: &str) -> Vec<Value> {
    graph(&site.published(&crate::given::file_of(address)))
}

/// Every node of a graph, those inside others included.
fn nodes(value: &Value) -> Vec<&Value> {
    let inner = match value {
        Value::Array(values) => values.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        _ => Vec::new(),
    };
    let own = value.is_object().then_some(value);
    own.into_iter().chain(inner.into_iter().flat_map(nodes)).collect()
}

/// The nodes of a type on the page at `address`.
fn all_of(kind: &str, site: &Given, address: &str) -> Vec<Value> {
    let graph = Value::from(graph_at(site, address));
    nodes(&graph).into_iter().filter(|node| node["@type"] == kind).cloned().collect()
}

/// The only node of a type on the page at `address`.
fn the(kind: &str, site: &Given, address: &str) -> Value {
    let mut found = all_of(kind, site, address);
    assert_eq!(found.len(), 1, "{kind} on {address}: {found:#?}");
    found.remove(0)
}

/// The real sites.
fn real_sites() -> [Built; 2] {
    let nixon = files_in(&root().join("tests/sites/nixon-1972"));
    [build(&files(), &Options::default()), build(&nixon, &Options::default())]
}

/// The pages of a site by their paths.
fn pages(built: &Built) -> Vec<(String, String)> {
    let html = built.output.iter().filter(|(path, _)| path.extension() == "html");
    html.map(|(path, _)| (path.to_string(), text_of(&built.output, path.as_str()).expect("a page")))
        .collect()
}

#[test]
fn a_possible_meeting_is_a_claim_and_never_an_event() {
    let site = meeting(
        "status: possible\nwhen: 2031-04-03\nstatus_by: leader\nparticipants: [{person: leader}]",
    );
    site.no_problems();
    for page in ["", "events/dinner/", "stops/japan/"] {
        assert_eq!(all_of("Event", &site, page), [0; 0], "on {page}");
    }
    let claim = the("Claim", &site, "events/dinner/");
    assert_eq!(claim["text"], "Dinner: Possible");
    assert_eq!(claim["author"], json!({ "@id": "https://example.org/people/leader/#person" }));
    assert_eq!(claim["claimInterpreter"], json!({ "@id": "https://example.org/#publisher" }));
}

#[test]
fn every_status_has_its_own_of_schema_org_or_none() {
    let expected = [
        ("possible", None),
        ("expected", None),
        ("scheduled", Some("EventScheduled")),
        ("confirmed", Some("EventScheduled")),
        ("took-place", Some("EventScheduled")),
        ("postponed", Some("EventPostponed")),
        ("rescheduled", Some("EventRescheduled")),
        ("cancelled", Some("EventCancelled")),
        ("did-not-take-place", Some("EventCancelled")),
    ];
    for (status, expected) in expected {
        let site = meeting(&format!("status: {status}\nwhen: 2031-04-03"));
        let found = all_of("Event", &site, "events/dinner/");
        let found: Vec<&str> = found.iter().filter_map(|it| it["eventStatus"].as_str()).collect();
        let expected = expected.map(|name| format!("https://schema.org/{name}"));
        assert_eq!(found, Vec::from_iter(expected.as_deref()), "{status}");
    }
}

#[test]
fn a_meeting_is_an_event_only_with_a_date_that_machines_can_read() {
    let expected = [
        ("2031-04-03", json!(["2031-04-03", null])),
        ("2031-04", json!(["2031-04", null])),
        ("2031-04-03/2031-04-05", json!(["2031-04-03", "2031-04-05"])),
        ("2031-04-03/..", json!(["2031-04-03", null])),
        ("2031-04-03T19:30[Asia/Tokyo]", json!(["2031-04-03T19:30:00+09:00", null])),
    ];
    for (when, expected) in expected {
        let event =
            the("Event", &meeting(&format!("status: scheduled\nwhen: {when}")), "events/dinner/");
        assert_eq!(json!([event["startDate"], event["endDate"]]), expected, "{when}");
    }
    for when in ["XXXX-04-03", "2031", "2031-04?", "2031-04-03~", "../2031-04-03", "unknown"] {
        let site = meeting(&format!("status: scheduled\nwhen: {when}"));
        assert_eq!(all_of("Event", &site, "events/dinner/"), [0; 0], "{when}");
        let claim = the("Claim", &site, "events/dinner/");
        assert_eq!(claim["text"], "Dinner: Scheduled", "{when}");
        assert!(!claim.to_string().contains("Date\""), "{when}: {claim}");
    }
}

#[test]
fn what_was_put_off_has_the_date_that_is_no_more() {
    let moved = meeting("status: rescheduled\nwhen: 2031-05-01\nprevious_when: 2031-04-03");
    let event = the("Event", &moved, "events/dinner/");
    assert_eq!(event["startDate"], "2031-05-01");
    assert_eq!(event["previousStartDate"], "2031-04-03");
    let event = the("Event", &meeting("status: postponed\nwhen: 2031-04-03"), "events/dinner/");
    assert_eq!((event.get("startDate"), &event["previousStartDate"]), (None, &json!("2031-04-03")));
}

#[test]
fn a_possible_stop_is_a_claim_in_the_itinerary_and_not_among_the_subjects() {
    let site = given(
        "content/tour/trip.md",
        crate::spec::base()["content/tour/trip.md"].replace("F1]", "F1]\nstops: [japan]"),
    );
    let item = the("ItemList", &site, "")["itemListElement"][0].clone();
    assert_eq!(item["position"], 1);
    assert_eq!(item["item"], json!({ "@id": "https://example.org/stops/japan/#claim" }));
    let about = the("BackgroundNewsArticle", &site, "")["about"].to_string();
    assert!(!about.contains("place-japan") && about.contains("#trip"), "{about}");
}

#[test]
fn nothing_undated_has_a_date() {
    let [asia_tour, _] = real_sites();
    for (path, html) in pages(&asia_tour).iter().filter(|(_, html)| html.contains(OPENING)) {
        for word in
            ["Date\":", "date\":", "dateModified", "datePublished", "XXXX", "temporalCoverage"]
        {
            assert!(!Value::from(graph(html)).to_string().contains(word), "{word} on {path}");
        }
        assert!(!html.contains("_time\""), "a time in the head of {path}");
    }
}

#[test]
fn an_article_has_the_dates_that_the_editor_has_written_and_no_other() {
    let trip = crate::spec::base()["content/tour/trip.md"].replace(
        "status:",
        "published: 2031-03-01T08:00[Europe/Oslo]\nupdated: 2031-03-05\nstatus:",
    );
    let site = given("content/tour/trip.md", trip).and(
        "content/tour/trade/index.md",
        "---\ntitle: Trade\nupdated: 2031-03-04\n---\n\nText.\n",
    );
    site.no_problems();
    let article = |page: &str, id: &str| {
        let id = format!("https://example.org/{id}#article");
        let found = graph_at(&site, page).into_iter().find(|node| node["@id"] == id.as_str());
        found.expect("the article")
    };
    let explainer = article("", "");
    assert_eq!(explainer["datePublished"], "2031-03-01T08:00:00+01:00");
    assert_eq!(explainer["dateModified"], "2031-03-05");
    let section = article("trade/", "trade/");
    assert_eq!(
        (section.get("datePublished"), &section["dateModified"]),
        (None, &json!("2031-03-04"))
    );
    assert_eq!(meta(&site, "", "article:published_time"), ["2031-03-01T08:00:00+01:00"]);
    assert_eq!(meta(&site, "", "article:modified_time"), ["2031-03-05"]);
    assert_eq!(meta(&site, "trade/", "article:published_time"), [""; 0]);
    assert_eq!(meta(&site, "trade/", "article:section"), ["Trade"]);
}

#[test]
fn no_title_closes_the_script() {
    let title = "</script><script>alert(1)</script><!-- &\u{2028}end";
    let trip = crate::spec::base()["content/tour/trip.md"]
        .replace("title: Ada Lind’s Asia tour", &format!("title: '{title}'"));
    let site = given("content/tour/trip.md", trip);
    for path in site.paths().into_iter().filter(|path| path.ends_with(".html")) {
        let page = site.document(path);
        let scripts: Vec<&Element> =
            page.descendants().into_iter().filter(|element| element.name == "script").collect();
        let kinds: Vec<_> = scripts.iter().map(|script| script.attribute("type")).collect();
        assert!(kinds.iter().all(|kind| *kind == Some("application/ld+json")), "{path}: {kinds:?}");
    }
    assert_eq!(the("BackgroundNewsArticle", &site, "")["headline"], title);
}

#[test]
fn every_reference_leads_to_a_node_of_its_page_and_no_node_is_there_twice() {
    for site in real_sites() {
        let mut references = 0;
        for (path, html) in pages(&site).iter().filter(|(_, html)| html.contains(OPENING)) {
            let graph = Value::from(graph(html));
            let all = nodes(&graph);
            let told = all.iter().filter(|node| node.get("@type").is_some());
            let ids: Vec<&str> = told.filter_map(|node| node["@id"].as_str()).collect();
            let unique: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(unique.len(), ids.len(), "on {path}");
            for reference in all.iter().filter(|node| node.get("@type").is_none()) {
                let id = reference["@id"].as_str().expect("a reference has an id and nothing else");
                assert!(unique.contains(id), "{id} on {path} leads nowhere");
                references += 1;
            }
        }
        assert!(references > 100, "{references}");
    }
}

#[test]
fn every_page_is_told_of_once_but_those_that_are_nothing_in_themselves() {
    let event =
        crate::spec::base()["content/tour/trip.md"].replace("status:", "aliases: [/old/]\nstatus:");
    let site = meeting("status: possible").and("content/tour/trip.md", event);
    for path in site.paths().into_iter().filter(|path| path.ends_with(".html")) {
        let html = site.published(path);
        let silent = path == "404.html" || path.starts_with("old/") || path.starts_with("embed/");
        assert_eq!(html.matches(OPENING).count(), usize::from(!silent), "{path}");
        assert_eq!(html.contains("content=\"noindex\""), silent, "{path}");
        assert_eq!(html.contains("max-image-preview:large"), !silent, "{path}");
    }
}

#[test]
fn the_way_to_a_page_ends_with_the_page() {
    let crumbs = the("BreadcrumbList", &meeting("status: possible"), "events/dinner/");
    let crumbs: Vec<_> = crumbs["itemListElement"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|crumb| (crumb["position"].clone(), crumb["name"].clone(), crumb["item"].clone()))
        .collect();
    let base = "https://example.org/";
    assert_eq!(
        crumbs,
        [
            (json!(1), json!("The explainer"), json!(base)),
            (json!(2), json!("Meetings"), json!(format!("{base}events/"))),
            (json!(3), json!("Dinner"), json!(format!("{base}events/dinner/"))),
        ]
    );
}

#[test]
fn a_correction_says_what_was_wrong_and_what_is_right() {
    let updates = "\
- {id: c, date: 2031-03-01, kind: correction, text: The place was wrong., was: Fiji, now: Japan}
- {date: 2031-03-02, kind: update, text: A speech was added.}
";
    let site = given("content/tour/updates.yaml", updates);
    let correction = the("CorrectionComment", &site, "");
    assert_eq!(correction["text"], "The place was wrong. It said: Fiji It should say: Japan");
    assert_eq!(correction["datePublished"], "2031-03-01");
    assert_eq!(correction["@id"], "https://example.org/updates/#update-c");
}

#[test]
fn the_newsroom_is_told_of_with_its_rules() {
    let settings = crate::spec::base()["content/site.yaml"].clone()
        + "policies:\n  corrections: https://example.org/c\n  unnamed_sources: https://example.org/u\n\
           feedback_url: mailto:desk@example.org?subject=Trip\n";
    let publisher = the("NewsMediaOrganization", &given("content/site.yaml", settings), "about/");
    assert_eq!(publisher["name"], "The Harbour Post");
    assert_eq!(publisher["correctionsPolicy"], "https://example.org/c");
    assert_eq!(publisher["unnamedSourcesPolicy"], "https://example.org/u");
    assert_eq!(publisher["contactPoint"]["email"], "desk@example.org");
}

/// The contents of a page's `<meta>`s of this name or property.
fn meta(site: &Given, address: &str, name: &str) -> Vec<String> {
    let page = site.document(address);
    let named = |element: &&Element| {
        [element.attribute("name"), element.attribute("property")].contains(&Some(name))
    };
    let found = page.descendants().into_iter().filter(named);
    found.filter_map(|element| Some(element.attribute("content")?.to_owned())).collect()
}

#[test]
fn a_link_to_the_explainer_is_shown_with_its_picture() {
    let trip = crate::spec::base()["content/tour/trip.md"].replace(
        "status:",
        "image: ship.jpg\nauthors: [Ann Berg, {name: Bo Dahl, role: Editor}]\nstatus:",
    );
    let site = given("content/tour/trip.md", trip)
        .and("content/tour/media/media.yaml", "ship.jpg:\n  alt: The ship\n  credit: Bo Dahl\n")
        .and("content/tour/media/ship.jpg", crate::picture::jpeg(1200, 600, 1000));
    site.no_problems();
    let image = meta(&site, "", "og:image").remove(0);
    let path = image.strip_prefix("https://example.org/").expect("an absolute address");
    assert!(site.paths().contains(&path), "{path}");
    for (name, content) in [
        ("og:image:alt", "The ship"),
        ("og:image:width", "1200"),
        ("og:image:height", "600"),
        ("twitter:card", "summary_large_image"),
        ("author", "Ann Berg, Bo Dahl"),
    ] {
        assert_eq!(meta(&site, "", name), [content], "{name}");
    }
    assert_eq!(meta(&site, "people/leader/", "twitter:card"), ["summary_large_image"]);
    assert_eq!(meta(&site, "404.html", "twitter:card"), ["summary"]);
    let image_object = the("ImageObject", &site, "");
    assert_eq!(
        (&image_object["url"], &image_object["creditText"]),
        (&json!(image), &json!("Bo Dahl"))
    );
    let names: Vec<Value> = all_of("BackgroundNewsArticle", &site, "")[0]["author"]
        .as_array()
        .expect("authors")
        .clone();
    assert_eq!(names[1]["jobTitle"], "Editor");
}

#[test]
fn the_browsers_own_bars_have_the_colours_of_the_paper() {
    let tokens = text_of_file("static/css/tokens.css");
    let papers: Vec<&str> = tokens
        .split("--paper: ")
        .skip(1)
        .filter_map(|rest| rest.split(';').next())
        .take(2)
        .collect();
    assert_eq!(meta(&base_site(), "", "theme-color"), papers);
}

fn text_of_file(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect("the file can be read")
}
