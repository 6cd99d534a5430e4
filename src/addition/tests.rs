//! What is written for what is wanted, and where.

use super::*;
use crate::pipeline::{Options, build};
use crate::problem::{Paint, report};
use crate::starter::{Wishes, starter};

fn kind(name: &str) -> &'static Kind {
    Kind::ALL.iter().find(|kind| kind.name == name).expect("a kind")
}

fn wanted(name: &str, values: &[(&str, &str)]) -> Wanted<'static> {
    let values = values.iter().map(|(key, value)| ((*key).to_owned(), vec![(*value).to_owned()]));
    Wanted {
        kind: kind(name),
        values: values.collect(),
        id: None,
        trip: None,
        section: None,
        on: None,
        is_bare: true,
        past: "",
    }
}

fn site() -> Files {
    starter(&Wishes::default())
}

fn text(files: &Files, path: &str) -> String {
    files.text(&FilePath::new(path).expect("a path")).unwrap_or_default()
}

/// The site with what was added; it has nothing wrong with it, even strictly.
#[track_caller]
fn sound(files: &Files, addition: &Addition) -> Files {
    let mut all = files.clone();
    for (path, bytes) in addition.files.iter() {
        all.insert(path.clone(), bytes.clone());
    }
    let built = build(&all, &Options { strict: true, ..Options::default() });
    assert_eq!(report(&built.problems, &built.files, Paint::Plain), "");
    all
}

/// What each kind asks for at least.
pub(super) const LEAST: &[(&str, &[(&str, &str)])] = &[
    ("stop", &[("title", "Shanghai: the last day"), ("place", "china"), ("status", "possible")]),
    ("event", &[("title", "A walk"), ("kind", "other"), ("status", "possible")]),
    ("topic", &[("title", "Pandas")]),
    ("section", &[("title", "Trade")]),
    ("person", &[("name", "Pat Nixon"), ("role", "First Lady")]),
    ("organisation", &[("name", "United Nations")]),
    ("place", &[("name", "Shanghai"), ("kind", "city")]),
    ("source", &[("name", "A #1 paper")]),
    ("term", &[("term", "Communiqué")]),
    ("fact", &[("text", "He left."), ("certainty", "stated"), ("kind", "fact")]),
    ("figure", &[("value", "8"), ("unit", "days"), ("display", "8 days"), ("label", "the visit")]),
    ("want", &[("text", "Peace"), ("side", "china"), ("from", "united-states")]),
    ("moment", &[("title", "The pandas arrive")]),
    ("question", &[("question", "Who won?"), ("answer", "Nobody: it was no match.")]),
    ("update", &[("text", "We added a stop."), ("date", "2031-04-03"), ("kind", "update")]),
];

#[test]
fn whatever_is_added_the_site_has_nothing_wrong_with_it() {
    for (name, values) in LEAST {
        let section = (*name == "topic").then_some("context");
        for is_bare in [true, false] {
            let wanted = Wanted { section, is_bare, ..wanted(name, values) };
            let addition = addition(&site(), &wanted).expect(name);
            sound(&site(), &addition);
        }
    }
    assert_eq!(LEAST.len(), Kind::ALL.len());
}

#[test]
fn a_stop_is_a_page_and_the_last_of_the_trip_s_stops() {
    let added = addition(&site(), &wanted("stop", LEAST[0].1)).expect("a stop");
    let page = text(&added.files, "content/china-1972/stops/shanghai-the-last-day.md");
    assert_eq!(
        page,
        "---\ntitle: \"Shanghai: the last day\"\nplace: china\nstatus: possible\n---\n"
    );
    let trip = text(&added.files, "content/china-1972/trip.md");
    assert!(trip.contains("\nstops: [beijing, shanghai-the-last-day]\n"), "{trip}");
    assert!(!added.is_draft);
}

#[test]
fn a_stop_that_is_a_draft_is_not_listed() {
    let mut wanted = wanted("stop", LEAST[0].1);
    wanted.values.insert("draft".to_owned(), Vec::new());
    let added = addition(&site(), &wanted).expect("a stop");
    assert_eq!(added.files.iter().count(), 1);
    sound(&site(), &added);
}

#[test]
fn fields_that_are_left_out_are_comments_with_what_they_mean() {
    let wanted = Wanted { is_bare: false, ..wanted("moment", &[("title", "Pandas")]) };
    let added = addition(&site(), &wanted).expect("a moment");
    let lines = "
pandas:
  title: Pandas
  # when: … — When it happens.
  # when_text: … — When it happens, in words that are printed as written, instead of `when`.
  # kind: milestone | precedent | deadline — What sort of moment it is; `milestone` if it is left out.
  # what_changes: … — What is different afterwards.
  # facts: […] — What it rests on.
  # publish_at: … — When it is published: a day, or a time; until then it is kept out.
  # expires: … — When it is left out again: a day, or a time.
";
    let timeline = text(&added.files, "content/china-1972/timeline.yaml");
    assert!(timeline.ends_with(lines), "{timeline}");
}

