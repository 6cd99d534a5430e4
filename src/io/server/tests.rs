//! Facts about the server, which is asked over a socket, as anybody could.

mod address;
mod client;
mod guard;
mod hostile;
mod limits;
mod own;
mod published;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread::{self, JoinHandle};

use tokio::sync::{oneshot, watch};

use super::{Limits, Opened, Showing, WhenTaken, listen, serve_until};
use crate::files::{FilePath, Files};
use crate::io::WorldError;
use crate::pipeline::{Built, Options, build};
use crate::preview::{Place, Preview, Session};
use client::{Answer, Client};

/// What the client's script would be.
const CLIENT: &str = "// What pages load.\n";

/// What stands in the content and is not published, and so never comes out of the server.
const SECRET: &str = "OFF-THE-RECORD";

const FILES: &[(&str, &str)] = &[
    (
        "content/site.yaml",
        "# OFF-THE-RECORD\ntitle: Trips, explained\nbase_url: https://example.org/news/trip/\n\
         language: en\ntime_zone: Europe/Oslo\nfront: tour\npublisher:\n  name: The Post\n",
    ),
    ("content/people.yaml", "leader: {name: Ada Lind, role: Prime Minister}\n"),
    ("content/places.yaml", "japan: {name: Japan, kind: country}\n"),
    ("content/sources.yaml", "office: {name: The office, kind: primary}\n"),
    (
        "content/tour/trip.md",
        "---\ntitle: Ada Lind’s tour\ntraveller: leader\nstatus: planned\nkey_points: [{text: By sea.}]\n---\n\nTo [Japan](place:japan).\n",
    ),
    (
        "content/tour/stops/japan.md",
        "---\ntitle: Japan\nplace: japan\nstatus: possible\n---\n\nIn short.\n",
    ),
    ("static/digits.txt", "0123456789"),
    ("static/empty.txt", ""),
    ("static/ein weg/ü.txt", "a path with a space"),
];

/// What comes of the files, with one of them replaced.
fn built(path: &str, text: &str) -> Built {
    let mut files = Files::default();
    for (path, text) in FILES.iter().copied().chain([(path, text)]) {
        files.insert(FilePath::new(path).unwrap(), text.as_bytes());
    }
    build(&files, &Options::default())
}

/// A preview to which nothing has happened yet.
fn nothing_yet() -> Preview {
    Preview::new(Session { id: "k3f9".to_owned(), drafts: false })
}

/// When all builds of the tests end.
const TIME: &str = "14:02:31";

/// What comes after `preview` when this file is saved.
fn saved(preview: &Preview, path: &str, text: &str) -> Arc<Preview> {
    Arc::new(preview.after(built(path, text), TIME))
}

/// The preview of the site that all tests start from; it takes a moment to build.
static PREVIEW: LazyLock<Arc<Preview>> = LazyLock::new(|| {
    let built = built("static/more.txt", "");
    assert_eq!(built.problems.errors(), 0, "{:?}", built.problems);
    Arc::new(nothing_yet().after(built, TIME))
});

/// A server in this process, which ends with the value.
struct Server {
    address: SocketAddr,
    preview: watch::Sender<Arc<Preview>>,
    /// The places that an editor was to open.
    opened: Arc<Mutex<Vec<Place>>>,
    end: Option<oneshot::Sender<()>>,
    ended: Option<JoinHandle<Result<(), WorldError>>>,
}

/// A server of the usual site, with the usual limits.
fn server() -> Server {
    Server::start(Arc::clone(&PREVIEW), Limits::USUAL)
}

impl Server {
    fn start(preview: Arc<Preview>, limits: Limits) -> Self {
        Self::start_with(preview, limits, Opened::Link("vscode://file/a.md:1:1".to_owned()))
    }

    fn start_with(preview: Arc<Preview>, limits: Limits, outcome: Opened) -> Self {
        let listener = listen(LOCAL, 0, WhenTaken::Refuse).unwrap();
        let address = listener.address();
        let (preview, receiver) = watch::channel(preview);
        let opened = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&opened);
        let open = move |place: &Place| {
            log.lock().unwrap().push(place.clone());
            outcome.clone()
        };
        let showing = Showing { preview: receiver, client: CLIENT, open: Arc::new(open) };
        let (end, until) = oneshot::channel::<()>();
        let until = async { drop(until.await) };
        let ended = thread::spawn(move || serve_until(until, listener, showing, limits));
        Self { address, preview, opened, end: Some(end), ended: Some(ended) }
    }

    /// Ends the server as Ctrl-C does, and waits until it has ended.
    fn end(&mut self) {
        drop(self.end.take());
        if let Some(ended) = self.ended.take() {
            ended.join().unwrap().unwrap();
        }
    }

    /// A connection to the server.
    fn connect(&self) -> Client {
        Client::connect(self.address)
    }

    /// The answer to a request such as `GET /`, with further headers.
    fn ask(&self, what: &str, headers: &[&str]) -> Answer {
        self.send(what, headers, "")
    }

    /// The answer to a request with a body.
    fn send(&self, what: &str, headers: &[&str], body: &str) -> Answer {
        let mut client = self.connect();
        client.send(self.request(what, headers, body));
        client.answer(what)
    }

    fn request(&self, what: &str, headers: &[&str], body: &str) -> String {
        let mut lines = vec![format!("{what} HTTP/1.1"), format!("Host: {}", self.address)];
        lines.extend(headers.iter().map(|&header| header.to_owned()));
        if !body.is_empty() {
            lines.push(format!("Content-Length: {}", body.len()));
        }
        format!("{}\r\n\r\n{body}", lines.join("\r\n"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A test that fails says so itself.
        if thread::panicking() {
            return;
        }
        self.end();
    }
}

const LOCAL: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// The path of a published file in the preview, such as `/news/trip/digits.txt`.
fn at(file: &str) -> String {
    format!("{}{file}", PREVIEW.mount())
}
