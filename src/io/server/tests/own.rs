//! The preview's own addresses, over the wire.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use super::{CLIENT, Client, Limits, Opened, PREVIEW, Server, at, saved, server};

const JSON: &str = "Content-Type: application/json";

/// A question about a place that is known already.
const PLACE: &str = r#"{"path": "content/tour/trip.md", "line": 7, "column": 2}"#;

/// A connection that has begun to listen for events.
fn listening(server: &Server) -> Client {
    let mut client = server.connect();
    client.send(server.request("GET /~preview/events", &[], ""));
    let head = client.until("\r\n\r\n").to_lowercase();
    assert!(head.starts_with("http/1.1 200"), "{head}");
    assert!(head.contains("content-type: text/event-stream"), "{head}");
    assert!(head.contains("cache-control: no-cache"), "{head}");
    client
}

fn ring(version: u64) -> String {
    format!("data: {{\"session\":\"k3f9\",\"version\":{version}}}\n\n")
}

#[test]
fn the_client_s_script_is_there_and_is_not_sent_twice() {
    let server = server();
    let answer = server.ask("GET /~preview/client.js", &[]);
    assert_eq!((answer.status, answer.text()), (200, CLIENT));
    assert_eq!(answer.header("content-type"), Some("text/javascript; charset=utf-8"));
    let known = format!("If-None-Match: {}", answer.header("etag").unwrap());
    assert_eq!(server.ask("GET /~preview/client.js", &[&known]).status, 304);
}

#[test]
fn whoever_listens_hears_of_the_version_at_once_and_of_each_new_one() {
    let server = server();
    let mut client = listening(&server);
    client.until(&ring(1));
    let next = saved(&PREVIEW, "static/more.txt", "a");
    server.preview.send_replace(Arc::clone(&next));
    client.until(&ring(2));
    server.preview.send_replace(saved(&next, "static/more.txt", "b"));
    client.until(&ring(3));
}

#[test]
fn whoever_comes_late_hears_of_the_last_version_alone() {
    let server = server();
    let second = saved(&PREVIEW, "static/more.txt", "a");
    server.preview.send_replace(Arc::clone(&second));
    server.preview.send_replace(saved(&second, "static/more.txt", "b"));
    let heard = listening(&server).until(&ring(3));
    assert_eq!(heard.matches("data:").count(), 1, "{heard}");
}

#[test]
fn an_event_stream_gives_signs_of_life() {
    let limits = Limits { heartbeat: Duration::from_millis(20), ..Limits::USUAL };
    let server = Server::start(Arc::clone(&PREVIEW), limits);
    let mut client = listening(&server);
    client.until(&ring(1));
    client.until("\n:\n\n");
    client.until("\n:\n\n");
}

#[test]
fn an_event_stream_outlives_the_time_limits_of_other_requests() {
    let short = Duration::from_millis(30);
    let limits = Limits { head: short, body: short, stall: short, ..Limits::USUAL };
    let server = Server::start(Arc::clone(&PREVIEW), limits);
    let mut client = listening(&server);
    client.until(&ring(1));
    std::thread::sleep(4 * short);
    server.preview.send_replace(saved(&PREVIEW, "static/more.txt", "a"));
    client.until(&ring(2));
}

