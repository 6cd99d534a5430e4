//! What git keeps, and what it should not.

use crate::readiness::{Finding, Surroundings};

/// Judges the repository around a site.
pub(super) fn judge(around: &Surroundings) -> Vec<Finding> {
    let Some(repository) = &around.repository else {
        let cure = "run `git init`, and push it to GitHub to publish there";
        return vec![Finding::attention("git", "the site is not kept in git", cure)];
    };
    let mut findings = Vec::new();
    findings.push(if repository.is_shallow {
        let what = "this clone has the last commits only, so `trip status --since` knows no others, \
                    and `trip new fact` no numbers that were used before";
        Finding::attention("history", what, "run `git fetch --unshallow`")
    } else {
        Finding::fine("history", "this clone is whole")
    });
    let published = repository.tracked.iter().filter(|path| path.starts_with("public/")).count();
    findings.push(if published > 0 {
        let what = format!("git keeps {published} files of `public`, which every build makes anew");
        Finding::wrong(
            "git",
            what,
            "run `git rm -r --cached public`, and add `/public` to .gitignore",
        )
    } else if !repository.ignores_output {
        Finding::attention(
            "git",
            "git does not ignore `public`",
            "add the line `/public` to .gitignore",
        )
    } else {
        Finding::fine("git", "`public` is left out of it")
    });
    findings
}
