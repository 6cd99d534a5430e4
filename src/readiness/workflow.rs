//! The workflow that publishes a site on GitHub Pages, and how such workflows go wrong.

use crate::document::{WordNode, words_of};
use crate::files::FilePath;
use crate::problem::Problems;
use crate::readiness::{Finding, Surroundings};

const CHECK: &str = "workflow";

/// What publishes a site.
const DEPLOY: &str = "actions/deploy-pages@";
/// What hands a site over to be published.
const UPLOAD: &str = "actions/upload-pages-artifact@";

/// A workflow that publishes on Pages.
pub(super) struct Workflow {
    path: String,
    /// What it says; none where it cannot be read.
    content: Option<WordNode>,
}

/// The workflows that publish on Pages, of all that there are.
pub(super) fn publishing(workflows: &[(String, String)]) -> Vec<Workflow> {
    let publishing = workflows.iter().filter(|(_, text)| text.contains(DEPLOY));
    publishing
        .map(|(path, text)| {
            let content = FilePath::new(path)
                .and_then(|file| words_of(&file, text, &mut Problems::default()));
            Workflow { path: path.clone(), content }
        })
        .collect()
}

/// Judges the workflows that publish on Pages.
pub(super) fn judge(workflows: &[Workflow], around: &Surroundings, base_url: &str) -> Vec<Finding> {
    if workflows.is_empty() {
        let cure = "take `.github/workflows/pages.yml` from what `trip init --github` writes into a new \
                    folder";
        return vec![Finding::attention(CHECK, "no workflow publishes the site", cure)];
    }
    workflows.iter().flat_map(|workflow| workflow.judge(around, base_url)).collect()
}

impl Workflow {
    /// Whether it tells the tool where the site is published.
    pub(super) fn gives_base_url(&self) -> bool {
        self.builds().any(|run| run.contains("--base-url") || run.contains(" -u "))
    }

    fn judge(&self, around: &Surroundings, base_url: &str) -> Vec<Finding> {
        if self.content.is_none() {
            let what = format!("`{}` is no YAML that can be read", self.path);
            return vec![Finding::wrong(
                CHECK,
                what,
                "mend it, or take the one of `trip init --github`",
            )];
        }
        let mut findings: Vec<Finding> = [
            self.hidden_files(),
            self.permissions(),
            self.base_url(base_url),
            self.page_url(),
            self.proposals(),
            self.cancelling(),
            self.hours(),
            self.branch(around),
            self.version(),
        ]
        .into_iter()
        .flatten()
        .collect();
        if findings.is_empty() {
            findings.push(Finding::fine(CHECK, format!("`{}` publishes the site", self.path)));
        }
        findings
    }

    /// From version 4 on, the upload leaves out what begins with a dot.
    fn hidden_files(&self) -> Option<Finding> {
        let step =
            self.steps().find(|step| word(step, &["uses"]).is_some_and(|it| it.contains(UPLOAD)));
        let Some(step) = step else {
            let what = format!("`{}` does not hand over what it publishes", self.path);
            return Some(Finding::wrong(
                CHECK,
                what,
                format!("add a step with `uses: {UPLOAD}v5`"),
            ));
        };
        let version = word(step, &["uses"])?.split_once("@v")?.1.split('.').next()?;
        let leaves_out = version.parse::<u32>().is_ok_and(|version| version >= 4);
        let asked = word(step, &["with", "include-hidden-files"]) == Some("true");
        (leaves_out && !asked).then(|| {
            let what = format!(
                "`{}` leaves out files that begin with a dot, such as `.well-known`",
                self.path
            );
            Finding::wrong(
                CHECK,
                what,
                "write `include-hidden-files: true` below `path` of the upload",
            )
        })
    }

    fn permissions(&self) -> Option<Finding> {
        let (_, job) = self.deploying_job()?;
        let own = get(job, "permissions").or_else(|| get(self.content.as_ref()?, "permissions"));
        let allows = |scope: &str| match own {
            Some(WordNode::Word(all)) => all == "write-all",
            Some(node) => word(node, &[scope]) == Some("write"),
            None => false,
        };
        let missing: Vec<&str> =
            ["pages", "id-token"].into_iter().filter(|scope| !allows(scope)).collect();
        (!missing.is_empty()).then(|| {
            let list: Vec<String> =
                missing.iter().map(|scope| format!("`{scope}: write`")).collect();
            let what =
                format!("`{}` may not publish: {} is missing", self.path, list.join(" and "));
            Finding::wrong(CHECK, what, "write it below `permissions` of the job that publishes")
        })
    }

    fn base_url(&self, base_url: &str) -> Option<Finding> {
        if self.gives_base_url() {
            return None;
        }
        let what = format!(
            "`{}` does not say where the site is published, so that is `{base_url}`",
            self.path
        );
        let cure = "build with `--base-url \"$BASE_URL/\"`, and set `BASE_URL` to \
                    `${{ steps.pages.outputs.base_url }}` of actions/configure-pages";
        Some(Finding::attention(CHECK, what, cure))
    }

    /// The address that GitHub shows comes from a step that must have the id by which it is named.
    fn page_url(&self) -> Option<Finding> {
        let (_, job) = self.deploying_job()?;
        let url = word(job, &["environment", "url"])?;
        let id = url.split_once("steps.")?.1.split('.').next()?;
        let has = list(job, "steps").any(|step| word(step, &["id"]) == Some(id));
        (!has).then(|| {
            let what = format!("`{}` names a step `{id}`, and none has that id", self.path);
            Finding::wrong(CHECK, what, format!("write `id: {id}` in the step that publishes"))
        })
    }

