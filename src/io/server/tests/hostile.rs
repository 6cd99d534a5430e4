//! A thousand hostile requests, while somebody reads.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::client::{Answer, Client};
use super::{CLIENT, Limits, PREVIEW, SECRET, Server, at, built};
use crate::preview::Found;

const REQUESTS: usize = 1000;

/// How many of them are open at the same time; with them, not all places are taken.
const AT_ONCE: usize = 200;

#[test]
fn a_thousand_hostile_requests_get_nothing_and_stop_nobody() {
    // A head that never comes is waited for once a batch.
    let limits = Limits { head: Duration::from_millis(400), ..Limits::USUAL };
    let server = Server::start(Arc::clone(&PREVIEW), limits);
    let (tally, times) = attack_while_somebody_reads(&server);
    assert_eq!(tally.values().sum::<usize>(), REQUESTS, "{tally:?}");
    assert!(times.len() >= 20, "somebody got only {} pages", times.len());
    // The requests are what they are meant to be: refused in all the ways that there are.
    for status in ["400", "403", "404", "405", "415", "431", "hung up"] {
        assert!(tally.contains_key(status), "{status}: {tally:?}");
    }
}

#[test]
#[ignore = "prints figures: cargo test --release --lib hostile -- --ignored --nocapture"]
fn figures() {
    let server = Server::start(Arc::clone(&PREVIEW), Limits::USUAL);
    let alone: Vec<Duration> = (0..5000).map(|turn| read_a_page(&server, turn)).collect();
    let (tally, among) = attack_while_somebody_reads(&server);
    println!("answers to {REQUESTS} hostile requests: {tally:?}");
    for (name, mut times) in [("alone", alone), ("meanwhile", among)] {
        times.sort();
        let at = |share: usize| times[(times.len() - 1) * share / 1000];
        println!(
            "a reader, {name}: {} pages, p50 {:?}, p99 {:?}, p99.9 {:?}, longest {:?}",
            times.len(),
            at(500),
            at(990),
            at(999),
            at(1000)
        );
    }
}

/// How many hostile requests were answered how, and how long a reader waited for each page.
fn attack_while_somebody_reads(server: &Server) -> (BTreeMap<String, usize>, Vec<Duration>) {
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut times = Vec::new();
            while !over.load(Ordering::Relaxed) {
                times.push(read_a_page(server, times.len()));
            }
            times
        });
        let tally = attack(server);
        over.store(true, Ordering::Relaxed);
        (tally, reader.join().unwrap())
    })
}

/// Reads one of several pages, which must be whole; how long it took.
fn read_a_page(server: &Server, turn: usize) -> Duration {
    let path = ["", "stops/japan/", "digits.txt", "facts/"][turn % 4];
    let Found::File(expected) = PREVIEW.find(&at(path)) else { panic!("no {path}") };
    let start = Instant::now();
    let answer = server.ask(&format!("GET {}", at(path)), &[]);
    let time = start.elapsed();
    assert_eq!(answer.status, 200, "{path}");
    assert!(answer.body[..] == expected.bytes[..], "{path} is not whole");
    time
}

/// Sends all hostile requests and looks at what comes back.
fn attack(server: &Server) -> BTreeMap<String, usize> {
    let published = published();
    let mut hostile = Hostile { dice: 5, ours: server.address.to_string() };
    let mut tally = BTreeMap::new();
    for start in (0..REQUESTS).step_by(AT_ONCE) {
        let sent = (start..start + AT_ONCE).map(|turn| {
            let request = hostile.request(turn);
            let mut client = server.connect();
            // The server may hang up before it has heard everything.
            client.send(&request);
            (request, client)
        });
        let sent: Vec<(Vec<u8>, Client)> = sent.collect();
        for (request, client) in sent {
            let answers = client.all();
            let status = first_status(&answers);
            if let Err(fault) = inspect(&answers, &published) {
                panic!("{fault}: {}", request.escape_ascii());
            }
            *tally.entry(status).or_default() += 1;
        }
    }
    tally
}

