//! Slips that editors make, and that one problem at the right place must answer.
//!
//! Most of them are in the manual's chapter `slips.md`; here is what holds for all of them, and what
//! a page of the manual could not show well.

use crate::given::{Given, base_site, given, problem_lines};
use crate::spec::{base, faulty_cases, shown_problems};

/// Words of programmers and of their libraries, which no editor should have to read.
const JARGON: &[&str] = &[
    "serde",
    "libyaml",
    "invalid type",
    "parse error",
    "parser",
    "deserialize",
    "deserializing",
    "while parsing",
    "while scanning",
    "did not find expected",
    "simple key",
    "block mapping",
    "block sequence",
    "flow mapping",
    "flow sequence",
    "could not find expected",
    "unexpected token",
    "start any token",
    "scalar",
    "anchor named",
    "stream",
    "boolean",
    "Option",
    "Some",
    "None",
    "Vec",
    "String",
    "f64",
    "u64",
    "i64",
    "usize",
    "enum",
    "struct",
    "variant",
    "unwrap",
    "panicked",
    "NaN",
];

#[test]
fn no_message_speaks_the_language_of_programmers() {
    let problems = shown_problems();
    assert!(problems.len() > 300, "the manual shows but {} problems", problems.len());
    for problem in problems {
        let said = problem.split_once("]: ").map_or(problem.as_str(), |(_, said)| said);
        // What stands in backticks is the editor's own text, or what to write.
        let words: String = said.split('`').step_by(2).collect();
        for word in JARGON {
            assert!(!says(&words, word), "“{word}” in: {problem}");
        }
    }
}

/// Whether a text has these words by themselves.
fn says(text: &str, words: &str) -> bool {
    let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, _)| {
        let after = text[at + words.len()..].chars().next();
        !joined(text[..at].chars().next_back()) && !joined(after)
    })
}

#[test]
fn every_message_has_a_cure_and_all_but_that_of_a_missing_file_a_place() {
    for problem in shown_problems() {
        assert!(problem.contains(" — "), "no cure: {problem}");
        let placed =
            problem.split(": ").next().is_some_and(|place| place.matches(':').count() == 2);
        assert!(placed || problem.starts_with("error[missing-file]"), "no place: {problem}");
    }
}

/// The chapter's files are all in one site, and its editors mistype everything at once: nothing is
/// told twice, nothing hides anything, and nothing is said of what is right.
#[test]
fn all_slips_at_once_are_told_as_each_by_itself() {
    let cases = faulty_cases("slips.md");
    let mut site = base_site();
    let mut expected: Vec<String> = Vec::new();
    for (files, problems) in cases {
        for (path, bytes) in files {
            site = site.and(&path, bytes);
        }
        expected.extend(problems.lines().map(str::to_owned));
    }
    let found = problem_lines(site.built());
    let mut found: Vec<&str> = found.lines().collect();
    let mut expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    found.sort_unstable();
    expected.sort_unstable();
    assert!(expected.len() > 180, "the chapter has but {} slips", expected.len());
    let more: Vec<_> = found.iter().filter(|line| !expected.contains(line)).collect();
    let less: Vec<_> = expected.iter().filter(|line| !found.contains(line)).collect();
    assert!(more.is_empty() && less.is_empty(), "told too: {more:#?}\nnot told: {less:#?}");
}

