//! Shows a preview to browsers, over HTTP.
//!
//! Everything is answered from memory: a request takes the preview of its moment and computes on
//! it. No lock is held, no file is read, and nothing waits for a build; what could take long runs
//! on threads of its own. What a stranger may hold of the server is bounded by [`Limits`].

mod connection;
mod guard;
mod link;
mod listen;
mod own;
mod published;
#[cfg(test)]
mod tests;

use std::future::{Future, pending};
use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinError;
use tokio::time::timeout;

use crate::io::WorldError;
use crate::preview::{Place, Preview};
use guard::Names;

pub(crate) use link::editor_link;
pub(crate) use listen::{Listener, WhenTaken, listen};

/// What a server shows, and how it opens an editor.
#[derive(Clone)]
pub(crate) struct Showing {
    /// The preview of each moment.
    pub(crate) preview: watch::Receiver<Arc<Preview>>,
    /// The script that HTML pages load.
    pub(crate) client: &'static str,
    /// Opens a place of the content. It may take its time: it is asked on a thread of its own.
    pub(crate) open: Opener,
}

/// Opens a place of the content in an editor.
pub(crate) type Opener = Arc<dyn Fn(&Place) -> Opened + Send + Sync>;

/// What came of the wish to open a place in an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Opened {
    /// An editor was started.
    Started,
    /// The browser is to follow this link, which an editor takes.
    Link(String),
    /// There is no editor.
    Nowhere,
}

/// How much of the server strangers may hold, and for how long.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// Connections at the same time. Further ones wait in the system's queue until one of them
    /// ends; all but event streams end soon when nothing comes of them.
    connections: usize,
    /// Event streams at the same time.
    streams: usize,
    /// For the line and the headers of a request to come; a connection may be idle as long.
    head: Duration,
    /// For the body of a request to come.
    body: Duration,
    /// How long a reader may take nothing of what is sent.
    stall: Duration,
    /// Between two signs of life on an event stream.
    heartbeat: Duration,
    /// For what is under way when the server ends.
    farewell: Duration,
}

impl Limits {
    const USUAL: Self = Self {
        connections: 256,
        streams: 128,
        head: Duration::from_secs(5),
        body: Duration::from_secs(5),
        stall: Duration::from_secs(10),
        heartbeat: Duration::from_secs(15),
        farewell: Duration::from_secs(1),
    };
}

/// The longest body of a request, in bytes.
const LONGEST_BODY: usize = 64 * 1024;

/// Serves until Ctrl-C, which ends event streams too.
///
/// # Errors
///
/// The system has no threads or file handles left for a server.
pub(crate) fn serve(listener: Listener, showing: Showing) -> Result<(), WorldError> {
    serve_until(interrupted(), listener, showing, Limits::USUAL)
}

/// Ends when the person at the keyboard wants the server to end.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // We cannot listen for the signal, and the system ends us.
        pending::<()>().await;
    }
}

fn serve_until(
    end: impl Future<Output = ()>,
    listener: Listener,
    showing: Showing,
    limits: Limits,
) -> Result<(), WorldError> {
    let runtime = runtime().map_err(|error| cannot_serve(&error))?;
    let names = Names::at(listener.address());
    let served = runtime.block_on(async {
        let socket = TcpListener::from_std(listener.socket)?;
        let (closing, closed) = watch::channel(false);
        let streams = Arc::new(Semaphore::new(limits.streams));
        let router = router(Desk { showing, limits, streams, closed }, names);
        let open = GracefulShutdown::new();
        let accept = async || Ok(socket.accept().await?.0);
        tokio::select! {
            () = connection::answer_all(accept, &router, limits, &open) => {}
            () = end => {}
        }
        closing.send_replace(true);
        // Who has not got its answer by then gets none.
        let _ = timeout(limits.farewell, open.shutdown()).await;
        Ok(())
    });
    // A computation that nobody waits for any more must not keep the program.
    runtime.shutdown_background();
    served.map_err(|error: io::Error| cannot_serve(&error))
}

/// Few threads, that mostly sleep: a rebuild wants the processor for itself.
fn runtime() -> io::Result<Runtime> {
    Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(2)
        .thread_name("preview")
        .enable_all()
        .build()
}

fn cannot_serve(error: &io::Error) -> WorldError {
    WorldError {
        what: "cannot start the preview's server".to_owned(),
        reason: Some(error.to_string()),
        cure: "close some programs and run again".to_owned(),
    }
}

/// What answers are made from.
#[derive(Clone)]
struct Desk {
    showing: Showing,
    limits: Limits,
    /// A permit for each event stream.
    streams: Arc<Semaphore>,
    /// Whether the server is about to end.
    closed: watch::Receiver<bool>,
}

impl Desk {
    /// The preview of this moment.
    fn preview(&self) -> Arc<Preview> {
        Arc::clone(&self.showing.preview.borrow())
    }
}

/// All addresses: those of [`OWN`](crate::preview::OWN), and the site at every other.
fn router(desk: Desk, names: Names) -> Router {
    Router::new()
        .route("/~preview/client.js", get(own::client))
        .route("/~preview/events", get(own::events))
        .route("/~preview/state", get(own::state))
        .route("/~preview/open", post(own::open))
        .route("/~preview/", any(own::nothing))
        .route("/~preview/{*else}", any(own::nothing))
        .fallback(published::published)
        .with_state(desk)
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(from_fn_with_state(Arc::new(names), guard::guard))
}

/// An answer of one sentence.
fn say(status: StatusCode, sentence: impl Into<String>) -> Response {
    (status, sentence.into() + "\n").into_response()
}

/// Computes what could take long where it holds up no other answer.
async fn aside<T: Send + 'static>(
    compute: impl FnOnce() -> T + Send + 'static,
) -> Result<T, JoinError> {
    tokio::task::spawn_blocking(compute).await
}

/// The answer where a computation broke off.
fn failed() -> Response {
    let sentence = "The preview could not work this out; where it runs, it says more.";
    say(StatusCode::INTERNAL_SERVER_ERROR, sentence)
}
