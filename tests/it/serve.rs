//! The preview: the real binary, asked over HTTP while files are saved.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::cli::{BROKEN_STOP, Site, site};

/// What is added to HTML on the wire, and to nothing else.
const SCRIPT: &str = r#"<script type="module" src="/~preview/client.js"></script>"#;

/// How long we wait for something that must come; nothing here takes as long.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running preview, which ends with the value.
struct Serving {
    process: Child,
    output: BufReader<ChildStdout>,
    /// Such as `127.0.0.1:1111`.
    host: String,
    /// The path of the site, such as `/news/`.
    mount: String,
}

/// An answer.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Serving {
    /// Serves a site at a port that is free.
    fn start(site: &Site, arguments: &[&str]) -> Self {
        Self::start_with(site, arguments, Stdio::null())
    }

    /// Serves a site, and says what is wrong to `complaints`.
    fn start_with(site: &Site, arguments: &[&str], complaints: impl Into<Stdio>) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_trip"))
            .args(["serve", "-p", "0"])
            .args(arguments)
            .current_dir(site.folder.path())
            .stdout(Stdio::piped())
            .stderr(complaints)
            .spawn()
            .expect("it starts");
        let mut output = BufReader::new(process.stdout.take().expect("its output"));
        let address = loop {
            let mut line = String::new();
            assert!(output.read_line(&mut line).expect("a line") > 0, "it ended");
            if let Some((_, rest)) = line.split_once("the preview is at http://") {
                break rest.split(';').next().expect("an address").to_owned();
            }
        };
        let (host, path) = address.split_once('/').expect("a path");
        Self { process, output, host: host.to_owned(), mount: format!("/{path}") }
    }

    fn ask(&self, path: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).expect("it listens");
        let head =
            format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host);
        stream.write_all(head.as_bytes()).expect("it reads");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("it answers");
        let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).expect("a status").parse().expect("a number");
        Answer { status, head, body: bytes.split_off(end + 4) }
    }

    /// The text of a page of the site.
    fn page(&self, path: &str) -> String {
        String::from_utf8_lossy(&self.ask(&format!("{}{path}", self.mount)).body).into_owned()
    }

    fn state(&self, path: &str) -> serde_json::Value {
        let answer = self.ask(&format!("/~preview/state?page={}{path}&since=0", self.mount));
        serde_json::from_slice(&answer.body).expect("JSON")
    }

    /// Waits until the page says something.
    fn wait_for(&self, path: &str, words: &str) {
        self.wait(&format!("`{words}` on `{path}`"), |it| it.page(path).contains(words));
    }

    fn wait(&self, what: &str, is_there: impl Fn(&Self) -> bool) {
        let began = Instant::now();
        while !is_there(self) {
            assert!(began.elapsed() < PATIENCE, "there is no {what}");
            sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let mut rest = String::new();
        let _ = self.output.read_to_string(&mut rest);
    }
}

const TRIP: &str = "content/tour/trip.md";

