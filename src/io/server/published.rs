//! Answers with what is published, as GitHub Pages would.

use std::ops::RangeInclusive;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, LOCATION, RANGE};
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use headers::{AcceptRanges, ContentRange, ETag, HeaderMapExt, IfNoneMatch, IfRange};
use http_range_header::parse_range_header;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use tokio::task::JoinError;
use xxhash_rust::xxh3::xxh3_128;

use crate::io::server::{Desk, aside, failed, say};
use crate::preview::{Found, Served};

/// The media type of a picture that is drawn when it is asked for.
const PNG: &str = "image/png";

/// What a browser asks for by itself, at the root of every host.
const ICON: &str = "/favicon.ico";

/// A file bigger than this takes a noticeable time to be named; in bytes.
const BIG: usize = 1024 * 1024;

/// Answers with the published file at the path of the request.
pub(super) async fn published(State(desk): State<Desk>, request: Request) -> Response {
    let (method, uri, headers) = (request.method(), request.uri(), request.headers());
    if !matches!(*method, Method::GET | Method::HEAD) {
        let sentence = "A published file can be read, and nothing else.";
        let refused = say(StatusCode::METHOD_NOT_ALLOWED, sentence);
        return ([(ALLOW, "GET, HEAD")], refused).into_response();
    }
    let preview = desk.preview();
    match preview.find(uri.path()) {
        Found::File(served) => file(served, method, headers).await,
        Found::Drawing(drawing) => match aside(move || drawing.png()).await {
            Ok(Ok(bytes)) => {
                let served = Served { bytes: bytes.into(), media_type: PNG.to_owned() };
                file(served, method, headers).await
            }
            _ => failed(),
        },
        Found::Elsewhere(path) => redirect(StatusCode::MOVED_PERMANENTLY, &path, uri),
        Found::Front(path) => redirect(StatusCode::FOUND, &path, uri),
        // The site is not at the root: what is there is the business of whoever publishes there.
        Found::Nothing(_) if uri.path() == ICON && preview.mount() != "/" => {
            StatusCode::NO_CONTENT.into_response()
        }
        Found::Nothing(served) => page(StatusCode::NOT_FOUND, served),
        Found::Broken(served) => page(StatusCode::INTERNAL_SERVER_ERROR, served),
    }
}

/// Answers with a page instead of what was asked for.
fn page(status: StatusCode, served: Served) -> Response {
    respond(status, &served.media_type, Bytes::from_owner(served.bytes))
}

/// Leads to another path of this server, whatever the path.
pub(super) fn redirect(status: StatusCode, path: &str, uri: &Uri) -> Response {
    /// What may not stand in an address as it is.
    const SPECIAL: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'<')
        .add(b'>')
        .add(b'\\')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    // Two slashes at the start would be the name of a host.
    let path = path.trim_start_matches(['/', '\\']);
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let target = format!("/{path}{query}");
    (status, [(LOCATION, utf8_percent_encode(&target, SPECIAL).to_string())]).into_response()
}

/// Answers with a file, with the part of it that is asked for, or with the news that the browser
/// has it already (RFC 9110, sections 13 and 14).
pub(super) async fn file(served: Served, method: &Method, asked: &HeaderMap) -> Response {
    let bytes = Bytes::from_owner(served.bytes);
    let Ok(tag) = tag(bytes.clone()).await else { return failed() };
    let known = asked.typed_get::<IfNoneMatch>();
    let mut response = if known.is_some_and(|known| !known.precondition_passes(&tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        // Only a GET can ask for a part.
        let part = if *method == Method::GET { part(asked, &tag, &bytes) } else { Part::Whole };
        match part {
            Part::Whole => respond(StatusCode::OK, &served.media_type, bytes),
            Part::Some(range) => some(&served.media_type, &bytes, range),
            Part::Beyond => beyond(&bytes),
        }
    };
    response.headers_mut().typed_insert(AcceptRanges::bytes());
    response.headers_mut().typed_insert(tag);
    response
}

/// A name for the bytes, as they are sent.
async fn tag(bytes: Bytes) -> Result<ETag, JoinError> {
    let name = |bytes: &[u8]| format!("\"{:032x}\"", xxh3_128(bytes));
    let name = if bytes.len() > BIG { aside(move || name(&bytes)).await? } else { name(&bytes) };
    Ok(name.parse().expect("hexadecimal digits in quotation marks"))
}

/// How much of a file is asked for.
enum Part {
    Whole,
    /// The bytes from the first to the last of these places.
    Some(RangeInclusive<u64>),
    /// Bytes that the file does not have.
    Beyond,
}

fn part(asked: &HeaderMap, tag: &ETag, bytes: &Bytes) -> Part {
    let is_of_this_version = match asked.typed_try_get::<IfRange>() {
        Ok(Some(version)) => !version.is_modified(Some(tag), None),
        Ok(None) => true,
        Err(_) => false,
    };
    let mut values = asked.get_all(RANGE).iter().filter(|_| is_of_this_version);
    let (Some(value), None) = (values.next(), values.next()) else { return Part::Whole };
    let parsed = value.to_str().ok().and_then(|value| parse_range_header(value).ok());
    // A server may always send the whole: it does where several parts are asked for, or where it
    // is not clear what is.
    let Some(parsed) = parsed.filter(|parsed| parsed.len() == 1) else { return Part::Whole };
    match parsed.validate(bytes.len() as u64) {
        Ok(ranges) => ranges.into_iter().next().map_or(Part::Whole, Part::Some),
        Err(_) => Part::Beyond,
    }
}

fn some(media_type: &str, bytes: &Bytes, range: RangeInclusive<u64>) -> Response {
    let part = bytes.slice(*range.start() as usize..=*range.end() as usize);
    let mut response = respond(StatusCode::PARTIAL_CONTENT, media_type, part);
    if let Ok(range) = ContentRange::bytes(range, bytes.len() as u64) {
        response.headers_mut().typed_insert(range);
    }
    response
}

fn beyond(bytes: &Bytes) -> Response {
    let sentence = format!("The file has only {} bytes.", bytes.len());
    let mut response = say(StatusCode::RANGE_NOT_SATISFIABLE, sentence);
    response.headers_mut().typed_insert(ContentRange::unsatisfied_bytes(bytes.len() as u64));
    response
}

fn respond(status: StatusCode, media_type: &str, bytes: Bytes) -> Response {
    // Said here, so that it is said of a body that is not sent, too.
    let length = bytes.len();
    let headers = [(CONTENT_TYPE, media_type.to_owned()), (CONTENT_LENGTH, length.to_string())];
    (status, headers, bytes).into_response()
}
