//! `trip init` and `trip new`: what they write, and that nothing is wrong with it.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::cli::{Ran, assert_says, run_in};
use crate::golden::root;

/// A folder that a test works in.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
}

impl Desk {
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// With the starter in it.
    pub(crate) fn begun() -> Self {
        let desk = Self::empty();
        desk.succeeds(&["init", "."]);
        desk
    }

    /// With the content of a site of this repository in it.
    fn copied(content: &Path) -> Self {
        let desk = Self::empty();
        copy(content, &desk.folder.path().join("content"));
        desk
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join(path)).expect(path)
    }

    fn is_there(&self, path: &str) -> bool {
        self.folder.path().join(path).exists()
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        run_in(self.folder.path(), arguments, &[])
    }

    #[track_caller]
    pub(crate) fn succeeds(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
        ran.stdout
    }

    /// Ends with this code and says all of this, and leaves every file as it was.
    #[track_caller]
    fn refuses(&self, code: i32, arguments: &[&str], words: &[&str]) {
        let before = everything(self.folder.path());
        let ran = self.run(arguments);
        assert_eq!(ran.code, code, "{}{}", ran.stdout, ran.stderr);
        assert_says(&ran.stderr, words);
        assert_eq!(everything(self.folder.path()), before, "{arguments:?}");
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        let identity = ["-c", "user.name=desk", "-c", "user.email=desk@example.org"];
        let git = Command::new("git")
            .current_dir(self.folder.path())
            .args(identity)
            .args(arguments)
            .output();
        let git = git.expect("git is there");
        assert!(git.status.success(), "{}", String::from_utf8_lossy(&git.stderr));
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("it can be copied");
        }
    }
}

/// Every file of a folder with its bytes.
fn everything(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            found.extend(everything(&path));
        } else {
            let bytes = fs::read(&path).expect("it can be read");
            found.push((path.display().to_string(), bytes));
        }
    }
    found.sort();
    found
}

#[test]
fn a_begun_site_is_built_and_checked_without_an_edit_or_a_warning() {
    let desk = Desk::empty();
    let told = desk.succeeds(&["init", "new site", "--github", "--name", "The Harbour: Post"]);
    assert!(
        told.ends_with(
            "\nNext:\n  cd 'new site'\n  trip serve -O        # look at it while you write\n"
        ),
        "{told}"
    );
    assert_says(&desk.succeeds(&["check", "--strict", "-r", "new site"]), &["8 of 8 facts stated"]);
    desk.succeeds(&["build", "--strict", "-r", "new site"]);
    assert_says(&desk.read("new site/public/index.html"), &["The Harbour: Post"]);
    for path in [".github/workflows/pages.yml", ".vscode/settings.json", ".gitignore", "README.md"]
    {
        assert!(desk.is_there(&format!("new site/{path}")), "{path}");
    }
    let schema = ".vscode/schemas/content-facts.schema.json";
    let own = fs::read_to_string(root().join(schema)).expect("our own");
    assert_eq!(desk.read(&format!("new site/{schema}")), own);
    assert!(!desk.is_there("new site/content/README.md"));
}

#[test]
fn a_new_repository_keeps_what_it_has_and_its_address_is_told_from_it() {
    let desk = Desk::empty();
    desk.git(&["init", "--quiet", "--initial-branch", "news"]);
    desk.git(&["remote", "add", "origin", "git@github.com:Octo-Desk/tour.git"]);
    desk.write("readme.md", "Ours\n");
    desk.write("LICENSE", "MIT\n");
    desk.write(".gitignore", "/public\n");
    let told = desk.succeeds(&["init", ".", "--github"]);
    assert_says(
        &told,
        &["`README.md` is yours and stays", "`.gitignore` is yours", "\n  trip serve -O"],
    );
    assert_eq!((desk.read("readme.md"), desk.is_there("README.md")), ("Ours\n".to_owned(), false));
    assert_says(
        &desk.read("content/site.yaml"),
        &["\nbase_url: https://octo-desk.github.io/tour/\n"],
    );
    assert_says(&desk.read(".github/workflows/pages.yml"), &["\n    branches: [news]\n"]);
    assert_says(&desk.succeeds(&["doctor"]), &["\nready to be published\n"]);
}

#[test]
fn nothing_is_overwritten() {
    let desk = Desk::begun();
    desk.refuses(
        2,
        &["init", "."],
        &["nothing was written", "\n  content/site.yaml\n", "choose another folder"],
    );
    let desk = Desk::empty();
    desk.write("Content/other.md", "theirs");
    desk.refuses(2, &["init", "."], &["\n  Content;"]);
    let desk = Desk::empty();
    desk.write("content/other/trip.md", "theirs");
    desk.refuses(2, &["init", "."], &["\n  content;"]);
    desk.write("file", "theirs");
    desk.refuses(2, &["init", "file"], &["`file`"]);
}