#[test]
fn twelve_mistakes_in_one_file_are_twelve_problems() {
    let event = "---\ntitle: Dinner\nkind: meal\nstaus: possible\nstatus_by: leadr\n\
                 when: 2031-02-30\nstop: jpan\n\
                 facts: F1\n---\n\nA <b>word</b>, [Japan](../stops/Japan.md), a sum.[^1]\n\n\
                 [Ada](persn:leader) said so.[@press-offce]\n";
    given("content/tour/events/dinner.md", event).problems(
        "
content/tour/events/dinner.md:3:7: error[bad-value]: `meal` is not a kind of event — write one of `other`, `bilateral`, `summit`, `signing`, `talks`, `speech`, `ceremony`
content/tour/events/dinner.md:4:1: error[unknown-key]: there is no field `staus` here — did you mean `status`?
content/tour/events/dinner.md:5:12: error[unknown-id]: nobody and nothing is called `leadr` — did you mean `leader`?
content/tour/events/dinner.md:6:15: error[impossible-date]: February 2031 has 28 days — write a day from `01` to `28`
content/tour/events/dinner.md:7:7: error[unknown-id]: there is no stop called `jpan` — did you mean `japan`?
content/tour/events/dinner.md:8:8: error[wrong-type]: expected a list, found the text `F1` — write it as a list: `facts: [F1]`
content/tour/events/dinner.md:11:3: error[raw-html]: `<b>` is HTML, and content is Markdown — write `**words**`
content/tour/events/dinner.md:11:24: error[wrong-case]: `../stops/Japan.md` differs from the file's name in upper and lower case — write `../stops/japan.md`; published pages are told apart by case
content/tour/events/dinner.md:11:50: error[undefined-footnote]: footnote `1` is not written anywhere — add a line `[^1]: …` at the end of the text
content/tour/events/dinner.md:13:7: error[broken-link]: `persn:` is no kind of link that is known here — did you mean `person:`?
content/tour/events/dinner.md:13:31: error[unknown-id]: there is no source called `press-offce` — did you mean `press-office`?
",
    );
}

#[test]
fn a_missing_list_of_facts_is_one_problem_for_all_that_cite_it() {
    let stop = |title: &str| {
        format!("---\ntitle: {title}\nplace: japan\nstatus: scheduled\nfacts: [F1]\n---\n")
    };
    let trip = base()["content/tour/trip.md"].replace("facts: [F1]", "stops: [japan, fiji]");
    let site = given("content/tour/stops/japan.md", stop("Japan"))
        .and("content/tour/stops/fiji.md", stop("Fiji"))
        .and("content/tour/trip.md", trip)
        .without("content/tour/facts.yaml");
    only_place(&site);
    let unreadable = site.and("content/tour/facts.yaml", "F1:\n\ttext: It may be.\n");
    assert_eq!(only_place(&unreadable), "content/tour/facts.yaml:2:1");
}

#[test]
fn the_place_is_that_of_the_culprit_after_any_script() {
    const BEFORE: [&str; 7] = [
        "plain",
        "日本語の夕食",
        "한국 방문",
        "نشست رهبران",
        "e\u{301}te\u{301}",
        "👩‍👩‍👧 family",
        "“quoted” – dashed",
    ];
    const STYLES: [(&str, &str); 5] =
        [("", ""), ("\"", "\""), ("'", "'"), ("|\n  ", ""), (">-\n  ", "")];
    let mut site = base_site();
    let mut expected = Vec::new();
    for (at, text) in BEFORE.iter().enumerate() {
        for (style, (open, close)) in STYLES.iter().enumerate() {
            let fields = "title: Dinner\nkind: other\nstatus: possible\nsummary: ";
            let summary = format!("{fields}{open}{text} [x](fact:F9){close}");
            let line = summary.lines().count() + 1;
            let last = summary.lines().last().unwrap_or_default();
            let column = last.chars().count() - close.len() - "F9)".len() + 1;
            for (kind, (mark, end)) in
                [("", "\n"), ("\u{feff}", "\n"), ("", "\r\n"), ("\u{feff}", "\r\n")]
                    .iter()
                    .enumerate()
            {
                let path = format!("content/tour/events/e-{at}-{style}-{kind}.md");
                let file = format!("---\n{summary}\n---\n").replace('\n', end);
                site = site.and(&path, format!("{mark}{file}"));
                expected.push(format!("{path}:{line}:{column}"));
            }
        }
    }
    let built = site.built();
    let problems = built.problems.iter();
    // One id that nothing has is one problem, with all the places that name it.
    let spans = problems.flat_map(|it| it.span.iter().chain(it.also.iter().map(|(span, _)| span)));
    let place = |span: &trip_explainer::Span| {
        let at = span.position(&built.files.text(&span.file).expect("the file"));
        format!("{}:{}:{}", span.file.as_str(), at.line, at.column)
    };
    assert_eq!(spans.map(place).collect::<Vec<_>>(), expected);
}