#[test]
fn there_are_so_many_event_streams_and_no_more() {
    let limits = Limits { streams: 2, ..Limits::USUAL };
    let server = Server::start(Arc::clone(&PREVIEW), limits);
    let (first, _second) = (listening(&server), listening(&server));
    let refused = server.ask("GET /~preview/events", &[]);
    assert_eq!(refused.status, 503);
    assert_eq!(refused.text(), "Too many pages of this preview are open; close some.\n");
    // Pages are answered all the same.
    assert_eq!(server.ask(&format!("GET {}", at("")), &[]).status, 200);
    drop(first);
    let mut tries = 0;
    while server.ask("HEAD /~preview/events", &[]).status != 200 {
        tries += 1;
        assert!(tries < 1000, "the place is not given back");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn when_the_server_ends_its_event_streams_end_whole() {
    let mut server = server();
    let mut client = listening(&server);
    client.until(&ring(1));
    server.end();
    let rest = client.all();
    // The last chunk: nothing was cut off.
    assert!(rest.ends_with(b"0\r\n\r\n"), "{}", String::from_utf8_lossy(&rest));
}

#[test]
fn the_state_is_what_the_preview_says() {
    let server = server();
    let page = at("stops/japan/");
    let answer =
        server.ask(&format!("GET /~preview/state?page={}&since=0", page.replace('/', "%2F")), &[]);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.text(), PREVIEW.state(&page, 0));
    assert_eq!(answer.json()["version"], 1);
    assert_eq!(server.ask("GET /~preview/state", &[]).status, 200);
    for odd in ["since=-1", "since=a", "since=99999999999999999999", "page=a&page=b"] {
        assert_eq!(server.ask(&format!("GET /~preview/state?{odd}"), &[]).status, 400, "{odd}");
    }
}

#[test]
fn a_place_is_opened_by_a_link_or_by_the_server_itself() {
    let link = "vscode://file/a.md:7:2".to_owned();
    for (outcome, link, opened) in [
        (Opened::Link(link.clone()), json!(link), false),
        (Opened::Started, json!(null), true),
        (Opened::Nowhere, json!(null), false),
    ] {
        let server = Server::start_with(Arc::clone(&PREVIEW), Limits::USUAL, outcome);
        let answer = server.send("POST /~preview/open", &[JSON], PLACE);
        let expected = json!({
            "path": "content/tour/trip.md", "line": 7, "column": 2, "link": link, "opened": opened,
        });
        assert_eq!((answer.status, answer.json()), (200, expected));
        let places = server.opened.lock().unwrap();
        let [place] = &places[..] else { panic!("{places:?}") };
        assert_eq!((place.path.as_str(), place.line, place.column), ("content/tour/trip.md", 7, 2));
    }
}

#[test]
fn what_is_no_question_opens_nothing() {
    let server = server();
    let long = format!(r#"{{"page": "{}"}}"#, "a".repeat(64 * 1024));
    for (header, body, status) in [
        (JSON, "", 400),
        (JSON, "{", 400),
        (JSON, "[1]", 422),
        (JSON, r#"{"line": "a"}"#, 422),
        (JSON, r#"{"path": "../secret.md", "line": 1, "column": 1}"#, 404),
        (JSON, r#"{"path": "/etc/passwd", "line": 1, "column": 1}"#, 404),
        (JSON, long.as_str(), 413),
        ("Content-Type: text/plain", PLACE, 415),
        ("Content-Type: application/x-www-form-urlencoded", PLACE, 415),
        ("A: b", PLACE, 415),
    ] {
        let answer = server.send("POST /~preview/open", &[header], body);
        assert_eq!(answer.status, status, "{header} {}: {}", body.len(), answer.text());
    }
    assert!(server.opened.lock().unwrap().is_empty());
}

#[test]
fn a_question_that_does_not_come_is_given_up() {
    let limits = Limits { body: Duration::from_millis(50), ..Limits::USUAL };
    let server = Server::start(Arc::clone(&PREVIEW), limits);
    let mut client = server.connect();
    client.send(server.request("POST /~preview/open", &[JSON, "Content-Length: 60"], ""));
    client.send("{\"path\":");
    assert_eq!(client.answer("POST").status, 408);
    client.all();
}

#[test]
fn each_of_the_preview_s_addresses_takes_its_own_methods() {
    let server = server();
    for (what, allow) in [
        ("POST /~preview/events", "GET,HEAD"),
        ("PUT /~preview/state", "GET,HEAD"),
        ("DELETE /~preview/client.js", "GET,HEAD"),
        ("GET /~preview/open", "POST"),
        ("OPTIONS /~preview/open", "POST"),
    ] {
        let answer = server.ask(what, &[]);
        assert_eq!((answer.status, answer.header("allow")), (405, Some(allow)), "{what}");
    }
}

#[test]
fn there_is_nothing_else_under_the_preview_s_own_path() {
    let server = server();
    for path in ["/~preview/", "/~preview/a", "/~preview/client.js/", "/~preview/../Cargo.toml"] {
        let answer = server.ask(&format!("GET {path}"), &[]);
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.text(), "The preview has nothing at this address.\n");
    }
}

#[test]
fn the_icon_that_browsers_ask_for_is_missed_only_where_the_site_could_have_one() {
    let expected = if PREVIEW.mount() == "/" { 404 } else { 204 };
    assert_eq!(server().ask("GET /favicon.ico", &[]).status, expected);
    if PREVIEW.mount() != "/" {
        assert_eq!(server().ask(&format!("GET {}", at("favicon.ico")), &[]).status, 404);
    }
}
