//! Slips that editors make, and that one problem at the right place must answer.

use crate::given::{Given, given};
use crate::spec::base;

/// A stop with one more field, and prose.
fn stop(field: &str, prose: &str) -> String {
    let fields = "title: Japan\nplace: japan\nstatus: possible\nfacts: [F1]\n";
    format!("---\n{fields}{field}\n---\n\n{prose}\n")
}

/// A section with prose and nothing else.
fn section(prose: &str) -> Given {
    given("content/tour/trade/index.md", format!("---\ntitle: Trade\n---\n\n{prose}\n"))
}

/// The help of the only problem of a site.
#[track_caller]
fn only_help(site: &Given) -> String {
    let problems: Vec<_> = site.built().problems.iter().collect();
    let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
    problem.help.clone().unwrap_or_default()
}

/// The file, line and column of the only problem of a site.
#[track_caller]
fn only_place(site: &Given) -> String {
    let lines = crate::given::problem_lines(site.built());
    assert_eq!(lines.lines().count(), 1, "{lines}");
    lines.split(": ").next().unwrap_or_default().to_owned()
}

#[test]
fn what_a_list_names_twice_is_a_problem() {
    let twice = base()["content/tour/stops/japan.md"].replace("[F1]", "[F1, F1]");
    assert!(!given("content/tour/stops/japan.md", twice).built().problems.is_empty());
    let event = "---\ntitle: D\nkind: other\nstatus: possible\nparticipants:\n";
    let event = format!("{event}  - person: leader\n  - person: leader\n---\n");
    assert!(!given("content/tour/events/dinner.md", event).built().problems.is_empty());
}

#[test]
fn an_alias_that_is_taken_is_named_where_it_stands() {
    let site = given("content/tour/stops/japan.md", stop("aliases: [/people/]", "Text."));
    assert_eq!(only_place(&site), "content/tour/stops/japan.md:6:11");
    assert!(only_help(&site).contains("alias"), "{}", only_help(&site));
}

#[test]
fn dates_that_do_not_fit_are_named_where_they_stand() {
    let site =
        given("content/tour/stops/japan.md", stop("arrive: 2031-04-05\ndepart: 2031-04-03", ""));
    assert!(
        only_place(&site).starts_with("content/tour/stops/japan.md:7:"),
        "{}",
        only_place(&site)
    );
}

#[test]
fn a_passage_that_is_not_there_is_named_where_it_is_written() {
    let list = "a: {date: 2031-03-01, kind: update, text: It was added., where: nowhere}\n";
    let place = only_place(&given("content/tour/updates.yaml", list));
    assert!(place.starts_with("content/tour/updates.yaml:1:"), "{place}");
}

#[test]
fn a_value_that_begins_with_a_link_or_a_quotation_is_to_be_put_in_quotation_marks() {
    for summary in ["[Japan](place:japan) is next", "\"Likely\" is the word"] {
        let site =
            given("content/tour/stops/japan.md", stop(&format!("summary: {summary}"), "Text."));
        assert!(only_help(&site).contains("whole value in quotation marks"), "{summary}");
    }
}

#[test]
fn a_key_without_a_space_after_its_colon_is_not_taken_for_a_colon_too_many() {
    for text in
        ["japan:\n  name:Japan\n  kind: country\n", "japan:\n  name: Japan\n   kind: country\n"]
    {
        let help = only_help(&given("content/places.yaml", text));
        assert!(!help.contains("One: two"), "{help}");
    }
}

#[test]
fn a_number_in_quotation_marks_is_told_so() {
    let text = "japan: {name: Japan, kind: country, lat: \"61\", lon: 1}\n";
    let help = only_help(&given("content/places.yaml", text));
    assert!(help.contains("quotation marks"), "{help}");
}

#[test]
fn the_help_for_a_relative_word_names_a_field_that_there_is() {
    let site = given("content/tour/stops/japan.md", stop("", "It was announced yesterday."));
    assert!(only_help(&site).contains("trip.md"), "{}", only_help(&site));
}

#[test]
fn a_topic_whose_id_two_sections_have_is_to_be_named_with_its_section() {
    let page = |title: &str| format!("---\ntitle: {title}\n---\n\nText.\n");
    let site = section("Text.")
        .and("content/tour/trade/fish.md", page("Trade in fish"))
        .and("content/tour/talks/index.md", page("Talks"))
        .and("content/tour/talks/fish.md", page("Talks on fish"))
        .and(
            "content/tour/wants.yaml",
            "a: {side: leader, from: japan, text: Fish, topic: fish}\n",
        );
    assert!(!site.built().problems.is_empty());
}

#[test]
fn a_slip_in_the_name_of_a_note_is_one_problem() {
    only_place(&section("The sum is large.[^som]\n\n[^sum]: Nobody knows how large."));
}

#[test]
fn a_number_is_not_proposed_for_another() {
    let help = only_help(&section("A [fact](fact:F9)."));
    assert!(!help.contains("did you mean"), "{help}");
}

#[test]
fn a_file_that_has_nothing_to_do_with_it_is_not_proposed() {
    let help = only_help(&section("The [stops](../stops/)."));
    assert!(!help.contains("trip.md"), "{help}");
    let help = only_help(&section("[Nothing](nowhere/at-all.md)."));
    assert!(!help.contains("did you mean"), "{help}");
}

#[test]
fn a_language_may_be_written_in_capitals() {
    let settings = base()["content/site.yaml"].replace("language: en", "language: EN");
    given("content/site.yaml", settings).no_problems();
}

#[test]
fn an_index_of_the_stops_is_told_to_be_out_of_place() {
    let site = given("content/tour/stops/index.md", "---\ntitle: Stops\n---\n\nText.\n");
    assert_eq!(site.built().problems.iter().count(), 1);
}

#[test]
fn a_slip_in_the_yaml_of_a_trip_is_one_problem() {
    for text in ["---\ntitle: One: two\n---\n", "", "---\n- title\n---\n", "---\ntitle: One\n"] {
        only_place(&given("content/tour/trip.md", text));
    }
}

#[test]
fn a_tag_and_its_end_are_one_problem() {
    only_place(&section("A <b>strong</b> word."));
}

#[test]
fn a_trip_that_is_a_draft_leaves_the_ids_of_the_others_alone() {
    let draft = base()["content/tour/trip.md"].replace("status:", "draft: true\nstatus:");
    given("content/winter/trip.md", draft)
        .and("content/winter/facts.yaml", base()["content/tour/facts.yaml"].as_str())
        .no_problems();
}