#[test]
fn the_place_is_right_in_lists_long_lines_and_prose_too() {
    let cases = [
        ("agenda: [日本, \"[x](fact:F9)\"]", "", "F9"),
        ("agenda:\n  - 日本\n  - \"👍 [x](fact:F9)\"", "", "F9"),
        ("summary: one\n  two 日本\n  [x](fact:F9)", "", "F9"),
        ("summary: \"\\u2019 日 \\\" [x](fact:F9)\"", "", "F9"),
        ("summary: 'it''s 日 [x](fact:F9)'", "", "F9"),
        ("map: {label: 日}", "", "日"),
        ("", "نشست [x](fact:F9)", "F9"),
        ("", "- 👩‍👩‍👧\n- e\u{301} [x](fact:F9)", "F9"),
        ("", "> 日本\n> [x](../nowhere.md#日)", "../nowhere.md#日"),
    ];
    for (field, prose, culprit) in cases {
        let file = stop(field, prose);
        let before = file.split(culprit).next().unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let found = only_place(&given("content/tour/stops/japan.md", file));
        assert_eq!(
            found,
            format!("content/tour/stops/japan.md:{line}:{column}"),
            "{field} {prose}"
        );
    }
}

#[test]
fn the_caret_stands_under_the_culprit() {
    let site = given("content/tour/stops/japan.md", stop("summary: 日本 [x](fact:F9)", ""));
    let built = site.built();
    let report =
        trip_explainer::report(&built.problems, &built.files, trip_explainer::Paint::Plain);
    let lines: Vec<&str> = report.lines().collect();
    let at = lines.iter().position(|line| line.contains("summary:")).expect("the line is shown");
    let shown = lines[at].split("F9").next().expect("the culprit");
    // Each of the two wide signs takes two columns of a terminal.
    let width = shown.chars().count() + 2;
    assert_eq!(lines[at + 1].find('^').expect("a caret"), width);
}

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
    let lines = problem_lines(site.built());
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

#[test]
fn a_comment_is_no_text_that_was_lost() {
    let text = "japan: # the first stop\n  name: Japan # as in the press release\n  \
                kind: country ## or not\n  tz: Asia/Tokyo\n";
    given("content/places.yaml", text).no_problems();
}

#[test]
fn what_looks_like_a_slip_in_a_block_of_text_is_text() {
    let text = "summary: |\n  – first:second &c\n  • title:Xi\n  !important: “a” #1\n  \u{a0}* b";
    given("content/tour/stops/japan.md", stop(text, "Text.")).no_problems();
}

#[test]
fn a_line_that_goes_on_with_a_text_may_begin_with_any_sign() {
    let text = "summary: Smith\n  & Sons,\n  – as ever –\n  !ready\nagenda:\n  - One day\n    – perhaps – two";
    given("content/tour/stops/japan.md", stop(text, "Text.")).no_problems();
    let quoted = "summary: \"Smith\n  & Sons:\n  * ready\n  - or: not\"";
    given("content/tour/stops/japan.md", stop(quoted, "Text.")).no_problems();
}

#[test]
fn an_alias_of_yaml_is_read_as_long_as_nothing_is_lost() {
    let text = "japan: &j {name: Japan, kind: country}\nnippon: *j\n";
    let trip = base()["content/tour/trip.md"].replace("(place:japan)", "(place:nippon)");
    given("content/places.yaml", text).and("content/tour/trip.md", trip).no_problems();
}

