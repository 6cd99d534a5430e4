//! The workflow that publishes on GitHub Pages, replayed without GitHub: its commands are run here,
//! what it would hand over is served as Pages serves it, and every page is crawled from outside.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;

use percent_encoding::percent_decode_str;
use serde_yaml::Value;
use tempfile::TempDir;

use crate::cli::run_in;
use crate::golden::{assert_golden, root};
use crate::markup::Element;

/// Steps that get the tool. Here it is already there.
const THE_TOOL: &[&str] = &["Get the tool", "Build the tool"];

/// The comments between which a workflow gets the tool.
const PARTS: [&str; 2] = ["      # The tool\n", "      # The site\n"];

/// A site with a workflow, in a folder of its own.
struct Site {
    folder: TempDir,
    workflow: Value,
}

impl Site {
    /// The starter, as `trip init --github` writes it.
    fn starter() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let ran = run_in(folder.path(), &["init", ".", "--github"], &[]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        let workflow = read(&folder.path().join(".github/workflows/pages.yml"));
        Self::new(folder, &workflow)
    }

    /// This repository.
    fn asia_tour() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, bytes) in files(&root().join("content"), "content/") {
            put(folder.path(), &path, &bytes);
        }
        Self::new(folder, &own_workflow())
    }

    fn new(folder: TempDir, workflow: &str) -> Self {
        put(
            folder.path(),
            "static/.well-known/security.txt",
            b"Contact: mailto:desk@example.org\n",
        );
        let workflow = serde_yaml::from_str(workflow).expect("YAML");
        Self { folder, workflow }
    }

    /// Runs the job that builds, on GitHub's event, for a site that is published at `base_url`.
    fn replay(&self, event: &str, base_url: &str) -> Replayed {
        let mut replayed = Replayed::default();
        let steps = self.workflow["jobs"]["build"]["steps"].as_sequence().expect("steps");
        for step in steps {
            let asked = step["if"].as_str();
            if !asked.is_none_or(|condition| holds(condition, event)) {
                continue;
            }
            if let Some(script) = step["run"].as_str() {
                let name = step["name"].as_str().expect("a name");
                if !THE_TOOL.contains(&name) && !self.run(step, script, base_url, &mut replayed) {
                    return replayed;
                }
            }
            if step["uses"]
                .as_str()
                .is_some_and(|it| it.starts_with("actions/upload-pages-artifact@"))
            {
                replayed.artifact = Some(self.pack(&step["with"]));
            }
        }
        replayed
    }

    /// Runs a script as GitHub does; whether it succeeded.
    fn run(&self, step: &Value, script: &str, base_url: &str, replayed: &mut Replayed) -> bool {
        assert!(!script.contains("${{"), "expressions in scripts can be injected into: {script}");
        let tool = Path::new(env!("CARGO_BIN_EXE_trip")).parent().expect("a folder");
        let path = std::env::var("PATH").expect("a path");
        let mut bash = Command::new("bash");
        bash.current_dir(self.folder.path()).args(["--noprofile", "--norc", "-e", "-c", script]);
        bash.env("PATH", format!("{}:{path}", tool.display()));
        for (name, value) in step["env"].as_mapping().into_iter().flatten() {
            let value = value.as_str().expect("text");
            bash.env(name.as_str().expect("a name"), expanded(value, base_url));
        }
        let ran = bash.output().expect("bash is there");
        replayed.printed += &String::from_utf8_lossy(&ran.stdout);
        replayed.succeeded = ran.status.success();
        replayed.succeeded
    }

    /// What actions/upload-pages-artifact would pack: no links, and hidden files only if asked.
    fn pack(&self, with: &Value) -> BTreeMap<String, Vec<u8>> {
        let folder = self.folder.path().join(with["path"].as_str().expect("a path"));
        let hidden = with["include-hidden-files"].as_bool() == Some(true);
        let mut packed = files(&folder, "");
        packed.retain(|path, _| hidden || !path.split('/').any(|part| part.starts_with('.')));
        packed.retain(|path, _| !path.split('/').any(|part| matches!(part, ".git" | ".github")));
        packed
    }
}

