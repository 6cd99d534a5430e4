//! Who is answered, and who is not.

use std::net::SocketAddr;

use axum::http::uri::Authority;

use super::{Client, Server, at, server};
use crate::io::server::guard::{Names, not_our_name};

/// The status of a request with these lines after the first one.
fn status(server: &Server, first: &str, lines: &[String]) -> u16 {
    let mut client = Client::connect(server.address);
    client.send(format!("{first}\r\n{}\r\n\r\n", lines.join("\r\n")));
    client.answer(first).status
}

fn host(name: &str) -> Vec<String> {
    vec![format!("Host: {name}")]
}

#[test]
fn a_server_answers_to_its_own_names_alone() {
    let server = server();
    let port = server.address.port();
    let get = format!("GET {} HTTP/1.1", at(""));
    for name in ["localhost", "127.0.0.1", "[::1]", "LocalHost", "trip.localhost", "127.0.0.2"] {
        assert_eq!(status(&server, &get, &host(&format!("{name}:{port}"))), 200, "{name}");
    }
    for name in [
        format!("evil.example:{port}"),
        format!("localhost.evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("evil-localhost:{port}"),
        format!("192.168.0.7:{port}"),
        format!("0.0.0.0:{port}"),
        format!("localhost@evil.example:{port}"),
        format!("evil.example@localhost:{port}"),
        format!("2130706433:{port}"),
        "localhost".to_owned(),
        format!("localhost:{}", port ^ 1),
        "127.0.0.1:80".to_owned(),
        "evil.example".to_owned(),
    ] {
        assert_eq!(status(&server, &get, &host(&name)), 403, "{name}");
    }
}

#[test]
fn a_refusal_says_why_and_where_to_go() {
    let server = server();
    let mut client = server.connect();
    client.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    let answer = client.answer("GET /");
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    let port = server.address.port();
    assert_eq!(
        answer.text(),
        format!(
            "This preview answers to its own address only, so that no site can read it through \
             your browser by another name: open http://127.0.0.1:{port}/ instead.\n"
        )
    );
}

#[test]
fn a_request_names_one_host() {
    let server = server();
    let get = format!("GET {} HTTP/1.1", at(""));
    let ours = server.address.to_string();
    assert_eq!(status(&server, &get, &["A: b".to_owned()]), 400);
    assert_eq!(status(&server, &get, &[host(&ours), host(&ours)].concat()), 400);
    assert_eq!(status(&server, &get, &[host(&ours), host("evil.example")].concat()), 400);
    for odd in ["", "a b", "[::1", "http://localhost", "localhost/", "ü.example"] {
        assert_eq!(status(&server, &get, &host(odd)), 400, "{odd}");
    }
    assert_eq!(status(&server, &get.replace("1.1", "1.0"), &["A: b".to_owned()]), 400);
}

#[test]
fn a_whole_address_is_answered_where_it_is_ours() {
    let server = server();
    let ours = server.address.to_string();
    let whole = |authority: &str| format!("GET http://{authority}{} HTTP/1.1", at(""));
    assert_eq!(status(&server, &whole(&ours), &host(&ours)), 200);
    assert_eq!(status(&server, &whole("evil.example"), &host(&ours)), 403);
    assert_eq!(status(&server, &whole(&ours), &host("evil.example")), 403);
    assert_eq!(status(&server, "CONNECT evil.example:80 HTTP/1.1", &host(&ours)), 403);
    assert_eq!(status(&server, &format!("CONNECT {ours} HTTP/1.1"), &host(&ours)), 405);
}

#[test]
fn other_machines_ask_by_number_or_by_the_machine_s_name() {
    let address: SocketAddr = "0.0.0.0:1111".parse().unwrap();
    let names = Names::at(address);
    let machine = gethostname::gethostname().into_string().unwrap();
    let includes = |name: &str| names.include(&Authority::try_from(name).unwrap());
    for name in ["192.168.0.7:1111", "[fe80::1]:1111", "0.0.0.0:1111", "localhost:1111"] {
        assert!(includes(name), "{name}");
    }
    assert!(includes(&format!("{machine}:1111")) && includes(&format!("{machine}.local:1111")));
    for name in ["192.168.0.7:1112", "192.168.0.7", "evil.example:1111", "local:1111"] {
        assert!(!includes(name), "{name}");
    }
    // On another machine, `localhost` would be that one.
    assert!(not_our_name(&names).contains("open it by this machine's number, as in http://192"));
}

/// What browsers send along with a request, and whether it is answered.
const FROM: &[(&[&str], bool)] = &[
    (&["Sec-Fetch-Site: none"], true),
    (&["Sec-Fetch-Site: same-origin"], true),
    (&["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"], false),
    (&["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"], false),
    (&["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: cors", "Sec-Fetch-Dest: empty"], false),
    (&["Sec-Fetch-Site: cross-site"], false),
    (&["Sec-Fetch-Site: odd"], false),
    (&["Origin: null"], false),
    (&["Origin: http://evil.example"], false),
    (&["Origin: http://localhost:1"], false),
    (&["Origin: https://OURS"], false),
    (&["Origin: http://OURS.evil.example"], false),
    (&["Origin: "], false),
    (&["Origin: http://OURS", "Origin: http://evil.example"], false),
    (&["Origin: http://OURS"], true),
];

const VISIT: &[&str] =
    &["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"];

#[test]
fn pages_of_other_sites_get_no_answer() {
    let server = server();
    let ours = server.address.to_string();
    let json = "Content-Type: application/json";
    for what in [
        format!("GET {}", at("")),
        format!("HEAD {}", at("digits.txt")),
        "GET /~preview/events".to_owned(),
        "GET /~preview/state".to_owned(),
        "GET /~preview/client.js".to_owned(),
        "POST /~preview/open".to_owned(),
    ] {
        for (headers, answered) in FROM {
            let headers: Vec<String> =
                headers.iter().map(|line| line.replace("OURS", &ours)).collect();
            let mut lines: Vec<&str> = headers.iter().map(String::as_str).collect();
            lines.push(json);
            let answer =
                server.send(&what, &lines, if what.starts_with("POST") { "{}" } else { "" });
            assert_eq!(answer.status != 403, *answered, "{what} {headers:?}: {}", answer.status);
        }
    }
    assert!(server.opened.lock().unwrap().is_empty());
}

#[test]
fn a_link_on_another_site_leads_to_a_page_but_not_to_what_is_the_preview_s_own() {
    let server = server();
    assert_eq!(server.ask(&format!("GET {}", at("")), VISIT).status, 200);
    for what in ["GET /~preview/events", "GET /~preview/state", "POST /~preview/open"] {
        assert_eq!(server.ask(what, VISIT).status, 403, "{what}");
    }
    assert_eq!(server.ask(&format!("POST {}", at("")), VISIT).status, 403);
}

#[test]
fn no_answer_may_be_read_by_another_site() {
    let server = server();
    let asked =
        ["Access-Control-Request-Method: POST", "Access-Control-Request-Headers: content-type"];
    for what in [
        format!("GET {}", at("")),
        "OPTIONS /~preview/open".to_owned(),
        "OPTIONS /~preview/events".to_owned(),
        "GET /~preview/state".to_owned(),
        "GET /nothing-here".to_owned(),
    ] {
        for origin in ["Origin: http://evil.example", "A: b"] {
            let answer = server.ask(&what, &[origin, asked[0], asked[1]]);
            let opens = answer.headers.iter().find(|(name, _)| name.starts_with("access-control"));
            assert_eq!(opens, None, "{what}");
            assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
            assert_eq!(answer.header("x-frame-options"), Some("SAMEORIGIN"));
        }
    }
}