/// One sign too many, anywhere: the problem has a place in its file, a cure, and plain words.
#[test]
fn any_sign_anywhere_is_told_with_a_place_and_a_cure() {
    const SIGNS: [&str; 24] = [
        "\"", "'", "[", "{", "]", "}", "&", "*", "!", "|", ">", "#", " #", ":", ": ", "- ", "\n",
        "\t", "\u{a0}", "é", "\r", "%", "\\", "<<: ",
    ];
    let file = "---\ntitle: D\nkind: other\nstatus: possible\nagenda:\n  - 日 [x](fact:F1)\n\
                history:\n  - {date: 2031-03, to: possible}\nsummary: >-\n  a\n  b\n---\n\nText.\n";
    let places = file.char_indices().map(|(at, _)| at).step_by(2);
    let files: Vec<String> = places
        .flat_map(|at| SIGNS.map(|sign| format!("{}{sign}{}", &file[..at], &file[at..])))
        .collect();
    let mut site = base_site();
    for (number, file) in files.iter().enumerate() {
        site = site.and(&format!("content/tour/events/e{number}.md"), file.as_str());
    }
    let built = site.built();
    assert!(built.problems.errors() > files.len() / 2);
    for problem in built.problems.iter() {
        let span = problem.span.as_ref().expect("a place");
        let text = built.files.text(&span.file).expect("the file");
        let shown = || format!("{problem:#?}\n{text}");
        assert!(text.get(span.start..span.end).is_some(), "{}", shown());
        assert!(problem.help.is_some(), "no cure: {}", shown());
        let said = format!("{} {}", problem.message, problem.help.as_deref().unwrap_or_default());
        let words: String = said.split('`').step_by(2).collect();
        assert!(!JARGON.iter().any(|word| says(&words, word)), "{}", shown());
    }
}

/// The line that a help proposes in place of the culprit's, if it proposes one.
fn proposed_line(help: &str) -> Option<&str> {
    let quoted = help.split_once("put the whole value in quotation marks: `");
    let line = quoted.map(|(_, line)| line).or_else(|| help.strip_prefix("write `"))?;
    let line = line.strip_suffix('`')?;
    (line.starts_with("- ") || line.contains(": ")).then_some(line)
}

#[test]
fn an_editor_who_copies_the_proposed_line_has_mended_the_file() {
    let mut mended = 0;
    let proposes = |line: &str| {
        line.contains("[bad-yaml]") && (line.contains(" — write `") || line.contains("marks: `"))
    };
    let files = faulty_cases("slips.md").into_iter().flat_map(|(files, problems)| {
        let told = move |path: &str| {
            problems.lines().any(|line| line.starts_with(&format!("{path}:")) && proposes(line))
        };
        files.into_iter().filter(move |(path, _)| told(path)).collect::<Vec<_>>()
    });
    for (path, bytes) in files {
        let Ok(mut text) = String::from_utf8(bytes) else { continue };
        let mut copied = 0;
        loop {
            let site = given(&path, text.as_str());
            let problems: Vec<_> = site.built().problems.iter().collect();
            let Some(problem) = problems.iter().find(|it| it.code.name == "bad-yaml") else {
                break;
            };
            let Some(line) = problem.help.as_deref().and_then(proposed_line) else { break };
            let at = problem.span.as_ref().expect("a place").position(&text).line - 1;
            let lines: Vec<String> = text.lines().map(str::to_owned).collect();
            let indent = lines[at].len() - lines[at].trim_start().len();
            let new = format!("{}{line}", &lines[at][..indent]);
            let line_of =
                |(i, old): (usize, &String)| if i == at { new.clone() } else { old.clone() };
            let all: Vec<String> = lines.iter().enumerate().map(line_of).collect();
            text = all.join("\n") + "\n";
            copied += 1;
            assert!(copied < 5, "the proposal helps nobody: {text}");
        }
        if copied > 0 {
            given(&path, text.as_str()).no_problems();
            mended += 1;
        }
    }
    assert!(mended > 30, "only {mended} files have a line to copy");
}

#[test]
fn a_text_that_goes_on_may_have_any_space_or_sign_in_it() {
    let moment = |words: &str| format!("day:\n  title: A\n  what_changes: {words}\n");
    for words in [
        "The leader\n    says:\u{a0}« oui »",
        "\"The leader\n    says\u{a0}: « oui »\"",
        "شرم\n    \u{200f}النص هنا",
    ] {
        given("content/tour/timeline.yaml", moment(words)).no_problems();
    }
}

#[test]
fn a_comment_behind_a_date_or_a_word_is_one() {
    let stop =
        "---\ntitle: Japan\nplace: japan #TODO\nstatus: possible #ask\nwhen: unknown #later\n---\n";
    given("content/tour/stops/japan.md", stop).no_problems();
}