/// A call of `trip new` for each kind, for the starter.
const CALLS: &[&[&str]] = &[
    &["place", "Shanghai", "--kind", "city", "--part-of", "china"],
    &["stop", "Shanghai", "--arrive", "1972-02-27"],
    &["event", "Árvíztűrő: a walk", "--kind", "other", "--stop", "shanghai"],
    &["topic", "서울", "--section", "context", "--order", "2"],
    &["section", "Trade"],
    &["person", "Pat Nixon", "--role", "First Lady"],
    &["organisation", "United Nations", "--members", "china,united-states"],
    &["source", "A paper: “News” #1", "--kind", "news"],
    &["term", "Communiqué"],
    &[
        "fact",
        "Nixon left.",
        "--certainty",
        "stated",
        "--kind",
        "fact",
        "--source",
        "pbs",
        "--on",
        "trip.md",
    ],
    &["fact", "Nixon slept.", "--certainty", "possible", "--kind", "statement"],
    &["figure", "the visit", "--value", "8", "--unit", "days", "--display", "8 days"],
    &["want", "Peace", "--side", "china", "--from", "united-states", "--facts", "F7"],
    &["moment", "The pandas arrive", "--when", "1972-04"],
    &["question", "Who won?", "--answer", "Nobody: it was no match."],
    &["update", "We added a stop.", "--date", "2031-04-03", "--kind", "update"],
];

#[test]
fn after_each_addition_nothing_is_wrong() {
    let desk = Desk::begun();
    for call in CALLS {
        desk.succeeds(&[&["new"], *call].concat());
        desk.succeeds(&["check", "--strict"]);
    }
    assert_says(
        &desk.read("content/china-1972/trip.md"),
        &["\nfacts: [F1, F4, F9]\n", "\nstops: [beijing, shanghai]\n"],
    );
    assert_says(&desk.read("content/china-1972/facts.yaml"), &["\n\nF10:\n  text: Nixon slept.\n"]);
    assert!(desk.is_there("content/china-1972/context/서울.md"));
    assert!(desk.is_there("content/china-1972/events/arvizturo-a-walk.md"));
    assert!(!desk.read("content/places.yaml").contains("draft"));
    // Drafts are warned of where they are shown, since nothing names them; nothing else is wrong.
    assert_eq!(desk.run(&["check", "--drafts"]).code, 0);
}

#[test]
fn the_asia_tour_can_be_added_to_as_well() {
    let desk = Desk::copied(&root().join("content"));
    let calls: &[&[&str]] = &[
        &["place", "Kuala Lumpur", "--kind", "city", "--part-of", "malaysia"],
        &["stop", "Kuala Lumpur", "--facts", "F10"],
        &["event", "Dinner", "--kind", "other", "--stop", "kuala-lumpur"],
        &["topic", "Chips", "--section", "trade"],
        &["section", "Security"],
        &[
            "fact",
            "Nobody knows.",
            "--certainty",
            "unverified",
            "--kind",
            "fact",
            "--sources",
            "brief",
            "--on",
            "stops/kuala-lumpur.md",
        ],
        &["want", "More", "--side", "united-states", "--from", "japan"],
        &["question", "Why?", "--answer", "Nobody knows."],
        &["update", "We added a stop.", "--date", "2031-04-03", "--kind", "update"],
    ];
    for call in calls {
        desk.succeeds(&[&["new"], *call].concat());
        desk.succeeds(&["check", "--strict"]);
    }
    assert_says(&desk.read("content/asia-tour/facts.yaml"), &["\n\nF61:\n  text: Nobody knows.\n"]);
    let trip = desk.read("content/asia-tour/trip.md");
    assert_says(&trip, &["\nstops: [malaysia, japan, south-korea, kuala-lumpur]\n"]);
    let own = fs::read_to_string(root().join("content/asia-tour/facts.yaml")).expect("our own");
    assert!(desk.read("content/asia-tour/facts.yaml").starts_with(&own));
}

#[test]
fn a_number_that_was_taken_back_is_not_given_again() {
    let desk = Desk::begun();
    desk.git(&["init", "--quiet"]);
    let fact = ["new", "fact", "Nixon left.", "--certainty", "stated", "--kind", "fact", "--bare"];
    let facts = desk.read("content/china-1972/facts.yaml");
    assert_says(&desk.succeeds(&fact), &["`F9`"]);
    desk.git(&["add", "."]);
    desk.git(&["commit", "--quiet", "-m", "A fact"]);
    desk.write("content/china-1972/facts.yaml", &facts);
    assert_says(&desk.succeeds(&fact), &["`F10`"]);
}

