use include_dir::{Dir, include_dir};
use serde_json::Value;

use super::*;
use crate::files::Files;
use crate::pipeline::{Options, build};

static NIXON: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/sites/nixon-1972/content");

const STOP: &str = "content/nixon-china/stops/hangzhou.md";

/// A session over the Nixon site, published at `https://example.org/news/trip/`.
struct Desk {
    files: Files,
    options: Options,
    preview: Preview,
}

impl Desk {
    fn new() -> Self {
        let mut files = Files::default();
        add(&NIXON, &mut files);
        let mut options = Options::default();
        options.choices.base_url = Some("https://example.org/news/trip/".to_owned());
        let session = Session { id: "session".to_owned(), drafts: false };
        Self { files, options, preview: Preview::new(session) }
    }

    fn opened() -> Self {
        let mut desk = Self::new();
        desk.save();
        desk
    }

    /// Builds again.
    fn save(&mut self) {
        self.preview = self.preview.after(build(&self.files, &self.options), "14:02:31");
    }

    /// Replaces words in a file, and builds again.
    fn edit(&mut self, path: &str, from: &str, to: &str) {
        let path = FilePath::new(path).expect("a path");
        let text = self.files.text(&path).expect("the file");
        assert!(text.contains(from), "`{from}` is in {path}");
        self.files.insert(path, text.replace(from, to).into_bytes());
        self.save();
    }

    fn rename(&mut self, from: &str, to: &str) {
        let files = self.files.iter().map(|(path, bytes)| {
            let renamed = path.as_str().replace(from, to);
            (FilePath::new(&renamed).expect("a path"), bytes.clone())
        });
        self.files = files.fold(Files::default(), |mut files, (path, bytes)| {
            files.insert(path, bytes);
            files
        });
    }

    fn state(&self, page: &str, since: u64) -> Value {
        serde_json::from_str(&self.preview.state(page, since)).expect("JSON")
    }

    fn place(&self, question: &str) -> String {
        let question = serde_json::from_str(question).expect("a question");
        let place = self.preview.place(&question);
        place.map(|it| format!("{}:{}:{}", it.path, it.line, it.column)).unwrap_or_default()
    }
}

fn add(folder: &Dir<'static>, files: &mut Files) {
    for file in folder.files() {
        let path = file.path().to_str().expect("a name").replace('\\', "/");
        files.insert(FilePath::new(&format!("content/{path}")).expect("a path"), file.contents());
    }
    folder.dirs().for_each(|folder| add(folder, files));
}

/// What is at a path, in a word, with the beginning of what is sent.
fn found(preview: &Preview, path: &str) -> String {
    let sent = |what: &str, served: Served| format!("{what} {}", served.media_type);
    match preview.find(path) {
        Found::File(served) => sent("file", served),
        Found::Drawing(_) => "drawing".to_owned(),
        Found::Elsewhere(to) => format!("elsewhere {to}"),
        Found::Front(to) => format!("front {to}"),
        Found::Nothing(served) => sent("nothing", served),
        Found::Broken(served) => sent("broken", served),
    }
}

#[test]
fn a_page_that_is_served_is_there_by_each_of_its_names() {
    let desk = Desk::opened();
    for name in ["", "index", "index.html", "stops/hangzhou/", "stops/hangzhou/index", "404"] {
        let path = format!("/news/trip/{name}");
        assert!(matches!(desk.preview.find(&path), Found::File(_)), "{name}");
        assert_eq!(desk.state(&path, 0)["page"]["state"], "there", "{name}");
    }
    for name in ["no", "no/", "no/index"] {
        assert_eq!(desk.state(&format!("/news/trip/{name}"), 0)["page"]["state"], "missing");
    }
}

#[test]
fn a_path_leads_where_github_pages_would_lead_it() {
    let desk = Desk::opened();
    let stylesheet = desk.state("/news/trip/", 0)["stylesheet"].as_str().unwrap().to_owned();
    for (path, expected) in [
        ("/", "front /news/trip/"),
        ("/news/trip", "elsewhere /news/trip/"),
        ("/news/trip/", "file text/html; charset=utf-8"),
        ("/news/trip/index.html", "file text/html; charset=utf-8"),
        ("/news/trip/stops/hangzhou/", "file text/html; charset=utf-8"),
        ("/news/trip/stops/h%61ngzhou/", "file text/html; charset=utf-8"),
        ("/news/trip/stops/hangzhou", "elsewhere /news/trip/stops/hangzhou/"),
        ("/news/trip/404", "file text/html; charset=utf-8"),
        (&stylesheet, "file text/css; charset=utf-8"),
        ("/news/trip/media/week.png", "file image/png"),
        ("/news/trip/Stops/hangzhou/", "nothing text/html; charset=utf-8"),
        ("/news/trip/stops//hangzhou/", "nothing text/html; charset=utf-8"),
        ("/news/", "nothing text/html; charset=utf-8"),
        ("/stops/hangzhou/", "nothing text/html; charset=utf-8"),
    ] {
        assert_eq!(found(&desk.preview, path), expected, "{path}");
    }
}