fn first_status(answers: &[u8]) -> String {
    let status = answers.get(9..12).map(|status| status.escape_ascii().to_string());
    status.unwrap_or_else(|| "hung up".to_owned())
}

/// All that anybody may get in one piece.
fn published() -> BTreeSet<Vec<u8>> {
    let output = built("static/more.txt", "").output;
    let files = output.iter().map(|(path, _)| at(&path.as_str().replace(' ', "%20")));
    let files = files.map(|path| match PREVIEW.find(&path) {
        Found::File(served) => served.bytes.to_vec(),
        other => panic!("{path} is {other:?}"),
    });
    files.chain([CLIENT.as_bytes().to_vec()]).collect()
}

/// Whether answers, one after the other, have nothing in them but what is published and sentences.
fn inspect(mut answers: &[u8], published: &BTreeSet<Vec<u8>>) -> Result<(), String> {
    for foreign in [SECRET, "root:", "[package]", "PATH="] {
        if answers.windows(foreign.len()).any(|part| part == foreign.as_bytes()) {
            return Err(format!("`{foreign}` came out"));
        }
    }
    while !answers.is_empty() {
        let end = answers.windows(4).position(|part| part == b"\r\n\r\n").ok_or("half a head")?;
        let (head, rest) = answers.split_at(end + 4);
        let answer = Answer::parse(std::str::from_utf8(head).map_err(|_| "an odd head")?);
        let length = answer.header("content-length").and_then(|length| length.parse().ok());
        let (body, rest) = rest.split_at_checked(length.unwrap_or(0)).ok_or("half a body")?;
        let is_sentence = answer.header("content-type") == Some("text/plain; charset=utf-8");
        let is_fine = match answer.status {
            _ if body.is_empty() || published.contains(body) => true,
            200 => answer.header("content-type") == Some("application/json"),
            400.. => is_sentence && body.len() < 300,
            _ => false,
        };
        if !is_fine {
            return Err(format!("{} {}", answer.status, body.escape_ascii()));
        }
        answers = rest;
    }
    Ok(())
}

/// Makes hostile requests, the same ones in each run.
struct Hostile {
    dice: u64,
    /// The server's own name.
    ours: String,
}

/// Steps out of a folder, as someone might smuggle them past a check.
const STEPS: &[&str] = &[
    "..",
    "%2e%2e",
    ".%2E",
    "%252e%252e",
    "%25252e%25252e",
    "%c0%ae%c0%ae",
    "%e0%80%ae%e0%80%ae",
    "%f0%80%80%ae.",
    "..%00",
    "..;",
    "....",
    ".. ",
    "%u002e%u002e",
    "%ef%bc%8e%ef%bc%8e",
    "．．",
    "..%0d%0a",
    ".%09.",
    "%2e%2e%20",
];

/// What separates them.
const SLASHES: &[&str] = &[
    "/",
    "//",
    "/./",
    "%2f",
    "%252F",
    "\\",
    "%5c",
    "%255c",
    "%c0%af",
    "%e0%80%af",
    "%c1%9c",
    "/%2e/",
    "%2f/",
    "\\/",
    "∕",
];

const TARGETS: &[&str] = &[
    "etc/passwd",
    "Cargo.toml",
    "content/site.yaml",
    "content/tour/trip.md",
    ".git/config",
    "proc/self/environ",
    "C:/Windows/win.ini",
    "etc/passwd%00.html",
    "static/digits.txt",
    "dev/zero",
];

const METHODS: &[&str] = &[
    "BREW", "get", "CONNECT", "TRACE", "OPTIONS", "PUT", "DELETE", "PRI", "", "G\0T", "GET\t",
    "M-SEARCH", "PROPFIND", "POST",
];

const VERSIONS: &[&str] = &[
    "HTTP/0.9",
    "HTTP/1.2",
    "HTTP/2.0",
    "HTTP/9.9",
    "HTTP/1.1x",
    "http/1.1",
    "ICY",
    "",
    "HTTP/1,1",
    "HTTP/1.1 HTTP/1.1",
];

