//! Texts that are compared with what is kept in a file, and how a difference is shown.

use std::fs;
use std::path::{Path, PathBuf};

/// Whether this run rewrites what is kept: `UPDATE=1 cargo test`.
pub(crate) fn is_update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| !value.is_empty() && value != "0")
}

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Fails, with the difference line by line, unless the two texts are the same.
#[track_caller]
pub(crate) fn assert_same(what: &str, expected: &str, found: &str) {
    assert!(expected == found, "{what} differ (- expected, + found):\n{}", diff(expected, found));
}

/// Compares `found` with the file at `path`, counted from the repository; rewrites it on request.
#[track_caller]
pub(crate) fn assert_golden(path: &str, found: &str) {
    let file: PathBuf = root().join(path);
    if is_update() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder can be made");
        fs::write(&file, found).expect("the file can be written");
        return;
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    let what = format!("`{path}` and what is built now (`UPDATE=1 cargo test` to take it over)");
    assert_same(&what, &kept, found);
}

/// The lines that only one of two texts has, each with the line before it where both agree.
pub(crate) fn diff(expected: &str, found: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let common = common_lengths(&old, &new);
    let (mut at_old, mut at_new) = (0, 0);
    let mut shown: Vec<String> = Vec::new();
    let mut before: Option<&str> = None;
    while at_old < old.len() || at_new < new.len() {
        let both = at_old < old.len() && at_new < new.len();
        if both && old[at_old] == new[at_new] {
            before = Some(old[at_old]);
            (at_old, at_new) = (at_old + 1, at_new + 1);
            continue;
        }
        if let Some(line) = before.take() {
            shown.push(format!("  {line}\n"));
        }
        let gone = at_new == new.len()
            || (at_old < old.len() && common[at_old + 1][at_new] >= common[at_old][at_new + 1]);
        if gone {
            shown.push(format!("- {}\n", old[at_old]));
            at_old += 1;
        } else {
            shown.push(format!("+ {}\n", new[at_new]));
            at_new += 1;
        }
    }
    shown.concat()
}

/// How many lines the rests of two texts have in common, for each pair of places.
fn common_lengths(old: &[&str], new: &[&str]) -> Vec<Vec<usize>> {
    let mut lengths = vec![vec![0; new.len() + 1]; old.len() + 1];
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            lengths[i][j] = if a == b {
                lengths[i + 1][j + 1] + 1
            } else {
                lengths[i + 1][j].max(lengths[i][j + 1])
            };
        }
    }
    lengths
}

#[test]
fn a_difference_is_shown_with_the_line_before_it() {
    assert_eq!(diff("a\nb\nc\n", "a\nx\nc\nd\n"), "  a\n- b\n+ x\n  c\n+ d\n");
}