#[test]
fn no_writing_of_a_path_leads_out_of_the_site() {
    let desk = Desk::opened();
    for path in [
        "/news/trip/../../etc/passwd",
        "/news/trip/%2e%2e/%2e%2e/etc/passwd",
        "/news/trip/..%2f..%2fetc/passwd",
        "/news/trip/%252e%252e/x",
        "/news/trip/..\\..\\x",
        "/news/trip/%5c..%5cx",
        "/news/trip/index.html%00.png",
        "/news/trip/./",
        "/news/trip/stops/./hangzhou/",
        "/news/trip/%c0%ae%c0%ae/x",
        "//etc/passwd",
        "news/trip/",
        "*",
        "",
    ] {
        assert!(found(&desk.preview, path).starts_with("nothing "), "{path}");
    }
}

#[test]
fn what_is_sent_is_what_would_be_published_and_the_script() {
    let desk = Desk::opened();
    let built = build(&desk.files, &desk.options);
    for (path, bytes) in built.output.iter().filter(|(path, _)| path.as_str() != "404.html") {
        let Found::File(served) = desk.preview.find(&format!("/news/trip/{path}")) else {
            panic!("{path} is not there")
        };
        if path.extension() == "html" {
            let sent = String::from_utf8(served.bytes.to_vec()).unwrap();
            assert_eq!(sent.matches(find::SCRIPT).count(), 1, "{path}");
            assert_eq!(sent.replace(find::SCRIPT, "").as_bytes(), &**bytes, "{path}");
        } else {
            assert_eq!(served.bytes, *bytes, "{path}");
        }
    }
}

#[test]
fn a_page_is_told_that_it_changed_and_other_pages_that_another_did() {
    let mut desk = Desk::opened();
    let page = "/news/trip/stops/hangzhou/";
    assert_eq!(desk.state(page, 0)["page"]["tag"], 1);
    desk.edit(STOP, "West Lake", "The West Lake");
    assert_eq!(desk.state(page, 1)["page"]["tag"], 2);
    let people = desk.state("/news/trip/people/", 1);
    assert_eq!(people["page"]["tag"], 1);
    let addresses: Vec<&str> = people["others"]
        .as_array()
        .unwrap()
        .iter()
        .map(|other| other["address"].as_str().unwrap())
        .collect();
    assert!(addresses.contains(&page), "{addresses:?}");
    let hangzhou = people["others"].as_array().unwrap().iter().find(|it| it["address"] == page);
    assert_eq!(hangzhou.unwrap()["title"], "Hangzhou");
    // Whoever has seen that build, or has only just come, is told of nothing.
    assert_eq!(desk.state("/news/trip/people/", 2)["others_total"], 0);
    assert_eq!(desk.state("/news/trip/people/", 0)["others_total"], 0);
}

#[test]
fn another_stylesheet_changes_no_page() {
    let mut desk = Desk::opened();
    let before = desk.state("/news/trip/", 0)["stylesheet"].clone();
    let path = FilePath::new("static/css/own.css").expect("a path");
    desk.files.insert(path, "@layer components { body { color: red; } }".as_bytes());
    desk.save();
    let state = desk.state("/news/trip/", 1);
    assert_ne!(state["stylesheet"], before);
    assert_eq!(state["page"]["tag"], 1);
    assert_eq!((&state["others_total"], state["files"].as_array().unwrap().len()), (&0.into(), 1));
}

#[test]
fn with_a_problem_the_last_good_page_stays_until_it_is_mended() {
    let mut desk = Desk::opened();
    desk.edit(STOP, "title:", "titel:");
    let state = desk.state("/news/trip/stops/hangzhou/", 1);
    assert_eq!(state["shown"], "14:02:31");
    assert!(state["errors"].as_u64().unwrap() >= 1, "{state}");
    let problem = &state["problems"][0];
    assert_eq!((&problem["path"], &problem["line"]), (&STOP.into(), &2.into()));
    assert!(
        problem["text"].as_str().unwrap().contains("--> content/nixon-china/stops/hangzhou.md:2:1")
    );
    assert_eq!(found(&desk.preview, "/news/trip/stops/hangzhou/"), "file text/html; charset=utf-8");
    desk.edit(STOP, "titel:", "title:");
    let state = desk.state("/news/trip/stops/hangzhou/", 2);
    assert_eq!((&state["errors"], &state["page"]["tag"]), (&0.into(), &1.into()));
}

#[test]
fn a_start_with_a_problem_shows_it() {
    let mut desk = Desk::new();
    desk.edit(STOP, "title:", "titel: <b>");
    let Found::Broken(served) = desk.preview.find("/anything") else { panic!("it is broken") };
    let html = String::from_utf8(served.bytes.to_vec()).unwrap();
    assert!(html.contains("hangzhou.md:2:1") && html.contains("titel: &lt;b>"), "{html}");
    assert!(html.contains(find::SCRIPT));
    assert_eq!(desk.state("/anything", 0)["shown"], Value::Null);
    desk.edit(STOP, "titel: <b>", "title:");
    assert_eq!(found(&desk.preview, "/news/trip/"), "file text/html; charset=utf-8");
}

