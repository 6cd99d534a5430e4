//! Takes connections, as many as there is room for, and each as long as something comes of it.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::sleep;
use tokio_io_timeout::TimeoutStream;

use crate::io::server::Limits;

/// The longest line and headers of a request, in bytes.
const LONGEST_HEAD: usize = 16 * 1024;

/// The most headers of a request.
const MOST_HEADERS: usize = 64;

/// Who asks, which is known of every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asker {
    /// Somebody at this machine.
    Here,
    /// Somebody at another machine, or nobody knows where.
    Elsewhere,
}

impl Asker {
    /// Who is at the other end of a connection.
    fn of(stream: &TcpStream) -> Self {
        match (stream.peer_addr(), stream.local_addr()) {
            (Ok(theirs), Ok(ours)) => Self::at(theirs.ip(), ours.ip()),
            _ => Self::Elsewhere,
        }
    }

    fn at(theirs: IpAddr, ours: IpAddr) -> Self {
        if theirs == ours || theirs.to_canonical().is_loopback() {
            Self::Here
        } else {
            Self::Elsewhere
        }
    }
}

/// How long to wait when the system has no connection to give.
const PAUSE: Duration = Duration::from_millis(50);

/// Answers all connections, for ever; `open` is told of each.
pub(super) async fn answer_all(
    accept: impl AsyncFn() -> io::Result<TcpStream>,
    router: &Router,
    limits: Limits,
    open: &GracefulShutdown,
) {
    let places = Arc::new(Semaphore::new(limits.connections));
    // The semaphore is never closed.
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        let stream = next(&accept).await;
        let answering = answer(stream, router.clone(), limits, open.watcher());
        tokio::spawn(async move {
            answering.await;
            drop(place);
        });
    }
}

/// The next connection. It may have gone away already, or all file handles may be in use until
/// another connection ends: no reason to give up.
async fn next(accept: &impl AsyncFn() -> io::Result<TcpStream>) -> TcpStream {
    loop {
        match accept().await {
            Ok(stream) => return stream,
            Err(_) => sleep(PAUSE).await,
        }
    }
}

/// Answers the requests of one connection.
async fn answer(stream: TcpStream, router: Router, limits: Limits, watcher: Watcher) {
    // An answer is written at once or not at all; there is nothing to gather.
    let _ = stream.set_nodelay(true);
    let asker = Asker::of(&stream);
    let router = TowerToHyperService::new(router);
    let answer = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(asker);
        router.call(request)
    });
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.stall));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(LONGEST_HEAD)
        .max_headers(MOST_HEADERS)
        .serve_connection(TokioIo::new(Box::pin(stream)), answer);
    // However it ended, the other side knows as much as we do.
    let _ = watcher.watch(connection).await;
}

#[cfg(test)]
mod tests {
    use super::Asker;

    #[test]
    fn who_asks_from_this_machine_is_here() {
        let asker = |theirs: &str, ours: &str| {
            Asker::at(theirs.parse().expect("an address"), ours.parse().expect("an address"))
        };
        assert_eq!(asker("127.0.0.1", "127.0.0.1"), Asker::Here);
        assert_eq!(asker("::1", "::1"), Asker::Here);
        assert_eq!(asker("::ffff:127.0.0.1", "::ffff:127.0.0.1"), Asker::Here);
        assert_eq!(asker("192.168.0.7", "192.168.0.7"), Asker::Here);
        assert_eq!(asker("192.168.0.8", "192.168.0.7"), Asker::Elsewhere);
        assert_eq!(asker("::ffff:192.168.0.8", "::ffff:192.168.0.7"), Asker::Elsewhere);
    }
}
