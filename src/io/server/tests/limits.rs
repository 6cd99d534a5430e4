//! What strangers may hold of the server, and for how long.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;

use super::{Client, LOCAL, Limits, PREVIEW, Server, at, server};
use crate::io::server::connection::answer_all;

const SHORT: Duration = Duration::from_millis(50);

fn hasty() -> Server {
    let limits = Limits { head: SHORT, stall: SHORT, connections: 4, ..Limits::USUAL };
    Server::start(Arc::clone(&PREVIEW), limits)
}

fn status(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes.get(9..12).unwrap_or_default()).unwrap()
}

#[test]
fn the_head_of_a_request_has_a_length_that_people_need() {
    let server = server();
    let get = format!("GET {}", at("digits.txt"));
    let ask = |length: usize| server.ask(&get, &[&format!("A: {}", "a".repeat(length))]).status;
    assert_eq!(ask(15 * 1024), 200);
    assert_eq!(ask(17 * 1024), 431);
    let path = format!("GET {}", at(&"a".repeat(15 * 1024)));
    assert_eq!(server.ask(&path, &[]).status, 404);
    let path = format!("GET {}", at(&"a".repeat(17 * 1024)));
    assert!(matches!(server.ask(&path, &[]).status, 414 | 431));
}

#[test]
fn a_request_has_no_more_headers_than_people_need() {
    let server = server();
    let get = format!("GET {}", at("digits.txt"));
    // One of them is `Host`.
    assert_eq!(server.ask(&get, &vec!["A: b"; 63]).status, 200);
    assert_eq!(server.ask(&get, &vec!["A: b"; 64]).status, 431);
}

#[test]
fn a_head_that_does_not_come_is_given_up() {
    let server = hasty();
    for beginning in ["", "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\nA:"] {
        let mut client = server.connect();
        client.send(beginning);
        let said = client.all();
        assert!(said.is_empty() || status(&said) == "408", "{}", String::from_utf8_lossy(&said));
    }
}

#[test]
fn a_head_that_trickles_is_given_up_all_the_same() {
    let server = hasty();
    let mut client = server.connect();
    let mut sent = 0;
    while client.send("a") {
        sent += 1;
        assert!(sent < 1000, "the server still listens");
        std::thread::sleep(SHORT / 5);
    }
}

#[test]
fn an_idle_connection_is_closed_in_the_end() {
    let server = hasty();
    let mut client = server.connect();
    for _ in 0..2 {
        client.send(server.request(&format!("GET {}", at("digits.txt")), &[], ""));
        assert_eq!(client.answer("GET").text(), "0123456789");
    }
    client.all();
}

#[test]
fn connections_beyond_the_last_wait_for_one_to_end() {
    let server = hasty();
    let idle: Vec<Client> = (0..12).map(|_| server.connect()).collect();
    assert_eq!(server.ask(&format!("GET {}", at("digits.txt")), &[]).text(), "0123456789");
    drop(idle);
}

#[test]
fn who_does_not_read_is_hung_up_on() {
    let server = hasty();
    let mut client = server.connect();
    // The answers to so many questions are more than the system keeps for somebody.
    let request = server.request(&format!("GET {}", at("")), &[], "").repeat(1000);
    let mut times = 0;
    while client.send(&request) {
        times += 1;
        assert!(times < 1000, "the server still listens");
        std::thread::sleep(SHORT);
    }
    assert_eq!(server.ask(&format!("GET {}", at("digits.txt")), &[]).text(), "0123456789");
}

#[test]
fn a_system_without_file_handles_is_waited_for() {
    let runtime = crate::io::server::runtime().unwrap();
    let socket = runtime.block_on(TcpListener::bind((LOCAL, 0))).unwrap();
    let address = socket.local_addr().unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let accept = async move || {
        // 24 is EMFILE, 23 is ENFILE.
        match count.fetch_add(1, Ordering::Relaxed) {
            0 | 2 => Err(io::Error::from_raw_os_error(24)),
            1 => Err(io::Error::from_raw_os_error(23)),
            _ => Ok(socket.accept().await?.0),
        }
    };
    let router = Router::new().fallback(|| async { "there" });
    let serving = async move {
        answer_all(accept, &router, Limits::USUAL, &GracefulShutdown::new()).await;
    };
    std::thread::scope(|scope| {
        let (end, ended) = tokio::sync::oneshot::channel::<()>();
        let until = async {
            tokio::select! { () = serving => {}, _ = ended => {} }
        };
        scope.spawn(|| runtime.block_on(until));
        let mut client = Client::connect(address);
        client.send("GET / HTTP/1.1\r\n\r\n");
        assert_eq!(client.answer("GET").text(), "there");
        drop(end);
    });
    assert!(asked.load(Ordering::Relaxed) >= 4);
}