#[test]
fn what_the_system_refuses_is_told_and_the_last_good_page_stays() {
    let desk = Desk::opened();
    let preview = desk.preview.after_trouble("there is no folder `content`", "make one");
    let state: Value = serde_json::from_str(&preview.state("/news/trip/", 1)).unwrap();
    assert_eq!((&state["version"], &state["errors"]), (&2.into(), &1.into()));
    assert_eq!(state["problems"][0]["message"], "there is no folder `content`");
    assert_eq!(found(&preview, "/news/trip/"), "file text/html; charset=utf-8");
}

#[test]
fn a_page_that_went_says_where() {
    let mut desk = Desk::opened();
    let page = "/news/trip/legacy/pandas/";
    assert_eq!(desk.state(page, 0)["page"]["state"], "there");
    desk.rename("legacy/pandas.md", "legacy/bears.md");
    desk.edit("content/nixon-china/legacy/index.md", "pandas.md", "bears.md");
    let moved = desk.state(page, 1);
    assert_eq!(moved["errors"], 0, "{}", moved["problems"]);
    let to = serde_json::json!({ "state": "moved", "to": "/news/trip/legacy/bears/" });
    assert_eq!(moved["page"], to);
    desk.edit(
        "content/nixon-china/legacy/bears.md",
        "title:",
        "aliases: [/legacy/pandas/]\ntitle:",
    );
    assert_eq!(desk.state(page, 2)["page"], to);
    assert_eq!(desk.state("/news/trip/none/", 2)["page"]["state"], "missing");
}

#[test]
fn a_page_tells_its_facts_with_their_places() {
    let desk = Desk::opened();
    let state = desk.state("/news/trip/people/kissinger/", 0);
    let facts: Vec<&str> = state["facts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fact| fact["id"].as_str().unwrap())
        .collect();
    assert_eq!(facts, ["F7", "F5", "F12"]);
    let fact = &state["facts"][2];
    assert_eq!(fact["certainty"], "confirmed");
    assert_eq!(fact["word"], "Confirmed");
    let line = fact["line"].as_u64().unwrap() as usize;
    let path = FilePath::new(fact["path"].as_str().unwrap()).expect("a path");
    let text = desk.files.text(&path).expect("the file");
    assert!(text.lines().nth(line - 1).unwrap().contains("F12"), "{fact}");
    assert_eq!(desk.state("/news/trip/facts/", 0)["facts"].as_array().unwrap().len(), 26);
}

#[test]
fn a_block_of_a_page_is_found_in_its_file() {
    let desk = Desk::opened();
    let question = |texts: &str, anchor: &str| {
        desk.place(&format!(
            r#"{{"page":"/news/trip/stops/hangzhou/","texts":{texts},"anchor":{anchor}}}"#
        ))
    };
    assert!(
        question(r#"["Hangzhou"]"#, "null").starts_with("content/nixon-china/stops/hangzhou.md:")
    );
    assert!(
        question(r#"["Confirmed"]"#, r#""fact-F12""#)
            .starts_with("content/nixon-china/facts.yaml:")
    );
    assert_eq!(
        question(r#"["No words of ours at all"]"#, "null"),
        "content/nixon-china/stops/hangzhou.md:1:1"
    );
    assert_eq!(
        desk.place(r#"{"path":"content/site.yaml","line":3,"column":2}"#),
        "content/site.yaml:3:2"
    );
    assert_eq!(desk.place(r#"{"path":"../secret","line":3}"#), "");
    assert_eq!(desk.place(r#"{"path":".git/config","line":3}"#), "");
}

#[test]
fn a_page_that_is_held_back_is_told_with_its_moment_until_it_is_shown() {
    let mut desk = Desk::opened();
    let questions = "content/nixon-china/questions.yaml";
    desk.options.choices.as_of = Some("2031-04-30T06:00[UTC]".to_owned());
    desk.edit(questions, "who-first:\n", "who-first:\n  publish_at: 2031-05-01T06:00[UTC]\n");
    let embargo = |desk: &Desk| {
        let state = desk.state("/news/trip/no/", 0);
        let banners = state["banners"].as_array().expect("a list");
        let banner = banners.iter().find(|banner| banner["kind"] == "embargo");
        banner.map(|banner| banner["text"].as_str().expect("a text").to_owned())
    };
    let told = embargo(&desk).expect("a banner");
    assert!(told.contains("questions.yaml: who-first until 2031-05-01 "), "{told}");
    assert!(told.contains("(in 1 day)"), "{told}");
    desk.options.choices.as_of = Some("2031-05-01T06:00[UTC]".to_owned());
    desk.save();
    assert_eq!(embargo(&desk), None);
}