/// What came of the job that builds.
#[derive(Default)]
struct Replayed {
    printed: String,
    succeeded: bool,
    artifact: Option<BTreeMap<String, Vec<u8>>>,
}

/// GitHub's conditions, by the event.
fn holds(condition: &str, event: &str) -> bool {
    match condition {
        "github.event_name != 'pull_request'" => event != "pull_request",
        // The tool was kept from an earlier run.
        "steps.tool.outputs.cache-hit != 'true'" => false,
        other => panic!("what is `{other}`?"),
    }
}

/// A value with GitHub's expressions in it; configure-pages gives the address without a slash.
fn expanded(value: &str, base_url: &str) -> String {
    assert!(!base_url.ends_with('/'));
    let value = value.replace("${{ steps.pages.outputs.base_url }}", base_url);
    assert!(!value.contains("${{"), "what is `{value}`?");
    value
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("it can be read")
}

fn own_workflow() -> String {
    read(&root().join(".github/workflows/pages.yml"))
}

fn put(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// The plain files of a folder, by their paths; Pages refuses links.
fn files(folder: &Path, prefix: &str) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let path = format!("{prefix}{}", entry.file_name().into_string().expect("a plain name"));
        let kind = entry.file_type().expect("a kind");
        assert!(!kind.is_symlink(), "{path} is a link");
        if kind.is_dir() {
            found.extend(files(&entry.path(), &format!("{path}/")));
        } else {
            found.insert(path, fs::read(entry.path()).expect("it can be read"));
        }
    }
    found
}

/// A host of GitHub Pages with one site on it.
struct Host {
    address: SocketAddr,
    /// Where the site is: `/my-repo`, or nothing.
    mount: String,
    /// The paths that were asked for.
    asked: Arc<Mutex<BTreeSet<String>>>,
}

/// An answer of the host.
#[derive(Debug)]
struct Answer {
    status: u16,
    location: String,
    body: Vec<u8>,
}

impl Host {
    fn of(artifact: &BTreeMap<String, Vec<u8>>, mount: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let asked = Arc::new(Mutex::new(BTreeSet::new()));
        let (files, place, log) = (artifact.clone(), mount.to_owned(), Arc::clone(&asked));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let Some(path) = asked_for(&stream) else { continue };
                log.lock().expect("nobody failed").insert(path.clone());
                let (head, body) = respond(&files, &place, &path);
                let length = body.len();
                let head = format!(
                    "HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
                );
                let mut stream = &stream;
                let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
            }
        });
        Self { address, mount: mount.to_owned(), asked }
    }

    fn get(&self, path: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).expect("the host is there");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: pages\r\nConnection: close\r\n\r\n")
            .expect("it listens");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let status =
            head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let location =
            head.lines().find_map(|line| line.strip_prefix("Location: ")).unwrap_or_default();
        Answer { status, location: location.to_owned(), body: answer[end + 4..].to_vec() }
    }
}

fn asked_for(mut stream: &TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).ok()? == 1 {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).split(' ').nth(1).map(str::to_owned)
}