const HOSTS: &[&str] = &[
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.example:80",
    "[::2]",
    "169.254.169.254",
    "OURS.evil.example",
    "evil.example@OURS",
    "OURS@evil.example",
    "OURS, a",
    "",
    "\0",
    "a b",
    "OURS\r\nHost: evil.example",
    "0x7f.1",
];

const ORIGINS: &[&str] = &[
    "null",
    "http://evil.example",
    "https://OURS",
    "http://OURS.evil.example",
    "http://localhost",
    "file://",
    "http://OURS@evil.example",
    "OURS",
    "*",
];

/// Bodies whose length is told in a way that proxies and servers have disagreed about.
const FRAMES: &[&str] = &[
    "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /content/site.yaml HTTP/1.1\r\n\r\n",
    "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    "Content-Length: -1\r\n\r\n",
    "Content-Length: 99999999999999999999\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\na\r\n",
    "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
    "Transfer-Encoding: identity, chunked, odd\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "A: b\r\n c: d\r\n\r\n",
    "A: b\rGET /content/site.yaml HTTP/1.1\r\n\r\n",
    "A\0: b\r\n\r\n",
    ": b\r\n\r\n",
    "Expect: 200-maybe\r\nContent-Length: 1\r\n\r\na",
    "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
];

impl Hostile {
    /// The next number of a sequence without visible order (Steele, Lea, Flood: `SplitMix`, 2014).
    fn roll(&mut self, sides: usize) -> usize {
        self.dice = self.dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.dice;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    fn pick(&mut self, list: &'static [&'static str]) -> &'static str {
        list[self.roll(list.len())]
    }

    /// A request, of each kind in turn.
    fn request(&mut self, turn: usize) -> Vec<u8> {
        match turn % 12 {
            0..3 => self.climbing(),
            3 => self.elsewhere(),
            4 => self.swollen(),
            5 => self.misspelt(),
            6 => self.noise(),
            7 => self.unfinished(),
            8 => self.misnamed(),
            9 => self.of_another_page(),
            10 => self.misframed(),
            _ => self.misasked(),
        }
    }

    /// A whole request in our name; the server hangs up after it.
    fn whole(&self, line: &str, headers: &str) -> Vec<u8> {
        let ours = &self.ours;
        format!("{line}\r\nHost: {ours}\r\nConnection: close\r\n{headers}\r\n").into_bytes()
    }

    /// A path that climbs out of the site.
    fn path(&mut self) -> String {
        let starts =
            ["/".to_owned(), at(""), at("stops/japan/"), "/~preview/".to_owned(), "//".to_owned()];
        let mut path = starts[self.roll(starts.len())].clone();
        let (step, slash) = (self.pick(STEPS), self.pick(SLASHES));
        for _ in 0..=self.roll(12) {
            // Now and then one that is written otherwise.
            path += if self.roll(4) == 0 { self.pick(STEPS) } else { step };
            path += if self.roll(4) == 0 { self.pick(SLASHES) } else { slash };
        }
        path + self.pick(TARGETS)
    }

    fn climbing(&mut self) -> Vec<u8> {
        let mut path = self.path();
        if self.roll(8) == 0 {
            path.insert(self.roll(2), '\0');
        }
        self.whole(&format!("GET {path} HTTP/1.1"), "")
    }

    /// Another host, another scheme, a file of the machine.
    fn elsewhere(&mut self) -> Vec<u8> {
        let schemes =
            &["http://", "https://", "file://", "ftp://", "//", "HTTP:", "data:,", "\\\\", "*"];
        let authorities = &[
            "evil.example",
            "",
            "OURS@evil.example",
            "evil.example@OURS",
            "OURS",
            "evil.example:99999",
        ];
        let (scheme, authority) = (self.pick(schemes), self.pick(authorities));
        let whole = format!("{scheme}{}{}", authority.replace("OURS", &self.ours), self.path());
        self.whole(&format!("GET {whole} HTTP/1.1"), "")
    }

    /// Too much of something.
    fn swollen(&mut self) -> Vec<u8> {
        let size = 17 * 1024 + self.roll(200 * 1024);
        match self.roll(4) {
            0 => self.whole("GET / HTTP/1.1", &format!("A: {}\r\n", "a".repeat(size))),
            1 => self.whole("GET / HTTP/1.1", &"A: b\r\n".repeat(64 + size % 4000)),
            2 => self.whole(&format!("GET /{} HTTP/1.1", "../".repeat(size / 3)), ""),
            _ => self.whole("GET / HTTP/1.1", &format!("{}: b\r\n", "A".repeat(size))),
        }
    }

    /// No method or no version that there is.
    fn misspelt(&mut self) -> Vec<u8> {
        let (method, version) = match self.roll(2) {
            0 => (self.pick(METHODS), "HTTP/1.1"),
            _ => ("GET", self.pick(VERSIONS)),
        };
        let path = self.path();
        self.whole(&format!("{method} {path} {version}"), "")
    }

    /// No HTTP at all.
    fn noise(&mut self) -> Vec<u8> {
        let start: &[u8] = match self.roll(3) {
            // What a browser begins HTTPS with, and what begins HTTP/2.
            0 => b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            1 => b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            _ => b"",
        };
        let mut bytes = start.to_vec();
        for _ in 0..self.roll(2000) {
            bytes.push(self.roll(256) as u8);
        }
        bytes
    }

    /// A request whose end never comes.
    fn unfinished(&mut self) -> Vec<u8> {
        let mut whole =
            self.whole("POST /~preview/open HTTP/1.1", "Content-Type: application/json\r\n");
        whole.truncate(self.roll(whole.len()));
        whole
    }

    fn misnamed(&mut self) -> Vec<u8> {
        let host = self.pick(HOSTS).replace("OURS", &self.ours);
        let path = if self.roll(2) == 0 { at("digits.txt") } else { self.path() };
        format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").into_bytes()
    }

    fn of_another_page(&mut self) -> Vec<u8> {
        let origin = self.pick(ORIGINS).replace("OURS", &self.ours);
        let body = r#"{"path":"content/site.yaml","line":1,"column":1}"#;
        let length = body.len();
        let (line, body) = match self.roll(3) {
            0 => ("GET /~preview/events HTTP/1.1", ""),
            1 => ("GET /~preview/state HTTP/1.1", ""),
            _ => ("POST /~preview/open HTTP/1.1", body),
        };
        let mut headers = format!("Origin: {origin}\r\nContent-Type: application/json\r\n");
        if !body.is_empty() {
            let _ = write!(headers, "Content-Length: {length}\r\n");
        }
        [self.whole(line, &headers), body.as_bytes().to_vec()].concat()
    }

    fn misframed(&mut self) -> Vec<u8> {
        let frame = self.pick(FRAMES);
        let mut start = self.whole(&format!("POST {} HTTP/1.1", at("digits.txt")), "");
        start.truncate(start.len() - 2);
        [start, frame.as_bytes().to_vec()].concat()
    }

    /// Odd wishes and odd questions.
    fn misasked(&mut self) -> Vec<u8> {
        let (path, times) = (self.path(), self.roll(4000));
        let get = format!("GET {} HTTP/1.1", at("digits.txt"));
        match self.roll(5) {
            0 => self.whole(&get, &format!("Range: bytes={}\r\n", "0-,".repeat(times))),
            1 => self.whole(&get, &format!("If-None-Match: {}\r\n", "\"a\",".repeat(times))),
            2 => self.whole(&format!("GET /~preview/state?page={path} HTTP/1.1"), ""),
            3 => self.asking(
                &format!("{{\"path\":\"{path}\",\"line\":1,\"column\":1}}"),
                "application/json",
            ),
            _ => {
                let deep = "[".repeat(15 * times);
                let types = &["application/json", "text/plain", "multipart/form-data"];
                let media_type = self.pick(types);
                self.asking(&deep, media_type)
            }
        }
    }

    fn asking(&self, body: &str, media_type: &str) -> Vec<u8> {
        let headers = format!("Content-Type: {media_type}\r\nContent-Length: {}\r\n", body.len());
        [self.whole("POST /~preview/open HTTP/1.1", &headers), body.as_bytes().to_vec()].concat()
    }
}
