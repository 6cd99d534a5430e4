//! How long a save takes to reach the browser: `cargo run --release --example preview-latency -- [SITE] [PAGE FILE WORD]`.
//!
//! The method: the site is copied into a folder of its own and served by `trip serve` (the binary
//! beside this program). Then, fifty times: a word of FILE gets another number behind it, the file
//! is written beside its place and renamed into it, as editors save; the clock starts with the
//! rename. PAGE is asked for over one kept connection, a millisecond after each answer, until the
//! new word is in the answer; the clock stops. Between two edits it is quiet for 300 ms, so that each
//! meets a server at rest. Printed are the median, the 90th percentile and the longest.
#![allow(clippy::disallowed_methods, reason = "this program measures the world")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const EDITS: usize = 50;
const REST: Duration = Duration::from_millis(300);
const PORT: u16 = 18_211;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let given =
        |at: usize, usual: &str| arguments.get(at).cloned().unwrap_or_else(|| usual.to_owned());
    let site = PathBuf::from(given(0, "."));
    let page = given(1, "stops/japan/");
    let file = given(2, "content/asia-tour/stops/japan.md");
    let word = given(3, "Japan");
    let copy = std::env::temp_dir().join(format!("preview-latency-{}", std::process::id()));
    for folder in ["content", "templates", "static"] {
        copy_folder(&site.join(folder), &copy.join(folder));
    }
    let server = Server::start(&copy);
    let mut client = Client::connect();
    let path = format!("/{page}");
    client.until(&path, "</html>");
    let text = fs::read_to_string(copy.join(&file)).expect("the file to edit");
    let mut times = Vec::new();
    for edit in 0..EDITS {
        sleep(REST);
        let mark = format!("{word} edit{edit}end");
        let edited = last_replaced(&text, &word, &mark);
        let saved = save(&copy.join(&file), &edited);
        client.until(&path, &mark);
        times.push(saved.elapsed());
    }
    drop(server);
    let _ = fs::remove_dir_all(&copy);
    times.sort();
    let at = |percent: usize| times[(EDITS * percent / 100).min(EDITS - 1)].as_secs_f64() * 1000.0;
    println!(
        "{EDITS} saves of {file}: median {:.1} ms, 90th percentile {:.1} ms, longest {:.1} ms",
        at(50),
        at(90),
        at(100)
    );
}

/// The text with its last `word` replaced: the first ones stand in the front matter.
fn last_replaced(text: &str, word: &str, by: &str) -> String {
    let at = text.rfind(word).expect("the word stands in the file");
    format!("{}{by}{}", &text[..at], &text[at + word.len()..])
}

/// Writes a file as editors do, and says when it was in its place.
fn save(path: &Path, text: &str) -> Instant {
    let beside = path.with_file_name(".saving");
    fs::write(&beside, text).expect("written");
    let now = Instant::now();
    fs::rename(&beside, path).expect("renamed");
    now
}

fn copy_folder(from: &Path, to: &Path) {
    let Ok(entries) = fs::read_dir(from) else { return };
    fs::create_dir_all(to).expect("a folder");
    for entry in entries.flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// `trip serve`, ended with this value.
struct Server(Child);

impl Server {
    fn start(site: &Path) -> Self {
        let program = std::env::current_exe().expect("this program");
        let trip = program.parent().and_then(Path::parent).expect("a folder").join("trip");
        let started = Command::new(trip)
            .args(["serve", "-p", &PORT.to_string(), "-u", "http://localhost/", "-r"])
            .arg(site)
            .stdout(Stdio::null())
            .spawn();
        Self(started.expect("`cargo build --release` comes first"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// One kept connection.
struct Client(BufReader<TcpStream>);

impl Client {
    fn connect() -> Self {
        for _ in 0..600 {
            if let Ok(stream) = TcpStream::connect(("127.0.0.1", PORT)) {
                stream.set_nodelay(true).expect("no delay");
                return Self(BufReader::new(stream));
            }
            sleep(Duration::from_millis(100));
        }
        panic!("the server does not answer");
    }

    /// Asks until the answer has `mark` in it.
    fn until(&mut self, path: &str, mark: &str) {
        let began = Instant::now();
        while !self.ask(path).contains(mark) {
            assert!(began.elapsed() < Duration::from_secs(60), "`{mark}` never came");
            sleep(Duration::from_millis(1));
        }
    }

    fn ask(&mut self, path: &str) -> String {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:{PORT}\r\n\r\n");
        self.0.get_mut().write_all(request.as_bytes()).expect("asked");
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).expect("a header");
            let line = line.trim_end().to_ascii_lowercase();
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.parse().expect("a length");
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).expect("a body");
        String::from_utf8_lossy(&body).into_owned()
    }
}
