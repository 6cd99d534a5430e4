//! What the real binary tells programs.

use std::fs;
use std::process::{Command, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;
use trip_explainer::Code;

use crate::cli::{BROKEN_STOP, IDLE_GLOSSARY, Ran, Site, assert_says, run_in, site};

/// A question with a field that stands twice: a problem with a second place.
const REPEATED: &str = "who:\n  question: Who?\n  answer: She.\n  answer: Ada.\n";

/// A stop whose text speaks twice of a day that is another day for another reader.
const UNDATED_STOP: &str = "---\ntitle: Japan\nplace: japan\nstatus: possible\nfacts: [F1]\n---\n\n\
    [Perhaps](fact:F1) today.\n\nOr not today.\n";

fn broken_site() -> Site {
    let site = site();
    site.write("content/tour/stops/japan.md", BROKEN_STOP);
    site
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in:\n{text}"))
}

/// The one run of a SARIF log.
fn sarif(ran: &Ran) -> Value {
    let log = json(&ran.stdout);
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["runs"].as_array().map(Vec::len), Some(1));
    log["runs"][0].clone()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn a_report_for_programs_is_alone_on_standard_output() {
    let site = broken_site();
    let ran = site.run(&["check", "--format", "json"]);
    assert_eq!(ran.code, 1);
    assert_eq!(json(&ran.stdout)["problems"][0]["code"], "unknown-id");
    assert_eq!(ran.stderr, "1 error\n`trip explain unknown-id` tells more\n");
    assert_eq!(run_in(site.folder.path(), &["check"], &[]).stdout, "");
}

#[test]
fn a_report_for_programs_has_no_colours_and_is_the_same_every_time() {
    let site = broken_site();
    site.write("content/tour/questions.yaml", REPEATED);
    for format in ["json", "github", "sarif"] {
        let run = |environment| {
            run_in(site.folder.path(), &["check", "--format", format], environment).stdout
        };
        let plain = run(&[]);
        assert!(!plain.contains('\u{1b}'), "{plain}");
        assert_eq!(run(&[("CLICOLOR_FORCE", "1")]), plain);
    }
}

#[test]
fn a_build_reports_as_a_check_does_and_still_writes() {
    let site = site();
    site.write("content/glossary.yaml", IDLE_GLOSSARY);
    let (check, build) =
        (site.run(&["check", "--format", "json"]), site.run(&["build", "--format", "json"]));
    assert_eq!((check.code, build.code), (0, 0));
    assert_eq!(check.stdout, build.stdout);
    assert_says(&check.stderr, &["checked 13 pages", "1 warning"]);
    assert_says(&build.stderr, &["built 13 pages", "1 warning"]);
    assert!(site.path("public/index.html").exists());
}

#[test]
fn a_tool_that_cannot_run_reports_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    for format in ["json", "github", "sarif"] {
        let ran = run_in(folder.path(), &["check", "--format", format], &[]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
        assert_says(&ran.stderr, &["there is no folder `content`"]);
    }
    let ran = site().run(&["check", "--format", "xml"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert_says(&ran.stderr, &["human", "json", "github", "sarif"]);
}

#[test]
fn strictly_a_warning_is_an_error_in_every_form() {
    let site = site();
    site.write("content/glossary.yaml", IDLE_GLOSSARY);
    for (flags, code, level) in
        [(&["check"][..], 0, "warning"), (&["check", "--strict"], 1, "error")]
    {
        let run = |format| site.run(&[flags, &["--format", format]].concat());
        let (json_run, github, sarif_run) = (run("json"), run("github"), run("sarif"));
        assert_eq!((json_run.code, github.code, sarif_run.code), (code, code, code));
        let report = json(&json_run.stdout);
        assert_eq!(report["problems"][0]["severity"], level);
        assert_eq!(report["summary"][format!("{level}s")], 1);
        assert!(github.stdout.starts_with(&format!("::{level} ")), "{}", github.stdout);
        let log = sarif(&sarif_run);
        assert_eq!(log["results"][0]["level"], level);
        let rule = log["results"][0]["ruleIndex"].as_u64().expect("a number") as usize;
        let rule = &log["tool"]["driver"]["rules"][rule];
        assert_eq!(rule["id"], "unused-entry");
        assert_eq!(rule["defaultConfiguration"]["level"], "warning");
    }
}

#[test]
fn files_are_counted_from_the_repository_wherever_the_tool_is_called() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = folder.path().join("news desk, é");
    let original = broken_site();
    copy(&original, &desk.join("site"));
    fs::write(folder.path().join(".git"), "gitdir: elsewhere").expect("a file");
    let site_folder = desk.join("site");
    let whole = site_folder.to_str().expect("a plain path");
    for (here, root) in
        [(folder.path(), whole), (&desk, "site"), (&site_folder, "."), (&desk, whole)]
    {
        let run = |format| run_in(here, &["check", "-r", root, "--format", format], &[]);
        let path = "file=news desk%2C é/site/content/tour/stops/japan.md,line=3,";
        assert_says(&run("github").stdout, &[path]);
        let place = &sarif(&run("sarif"))["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
        let uri = "news%20desk%2C%20%C3%A9/site/content/tour/stops/japan.md";
        assert_eq!(place["artifactLocation"]["uri"], uri);
        let report = json(&run("json").stdout);
        assert_eq!(report["root"], root);
        assert_eq!(report["problems"][0]["place"]["file"], "content/tour/stops/japan.md");
    }
}

#[test]
fn without_a_repository_files_are_counted_from_where_the_tool_is_called() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&broken_site(), &folder.path().join("site"));
    let ran = run_in(folder.path(), &["check", "-r", "./site", "--format", "github"], &[]);
    assert_says(&ran.stdout, &["::error file=site/content/tour/stops/japan.md,line=3,"]);
}

/// Copies the content of a site to another folder.
fn copy(site: &Site, to: &std::path::Path) {
    let content = site.path("content");
    for path in ["site.yaml", "people.yaml", "places.yaml", "sources.yaml"] {
        copy_file(&content.join(path), &to.join("content").join(path));
    }
    for path in ["trip.md", "facts.yaml", "stops/japan.md"] {
        copy_file(&content.join("tour").join(path), &to.join("content/tour").join(path));
    }
}

fn copy_file(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to.parent().expect("a folder")).expect("the folder can be made");
    fs::copy(from, to).expect("the file can be copied");
}

