//! What is found in surroundings that go wrong in one respect.

use super::*;
use crate::pipeline::{Options, build};
use crate::starter::{WORKFLOW_FILE, Wishes, starter};

/// The starter, published from the repository that GitHub’s own examples have.
struct Given {
    base_url: String,
    around: Surroundings,
}

const PAGES: &str = "https://news-desk.github.io/tour/";

fn given() -> Given {
    let files = starter(&Wishes { github: true, ..Wishes::default() });
    let path = crate::files::FilePath::new(WORKFLOW_FILE).expect("a path");
    let workflow = files.text(&path).expect("the workflow");
    let repository = Repository {
        remote: Some("git@github.com:News-Desk/tour.git".to_owned()),
        branch: Some("main".to_owned()),
        is_shallow: false,
        tracked: vec!["content/site.yaml".to_owned()],
        ignores_output: true,
    };
    let around = Surroundings {
        repository: Some(repository),
        workflows: vec![(WORKFLOW_FILE.to_owned(), workflow)],
        sources: vec!["content/site.yaml".to_owned()],
        ..Surroundings::default()
    };
    Given { base_url: PAGES.to_owned(), around }
}

impl Given {
    fn base_url(mut self, base_url: &str) -> Self {
        base_url.clone_into(&mut self.base_url);
        self
    }

    fn around(mut self, change: impl FnOnce(&mut Surroundings)) -> Self {
        change(&mut self.around);
        self
    }

    fn repository(self, change: impl FnOnce(&mut Repository)) -> Self {
        self.around(|around| change(around.repository.as_mut().expect("a repository")))
    }

    /// The workflow with one text in the place of another, which must be there.
    fn workflow(self, from: &str, to: &str) -> Self {
        self.around(|around| {
            let text = &mut around.workflows[0].1;
            assert!(text.contains(from), "{from}");
            *text = text.replace(from, to);
        })
    }

    fn readiness(&self) -> Readiness {
        let wishes = Wishes { base_url: Some(self.base_url.clone()), ..Wishes::default() };
        Readiness::of(&build(&starter(&wishes), &Options::default()), &self.around)
    }

    /// Exactly this is not fine: the verdict, the check, and words of what is told.
    #[track_caller]
    fn finds(&self, verdict: &str, check: &str, words: &str) {
        let readiness = self.readiness();
        let told = readiness.human();
        let odd: Vec<&Finding> =
            readiness.findings.iter().filter(|it| it.verdict != Verdict::Fine).collect();
        let [only] = odd.as_slice() else { panic!("one finding:\n{told}") };
        assert_eq!((only.verdict.word(), only.check), (verdict, check), "{told}");
        let all = format!("{} → {}", only.what, only.cure.as_deref().unwrap_or_default());
        assert!(all.contains(words), "{words}\n{all}");
        assert_eq!(readiness.is_wrong(), verdict == "wrong");
    }
}

#[test]
fn a_site_as_it_should_be_is_ready() {
    let readiness = given().readiness();
    assert!(readiness.human().ends_with("\nready to be published\n"), "{}", readiness.human());
    assert!(readiness.json().starts_with("{\n  \"ready\": true,"), "{}", readiness.json());
}

#[test]
fn the_address_of_pages_is_told_from_the_repository() {
    let of = |remote: &str| pages_address(remote).unwrap_or_default();
    assert_eq!(of("git@github.com:News-Desk/Tour.git"), "https://news-desk.github.io/Tour/");
    assert_eq!(of("https://x:secret@github.com/octo/octo.github.io"), "https://octo.github.io/");
    assert_eq!(of("ssh://git@github.com/octo/a.b.git/"), "https://octo.github.io/a.b/");
    assert_eq!(of("https://gitlab.com/octo/a.git"), "");
    assert_eq!(of("../elsewhere"), "");
    assert_eq!(of("https://github.com/octo/a\"b"), "");
}

#[test]
fn an_address_that_is_nobody_s_matters_unless_the_workflow_gives_one() {
    given().base_url("https://example.org/").finds("attention", "address", PAGES);
    let silent = given().base_url("https://example.org/").around(|around| around.workflows.clear());
    assert!(
        silent.readiness().human().contains("wrong      address"),
        "{}",
        silent.readiness().human()
    );
}

