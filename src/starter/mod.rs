//! A small finished site, for those who begin: theirs to write over.

use include_dir::{Dir, include_dir};

use crate::document::{FileKind, in_list, written_value};
use crate::files::{FilePath, Files, add_embedded};

static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/starter/site");

/// The workflow that publishes a site, with the tool's version and repository left open.
const WORKFLOW: &str = include_str!("github/pages.yml");

/// What this repository recommends to its own editors.
const EXTENSIONS: &str = include_str!("../../.vscode/extensions.json");

/// Where the workflow stands in a site.
pub(crate) const WORKFLOW_FILE: &str = ".github/workflows/pages.yml";

/// What the newsroom has already said of its site.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wishes {
    /// The newsroom's name.
    pub(crate) newsroom: Option<String>,
    /// Where the site will be published.
    pub(crate) base_url: Option<String>,
    /// Whether it is published by GitHub.
    pub(crate) github: bool,
    /// The branch that is published; `main` if nothing is said.
    pub(crate) branch: Option<String>,
}

/// The files of the site, by their paths from its root.
pub(crate) fn starter(wishes: &Wishes) -> Files {
    let mut files = Files::default();
    add_embedded(&SITE, "", &mut files);
    put(&mut files, ".vscode/settings.json", FileKind::editor_settings());
    put(&mut files, ".vscode/extensions.json", EXTENSIONS.to_owned());
    for (name, schema) in FileKind::editor_schemas() {
        put(&mut files, &format!("{}/{name}", FileKind::SCHEMA_FOLDER), schema);
    }
    if wishes.github {
        put(&mut files, WORKFLOW_FILE, workflow(wishes.branch.as_deref()));
    }
    if let Some(newsroom) = &wishes.newsroom {
        fill_in(
            &mut files,
            "  name: Your newsroom",
            &format!("  name: {}", written_value(newsroom)),
        );
    }
    if let Some(base_url) = &wishes.base_url {
        fill_in(&mut files, "base_url: https://example.org/", &format!("base_url: {base_url}"));
    }
    files
}

/// The workflow for this version of the tool, and for this branch.
fn workflow(branch: Option<&str>) -> String {
    let branch = format!("branches: [{}]", in_list(branch.unwrap_or("main")));
    WORKFLOW
        .replace("branches: [main]", &branch)
        .replace("{version}", env!("CARGO_PKG_VERSION"))
        .replace("{repository}", env!("CARGO_PKG_REPOSITORY"))
}

fn put(files: &mut Files, path: &str, text: String) {
    if let Some(path) = FilePath::new(path) {
        files.insert(path, text.into_bytes());
    }
}

/// Puts a line of `site.yaml` in the place of the one that the starter has.
fn fill_in(files: &mut Files, line: &str, other: &str) {
    let Some(path) = FilePath::new("content/site.yaml") else { return };
    let text = files.text(&path).unwrap_or_default();
    files.insert(path, text.replacen(line, other, 1).into_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Options, build};
    use crate::problem::{Paint, report};

    fn text(files: &Files, path: &str) -> String {
        files.text(&FilePath::new(path).expect("a path")).expect("the file")
    }

    #[test]
    fn nothing_is_wrong_with_the_starter_even_strictly_and_all_its_facts_are_stated() {
        let built =
            build(&starter(&Wishes::default()), &Options { strict: true, ..Options::default() });
        assert_eq!(report(&built.problems, &built.files, Paint::Plain), "");
        assert_eq!((built.summary.stated, built.summary.facts), (8, 8));
    }

    #[test]
    fn what_the_newsroom_says_stands_in_its_settings() {
        let newsroom = Some("Desk: “Asia”".to_owned());
        let base_url = Some("https://octocat.github.io/tour/".to_owned());
        let files = starter(&Wishes { newsroom, base_url, ..Wishes::default() });
        let settings = text(&files, "content/site.yaml");
        assert!(settings.contains("\n  name: \"Desk: “Asia”\"\n"), "{settings}");
        assert!(settings.contains("\nbase_url: https://octocat.github.io/tour/\n"), "{settings}");
        let built = build(&files, &Options { strict: true, ..Options::default() });
        assert_eq!(report(&built.problems, &built.files, Paint::Plain), "");
    }

    #[test]
    fn the_workflow_fetches_this_version_of_the_tool() {
        let branch = Some("news desk".to_owned());
        let files = starter(&Wishes { github: true, branch, ..Wishes::default() });
        let workflow = text(&files, WORKFLOW_FILE);
        let version = env!("CARGO_PKG_VERSION");
        assert!(workflow.contains(&format!("--tag v{version} --locked")), "{workflow}");
        assert!(workflow.contains("\n    branches: [\"news desk\"]\n"), "{workflow}");
        assert!(!workflow.contains("{version}") && !workflow.contains("{repository}"));
    }
}
