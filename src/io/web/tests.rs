//! Facts about asking, with a server of our own on this machine.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::request::join;
use super::{Heard, Manners, ask};
use crate::external::Answer;

/// A request as the server saw it.
#[derive(Clone, Debug)]
struct Seen {
    /// `HEAD /page`.
    what: String,
    user_agent: String,
    at: Instant,
}

/// A server that answers each path with these responses in turn, the last one for ever.
struct Server {
    at: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

/// A status line with what follows it, such as `301 Gone Away\r\nLocation: /there`.
type Script = BTreeMap<&'static str, &'static [&'static str]>;

fn server(script: &[(&'static str, &'static [&'static str])]) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = format!("http://{}", listener.local_addr().unwrap());
    let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
    let (script, log) = (script.iter().copied().collect::<Script>(), Arc::clone(&seen));
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (script, log) = (script.clone(), Arc::clone(&log));
            thread::spawn(move || serve(&stream.unwrap(), &script, &log));
        }
    });
    Server { at, seen }
}

/// Answers one request and closes the connection.
fn serve(stream: &TcpStream, script: &Script, log: &Mutex<Vec<Seen>>) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let what = first.trim_end_matches(" HTTP/1.1").to_owned();
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let user_agent = head.iter().find(|line| line.to_lowercase().starts_with("user-agent:"));
    let path = what.split(' ').nth(1).unwrap().to_owned();
    let mut log = log.lock().unwrap();
    let before = log.iter().filter(|seen| seen.what.ends_with(&format!(" {path}"))).count();
    let user_agent = user_agent.cloned().unwrap_or_default();
    log.push(Seen { what, user_agent, at: Instant::now() });
    drop(log);
    let responses = script.get(path.as_str()).copied().unwrap_or(&["404 Not Found"]);
    match responses[before.min(responses.len() - 1)] {
        "silence" => thread::sleep(Duration::from_secs(5)),
        "hang up" => {}
        response => {
            let mut stream = stream;
            let _ = write!(stream, "HTTP/1.1 {response}\r\nConnection: close\r\n\r\n");
        }
    }
}

impl Server {
    /// What comes of asking these paths, with manners that keep a test short.
    fn ask(&self, paths: &[&str]) -> Vec<Answer> {
        self.heard(paths, &hasty()).answers
    }

    fn heard(&self, paths: &[&str], manners: &Manners) -> Heard {
        let urls: Vec<String> = paths.iter().map(|path| format!("{}{path}", self.at)).collect();
        ask(&urls.iter().map(String::as_str).collect::<Vec<_>>(), manners).unwrap()
    }

    fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().iter().map(|seen| seen.what.clone()).collect()
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.at)
    }
}

fn hasty() -> Manners {
    Manners {
        private: true,
        pause_inside: Duration::from_millis(1),
        patience: Duration::from_millis(400),
        memory: None,
        ..Manners::usual()
    }
}

fn broken(reason: &str) -> Answer {
    Answer::Broken(reason.to_owned())
}

fn unsure(reason: &str) -> Answer {
    Answer::Unsure(reason.to_owned())
}

#[test]
fn a_page_that_is_there_is_asked_for_its_head_and_nothing_more() {
    let server = server(&[("/a", &["200 OK"])]);
    assert_eq!(server.ask(&["/a"]), [Answer::Fine]);
    assert_eq!(server.seen(), ["HEAD /a"]);
    let agent = server.seen.lock().unwrap()[0].user_agent.clone();
    assert!(agent.contains("trip-explainer/") && agent.contains("(+https://"), "{agent}");
}

#[test]
fn a_server_that_gives_no_heads_is_asked_for_the_page() {
    let server = server(&[
        ("/405", &["405 Method Not Allowed", "200 OK"]),
        ("/501", &["501 Not Implemented", "200 OK"]),
        ("/403", &["403 Forbidden", "200 OK"]),
        ("/404", &["404 Not Found", "200 OK"]),
    ]);
    assert_eq!(server.ask(&["/405", "/501", "/403", "/404"]), vec![Answer::Fine; 4]);
    assert_eq!(server.seen()[..2], ["HEAD /405", "GET /405"]);
}

#[test]
fn what_a_server_says_is_gone_is_broken() {
    let server = server(&[("/410", &["410 Gone"])]);
    let answers = server.ask(&["/404", "/410"]);
    let gone = ["the server says 404 Not Found", "the server says 410 Gone"].map(broken);
    assert_eq!(answers, gone);
    assert_eq!(server.seen().len(), 4);
}