#[test]
fn an_address_without_the_repository_s_name_or_in_other_letters_is_wrong() {
    given().base_url("https://news-desk.github.io/").finds("wrong", "address", PAGES);
    given().base_url("https://news-desk.github.io/Tour/").finds("wrong", "address", PAGES);
    given().base_url("http://news.example-desk.com/").finds("wrong", "address", "https://");
}

#[test]
fn a_domain_of_one_s_own_is_fine_and_its_file_is_not_needed() {
    let own = || given().base_url("https://tour.news-desk.com/");
    assert!(!own().readiness().is_wrong());
    let cname = |domain: &str| vec![("static/CNAME".to_owned(), format!("{domain}\n"))];
    own().around(|it| it.domains = cname("tour.news-desk.com")).finds(
        "attention",
        "domain",
        "Custom domain",
    );
    own().around(|it| it.domains = cname("news-desk.com")).finds(
        "wrong",
        "domain",
        "news-desk.com",
    );
}

#[test]
fn a_workflow_is_looked_at_for_what_goes_wrong_in_them() {
    let finds = |from: &str, to: &str, verdict: &str, words: &str| {
        given().workflow(from, to).finds(verdict, "workflow", words);
    };
    finds("include-hidden-files: true", "include-hidden-files: false", "wrong", ".well-known");
    finds("          include-hidden-files: true\n", "", "wrong", "include-hidden-files: true");
    finds("      id-token: write\n", "", "wrong", "`id-token: write` is missing");
    finds("--base-url \"$BASE_URL/\"", "", "attention", "steps.pages.outputs.base_url");
    finds("        id: deployment\n", "", "wrong", "`id: deployment`");
    finds(
        "    if: github.event_name != 'pull_request'\n    needs",
        "    needs",
        "wrong",
        "proposed",
    );
    finds("cancel-in-progress: false", "cancel-in-progress: true", "attention", "break off");
    finds("37 * * * *", "0 * * * *", "attention", "full hours");
    finds("--tag v", "--tag v9", "attention", "version 9");
    finds("    branches: [main]", "    branches: [release]", "attention", "you are on `main`");
    finds("    steps:\n", "    steps: [\n", "wrong", "no YAML");
}

#[test]
fn without_a_workflow_or_a_repository_there_is_something_to_do() {
    given().around(|it| it.workflows.clear()).finds("attention", "workflow", "trip init --github");
    given().around(|it| it.repository = None).finds("attention", "git", "git init");
}

#[test]
fn names_that_differ_in_case_alone_are_found_once() {
    let two = ["content/a/trip.md", "content/A/trip.md"].map(str::to_owned);
    given().around(|it| it.sources.extend(two)).finds(
        "wrong",
        "letter case",
        "`content/A` and `content/a`",
    );
    let given = given()
        .repository(|it| it.tracked.push("content/a/Trip.md".to_owned()))
        .around(|it| it.sources.push("content/a/trip.md".to_owned()));
    given.finds("wrong", "letter case", "git mv -f content/a/Trip.md content/a/trip.md");
}

#[test]
fn what_git_should_not_keep_is_found() {
    given().repository(|it| it.is_shallow = true).finds("attention", "history", "--unshallow");
    given().repository(|it| it.ignores_output = false).finds("attention", "git", "/public");
    given()
        .repository(|it| it.tracked.push("public/index.html".to_owned()))
        .finds("wrong", "git", "--cached");
}

#[test]
fn what_pages_would_refuse_of_the_output_is_found() {
    let built =
        || OutputFolder { is_ours: true, bytes: 2_000_000, largest: None, links: Vec::new() };
    let with = |change: fn(&mut OutputFolder)| {
        let mut folder = built();
        change(&mut folder);
        given().around(|it| it.output = Some(folder))
    };
    assert!(with(|_| ()).readiness().human().contains("2.0 MB"));
    with(|it| it.is_ours = false).finds("wrong", "output", "did not write");
    with(|it| it.bytes = 1_000_000_001).finds("wrong", "output", "gigabyte");
    with(|it| it.largest = Some(("a.mp4".to_owned(), 104_857_601)))
        .finds("wrong", "output", "a.mp4");
    with(|it| it.links.push("b".to_owned())).finds("wrong", "output", "symbolic link");
}