#[test]
fn a_fact_has_the_next_number_and_is_a_draft_until_a_page_states_it() {
    let fact = || Wanted { past: "-F11:\n", ..wanted("fact", LEAST[9].1) };
    let added = addition(&site(), &fact()).expect("a fact");
    assert_eq!((added.id.as_str(), added.is_draft), ("F12", true));
    let facts = text(&added.files, "content/china-1972/facts.yaml");
    assert!(
        facts.ends_with(
            "\n\nF12:\n  text: He left.\n  certainty: stated\n  kind: fact\n  draft: true\n"
        ),
        "{facts}"
    );

    let mut stated = Wanted { on: Some("stops/beijing.md"), ..fact() };
    stated.values.insert("sources".to_owned(), vec!["pbs".to_owned()]);
    let added = addition(&site(), &stated).expect("a fact");
    assert!(!added.is_draft);
    let stop = text(&added.files, "content/china-1972/stops/beijing.md");
    assert!(stop.contains("\nfacts: [F2, F3, F12]\n"), "{stop}");
    sound(&site(), &added);
}

#[test]
fn each_trip_counts_its_own_facts() {
    let mut files = site();
    for (path, text) in [
        ("content/autumn/trip.md", "---\n---\n"),
        ("content/terms.yaml", "a: [china-1972/F30, autumn/F40]\n"),
    ] {
        files.insert(FilePath::new(path).expect("a path"), text.as_bytes());
    }
    let fact = |trip| {
        let wanted = Wanted { trip: Some(trip), ..wanted("fact", LEAST[9].1) };
        addition(&files, &wanted).expect("a fact").id
    };
    assert_eq!((fact("autumn").as_str(), fact("china-1972").as_str()), ("F41", "F31"));
}

#[test]
fn what_is_named_for_the_first_time_is_no_draft_any_more() {
    let place = addition(&site(), &wanted("place", LEAST[6].1)).expect("a place");
    assert!(place.is_draft);
    let files = sound(&site(), &place);
    let stop = [("title", "Shanghai"), ("place", "shanghai"), ("status", "possible")];
    let stop = addition(&files, &wanted("stop", &stop)).expect("a stop");
    let places = text(&stop.files, "content/places.yaml");
    assert!(places.ends_with("\nshanghai:\n  name: Shanghai\n  kind: city\n"), "{places}");
    sound(&files, &stop);
}

#[test]
fn an_id_that_is_taken_gets_a_number_unless_it_was_chosen() {
    let stop = [("title", "Beijing"), ("place", "beijing"), ("status", "possible")];
    assert_eq!(addition(&site(), &wanted("stop", &stop)).expect("a stop").id, "beijing-2");
    let refused =
        |id| addition(&site(), &Wanted { id: Some(id), ..wanted("stop", &stop) }).expect_err(id);
    assert_eq!(refused("Beijing").what, "`beijing` is taken");
    assert_eq!(refused("../x").what, "`../x` cannot be an id");
    assert_eq!(refused("index").cure, "choose another, such as `index-2`");
}

#[test]
fn what_belongs_nowhere_is_refused_with_what_there_is() {
    let refused = |wanted| addition(&site(), &wanted).expect_err("it has no place");
    let topic = || wanted("topic", &[("title", "A")]);
    assert_eq!(refused(topic()).cure, "say which with `--section`: `context`, `diplomacy`");
    let cure = refused(Wanted { section: Some("diplomcy"), ..topic() }).cure;
    assert_eq!(cure, "did you mean `diplomacy`?");
    let trip = refused(Wanted { trip: Some("../.."), ..topic() });
    assert_eq!(trip.what, "there is no trip called `../..`");
    let fact = Wanted { on: Some("../../site.yaml"), ..wanted("fact", LEAST[9].1) };
    assert!(refused(fact).what.starts_with("there is no page"));
}

#[test]
fn a_file_in_another_form_is_left_alone_and_the_entry_given_back() {
    let mut files = site();
    files.insert(
        FilePath::new("content/people.yaml").expect("a path"),
        b"{a: {name: A, role: B}}\n".as_slice(),
    );
    let refused = addition(&files, &wanted("person", LEAST[4].1)).expect_err("braces");
    assert!(refused.cure.contains("\n\npat-nixon:\n  name: Pat Nixon\n"), "{}", refused.cure);
}