#[test]
fn a_server_that_turns_us_away_or_is_ill_is_never_broken() {
    let server = server(&[
        ("/401", &["401 Unauthorized"]),
        ("/403", &["403 Forbidden"]),
        ("/451", &["451 Unavailable For Legal Reasons"]),
        ("/500", &["500 Internal Server Error"]),
        ("/999", &["999 Request Denied"]),
    ]);
    let answers = server.ask(&["/401", "/403", "/451", "/500", "/999"]);
    let said = [
        "401 Unauthorized",
        "403 Forbidden",
        "451 Unavailable For Legal Reasons",
        "500 Internal Server Error",
        "999",
    ];
    assert_eq!(answers, said.map(|status| unsure(&format!("the server says {status}"))));
}

#[test]
fn a_server_that_is_ill_for_a_moment_is_asked_again() {
    let server = server(&[
        ("/503", &["503 Service Unavailable", "200 OK"]),
        ("/429", &["429 Too Many Requests\r\nRetry-After: 0", "200 OK"]),
        ("/hang", &["hang up", "200 OK"]),
    ]);
    assert_eq!(server.ask(&["/503", "/429", "/hang"]), vec![Answer::Fine; 3]);
    assert_eq!(server.seen()[..2], ["HEAD /503", "GET /503"]);
}

#[test]
fn a_wait_that_is_too_long_is_not_waited_for() {
    let server = server(&[("/429", &["429 Too Many Requests\r\nRetry-After: 7200"])]);
    assert_eq!(server.ask(&["/429"]), [unsure("the server says 429 Too Many Requests")]);
    assert_eq!(server.seen(), ["HEAD /429"]);
}

#[test]
fn a_wait_that_a_server_asks_for_is_kept_until_the_day_it_names_too() {
    let header = super::request::wait("Fri, 31 Dec 1999 23:59:59 GMT");
    assert_eq!(header, Some(Duration::ZERO));
    assert_eq!(super::request::wait("120"), Some(Duration::from_secs(120)));
    assert_eq!(super::request::wait("soon"), None);
}

#[test]
fn a_permanent_redirect_gives_the_new_address() {
    let server = server(&[
        ("/old", &["301 Moved Permanently\r\nLocation: /new#top"]),
        ("/older", &["308 Permanent Redirect\r\nLocation: old"]),
        ("/then", &["301 Moved Permanently\r\nLocation: /now"]),
        ("/now", &["302 Found\r\nLocation: /new"]),
        ("/dead", &["301 Moved Permanently\r\nLocation: /nowhere"]),
        ("/new", &["200 OK"]),
    ]);
    let answers = server.ask(&["/old", "/older", "/then", "/now", "/dead"]);
    let moved = |path| Answer::Moved(server.at(path));
    assert_eq!(answers[..4], [moved("/new"), moved("/new"), moved("/now"), Answer::Fine]);
    let there = server.at("/nowhere");
    let why = format!("it leads to `{there}`, and the server says 404 Not Found");
    assert_eq!(answers[4], broken(&why));
}

#[test]
fn redirects_that_go_on_for_ever_are_given_up() {
    let server = server(&[("/a", &["302 Found\r\nLocation: /a"]), ("/b", &["302 Found"])]);
    let answers = server.ask(&["/a", "/b"]);
    let circle = unsure("it is redirected more than 20 times");
    assert_eq!(answers, [circle, unsure("it is redirected to nowhere")]);
}

#[test]
fn silence_and_nonsense_are_not_verifiable() {
    let server = server(&[
        ("/slow", &["silence"]),
        ("/odd", &["nonsense"]),
        ("/cut", &["hang up"]),
        ("/fine", &["200 OK"]),
    ]);
    let answers = server.ask(&["/slow", "/odd", "/cut", "/fine"]);
    assert_eq!(answers[0], unsure("there was no answer in time"));
    for answer in &answers[1..3] {
        assert!(matches!(answer, Answer::Unsure(_)), "{answer:?}");
    }
    assert_eq!(answers[3], Answer::Fine);
}

/// An address of this machine at which nobody listens.
fn empty_port() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}/", listener.local_addr().unwrap())
}

#[test]
fn a_port_at_which_nobody_listens_is_broken() {
    let heard = ask(&[&empty_port()], &hasty()).unwrap();
    assert_eq!(heard.answers, [broken("nobody answers there: the connection was refused")]);
}