/// The site with other words in a file, saved as editors do: beside, then renamed.
fn save(site: &Site, path: &str, from: &str, to: &str) {
    let target = site.path(path);
    let text = fs::read_to_string(&target).expect("the file");
    assert!(text.contains(from), "`{from}` is in `{path}`");
    let beside = target.with_extension("saving~");
    fs::write(&beside, text.replace(from, to)).expect("written");
    fs::rename(beside, target).expect("renamed");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

#[test]
fn what_is_served_is_what_is_built() {
    let site = site();
    let address = ["-u", "https://example.org/news/"];
    assert_eq!(site.run(&["build", "-u", address[1]]).code, 0);
    let serving = Serving::start(&site, &address);
    assert_eq!(serving.mount, "/news/");
    let public = site.path("public");
    let name = |path: &Path| {
        path.strip_prefix(&public).expect("in it").to_string_lossy().replace('\\', "/")
    };
    let published: BTreeMap<String, Vec<u8>> =
        site.contents("public").into_iter().map(|(path, bytes)| (name(&path), bytes)).collect();
    let (mut pages, mut cards) = (0, 0);
    // The list of what was written is ours, and for nobody to read.
    for (path, bytes) in published.iter().filter(|(path, _)| !path.starts_with(".trip")) {
        let answer = serving.ask(&format!("/news/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        if path.ends_with(".png") {
            assert!(answer.body == *bytes, "{path}");
            cards += 1;
            continue;
        }
        let body = String::from_utf8(answer.body).expect("text");
        pages += usize::from(path.ends_with(".html"));
        assert_eq!(body.matches(SCRIPT).count(), usize::from(path.ends_with(".html")), "{path}");
        assert_eq!(body.replacen(SCRIPT, "", 1).as_bytes(), &bytes[..], "{path}");
    }
    assert!(pages > 10 && cards > 10, "{pages} pages, {cards} share cards");
    let missing = serving.ask("/news/no/such/page/");
    assert_eq!(missing.status, 404);
    let own = String::from_utf8_lossy(&published["404.html"]).into_owned();
    assert_eq!(String::from_utf8_lossy(&missing.body).replacen(SCRIPT, "", 1), own);
    let front = serving.ask("/");
    assert_eq!(front.status, 302);
    assert!(front.head.to_lowercase().contains("\r\nlocation: /news/\r\n"), "{}", front.head);
}

#[test]
fn a_save_is_seen_and_nothing_is_written() {
    let site = site();
    let serving = Serving::start(&site, &[]);
    save(&site, TRIP, "title: ", "title: New ");
    serving.wait_for("", "<h1>New ");
    assert!(!site.path("public").exists());
    // Written in place too, and in a folder that was away for a while.
    let text = fs::read_to_string(site.path(TRIP)).expect("the file");
    site.write(TRIP, &text.replace("title: New ", "title: Newer "));
    serving.wait_for("", "<h1>Newer ");
    copy(&site.path("content"), &site.path("kept"));
    fs::remove_dir_all(site.path("content")).expect("removed");
    serving.wait("trouble", |it| it.state("")["errors"] == 1);
    assert!(serving.page("").contains("<h1>Newer "), "the last good page stays");
    fs::rename(site.path("kept"), site.path("content")).expect("renamed");
    serving.wait("end of the trouble", |it| it.state("")["errors"] == 0);
    save(&site, TRIP, "title: Newer ", "title: Newest ");
    serving.wait_for("", "<h1>Newest ");
}

#[test]
fn the_look_is_followed_too() {
    let site = site();
    let serving = Serving::start(&site, &[]);
    // The folders come to be while we watch.
    site.write("static/css/own.css", "@layer components { body { color: rebeccapurple; } }");
    serving.wait("stylesheet", |it| {
        let address = it.state("")["stylesheet"].as_str().unwrap_or_default().to_owned();
        String::from_utf8_lossy(&it.ask(&address).body).contains("rebeccapurple")
    });
    site.write(
        "templates/timeline.html",
        "{% extends \"base.html\" %}{% block main %}Ours{% endblock %}",
    );
    serving.wait_for("timeline/", "Ours");
    site.write("templates/timeline.html", "{% extends \"base.html\" %}{% block main %}{{ no }}");
    serving.wait("problem", |it| it.state("")["problems"][0]["path"] == "templates/timeline.html");
    serving.wait_for("timeline/", "Ours");
    fs::remove_file(site.path("templates/timeline.html")).expect("removed");
    serving.wait("timeline of the default look", |it| !it.page("timeline/").contains("Ours"));
}

#[test]
fn pages_come_and_go_with_their_files() {
    let site = site();
    let serving = Serving::start(&site, &[]);
    for number in 0..100 {
        let text = format!("---\ntitle: Topic {number}\n---\n\nWords.\n");
        site.write(&format!("content/tour/trade/burst-{number}.md"), &text);
    }
    site.write("content/tour/trade/index.md", "---\ntitle: Trade\n---\n");
    serving
        .wait("hundredth page", |it| it.ask(&format!("{}trade/burst-99/", it.mount)).status == 200);
    fs::rename(
        site.path("content/tour/trade/burst-7.md"),
        site.path("content/tour/trade/renamed.md"),
    )
    .expect("renamed");
    serving.wait("renamed page", |it| it.ask(&format!("{}trade/renamed/", it.mount)).status == 200);
    assert_eq!(serving.ask(&format!("{}trade/burst-7/", serving.mount)).status, 404);
    let to = format!("{}trade/renamed/", serving.mount);
    serving.wait("word of its new name", |it| it.state("trade/burst-7/")["page"]["to"] == to);
    fs::remove_file(site.path("content/tour/trade/renamed.md")).expect("removed");
    serving
        .wait("end of the page", |it| it.ask(&format!("{}trade/renamed/", it.mount)).status == 404);
}

#[test]
fn a_start_with_broken_content_shows_what_is_broken() {
    let site = site();
    site.write("content/tour/stops/broken.md", BROKEN_STOP);
    let serving = Serving::start(&site, &[]);
    let answer = serving.ask("/");
    assert_eq!(answer.status, 500);
    assert!(String::from_utf8_lossy(&answer.body).contains("stops/broken.md:3:8"));
    fs::remove_file(site.path("content/tour/stops/broken.md")).expect("removed");
    serving.wait("page", |it| it.state("")["errors"] == 0);
    let front = serving.ask("/");
    assert!([200, 302].contains(&front.status), "{}", front.status);
}

#[test]
fn a_file_that_is_half_written_for_a_moment_raises_no_alarm() {
    let site = site();
    let serving = Serving::start(&site, &[]);
    let text = fs::read_to_string(site.path(TRIP)).expect("the file");
    for round in 0..20 {
        let before = serving.state("")["version"].as_u64();
        let mut file = fs::File::create(site.path(TRIP)).expect("emptied");
        let (first, second) = text.split_at(text.len() / 2);
        file.write_all(first.as_bytes()).expect("written");
        file.write_all(second.replace("More on", &format!("Of round {round}: more on")).as_bytes())
            .expect("written");
        drop(file);
        serving.wait_for("", &format!("Of round {round}:"));
        let after = serving.state("");
        assert_eq!(after["errors"], 0);
        assert!(after["version"].as_u64() > before);
    }
}

#[test]
fn a_folder_that_is_away_for_a_moment_raises_no_alarm() {
    let site = site();
    let log = site.path("log");
    let serving = Serving::start_with(&site, &[], fs::File::create(&log).expect("a file"));
    for round in 0..10 {
        fs::rename(site.path("content"), site.path("kept")).expect("renamed");
        sleep(Duration::from_millis(5));
        fs::rename(site.path("kept"), site.path("content")).expect("renamed");
        sleep(Duration::from_millis(100 + round));
    }
    save(&site, TRIP, "title: ", "title: New ");
    serving.wait_for("", "<h1>New ");
    assert_eq!(fs::read_to_string(&log).expect("a log"), "");
}

#[cfg(unix)]
#[test]
fn what_is_left_out_is_said_when_it_changes_and_not_at_every_look() {
    let site = site();
    let link = |name| std::os::unix::fs::symlink("nowhere", site.path(name)).expect("a link");
    link("content/tour/one.md");
    let log = site.path("log");
    let serving = Serving::start_with(&site, &[], fs::File::create(&log).expect("a file"));
    let notes = || fs::read_to_string(&log).expect("a log").matches("one.md is left out").count();
    for round in 0..3 {
        site.write("static/a.txt", &round.to_string());
        serving.wait("file", |it| it.page("a.txt") == round.to_string());
    }
    assert_eq!(notes(), 1);
    link("content/tour/two.md");
    serving.wait("note", |_| notes() == 2);
}

#[test]
fn a_port_that_was_asked_for_and_is_taken_is_an_error_with_a_cure() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let ran = site().run(&["serve", "-p", &port]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains(&format!("port {port} is taken")), "{}", ran.stderr);
    assert!(ran.stderr.contains("choose another port"), "{}", ran.stderr);
}

#[test]
fn a_folder_without_content_is_refused() {
    let site = site();
    fs::remove_dir_all(site.path("content")).expect("removed");
    let ran = site.run(&["serve", "-p", "0"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("there is no folder `content`"), "{}", ran.stderr);
}