    fn proposals(&self) -> Option<Finding> {
        let on = get(self.content.as_ref()?, "on")?;
        let is_run = match on {
            WordNode::Word(event) => event == "pull_request",
            WordNode::List(events) => events
                .iter()
                .any(|it| matches!(it, WordNode::Word(event) if event == "pull_request")),
            WordNode::Map(events) => events.iter().any(|(event, _)| event == "pull_request"),
        };
        let (_, job) = self.deploying_job()?;
        (is_run && get(job, "if").is_none()).then(|| {
            let what = format!("`{}` publishes what is only proposed", self.path);
            let cure = "write `if: github.event_name != 'pull_request'` in the job that publishes";
            Finding::wrong(CHECK, what, cure)
        })
    }

    fn cancelling(&self) -> Option<Finding> {
        let cancels =
            word(self.content.as_ref()?, &["concurrency", "cancel-in-progress"]) == Some("true");
        cancels.then(|| {
            let what = format!("`{}` may break off a deployment that has begun", self.path);
            Finding::attention(CHECK, what, "write `cancel-in-progress: false`")
        })
    }

    fn hours(&self) -> Option<Finding> {
        let on = get(self.content.as_ref()?, "on")?;
        let crons = list(on, "schedule").filter_map(|it| word(it, &["cron"]));
        let full =
            crons.filter(|cron| matches!(cron.split_whitespace().next(), Some("0" | "00" | "*")));
        let cron = full.last()?;
        let what =
            format!("`{}` runs at full hours (`{cron}`), when GitHub leaves runs out", self.path);
        Some(Finding::attention(CHECK, what, "choose another minute, such as `37 * * * *`"))
    }

    fn branch(&self, around: &Surroundings) -> Option<Finding> {
        let branch = around.repository.as_ref()?.branch.as_deref()?;
        let on = get(self.content.as_ref()?, "on")?;
        let push = get(on, "push")?;
        let branches: Vec<&str> = list(push, "branches").filter_map(|it| word(it, &[])).collect();
        let fits = |it: &&str| *it == branch || it.contains(['*', '$']);
        (!branches.is_empty() && !branches.iter().any(fits)).then(|| {
            let what = format!(
                "`{}` publishes what is pushed to {}, and you are on `{branch}`",
                self.path,
                branches.join(", ")
            );
            Finding::attention(
                CHECK,
                what,
                "write your branch below `branches`, if it is the one to publish",
            )
        })
    }

    fn version(&self) -> Option<Finding> {
        const OWN: &str = env!("CARGO_PKG_VERSION");
        let run = self.runs().find(|run| run.contains("cargo install") && run.contains("--tag"))?;
        let tag = run.split("--tag").nth(1)?.split_whitespace().next()?.trim_matches('"');
        let version = tag.trim_start_matches('v');
        (version != OWN && !version.contains('$')).then(|| {
            let what = format!(
                "`{}` publishes with version {version} of the tool, and this is {OWN}",
                self.path
            );
            Finding::attention(
                CHECK,
                what,
                format!("write `{OWN}` for `{version}` there, or install that one"),
            )
        })
    }

    fn jobs(&self) -> impl Iterator<Item = (&str, &WordNode)> {
        let jobs = self.content.as_ref().and_then(|content| get(content, "jobs"));
        let jobs = match jobs {
            Some(WordNode::Map(jobs)) => jobs.as_slice(),
            _ => &[],
        };
        jobs.iter().map(|(name, job)| (name.as_str(), job))
    }

    fn deploying_job(&self) -> Option<(&str, &WordNode)> {
        let deploys = |step: &WordNode| word(step, &["uses"]).is_some_and(|it| it.contains(DEPLOY));
        self.jobs().find(|(_, job)| list(job, "steps").any(deploys))
    }

    fn steps(&self) -> impl Iterator<Item = &WordNode> {
        self.jobs().flat_map(|(_, job)| list(job, "steps"))
    }

    fn runs(&self) -> impl Iterator<Item = &str> {
        self.steps().filter_map(|step| word(step, &["run"]))
    }

    fn builds(&self) -> impl Iterator<Item = &str> {
        self.runs().filter(|run| run.contains("trip build") || run.contains("-- build"))
    }
}

fn get<'n>(node: &'n WordNode, key: &str) -> Option<&'n WordNode> {
    let WordNode::Map(entries) = node else { return None };
    entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

/// The word at the end of a way through mappings.
fn word<'n>(node: &'n WordNode, way: &[&str]) -> Option<&'n str> {
    let end = way.iter().try_fold(node, |node, key| get(node, key))?;
    match end {
        WordNode::Word(word) => Some(word),
        _ => None,
    }
}

/// The items of a list, or the one that stands in its place.
fn list<'n>(node: &'n WordNode, key: &str) -> impl Iterator<Item = &'n WordNode> + use<'n> {
    let items = match get(node, key) {
        Some(WordNode::List(items)) => items.as_slice(),
        Some(single @ WordNode::Word(_)) => std::slice::from_ref(single),
        _ => &[],
    };
    items.iter()
}