#[test]
fn a_private_network_is_not_asked_unless_somebody_says_so() {
    let server = server(&[("/a", &["200 OK"])]);
    let manners = Manners { private: false, ..hasty() };
    let answers = server.heard(&["/a"], &manners).answers;
    assert_eq!(answers, [Answer::Private]);
    // The system reads this as 127.0.0.1, though it is not written so.
    let port = server.at.rsplit(':').next().unwrap();
    let heard = ask(&[&format!("http://127.1:{port}/a")], &manners);
    assert_ne!(heard.map(|heard| heard.answers), Ok(vec![Answer::Fine]));
    assert_eq!(server.seen(), [""; 0]);
}

#[test]
fn an_address_that_cannot_be_sent_is_not_verifiable() {
    let answers = ask(&["https://münchen.example/", "http://[::1/"], &hasty()).unwrap().answers;
    assert_eq!(answers, vec![unsure("this tool cannot ask such an address"); 2]);
}

#[test]
fn letters_outside_ascii_are_escaped() {
    let server = server(&[("/%E6%9D%B1%E4%BA%AC", &["200 OK"])]);
    assert_eq!(server.ask(&["/東京"]), [Answer::Fine]);
}

#[test]
fn a_host_is_asked_one_thing_at_a_time_with_a_pause() {
    let server = server(&[("/a", &["200 OK"]), ("/b", &["200 OK"]), ("/c", &["200 OK"])]);
    let pause = Duration::from_millis(60);
    server.heard(&["/a", "/b", "/c"], &Manners { pause_inside: pause, ..hasty() });
    let seen = server.seen.lock().unwrap();
    assert!(seen.windows(2).all(|two| two[1].at - two[0].at >= pause), "{seen:?}");
}

#[test]
fn what_was_answered_lately_is_not_asked_again() {
    let server = server(&[("/a", &["200 OK"])]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new/addresses.json");
    let manners = Manners { memory: Some(file.clone()), ..hasty() };
    let first = server.heard(&["/a", "/b"], &manners);
    let again = server.heard(&["/a", "/b"], &manners);
    assert_eq!((first.remembered, again.remembered), (0, 2));
    assert_eq!(first.answers, again.answers);
    assert_eq!(server.seen(), ["HEAD /a", "HEAD /b", "GET /b"]);
    // Two hours later what was there is still known, and what was broken is asked again.
    age(&file, 2 * 60 * 60);
    assert_eq!(server.heard(&["/a", "/b"], &manners).remembered, 1);
    age(&file, 23 * 60 * 60);
    assert_eq!(server.heard(&["/a", "/b"], &manners).remembered, 0);
    let left = fs::read_dir(file.parent().unwrap()).unwrap().count();
    assert_eq!(left, 1, "nothing but the file itself is left");
}

/// Makes every answer in a file older, in seconds.
fn age(file: &std::path::Path, seconds: i64) {
    let mut memory: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    for (_, entry) in memory["addresses"].as_object_mut().unwrap() {
        entry["asked"] = (entry["asked"].as_i64().unwrap() - seconds).into();
    }
    fs::write(file, memory.to_string()).unwrap();
}

#[test]
fn a_memory_that_cannot_be_read_or_written_is_done_without() {
    let server = server(&[("/a", &["200 OK"])]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("addresses.json");
    for text in ["", "{", "[1]", r#"{"version":9,"addresses":{}}"#] {
        fs::write(&file, text).unwrap();
        let manners = Manners { memory: Some(file.clone()), ..hasty() };
        assert_eq!(server.heard(&["/a"], &manners).answers, [Answer::Fine]);
    }
    let within_a_file = Manners { memory: Some(file.join("x.json")), ..hasty() };
    assert_eq!(server.heard(&["/a"], &within_a_file).answers, [Answer::Fine]);
}

#[test]
fn a_location_is_read_as_browsers_read_it() {
    let joined = |to| join("https://example.org/a/b?c", to);
    assert_eq!(joined("https://other.example/x#y"), "https://other.example/x");
    assert_eq!(joined("//other.example/x"), "https://other.example/x");
    assert_eq!(joined("/x/../y"), "https://example.org/y");
    assert_eq!(joined("x"), "https://example.org/a/x");
    assert_eq!(joined("../x?to=/../y"), "https://example.org/x?to=/../y");
    assert_eq!(joined(".."), "https://example.org/");
    assert_eq!(joined("?d"), "https://example.org/a/b?d");
    assert_eq!(joined("../../.."), "https://example.org/");
    assert_eq!(join("https://example.org", "x"), "https://example.org/x");
    assert_eq!(join("https://example.org?q", "/x"), "https://example.org/x");
    assert_eq!(joined("javascript:alert(1)"), "javascript:alert(1)");
    assert_eq!(
        joined("login?to=https://example.org/"),
        "https://example.org/a/login?to=https://example.org/"
    );
}
