//! What the real binary tells those who ask about a code.

use trip_explainer::{Code, Severity};

use crate::cli::{BROKEN_STOP, assert_says, site};

#[test]
fn all_codes_are_listed_with_their_meaning() {
    let ran = site().run(&["explain"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let (errors, warnings) = ran.stdout.split_once("\nWarnings").expect("two lists");
    for code in Code::ALL {
        let list = if code.severity == Severity::Error { errors } else { warnings };
        let is_line =
            |line: &str| line.trim().starts_with(code.name) && line.ends_with(code.meaning);
        assert_eq!(list.lines().filter(|line| is_line(line)).count(), 1, "{}", code.name);
    }
}

#[test]
fn a_code_is_explained_with_its_cause_a_mistake_and_its_cure() {
    let site = site();
    for code in Code::ALL {
        let ran = site.run(&["explain", code.name]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", code.name);
        let title = format!("{}[{}]: {}\n\n", code.severity.word(), code.name, code.meaning);
        assert!(ran.stdout.starts_with(&title), "{}", ran.stdout);
        assert_says(&ran.stdout, &["\n\nHow it is mended\n\n", "\n    "]);
        assert!(!ran.stdout.contains("```"), "{}", ran.stdout);
    }
    let copied = site.run(&["explain", "error[unknown-id]:"]);
    assert_eq!(copied.stdout, site.run(&["explain", "unknown-id"]).stdout);
    assert_says(
        &copied.stdout,
        &["    place: jpan\n", "`trip check` says:\n", "    place: japan\n"],
    );
}

#[test]
fn a_code_that_there_is_not_is_a_wrong_call() {
    let site = site();
    for (written, cure) in [
        ("unknwon-id", "there is no code `unknwon-id`; did you mean `trip explain unknown-id`?"),
        ("weather", "there is no code `weather`; `trip explain` lists all codes"),
        ("", "there is no code ``; `trip explain` lists all codes"),
    ] {
        let ran = site.run(&["explain", written]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
        assert_says(&ran.stderr, &[cure]);
    }
}

#[test]
fn where_more_is_told_stands_once_at_the_end() {
    let site = site();
    site.write("content/tour/stops/japan.md", BROKEN_STOP);
    let ran = site.run(&["check"]);
    assert!(
        ran.stderr.ends_with("\n1 error\n`trip explain unknown-id` tells more\n"),
        "{}",
        ran.stderr
    );
    site.write("content/site.yaml", "title: x\ntitle: y\n");
    let ran = site.run(&["check"]);
    let end = "`trip explain CODE` tells more, such as `trip explain duplicate-key`\n";
    assert!(ran.stderr.ends_with(end), "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("tells more").count(), 1);
}