/// The answer of Pages: by the letter, with folders led to their slash, and `404.html` for the rest.
fn respond(files: &BTreeMap<String, Vec<u8>>, mount: &str, path: &str) -> (String, Vec<u8>) {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let Some(inner) = decoded
        .strip_prefix(mount)
        .and_then(|it| if it.is_empty() { Some("") } else { it.strip_prefix('/') })
    else {
        return ("404 Not Found".to_owned(), Vec::new());
    };
    if decoded == mount && !mount.is_empty() {
        return (format!("301 Moved Permanently\r\nLocation: {mount}/"), Vec::new());
    }
    let is_folder = inner.is_empty() || inner.ends_with('/');
    let file = if is_folder { format!("{inner}index.html") } else { inner.to_owned() };
    if let Some(bytes) = files.get(&file) {
        return ("200 OK".to_owned(), bytes.clone());
    }
    if !is_folder && files.contains_key(&format!("{inner}/index.html")) {
        return (format!("301 Moved Permanently\r\nLocation: {path}/"), Vec::new());
    }
    if let Some(bytes) = files.get(&format!("{inner}.html")).filter(|_| !is_folder) {
        return ("200 OK".to_owned(), bytes.clone());
    }
    ("404 Not Found".to_owned(), files.get("404.html").cloned().unwrap_or_default())
}

/// What a page or a stylesheet leads to, as it is written there.
fn references(path: &str, body: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(body);
    if path.ends_with(".css") {
        return in_stylesheet(&text);
    }
    if !path.ends_with('/') && !path.ends_with(".html") {
        return Vec::new();
    }
    let page = Element::parse(&text);
    let mut found = Vec::new();
    for element in page.descendants() {
        for (name, value) in element.attributes() {
            match name {
                "href" | "src" | "poster" | "action" | "data" | "xlink:href" => {
                    found.push(value.to_owned());
                }
                "srcset" => {
                    let sources = value.split(',').filter_map(|it| it.split_whitespace().next());
                    found.extend(sources.map(str::to_owned));
                }
                "style" => found.extend(in_stylesheet(value)),
                _ => {}
            }
        }
        if element.name == "style" {
            found.extend(in_stylesheet(&element.own_text()));
        }
        // A page that has moved leads to where it is now.
        if element.attribute("http-equiv").is_some_and(|it| it.eq_ignore_ascii_case("refresh")) {
            let target = element.attribute("content").and_then(|it| it.split_once("url="));
            found.extend(target.map(|(_, target)| target.to_owned()));
        }
    }
    found
}

fn in_stylesheet(text: &str) -> Vec<String> {
    let urls = text.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    urls.map(|url| url.trim().trim_matches(['"', '\'']).to_owned()).collect()
}

