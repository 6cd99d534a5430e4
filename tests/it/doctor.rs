//! `trip doctor`: what it sees on a real disk and in a real repository.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::cli::{Ran, assert_says, run_in};
use crate::starter::Desk;

/// The starter with its workflow, committed, in a repository that is on GitHub.
fn desk() -> Desk {
    let desk = Desk::empty();
    desk.git(&["init", "--quiet", "--initial-branch", "main"]);
    desk.git(&["remote", "add", "origin", "https://github.com/News-Desk/tour.git"]);
    desk.succeeds(&["init", ".", "--github"]);
    desk.git(&["add", "."]);
    desk.git(&["commit", "--quiet", "-m", "Begin"]);
    desk
}

/// The lines of what is not fine.
fn odd(ran: &Ran) -> Vec<&str> {
    let lines = ran.stdout.lines().take_while(|line| !line.is_empty());
    lines.filter(|line| !line.starts_with("fine ")).collect()
}

#[track_caller]
fn finds(desk: &Desk, code: i32, words: &[&str]) {
    let ran = desk.run(&["doctor"]);
    assert_eq!(ran.code, code, "{}{}", ran.stdout, ran.stderr);
    assert_says(&odd(&ran).join("\n"), words);
    assert_eq!(odd(&ran).len(), 2, "one finding and its cure:\n{}", ran.stdout);
}

#[test]
fn a_site_that_is_ready_has_a_line_for_each_check() {
    let desk = desk();
    desk.succeeds(&["build"]);
    let told = desk.succeeds(&["doctor"]);
    for check in ["content", "address", "workflow", "letter case", "history", "git", "output"] {
        assert!(
            told.contains(&format!("\nfine  {check}"))
                || told.starts_with(&format!("fine  {check}")),
            "{told}"
        );
    }
    assert!(told.ends_with("\n\nready to be published\n"), "{told}");
}

#[test]
fn what_programs_are_told_is_json() {
    let desk = desk();
    desk.write("static/CNAME", "news-desk.com\n");
    let ran = desk.run(&["doctor", "--format", "json"]);
    let told: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!((ran.code, &told["ready"]), (1, &Value::Bool(false)));
    let findings = told["findings"].as_array().expect("findings");
    let domain = findings.iter().find(|it| it["check"] == "domain").expect("a finding");
    assert_eq!(domain["verdict"], "wrong");
    assert!(domain["cure"].as_str().is_some_and(|cure| cure.contains("the same domain")));
}

#[test]
fn a_build_that_git_keeps_and_a_build_of_somebody_else_are_found() {
    let desk = desk();
    desk.succeeds(&["build"]);
    desk.git(&["add", "--force", "public/index.html"]);
    finds(&desk, 1, &["wrong", "git keeps 1 files of `public`", "git rm -r --cached public"]);
    desk.git(&["rm", "--quiet", "--cached", "public/index.html"]);
    fs::remove_dir_all(desk.folder.path().join("public")).expect("it was built");
    desk.write("public/index.html", "theirs");
    finds(&desk, 1, &["wrong", "`trip` did not write them"]);
}

#[cfg(unix)]
#[test]
fn a_link_in_what_was_built_is_found() {
    let desk = desk();
    desk.succeeds(&["build"]);
    std::os::unix::fs::symlink("index.html", desk.folder.path().join("public/front.html"))
        .expect("a link");
    finds(&desk, 1, &["wrong", "`public/front.html` is a symbolic link"]);
}

#[test]
fn a_name_that_git_has_in_other_letters_is_found() {
    let desk = desk();
    let path = "content/china-1972/stops/beijing.md";
    desk.git(&["rm", "--quiet", "--cached", path]);
    let blob =
        "100644,e69de29bb2d1d6434b8b29ae775ad8c2e48c5391,content/china-1972/stops/Beijing.md";
    desk.git(&["update-index", "--add", "--cacheinfo", blob]);
    finds(
        &desk,
        1,
        &[
            "wrong",
            "git mv -f content/china-1972/stops/Beijing.md content/china-1972/stops/beijing.md",
        ],
    );
}

#[test]
fn a_clone_of_the_last_commit_alone_is_told_of() {
    let desk = desk();
    desk.write("README.md", "More\n");
    desk.git(&["commit", "--quiet", "-am", "More"]);
    let from = format!("file://{}", desk.folder.path().display());
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("clone");
    desk.git(&["clone", "--quiet", "--depth", "1", &from, &to.display().to_string()]);
    assert_says(&doctor_in(&to).stdout, &["attention  history", "git fetch --unshallow"]);
}

fn doctor_in(folder: &Path) -> Ran {
    run_in(folder, &["doctor"], &[])
}

#[test]
fn without_git_and_without_a_workflow_a_site_can_still_be_looked_at() {
    let desk = Desk::begun();
    let ran = desk.run(&["doctor"]);
    assert_eq!(ran.code, 1, "nobody gives the address:\n{}", ran.stdout);
    assert_says(&ran.stdout, &["wrong      address", "attention  workflow", "attention  git"]);
}
