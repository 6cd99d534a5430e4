//! Refuses what no page of ours has sent.
//!
//! A preview shows what is not out yet, to whoever can reach its port, and a browser can: any page
//! of the web may send requests to this machine, and may read the answers where its own name is
//! made to lead here (DNS rebinding). So a request must ask for us by a name that is ours, and must
//! not come from a page that isn't.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::uri::Authority;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::io::server::listen::origin;
use crate::io::server::say;
use crate::preview::OWN;

/// The names that a server answers to.
#[derive(Clone, Debug)]
pub(super) struct Names {
    address: SocketAddr,
    /// The machine's own names, in lower case; none where only itself can ask.
    machine: Vec<String>,
}

impl Names {
    /// The names of a server that listens at `address`.
    pub(super) fn at(address: SocketAddr) -> Self {
        let mut names = Self { address, machine: Vec::new() };
        if names.others_can_ask() {
            let name = gethostname::gethostname().to_string_lossy().to_lowercase();
            names.machine = vec![format!("{name}.local"), name];
        }
        names
    }

    /// Whether other machines can reach the server.
    fn others_can_ask(&self) -> bool {
        !self.address.ip().is_loopback()
    }

    pub(super) fn include(&self, authority: &Authority) -> bool {
        if authority.as_str().contains('@')
            || authority.port_u16().unwrap_or(80) != self.address.port()
        {
            return false;
        }
        let host = authority.host().to_ascii_lowercase();
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        match bare.unwrap_or(&host).parse::<IpAddr>() {
            // A name that leads here is made easily, a number isn't.
            Ok(ip) => ip.is_loopback() || self.others_can_ask(),
            Err(_) => {
                host == "localhost" || host.ends_with(".localhost") || self.machine.contains(&host)
            }
        }
    }
}

/// Answers a request, or refuses it; no page of another site gets to use an answer.
pub(super) async fn guard(
    State(names): State<Arc<Names>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = match refusal(&names, &request) {
        Some(refusal) => refusal,
        None => next.run(request).await,
    };
    for (name, value) in ALWAYS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What is said with every answer: browsers are to ask again each time, to believe the type, and to
/// keep the answer from other sites.
const ALWAYS: [(HeaderName, &str); 4] = [
    (CACHE_CONTROL, "no-cache"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "SAMEORIGIN"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Why a request is not answered; none where it may be.
fn refusal(names: &Names, request: &Request) -> Option<Response> {
    let headers = request.headers();
    let Some(host) = only(headers, &HOST).and_then(|host| host.parse::<Authority>().ok()) else {
        return Some(say(
            StatusCode::BAD_REQUEST,
            "The request says not, or not clearly, whom it asks: it needs one `Host`.",
        ));
    };
    let asked = request.uri().authority().into_iter().chain([&host]);
    if !asked.into_iter().all(|name| names.include(name)) {
        return Some(say(StatusCode::FORBIDDEN, not_our_name(names)));
    }
    let origins = headers.get_all(ORIGIN);
    let ours = format!("http://{host}");
    let strange = origins.iter().any(|from| !from.as_bytes().eq_ignore_ascii_case(ours.as_bytes()));
    (strange || is_from_elsewhere(request)).then(|| say(StatusCode::FORBIDDEN, not_our_page(names)))
}

/// The value of a header that is there exactly once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none())?.to_str().ok()
}

/// Whether a browser says that a page of another site wants this. Such a page may lead to ours, as
/// a link in a mail does, but not hold it in a frame or load parts of it.
fn is_from_elsewhere(request: &Request) -> bool {
    let said = |name| request.headers().get(name).map(HeaderValue::as_bytes);
    let is_own = matches!(said("sec-fetch-site"), None | Some(b"same-origin" | b"none"));
    let is_visit = *request.method() == Method::GET
        && said("sec-fetch-mode") == Some(b"navigate")
        && said("sec-fetch-dest") == Some(b"document")
        && !request.uri().path().starts_with(OWN);
    !is_own && !is_visit
}

pub(super) fn not_our_name(names: &Names) -> String {
    let cure = where_to_go(names);
    format!(
        "This preview answers to its own address only, so that no site can read it through your \
         browser by another name: open {cure} instead."
    )
}

fn not_our_page(names: &Names) -> String {
    let cure = where_to_go(names);
    format!(
        "This preview answers to its own pages only, so that no other site can read or use it \
         through your browser: open {cure} in a tab of its own."
    )
}

/// The address to open, as far as we know it: another machine knows ours by its number.
fn where_to_go(names: &Names) -> String {
    let port = names.address.port();
    if names.others_can_ask() {
        format!("it by this machine's number, as in http://192.168.0.7:{port}/,")
    } else {
        format!("{}/", origin(names.address))
    }
}
