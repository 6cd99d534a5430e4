//! What was built, as those need it who publish it.

use crate::readiness::{Finding, OutputFolder};

const CHECK: &str = "output";

/// What GitHub Pages takes at most, in bytes; its documentation recommends a gigabyte for a site.
const LARGEST_SITE: u64 = 1_000_000_000;
/// What git takes at most for one file on GitHub, in bytes: 100 MiB.
const LARGEST_FILE: u64 = 100 * 1024 * 1024;

/// Judges the folder that the site was built into, if there is one.
pub(super) fn judge(folder: Option<&OutputFolder>) -> Vec<Finding> {
    let Some(folder) = folder else {
        return vec![Finding::fine(CHECK, "nothing was built here yet")];
    };
    if !folder.is_ours {
        let what = "`public` has files in it, and `trip` did not write them";
        return vec![Finding::wrong(CHECK, what, "move them away, or build elsewhere with `-o`")];
    }
    let mut findings = Vec::new();
    if folder.bytes > LARGEST_SITE {
        let what =
            format!("`public` has {} MB, and Pages takes a gigabyte", megabytes(folder.bytes));
        findings.push(Finding::wrong(
            CHECK,
            what,
            "publish the largest files elsewhere and link to them",
        ));
    }
    if let Some((path, bytes)) = folder.largest.as_ref().filter(|(_, bytes)| *bytes > LARGEST_FILE)
    {
        let what = format!("`public/{path}` has {} MB, and GitHub takes 100", megabytes(*bytes));
        findings.push(Finding::wrong(CHECK, what, "make it smaller, or publish it elsewhere"));
    }
    for link in &folder.links {
        let what = format!("`public/{link}` is a symbolic link, which Pages refuses");
        findings.push(Finding::wrong(CHECK, what, "take it away: `trip` has not made it"));
    }
    if findings.is_empty() {
        let what = format!(
            "`public` has {} MB, and nothing in it that Pages refuses",
            megabytes(folder.bytes)
        );
        findings.push(Finding::fine(CHECK, what));
    }
    findings
}

/// Megabytes with one digit behind the point, rounded up.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{}", tenths / 10, tenths % 10)
}
