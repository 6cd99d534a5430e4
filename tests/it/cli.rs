//! The command line: the real binary, in folders of its own.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

use crate::spec::base;

/// A stop at a place that is in no registry.
pub(crate) const BROKEN_STOP: &str =
    "---\ntitle: Japan\nplace: jpan\nstatus: possible\nfacts: [F1]\n---\n";

/// A glossary with an entry that nothing refers to, which is a warning.
pub(crate) const IDLE_GLOSSARY: &str = "fps:\n  term: FPS\n  definition: A meeting of schools.\n";

/// What `site.yaml` says to silence a warning.
const SILENCE: &str = "silence:\n  unused-entry: we share one glossary among all our sites\n";

/// An event that should have happened.
const DINNER: &str = "---\ntitle: Dinner\nkind: other\nstatus: possible\nwhen: 2031-04-03\n---\n";

/// The folder of a site on disk.
pub(crate) struct Site {
    pub(crate) folder: TempDir,
}

/// What a run of the binary said, and how it ended.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The base site on disk.
pub(crate) fn site() -> Site {
    let site = Site { folder: tempfile::tempdir().expect("a folder") };
    for (path, text) in base() {
        site.write(path, text);
    }
    site
}

impl Site {
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("the file is there");
    }

    /// Runs `trip` in the site's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        run_in(self.folder.path(), arguments, &[])
    }

    /// Builds the site, which must succeed.
    fn build(&self) -> Ran {
        let ran = self.run(&["build"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran
    }

    /// The text of a published file.
    fn published(&self, path: &str) -> String {
        fs::read_to_string(self.path("public").join(path)).expect("the file is published")
    }

    /// Every file under a folder, with its bytes.
    pub(crate) fn contents(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut contents = BTreeMap::new();
        collect(&self.path(folder), &mut contents);
        contents
    }
}

fn collect(folder: &Path, contents: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            collect(&path, contents);
        } else {
            let bytes = fs::read(&path).expect("the file can be read");
            contents.insert(path, bytes);
        }
    }
}

