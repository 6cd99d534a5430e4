//! Whether a site is ready to be published: the known pitfalls, each looked at and told.

mod address;
mod names;
mod output;
mod repository;
mod workflow;

use std::fmt::Write;

use serde_json::json;

use crate::pipeline::Built;
use crate::problem::visible;

pub(crate) use address::pages_address;

/// What a site stands in: what the disk and git say of it, and nothing that it says itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surroundings {
    /// What git says; none where the site is not kept in it.
    pub(crate) repository: Option<Repository>,
    /// The repository's workflows: the path and the text of each.
    pub(crate) workflows: Vec<(String, String)>,
    /// The files called `CNAME`, in the site's root and in `static`: the path and the text of each.
    pub(crate) domains: Vec<(String, String)>,
    /// The files that the site is made from, by their paths from its root.
    pub(crate) sources: Vec<String>,
    /// What lies in the folder that the site was built into; none where there is no such folder.
    pub(crate) output: Option<OutputFolder>,
}

/// What git says of a site.
#[derive(Clone, Debug, Default)]
pub(crate) struct Repository {
    /// Where `origin` is, if there is one.
    pub(crate) remote: Option<String>,
    /// The branch that is checked out.
    pub(crate) branch: Option<String>,
    /// Whether older commits are left out of this clone.
    pub(crate) is_shallow: bool,
    /// The files of the site that git keeps, by their paths from the site's root.
    pub(crate) tracked: Vec<String>,
    /// Whether git leaves `public` alone.
    pub(crate) ignores_output: bool,
}

/// A folder that a site was built into.
#[derive(Clone, Debug, Default)]
pub(crate) struct OutputFolder {
    /// Whether `trip` wrote it.
    pub(crate) is_ours: bool,
    /// What its files have in all, in bytes.
    pub(crate) bytes: u64,
    /// Its largest file, by its path from the folder, and what that has, in bytes.
    pub(crate) largest: Option<(String, u64)>,
    /// The symbolic links in it, by their paths from the folder.
    pub(crate) links: Vec<String>,
}

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// As it should be.
    Fine,
    /// Perhaps not what is meant.
    Attention,
    /// Readers would notice, or nothing would be published.
    Wrong,
}

impl Verdict {
    fn word(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Attention => "attention",
            Self::Wrong => "wrong",
        }
    }
}

/// What one check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// What was looked at, in a word.
    pub(crate) check: &'static str,
    /// How it came out.
    pub(crate) verdict: Verdict,
    /// What was found.
    pub(crate) what: String,
    /// What to do; none where all is fine.
    pub(crate) cure: Option<String>,
}

impl Finding {
    fn fine(check: &'static str, what: impl Into<String>) -> Self {
        Self { check, verdict: Verdict::Fine, what: what.into(), cure: None }
    }

    fn attention(check: &'static str, what: impl Into<String>, cure: impl Into<String>) -> Self {
        let cure = Some(cure.into());
        Self { check, verdict: Verdict::Attention, what: what.into(), cure }
    }

    fn wrong(check: &'static str, what: impl Into<String>, cure: impl Into<String>) -> Self {
        Self { verdict: Verdict::Wrong, ..Self::attention(check, what, cure) }
    }
}

/// Whether a site can be published as it stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Readiness {
    /// What the checks found, in the order in which an editor would look.
    pub(crate) findings: Vec<Finding>,
}

impl Readiness {
    /// Looks at a built site and at what it stands in.
    pub(crate) fn of(built: &Built, around: &Surroundings) -> Self {
        let workflows = workflow::publishing(&around.workflows);
        let base_url = built.site.settings.base_url.as_str();
        let mut findings = vec![content(built)];
        let is_given = workflows.iter().any(workflow::Workflow::gives_base_url);
        findings.push(address::judge(base_url, around.repository.as_ref(), is_given));
        findings.extend(address::domains(base_url, &around.domains, !workflows.is_empty()));
        findings.extend(workflow::judge(&workflows, around, base_url));
        findings.extend(names::judge(around));
        findings.extend(repository::judge(around));
        findings.extend(output::judge(around.output.as_ref()));
        Self { findings }
    }

    /// Whether something is wrong.
    pub(crate) fn is_wrong(&self) -> bool {
        self.findings.iter().any(|finding| finding.verdict == Verdict::Wrong)
    }

    /// A line for each finding, and one below it with the cure.
    pub(crate) fn human(&self) -> String {
        let width = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or_default();
        let verdicts = width(&mut self.findings.iter().map(|it| it.verdict.word().len()));
        let checks = width(&mut self.findings.iter().map(|it| it.check.len()));
        let mut text = String::new();
        for Finding { check, verdict, what, cure } in &self.findings {
            let verdict = verdict.word();
            let what = visible(what.clone());
            let _ = writeln!(text, "{verdict:verdicts$}  {check:checks$}  {what}");
            if let Some(cure) = cure {
                let _ = writeln!(text, "{:1$}→ {cure}", "", verdicts + checks + 4);
            }
        }
        let number = |verdict| self.findings.iter().filter(|it| it.verdict == verdict).count();
        let (wrong, attention) = (number(Verdict::Wrong), number(Verdict::Attention));
        text + &match (wrong, attention) {
            (0, 0) => "\nready to be published\n".to_owned(),
            (0, _) => format!("\nready to be published; look at {attention}\n"),
            _ => format!("\nnot ready: {wrong} wrong, {attention} to look at\n"),
        }
    }

    /// One JSON object, for programs.
    pub(crate) fn json(&self) -> String {
        let findings: Vec<_> = self
            .findings
            .iter()
            .map(|Finding { check, verdict, what, cure }| {
                json!({ "check": check, "verdict": verdict.word(), "what": what, "cure": cure })
            })
            .collect();
        format!("{:#}\n", json!({ "ready": !self.is_wrong(), "findings": findings }))
    }
}

fn content(built: &Built) -> Finding {
    let (errors, warnings) = (built.problems.errors(), built.problems.warnings());
    match (errors, warnings) {
        (0, 0) => Finding::fine("content", "nothing is wrong with it"),
        (0, _) => Finding::attention(
            "content",
            format!("it has warnings: {warnings}"),
            "see `trip check`",
        ),
        _ => Finding::wrong("content", format!("it has errors: {errors}"), "see `trip check`"),
    }
}

#[cfg(test)]
mod tests;