#[test]
fn a_file_is_added_to_in_its_own_manner() {
    let desk = Desk::begun();
    let windows =
        "\u{feff}# Ours\r\nnsc:\r\n    name: National Security Council # whole\r\n    short: NSC";
    desk.write("content/organisations.yaml", windows);
    desk.succeeds(&["new", "organisation", "UN", "--bare"]);
    let added = "\r\n\r\nun:\r\n    name: UN\r\n    draft: true\r\n";
    assert_eq!(desk.read("content/organisations.yaml"), format!("{windows}{added}"));
    desk.write(
        "content/china-1972/wants.yaml",
        "- side: china\n  from: united-states\n  text: Peace\n",
    );
    desk.succeeds(&[
        "new",
        "want",
        "Trade",
        "--side",
        "united-states",
        "--from",
        "china",
        "--bare",
    ]);
    let wants = "- side: china\n  from: united-states\n  text: Peace\n\n- side: united-states\n  from: china\n  text: Trade\n";
    assert_eq!(desk.read("content/china-1972/wants.yaml"), wants);
    desk.succeeds(&["check", "--strict"]);
}

#[test]
fn what_is_required_and_not_given_is_asked_for_by_its_flag() {
    let desk = Desk::begun();
    desk.refuses(
        2,
        &["new", "stop", "Atlantis"],
        &["`trip new stop` needs more", "--place: The place where it is"],
    );
    desk.refuses(
        2,
        &["new", "fact"],
        &["  TEXT: ", "  --certainty: ", "possible, conditional", "  --kind: "],
    );
    desk.refuses(2, &["new", "topic", "A"], &["--section", "`context`, `diplomacy`"]);
    desk.refuses(2, &["new", "stop", "A\nB", "--place", "china"], &["write it in one line"]);
    desk.refuses(2, &["new", "stop", "🎉", "--place", "china"], &["name one with `--id`"]);
    desk.refuses(
        2,
        &["new", "stop", "A", "--place", "china", "--id", "../../x"],
        &["cannot be an id", "such as `x`"],
    );
    desk.refuses(2, &["new", "stop", "A", "--trip", "../elsewhere"], &["--place"]);
}

#[test]
fn an_addition_that_would_be_wrong_is_not_made() {
    let desk = Desk::begun();
    desk.refuses(
        1,
        &["new", "stop", "Seoul", "--place", "beijng"],
        &["error[unknown-id]", "did you mean `beijing`?", "nothing was written"],
    );
    desk.refuses(1, &["new", "moment", "A", "--when", "2031-02-30"], &["error[impossible-date]"]);
    let sure = ["new", "stop", "Seoul", "--place", "china", "--status", "confirmed"];
    desk.refuses(1, &sure, &["error[overstated-certainty]"]);
    desk.write("content/people.yaml", "nixon:\n  name: Richard Nixon\n role: President\n");
    let person = ["new", "person", "Pat Nixon", "--role", "First Lady"];
    desk.refuses(1, &person, &["error[bad-yaml]", "people.yaml:3", "mend this first"]);
}

#[test]
fn the_package_has_everything_that_the_tool_is_made_from() {
    let list = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["package", "--list", "--allow-dirty", "--offline"])
        .output()
        .expect("cargo is there");
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    let packed: Vec<&str> = list.lines().collect();
    let embedded = ["src/starter/site", "templates", "static"].map(|folder| root().join(folder));
    let mut wanted: Vec<String> =
        embedded.iter().flat_map(|folder| everything(folder)).map(|(path, _)| path).collect();
    wanted.extend(["src/starter/github/pages.yml", ".vscode/extensions.json"].map(str::to_owned));
    assert!(wanted.len() > 100, "{wanted:?}");
    for path in &wanted {
        let path = path.trim_start_matches(&format!("{}/", root().display()));
        assert!(packed.contains(&path), "{path} is not in the package");
    }
}

#[test]
fn a_heading_may_be_given_by_its_name_like_every_other_field() {
    let desk = Desk::begun();
    let label = ["new", "figure", "--label", "Days", "--value", "8", "--unit", "count"];
    let told = desk.succeeds(&[&label[..], &["--display", "eight days"]].concat());
    assert_says(&told, &["added the figure `days`"]);
    let twice = desk.run(&["new", "term", "APEC", "--term", "ASEAN"]);
    assert_eq!(twice.code, 2, "{}", twice.stderr);
}