pub(crate) fn run_in(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let mut command = Command::cargo_bin("trip").expect("the binary is built");
    command.current_dir(folder).args(arguments);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    let output = command.envs(environment.iter().copied()).output().expect("it can be run");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the tool speaks UTF-8");
    Ran {
        code: output.status.code().expect("it ended by itself"),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

/// `text` has all of these in it.
#[track_caller]
pub(crate) fn assert_says(text: &str, fragments: &[&str]) {
    for fragment in fragments {
        assert!(text.contains(fragment), "“{fragment}” is not in:\n{text}");
    }
}

#[test]
fn a_build_writes_the_site_and_says_so_on_one_line() {
    let site = site();
    let ran = site.build();
    assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
    assert_says(&ran.stdout, &["13 pages", "1 of 1 fact stated", "trip page ", "public"]);
    assert_eq!(ran.stderr, "");
    assert_says(&site.published("stops/japan/index.html"), &["Ada Lind"]);
}

#[test]
fn a_second_build_writes_nothing() {
    let site = site();
    site.build();
    let before = site.contents("public");
    assert_says(&site.build().stdout, &[": 0 written", " 0 removed"]);
    assert_eq!(site.contents("public"), before);
}

#[test]
fn the_weights_are_a_table_with_a_line_a_page() {
    let ran = site().run(&["check", "--weights"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let (table, rest) = ran.stdout.split_once("\n\n").expect("a table, then what it is");
    let widths: Vec<usize> = table.lines().map(str::len).collect();
    assert_eq!((widths.len(), widths.iter().min()), (1 + 14, widths.iter().max()));
    assert!(table.starts_with("page "), "{table}");
    assert_says(
        table,
        &["\n/ ", "\n/404.html ", "\n/stops/japan/ ", "\n/embed/at-a-glance/ ", " % "],
    );
    assert_says(rest, &["50 kB", "14 kB", "checked 13 pages", "trip page"]);
}

#[test]
fn the_weights_are_told_even_where_they_are_errors() {
    let site = site();
    site.write("content/tour/media/media.yaml", "a.svg:\n  alt: A\n  credit: B\n");
    let points: String = (0..60_000_u32).map(|at| format!("{:x} ", at.wrapping_mul(at))).collect();
    site.write("content/tour/media/a.svg", &format!("<svg><path d='{points}'/></svg>"));
    site.write("content/tour/trade/index.md", "---\ntitle: T\n---\n\n![A](../media/a.svg)\n");
    let ran = site.run(&["check", "--weights", "--strict"]);
    assert_eq!(ran.code, 1);
    assert_says(&ran.stdout, &["page ", "/trade/ "]);
    assert_says(&ran.stderr, &["error[over-budget]", "content/tour/media/a.svg"]);
}

#[test]
fn a_check_says_what_a_build_says_and_writes_nothing() {
    let site = site();
    let ran = site.run(&["check"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_says(&ran.stdout, &["13 pages", "1 of 1 fact stated"]);
    assert!(!site.path("public").exists());
    site.write("content/tour/stops/japan.md", BROKEN_STOP);
    let (check, build) = (site.run(&["check"]), site.run(&["build"]));
    assert_eq!((check.code, build.code), (1, 1));
    assert_eq!(check.stderr, build.stderr.replace("; nothing was written", ""));
}

#[test]
fn an_error_has_its_place_its_cure_and_exit_code_1() {
    let site = site();
    site.write("content/tour/stops/japan.md", BROKEN_STOP);
    let ran = site.run(&["build"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    let place = "content/tour/stops/japan.md:3:8";
    let cure = "did you mean `japan`?";
    assert_says(&ran.stderr, &["error[unknown-id]", place, "place: jpan", cure]);
    assert_says(&ran.stderr, &["1 error; nothing was written\n"]);
    assert!(!site.path("public").exists());
}

#[test]
fn an_error_leaves_the_last_good_pages_as_they_are() {
    let site = site();
    site.build();
    let before = site.contents("public");
    site.write("content/tour/stops/japan.md", BROKEN_STOP);
    site.write("static/robots.txt", "User-agent: *");
    assert_eq!(site.run(&["build"]).code, 1);
    assert_eq!(site.contents("public"), before);
}

#[test]
fn a_warning_is_told_and_the_site_is_built_all_the_same() {
    let site = site();
    site.write("content/glossary.yaml", IDLE_GLOSSARY);
    let ran = site.build();
    assert_says(&ran.stderr, &["warning[unused-entry]", "content/glossary.yaml:"]);
    assert_says(&ran.stdout, &["1 warning"]);
}

#[test]
fn strictly_a_warning_is_an_error() {
    let site = site();
    site.write("content/glossary.yaml", IDLE_GLOSSARY);
    let ran = site.run(&["build", "--strict"]);
    assert_eq!(ran.code, 1);
    assert_says(&ran.stderr, &["error[unused-entry]", "nothing was written"]);
}

#[test]
fn what_is_silenced_is_counted_and_is_no_error() {
    let site = site();
    site.write("content/glossary.yaml", IDLE_GLOSSARY);
    site.write("content/site.yaml", &format!("{}{SILENCE}", base()["content/site.yaml"]));
    let ran = site.run(&["check", "--strict"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_says(&ran.stdout, &["1 of 1 fact stated, ", ", 1 warning silenced by site.yaml, in "]);
    let json = site.run(&["check", "--format", "json"]).stdout;
    assert_says(&json, &["\"problems\": [],", "\"silenced\": 1"]);
    assert_says(
        &site.run(&["explain", "unused-entry"]).stdout,
        &["    silence:\n      unused-entry: "],
    );
    assert!(!site.run(&["explain", "unknown-id"]).stdout.contains("silence"));
    // A word that needs a day is another warning, which is not silenced.
    site.write(
        "content/tour/stops/japan.md",
        &format!("{}\nOr today.\n", base()["content/tour/stops/japan.md"]),
    );
    let ran = site.run(&["check", "--strict"]);
    assert_eq!(ran.code, 1);
    assert_says(&ran.stderr, &["\n1 error, 1 warning silenced by site.yaml\n"]);
}

#[test]
fn a_wrong_call_ends_with_exit_code_2_and_says_what_is_right() {
    let site = site();
    let calls: &[(&[&str], &str)] = &[
        (&["biuld"], "build"),
        (&["build", "--fast"], "--help"),
        (&["build", "-u", "example.org"], "https://example.org/asia/"),
        (&["build", "--as-of", "1 April 2031"], "2031-04-01"),
        (&["build", "--as-of", "unknown"], "2025-11-01"),
        (&[], "build"),
    ];
    for (arguments, cure) in calls {
        let ran = site.run(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{arguments:?}");
        assert_says(&ran.stderr, &[cure]);
    }
    assert!(!site.path("public").exists());
}

#[test]
fn a_folder_without_content_is_told_with_its_cure() {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = run_in(folder.path(), &["build"], &[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert_says(&ran.stderr, &["error: there is no folder `content`", "-r"]);
}

#[test]
fn a_folder_with_the_files_of_others_is_refused_unless_forced() {
    let site = site();
    site.write("public/thesis.txt", "years of work");
    let ran = site.run(&["build"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert_says(&ran.stderr, &["public", "`trip` did not write", "--force"]);
    assert_eq!(site.contents("public").len(), 1);
    let ran = site.run(&["build", "--force"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(site.published("thesis.txt"), "years of work");
    assert_says(&site.published("index.html"), &["Ada Lind"]);
}

#[test]
fn the_folders_that_a_site_is_made_from_are_never_written_to() {
    let site = site();
    let before = site.contents("content");
    for folder in ["content", "content/public", "."] {
        let ran = site.run(&["build", "-o", folder, "--force"]);
        assert_eq!(ran.code, 2, "{folder}");
        assert_says(&ran.stderr, &["choose another one"]);
    }
    assert_eq!(site.contents("content"), before);
}

#[test]
fn a_page_that_is_no_more_is_removed_with_its_folder_and_nothing_else_is() {
    let site = site();
    site.write("content/tour/events/dinner.md", DINNER);
    site.build();
    site.write("public/notes.txt", "ours");
    assert!(site.path("public/events/dinner/index.html").exists());
    site.remove("content/tour/events/dinner.md");
    // The page, its embed, its card, its text, its calendar, and that of the trip, in which it was
    // alone.
    assert_says(&site.build().stdout, &[" 6 removed"]);
    assert!(!site.path("public/events/dinner").exists());
    assert!(!site.path("public/embed/event").exists());
    assert_eq!(site.published("notes.txt"), "ours");
}

#[test]
fn the_site_may_be_named_before_and_after_the_command() {
    let site = site();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let root = site.folder.path().to_str().expect("a plain path");
    let calls: [&[&str]; 3] =
        [&["-r", root, "check"], &["check", "-r", root], &["check", "--root", root]];
    for call in calls {
        let ran = run_in(elsewhere.path(), call, &[]);
        assert_eq!(ran.code, 0, "{call:?}: {}", ran.stderr);
    }
    let ran = run_in(elsewhere.path(), &["build", "-r", root], &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(site.path("public/index.html").exists());
}

#[test]
fn the_output_goes_where_it_is_wanted() {
    let site = site();
    let ran = site.run(&["build", "--output", "out/html"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(site.path("out/html/index.html").exists());
    assert!(!site.path("public").exists());
}

#[test]
fn the_address_of_the_site_can_be_given() {
    let site = site();
    let ran = site.run(&["build", "-u", "https://example.net/asia"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let page = site.published("stops/japan/index.html");
    assert_says(&page, &["\"https://example.net/asia/stops/japan/\""]);
    assert!(!page.contains("https://example.org/"), "{page}");
}

#[test]
fn drafts_are_shown_when_they_are_asked_for() {
    let site = site();
    site.write("content/tour/events/dinner.md", &DINNER.replace("kind", "draft: true\nkind"));
    site.build();
    assert!(!site.path("public/events/dinner").exists());
    assert_eq!(site.run(&["build", "--drafts"]).code, 0);
    assert!(site.path("public/events/dinner/index.html").exists());
}

#[test]
fn on_a_given_day_what_is_out_of_date_is_told() {
    let site = site();
    site.write("content/tour/events/dinner.md", DINNER);
    assert_eq!(site.run(&["check", "--as-of", "2031-04-03"]).stderr, "");
    let ran = site.run(&["check", "--as-of", "2031-04-04"]);
    assert_eq!(ran.code, 0);
    assert_says(&ran.stderr, &["warning[stale-status]", "content/tour/events/dinner.md:4:9"]);
}

#[test]
fn colours_are_for_those_who_want_them() {
    let site = site();
    site.write("content/tour/stops/japan.md", BROKEN_STOP);
    let run = |environment| run_in(site.folder.path(), &["check"], environment).stderr;
    let plain = run(&[]);
    assert!(!plain.contains('\u{1b}'), "no terminal, no colours: {plain}");
    assert!(run(&[("CLICOLOR_FORCE", "1")]).contains('\u{1b}'));
    assert_eq!(run(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), plain);
}

#[test]
fn the_version_and_the_help_are_answers() {
    let site = site();
    let version = site.run(&["--version"]);
    let expected = format!("trip {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!((version.code, version.stdout), (0, expected));
    let help = site.run(&["--help"]);
    assert_eq!((help.code, help.stderr.as_str()), (0, ""));
    assert_says(&help.stdout, &["build", "check", "--root"]);
    let help = site.run(&["build", "--help"]);
    assert_says(&help.stdout, &["--output", "--strict", "--as-of", "--drafts", "--force"]);
}

#[test]
fn a_template_of_the_site_takes_the_place_of_the_built_in_one() {
    let site = site();
    site.write("templates/glossary.html", "<h1>Words, words, words</h1>");
    site.build();
    assert_eq!(site.published("glossary/index.html"), "<h1>Words, words, words</h1>");
}

#[test]
fn a_fault_in_a_template_is_told_with_the_template_and_the_page() {
    let site = site();
    site.write("templates/glossary.html", "<h1>{{ page.title }}</h1>\n{{ page.titel }}\n");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, 1);
    assert_says(&ran.stderr, &["error[template]", "templates/glossary.html:2:", "/glossary/"]);
}

#[test]
fn static_files_are_published_as_they_are() {
    let site = site();
    site.write("static/robots.txt", "User-agent: *\n");
    site.write("static/.well-known/security.txt", "Contact: mailto:desk@example.org\n");
    site.write("static/.DS_Store", "litter");
    site.build();
    assert_eq!(site.published("robots.txt"), "User-agent: *\n");
    assert!(site.path("public/.well-known/security.txt").exists());
    assert!(!site.path("public/.DS_Store").exists());
}

#[test]
fn names_that_begin_with_an_underscore_or_a_dot_are_left_alone() {
    let site = site();
    site.write("content/_ideas/notes.txt", "not yet");
    site.write("content/tour/_notes.md", "not yet");
    site.write("content/tour/.swap", "litter");
    let ran = site.build();
    assert_eq!(ran.stderr, "");
    assert_says(&ran.stdout, &["13 pages"]);
}

#[test]
fn the_real_site_is_built_by_the_binary() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = out.path().join("site");
    let folder = folder.to_str().expect("a plain path");
    let ran = run_in(crate::golden::root(), &["build", "--strict", "-o", folder], &[]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_says(&ran.stdout, &["60 of 60 facts stated"]);
    assert!(Path::new(folder).join("events/trump-kim/index.html").exists());
}

#[test]
fn schema_lists_the_kinds_prints_one_and_writes_all() {
    let site = site();
    let listed = site.run(&["schema"]);
    assert_eq!(listed.code, 0, "{}", listed.stderr);
    assert!(listed.stdout.contains("facts          content/*/facts.yaml        What is known"));
    let printed = site.run(&["schema", "facts"]);
    let written = site.run(&["schema", "-o", "editor/schemas"]);
    assert_eq!((printed.code, written.code), (0, 0), "{}{}", printed.stderr, written.stderr);
    assert_eq!(written.stdout, "wrote 18 schemas to editor/schemas\n");
    let kept = fs::read_to_string(site.path("editor/schemas/content-facts.schema.json"));
    assert_eq!(kept.expect("the schema is there"), printed.stdout);
}

#[test]
fn a_schema_of_no_kind_is_a_wrong_call_with_the_nearest_kind() {
    let ran = site().run(&["schema", "fact"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("a similar value exists: 'facts'"), "{}", ran.stderr);
}

#[test]
fn a_schema_does_not_take_the_place_of_a_folder() {
    let site = site();
    site.write("editor/content-facts.schema.json/mine.txt", "mine");
    let ran = site.run(&["schema", "facts", "-o", "editor"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("cannot write"), "{}", ran.stderr);
    assert!(site.path("editor/content-facts.schema.json/mine.txt").exists());
}

/// The site's folder under git, with everything committed.
fn committed() -> Site {
    let site = site();
    for arguments in [
        &["init", "--quiet"][..],
        &["add", "."],
        &["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "commit", "-qm", "Begin"],
    ] {
        let git = Command::new("git").current_dir(site.folder.path()).args(arguments).ok();
        git.expect("git is there, and does it");
    }
    site
}

#[test]
fn a_status_tells_what_is_new_since_the_last_commit() {
    let site = committed();
    assert_says(&site.run(&["status"]).stdout, &["New since the last commit, ", ": none"]);
    let stop = site.path("content/tour/stops/japan.md");
    let text = fs::read_to_string(&stop).expect("the stop");
    fs::write(&stop, text.replace("title: Japan", "title: Japan\nwhen: 2031-04-03")).expect("it");
    site.write("content/tour/media/_notes.md", "not yet");
    let ran = site.run(&["status", "--as-of", "2031-04-04", "--since", "HEAD"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_says(&ran.stdout, &["New since HEAD, ", "stop japan", "not said → 2031-04-03"]);
    assert_says(&ran.stdout, &["Japan is told as “Possible”; its day was 2031-04-03"]);
    assert_says(&ran.stdout, &["1 warning; `trip check --as-of 2031-04-04` shows them."]);
    assert!(!ran.stdout.contains("_notes"), "{}", ran.stdout);
    assert!(!ran.stdout.contains('\u{1b}'), "colours that nobody sees:\n{}", ran.stdout);
    assert!(ran.stdout.lines().all(|line| line.chars().count() <= 80), "{}", ran.stdout);
}

#[test]
fn a_revision_that_git_does_not_know_is_a_wrong_call() {
    let unknown = committed().run(&["status", "--since", "v9"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    assert_says(&unknown.stderr, &["git knows no revision `v9`"]);
    let flag = committed().run(&["status", "--since=--all"]);
    assert_eq!((flag.code, flag.stdout.as_str()), (2, ""));
    assert_says(&flag.stderr, &["git knows no revision `--all`"]);
}

#[test]
fn a_status_needs_no_git() {
    let environment = [("PATH", "")];
    let site = committed();
    let ran = run_in(site.folder.path(), &["status", "--format", "json"], &environment);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_says(&ran.stdout, &["\"changes\": null"]);
    let asked = run_in(site.folder.path(), &["status", "--since", "HEAD"], &environment);
    assert_eq!(asked.code, 2);
    assert_says(&asked.stderr, &["there is no `git` here"]);
}

#[test]
fn a_status_of_a_site_with_errors_shows_what_it_can() {
    let site = site();
    site.write("content/tour/stops/japan.md", BROKEN_STOP);
    let ran = site.run(&["status"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    assert_says(&ran.stdout, &["Possible", "1 error, 0 warnings", "may be incomplete"]);
    site.write("content/site.yaml", "title: [");
    assert_eq!(site.run(&["status"]).code, 1);
}

/// A server on this machine that has one page, `/there`, moved from `/once`, and shuts the door at
/// `/members`.
fn other_site() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("it has an address"));
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut line = String::new();
            let _ = BufReader::new(&stream).read_line(&mut line);
            let answer = match line.split(' ').nth(1).unwrap_or_default() {
                "/there" => "200 OK",
                "/once" => "301 Moved Permanently\r\nLocation: /there",
                "/members" => "403 Forbidden",
                _ => "404 Not Found",
            };
            let _ = write!(stream, "HTTP/1.1 {answer}\r\nConnection: close\r\n\r\n");
        }
    });
    address
}

#[test]
fn a_check_asks_other_sites_only_if_told_to() {
    let (site, other) = (site(), other_site());
    let text = format!(
        "---\ntitle: Japan\nplace: japan\nstatus: possible\nfacts: [F1]\n---\n\n\
         [A]({other}/there) [B]({other}/once) [C]({other}/gone) [D]({other}/members)\n"
    );
    site.write("content/tour/stops/japan.md", &text);
    assert_eq!(site.run(&["check"]).stderr, "");
    let asked = ["check", "--external", "--allow-private"];
    let ran = site.run(&asked);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_says(&ran.stderr, &["warning[moved-link]", "/once` has moved for good", "/there`"]);
    assert_says(&ran.stderr, &["warning[dead-link]", "/gone` is not there: the server says 404"]);
    assert_says(&ran.stdout, &["4 addresses of other sites: 1 there, 1 moved, 1 gone, 1 not ver"]);
    assert_says(&ran.stdout, &["/members: the server says 403 Forbidden"]);
    let strict = site.run(&[&asked[..], &["--strict"]].concat());
    assert_eq!(strict.code, 1);
    assert_says(&strict.stderr, &["error[dead-link]", "error[moved-link]"]);
}

#[test]
fn a_check_does_not_knock_at_private_doors() {
    let (site, other) = (site(), other_site());
    let stop = "---\ntitle: Japan\nplace: japan\nstatus: possible\nfacts: [F1]\n---\n";
    site.write("content/tour/stops/japan.md", &format!("{stop}\n[A]({other}/there)\n"));
    let ran = site.run(&["check", "--external", "--no-cache"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_says(&ran.stderr, &["warning[dead-link]", "leads into a private network"]);
    assert_eq!(site.run(&["check", "--no-cache"]).code, 2);
}

/// A question that is published from a day on.
fn held_until(day: &str) -> String {
    format!("who:\n  question: Who pays?\n  answer: The host.\n  publish_at: {day}\n")
}

#[test]
fn the_clock_decides_what_is_published_yet_and_the_build_says_what_is_not() {
    let site = site();
    site.write("content/tour/questions.yaml", &held_until("2001-05-01"));
    assert_eq!(site.build().stdout.lines().count(), 1);
    assert_says(&site.published("index.html"), &["Who pays?"]);
    site.write("content/tour/questions.yaml", &held_until("2199-05-01T06:00"));
    let ran = site.build();
    let line = "held back: content/tour/questions.yaml: who until 2199-05-01 06:00 CEST (in ";
    assert_says(&ran.stdout, &[line, " days)\n"]);
    assert!(!site.published("index.html").contains("Who pays?"));
}

#[test]
fn a_moment_that_counts_as_now_says_how_long_something_is_held_back() {
    let site = site();
    site.write("content/tour/questions.yaml", &held_until("2031-05-01T06:00[Europe/London]"));
    let held = "content/tour/questions.yaml: who until 2031-05-01 07:00 CEST (in 1 day)\n";
    let as_of = ["--as-of", "2031-04-30T06:00[Europe/London]"];
    let check = site.run(&["check", as_of[0], as_of[1]]);
    assert_says(&check.stdout, &[&format!("held back: {held}")]);
    let shown = site.run(&["check", "--drafts", as_of[0], as_of[1]]);
    assert_says(&shown.stdout, &[&format!("shown before its time, held back: {held}")]);
    assert_says(&site.run(&["status", as_of[0], as_of[1]]).stdout, &[&format!("  {held}")]);
    let json = site.run(&["check", "--format", "json", as_of[0], as_of[1]]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let held = serde_json::json!([{
        "file": "content/tour/questions.yaml",
        "id": "who",
        "until": "2031-05-01T07:00:00+02:00",
    }]);
    assert_eq!(json["held"], held);
}

const BANQUET: &str = "---\ntitle: Banquet\nkind: other\nstatus: possible\nfacts: [F1]\n---\n";

#[test]
fn a_build_warns_of_an_address_that_it_is_about_to_remove_and_strictly_keeps_it() {
    let site = site();
    site.write("content/tour/events/dinner.md", BANQUET);
    site.build();
    site.remove("content/tour/events/dinner.md");
    site.write("content/tour/events/banquet.md", BANQUET);
    let strict = site.run(&["build", "--strict"]);
    assert_eq!(strict.code, 1);
    assert!(site.path("public/events/dinner/index.html").exists());
    let ran = site.build();
    let cure = "write `aliases: [/events/dinner/]` in the file that makes `/events/banquet/`";
    assert_says(&ran.stderr, &["warning[vanished-address]: `/events/dinner/`", cure]);
    assert!(!site.path("public/events/dinner/index.html").exists());
    assert_eq!(site.build().stderr, "");
}

#[test]
fn a_check_against_an_earlier_build_takes_a_vanished_address_as_an_error() {
    let site = site();
    site.write("content/tour/events/dinner.md", BANQUET);
    site.build();
    site.remove("content/tour/events/dinner.md");
    for since in ["public", "public/.trip-manifest"] {
        let ran = site.run(&["check", "--since", since]);
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        let made_from = "`/events/dinner/`, made from `content/tour/events/dinner.md`,";
        assert_says(&ran.stderr, &["error[vanished-address]", made_from]);
    }
    site.write("trip.json", r#"{"events": [{"url": "https://example.org/events/dinner/"}]}"#);
    assert_eq!(site.run(&["check", "--since", "trip.json"]).code, 1);
    site.write(
        "content/tour/events/banquet.md",
        &BANQUET.replace("kind", "aliases: [/events/dinner]\nkind"),
    );
    assert_eq!(site.run(&["check", "--since", "public"]).code, 0);
}

#[test]
fn a_list_of_nothing_and_a_folder_that_is_not_there_are_told() {
    let site = site();
    site.write("list.json", "[]");
    let (list, none) = (["check", "--since", "list.json"], ["check", "--since", "nowhere"]);
    assert_says(&site.run(&list).stderr, &["`list.json` lists nothing", ".trip-manifest"]);
    let ran = site.run(&none);
    assert_eq!(ran.code, 2);
    assert_says(&ran.stderr, &["cannot read `nowhere`"]);
}

#[test]
fn a_portable_build_has_a_folder_of_its_own() {
    let site = site();
    site.build();
    let before = site.contents("public");
    let ran = site.run(&["build", "--portable"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let page = fs::read_to_string(site.path("portable/index.html")).expect("a page");
    assert_says(&page, &["href=\"stops/japan/index.html\"", "noindex"]);
    assert_eq!(site.contents("public"), before);
}

const CORRECTION: [&str; 10] = [
    "new",
    "correction",
    "--where",
    "stop:japan",
    "--was",
    "The visit is a \"certainty\": sure",
    "--now",
    "The visit is a possibility.",
    "--text",
    "We were too sure # of it.",
];

#[test]
fn a_new_correction_is_written_where_the_newest_stands_and_all_else_is_kept() {
    let site = site();
    let old =
        "# Newest first\nfirst: # the first\n  date: 2031-03-01\n  kind: update\n  text: A day.\n";
    site.write("content/tour/updates.yaml", old);
    let ran =
        site.run(&[&CORRECTION[..], &["--gravity", "serious", "--date", "2031-03-02"]].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let new = fs::read_to_string(site.path("content/tour/updates.yaml")).expect("the file");
    let entry = "correction-2031-03-02:\n  date: 2031-03-02\n  kind: correction\n  gravity: serious\n  \
                 where: \"stop:japan\"\n  was: \"The visit is a \\\"certainty\\\": sure\"\n  \
                 now: \"The visit is a possibility.\"\n  text: \"We were too sure # of it.\"\n";
    assert_eq!(new, old.replace("first: #", &format!("{entry}first: #")));
    site.build();
    assert_says(&site.published("stops/japan/index.html"), &["We were too sure # of it."]);
}

#[test]
fn a_new_correction_that_lacks_something_or_leads_nowhere_writes_nothing() {
    let site = site();
    let ran = site.run(&CORRECTION[..8]);
    assert_eq!(ran.code, 2);
    assert_says(&ran.stderr, &["`--text` is missing, and there is no terminal to ask on"]);
    let mut lost = CORRECTION;
    lost[3] = "stop:jpan";
    let ran = site.run(&lost);
    assert_eq!(ran.code, 1);
    assert_says(&ran.stderr, &["did you mean `japan`?", "nothing was written"]);
    let ran = site.run(&[&CORRECTION[..], &["--trip", "../../etc"]].concat());
    assert_says(&ran.stderr, &["there is no trip `../../etc`", "`--trip`: tour"]);
    assert!(!site.path("content/tour/updates.yaml").exists());
}

#[test]
fn what_only_something_held_back_uses_is_named_with_it_and_in_no_published_file() {
    let site = site();
    site.write("content/sources.yaml", "press-office: {name: The office, kind: primary}\nleak: {name: Memorandum Z, kind: primary}\n");
    let facts = "F1: {text: She may go., certainty: possible, kind: fact, sources: [press-office]}\n\
                 F2: {text: Secret dinner., certainty: possible, kind: fact, sources: [leak]}\n";
    site.write("content/tour/facts.yaml", facts);
    let event = "---\ntitle: Secret dinner\nkind: other\nstatus: possible\nfacts: [F1, F2]\n\
                 aliases: [/secret/]\npublish_at: 2199-05-01\n---\n\nAt [sea](fact:F2).\n";
    site.write("content/tour/events/dinner.md", event);
    let ran = site.build();
    assert_eq!(ran.stderr, "");
    let with_it = "kept back with what alone uses it: content/sources.yaml: leak, \
                   content/tour/facts.yaml: F2\n";
    assert_says(&ran.stdout, &["held back: content/tour/events/dinner.md until", with_it]);
    let texts = site.contents("public").into_iter();
    for (path, bytes) in texts.filter(|(path, _)| path.extension().is_none_or(|it| it != "png")) {
        let text = String::from_utf8_lossy(&bytes);
        let told = ["ecret", "Memorandum", "F2", "dinner"].iter().find(|it| text.contains(**it));
        assert_eq!(told, None, "{}", path.display());
    }
}
