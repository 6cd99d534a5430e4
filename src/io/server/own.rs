//! Answers at the preview's own addresses.

use std::convert::Infallible;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{FromRequest, Query, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream, StreamExt};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use crate::io::server::connection::Asker;
use crate::io::server::published::file;
use crate::io::server::{Desk, Opened, aside, failed, say};
use crate::preview::{Place, Preview, Question, Served};

/// How long a browser waits before it asks for events again, when the server has gone away.
const RECONNECT: Duration = Duration::from_millis(500);

/// The script that HTML pages load.
pub(super) async fn client(State(desk): State<Desk>, request: Request) -> Response {
    let media_type = "text/javascript; charset=utf-8".to_owned();
    let served = Served { bytes: desk.showing.client.as_bytes().into(), media_type };
    file(served, request.method(), request.headers()).await
}

/// Rings at once and at each new version.
pub(super) async fn events(State(desk): State<Desk>) -> Response {
    let Ok(permit) = Arc::clone(&desk.streams).try_acquire_owned() else {
        let sentence = "Too many pages of this preview are open; close some.";
        return say(StatusCode::SERVICE_UNAVAILABLE, sentence);
    };
    let heartbeat = KeepAlive::new().interval(desk.limits.heartbeat);
    Sse::new(rings(desk, permit)).keep_alive(heartbeat).into_response()
}

/// An event for the version of this moment and for each further one; versions that come and go
/// while a browser does not listen are skipped.
fn rings(
    desk: Desk,
    permit: OwnedSemaphorePermit,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let mut closed = desk.closed;
    let mut versions = desk.showing.preview;
    versions.mark_changed();
    let rings = stream::unfold((versions, permit), async |(mut versions, permit)| {
        if versions.changed().await.is_err() {
            // Nothing new will come, which is no reason for browsers to ask over and over.
            pending::<()>().await;
        }
        let event = ring(&versions.borrow_and_update());
        Some((Ok(event), (versions, permit)))
    });
    rings.take_until(async move { drop(closed.wait_for(|closed| *closed).await) })
}

fn ring(preview: &Preview) -> Event {
    let data = json!({ "session": preview.session(), "version": preview.version() });
    Event::default().retry(RECONNECT).data(data.to_string())
}

/// Which page asks what it is to show, and what it showed last.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
    since: u64,
}

/// All that the client shows on a page.
pub(super) async fn state(State(desk): State<Desk>, Query(asked): Query<Asked>) -> Response {
    let preview = desk.preview();
    match aside(move || preview.state(&asked.page, asked.since)).await {
        Ok(state) => ([(CONTENT_TYPE, "application/json")], state).into_response(),
        Err(_) => failed(),
    }
}

/// Finds where the content says something, and opens it.
pub(super) async fn open(State(desk): State<Desk>, request: Request) -> Response {
    let asker = request.extensions().get().copied().unwrap_or(Asker::Elsewhere);
    let body = Json::<Question>::from_request(request, &());
    let question = match timeout(desk.limits.body, body).await {
        Ok(Ok(Json(question))) => question,
        Ok(Err(refusal)) => return refusal.into_response(),
        Err(_) => return say(StatusCode::REQUEST_TIMEOUT, "The question did not come in time."),
    };
    let (preview, in_editor) = (desk.preview(), desk.showing.open);
    let opened = aside(move || {
        let place = preview.place(&question)?;
        // Others may look, but must start nothing here.
        let opened = if asker == Asker::Here { in_editor(&place) } else { Opened::Nowhere };
        Some((place, opened))
    });
    match opened.await {
        Ok(Some((place, opened))) => Json(report(&place, opened)).into_response(),
        Ok(None) => say(StatusCode::NOT_FOUND, "No content file says this."),
        Err(_) => failed(),
    }
}

fn report(place: &Place, opened: Opened) -> serde_json::Value {
    let started = opened == Opened::Started;
    let link = if let Opened::Link(link) = opened { Some(link) } else { None };
    let Place { path, line, column } = place;
    json!({ "path": path.as_str(), "line": line, "column": column, "link": link, "opened": started })
}

/// The rest of the preview's own addresses.
pub(super) async fn nothing() -> Response {
    say(StatusCode::NOT_FOUND, "The preview has nothing at this address.")
}