#[test]
fn a_sarif_log_has_every_code_as_a_rule_and_every_problem_as_a_result() {
    let site = broken_site();
    site.write("content/tour/questions.yaml", REPEATED);
    let run = sarif(&site.run(&["check", "--format", "sarif"]));
    let driver = &run["tool"]["driver"];
    let rules = list(&driver["rules"]);
    let ids: Vec<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert_eq!(ids, Code::ALL.iter().map(|code| code.name).collect::<Vec<_>>());
    for rule in rules {
        for text in
            ["/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown"]
        {
            let text = rule.pointer(text).and_then(Value::as_str).unwrap_or_default();
            assert!(!text.trim().is_empty(), "{rule:#}");
        }
    }
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert!(run["originalUriBaseIds"]["%SRCROOT%"].is_object());
    let results = list(&run["results"]);
    assert_eq!(results.len(), 2);
    for result in results {
        let rule = result["ruleIndex"].as_u64().expect("a number") as usize;
        assert_eq!(result["ruleId"], ids[rule]);
        assert_eq!(list(&result["locations"]).len(), 1);
    }
    let region = &results[1]["locations"][0]["physicalLocation"]["region"];
    let numbers = ["startLine", "startColumn", "endLine", "endColumn", "byteOffset", "byteLength"];
    let numbers: Vec<u64> = numbers.iter().filter_map(|name| region[*name].as_u64()).collect();
    assert_eq!(results[0]["relatedLocations"][0]["message"]["text"], "first here");
    assert_eq!(numbers, [3, 8, 3, 12, 24, 4]);
    assert_eq!(
        results[1]["message"]["text"],
        "there is no place called `jpan`\nhelp: did you mean `japan`?"
    );
}

#[test]
fn a_sarif_log_tells_a_problem_again_after_it_has_moved() {
    let site = site();
    let fingerprints = || {
        let run = sarif(&site.run(&["check", "--format", "sarif"]));
        let results = list(&run["results"]).iter();
        let all = results.map(|it| it["partialFingerprints"]["problem/v1"].to_string());
        all.collect::<Vec<_>>()
    };
    site.write("content/tour/stops/japan.md", UNDATED_STOP);
    let before = fingerprints();
    assert_eq!(before.len(), 2);
    assert_ne!(before[0], before[1], "two that are alike are still two");
    site.write("content/tour/stops/japan.md", &UNDATED_STOP.replace("\n\n[", "\n\nWell.\n\n["));
    assert_eq!(fingerprints(), before);
}

#[test]
fn a_problem_without_a_place_has_a_file_in_sarif() {
    let site = site();
    fs::remove_file(site.path("content/site.yaml")).expect("it is there");
    let run = sarif(&site.run(&["check", "--format", "sarif"]));
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/site.yaml");
    assert!(place["region"].is_null());
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let site = broken_site();
    let mut command = Command::cargo_bin("trip").expect("the binary is built");
    command.current_dir(site.folder.path()).args(["check", "--format", "sarif"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it can be run");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.starts_with("1 error\n"), "{stderr}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_is_no_success() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
    let mut command = Command::cargo_bin("trip").expect("the binary is built");
    let site = site();
    command.current_dir(site.folder.path()).args(["check", "--format", "json"]).stdout(full);
    let output = command.output().expect("it can be run");
    assert_eq!(output.status.code(), Some(2));
    assert_says(&String::from_utf8_lossy(&output.stderr), &["the disk is full"]);
}