/// The path that a reference on the page at `from` leads to; none where it leads to another site.
fn target(from: &str, reference: &str, origin: &str) -> Option<String> {
    let reference = reference.split(['#', '?']).next().unwrap_or_default();
    if reference.is_empty() {
        return None;
    }
    if let Some(path) =
        reference.strip_prefix(origin).filter(|path| path.is_empty() || path.starts_with('/'))
    {
        return Some(if path.is_empty() { "/".to_owned() } else { path.to_owned() });
    }
    let is_elsewhere = reference.starts_with("//") || reference.split('/').next()?.contains(':');
    if is_elsewhere {
        return None;
    }
    if reference.starts_with('/') {
        return Some(reference.to_owned());
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').collect();
    let (inner, last) = reference.rsplit_once('/').unwrap_or(("", reference));
    for part in inner.split('/').filter(|part| !part.is_empty()).chain([last]) {
        match part {
            "." => {}
            ".." => _ = (parts.len() > 1).then(|| parts.pop()),
            part => parts.push(part),
        }
    }
    let is_folder = matches!(last, "." | "..");
    Some(parts.join("/") + if is_folder { "/" } else { "" })
}

/// Follows everything from every page; each thing must be there, and within the site.
fn crawl(host: &Host, artifact: &BTreeMap<String, Vec<u8>>, origin: &str) {
    let mount = &host.mount;
    let mut queue: Vec<(String, String)> = artifact
        .keys()
        .filter(|path| path.ends_with(".html") && *path != "404.html")
        .map(|path| {
            (
                "what was handed over".to_owned(),
                format!("{mount}/{}", path.trim_end_matches("index.html")),
            )
        })
        .collect();
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    while let Some((from, path)) = queue.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        if !path.starts_with(&format!("{mount}/")) {
            faults.push(format!("{from} leads out of the site: {path}"));
            continue;
        }
        let answer = host.get(&path);
        if answer.status != 200 {
            faults.push(format!("{from} leads to {path}: {} {}", answer.status, answer.location));
            continue;
        }
        let found = references(&path, &answer.body).into_iter();
        let targets = found.filter_map(|reference| target(&path, &reference, origin));
        queue.extend(targets.map(|to| (path.clone(), to)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(seen.len() > artifact.len() / 2, "{} of {}", seen.len(), artifact.len());
    check_not_found(host, artifact, origin);
    let asked = host.asked.lock().expect("nobody failed");
    let outside: Vec<&String> =
        asked.iter().filter(|path| !path.starts_with(mount.as_str())).collect();
    assert!(outside.is_empty(), "{outside:?}");
}

/// The page for what is not there leads right from any depth.
fn check_not_found(host: &Host, artifact: &BTreeMap<String, Vec<u8>>, origin: &str) {
    for depth in ["nowhere", "nowhere/", "a/b/c/nowhere.html", "stops/Beijing/"] {
        let path = format!("{}/{depth}", host.mount);
        let answer = host.get(&path);
        assert_eq!((answer.status, &answer.body), (404, &artifact["404.html"]), "{path}");
        let references = references("404.html", &answer.body);
        assert!(references.len() > 2, "{references:?}");
        for to in references.iter().filter_map(|reference| target(&path, reference, origin)) {
            assert!(to.starts_with(&format!("{}/", host.mount)), "{path} leads to {to}");
            assert_eq!(host.get(&to).status, 200, "{path} leads to {to}");
        }
    }
}

/// Publishes a site at an address and follows every link there.
fn publish_at(site: &Site, base_url: &str) {
    let replayed = site.replay("push", base_url);
    assert!(replayed.succeeded, "{}", replayed.printed);
    let artifact = replayed.artifact.expect("the site was handed over");
    assert!(artifact.contains_key("index.html"));
    let scheme = base_url.find("://").expect("an address") + 3;
    let at = base_url[scheme..].find('/').map_or(base_url.len(), |at| scheme + at);
    let (origin, mount) = base_url.split_at(at);
    let host = Host::of(&artifact, mount);
    assert_eq!(host.get(&format!("{mount}/.well-known/security.txt")).status, 200);
    let front = host.get(&format!("{mount}/"));
    let canonical = format!("\"{base_url}/\"");
    assert!(String::from_utf8_lossy(&front.body).contains(&canonical), "no {canonical}");
    crawl(&host, &artifact, origin);
}

#[test]
fn a_project_s_pages_are_whole_under_the_repository_s_name() {
    publish_at(&Site::starter(), "https://octocat.github.io/my-repo");
    publish_at(&Site::asia_tour(), "https://octocat.github.io/my-repo");
}

#[test]
fn pages_of_a_user_and_of_a_domain_are_whole_at_the_root() {
    let site = Site::starter();
    publish_at(&site, "https://octocat.github.io");
    publish_at(&site, "https://tour.news-desk.com");
}

#[test]
fn a_proposed_change_is_checked_with_annotations_and_not_published() {
    let site = Site::starter();
    let replayed = site.replay("pull_request", "https://octocat.github.io/my-repo");
    assert!(replayed.succeeded && replayed.artifact.is_none());
    let stop = "content/china-1972/stops/beijing.md";
    let text = read(&site.folder.path().join(stop)).replace("place: beijing", "place: bejing");
    put(site.folder.path(), stop, text.as_bytes());
    for event in ["pull_request", "push", "schedule"] {
        let replayed = site.replay(event, "https://octocat.github.io/my-repo");
        assert!(!replayed.succeeded && replayed.artifact.is_none());
        let annotation = format!("::error file={stop},line=3,");
        assert!(replayed.printed.contains(&annotation), "{}", replayed.printed);
    }
}

#[test]
fn this_repository_is_published_as_a_begun_site_is_but_for_how_the_tool_is_got() {
    let starter = read(&root().join("src/starter/github/pages.yml"));
    let parts = |text: &str| -> [String; 3] {
        let (before, rest) = text.split_once(PARTS[0]).expect("how the tool is got");
        let (tool, after) = rest.split_once(PARTS[1]).expect("what is done with it");
        [before, tool, after].map(str::to_owned)
    };
    let ([before, _, after], [_, tool, _]) = (parts(&starter), parts(&own_workflow()));
    let [the_tool, the_site] = PARTS;
    assert_golden(
        ".github/workflows/pages.yml",
        &format!("{before}{the_tool}{tool}{the_site}{after}"),
    );
}

#[test]
fn only_the_job_that_publishes_may_write_and_a_deployment_is_never_broken_off() {
    let workflow: Value = serde_yaml::from_str(&own_workflow()).expect("YAML");
    let granted = |place: &Value| -> Vec<String> {
        let scopes = place["permissions"].as_mapping().into_iter().flatten();
        scopes
            .filter(|(_, level)| level.as_str() == Some("write"))
            .filter_map(|(scope, _)| scope.as_str().map(str::to_owned))
            .collect()
    };
    assert_eq!(granted(&workflow), [""; 0]);
    assert_eq!(granted(&workflow["jobs"]["build"]), [""; 0]);
    assert_eq!(granted(&workflow["jobs"]["deploy"]), ["pages", "id-token"]);
    assert_eq!(workflow["concurrency"]["cancel-in-progress"].as_bool(), Some(false));
}

/// A site of two pages, the second as given.
fn two_pages(second: &str) -> BTreeMap<String, Vec<u8>> {
    let front = "<a href=\"a/\">A</a> <a href=\"/my-repo/a/\">A</a> <a href=\"?\">A</a>";
    let pages = [("index.html", front), ("a/index.html", second), ("404.html", front)];
    pages.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into()
}

fn crawled(second: &str) {
    let pages = two_pages(second);
    crawl(&Host::of(&pages, "/my-repo"), &pages, "https://octocat.github.io");
}

#[test]
#[should_panic(expected = "/my-repo/a/ leads out of the site: /a/")]
fn a_link_without_the_repository_s_name_would_be_found() {
    crawled("<a href=\"/a/\">A</a>");
}

#[test]
#[should_panic(expected = "/my-repo/a/ leads to /my-repo/A/: 404")]
fn a_link_in_other_letters_would_be_found() {
    crawled("<img src=\"x\" srcset=\"../A/ 2x\">");
}

#[test]
#[should_panic(expected = "leads to /my-repo/a: 301 /my-repo/a/")]
fn a_link_without_its_slash_would_be_found() {
    crawled("<div style=\"background: url('../a')\"></div>");
}

#[test]
#[should_panic(expected = "nowhere/ leads to /my-repo/nowhere/a/")]
fn a_page_for_what_is_not_there_that_depends_on_its_depth_would_be_found() {
    crawled("");
}

#[test]
fn references_lead_where_a_browser_would_go() {
    let to =
        |reference: &str| target("/my-repo/stops/japan/", reference, "https://octocat.github.io");
    assert_eq!(to("../korea/#top").as_deref(), Some("/my-repo/stops/korea/"));
    assert_eq!(to("../../").as_deref(), Some("/my-repo/"));
    assert_eq!(to("..").as_deref(), Some("/my-repo/stops/"));
    assert_eq!(to("map.svg?v=1").as_deref(), Some("/my-repo/stops/japan/map.svg"));
    assert_eq!(to("/other").as_deref(), Some("/other"));
    assert_eq!(to("https://octocat.github.io/my-repo/a").as_deref(), Some("/my-repo/a"));
    assert_eq!(to("https://octocat.github.io.example/").as_deref(), None);
    assert_eq!((to("mailto:a@b"), to("#top"), to("//cdn/x")), (None, None, None));
}
