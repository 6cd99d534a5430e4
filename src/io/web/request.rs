//! One address: asked, asked again where that may help, and followed where it leads.

use std::error::Error as _;
use std::fmt::Write as _;
use std::io::{self, ErrorKind};
use std::net::ToSocketAddrs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use ureq::http::{HeaderMap, StatusCode, Uri};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Error};

use crate::external::Answer;
use crate::io::web::Manners;
use crate::io::web::gate::Gates;
use crate::io::web::network::{LeadsInside, PublicOnly, is_private_name};

/// How often an address is asked before we give up.
const ATTEMPTS: u32 = 3;

/// How many redirects are followed, as many as browsers follow.
const REDIRECTS: usize = 20;

/// A name that is kept for good for uses such as this one (RFC 2606).
const SURE_NAME: &str = "example.com";

/// The longest address that a redirect may lead to, in bytes; browsers and servers agree on more.
const LONGEST: usize = 2000;

/// Asks addresses.
pub(super) struct Asker<'a> {
    agent: Agent,
    gates: Gates,
    manners: &'a Manners,
    /// Whether any server has said anything.
    heard: AtomicBool,
    /// Whether some name could not be looked up, or some server was silent.
    missed: AtomicBool,
}

/// What one request came to.
enum Reply {
    There,
    Elsewhere { permanent: bool, to: String },
    Gone(String),
    Unsure(String),
}

/// Whether asking again may help, and when the server wants to be asked.
enum Again {
    Useless,
    Later(Option<Duration>),
}

/// The host of an address with its port, in lower case.
pub(super) fn host_of(url: &str) -> String {
    let uri = uri(url);
    let authority = uri.as_ref().and_then(Uri::authority);
    let host = authority.map(|it| it.as_str().rsplit('@').next().unwrap_or_default());
    host.unwrap_or_default().to_ascii_lowercase()
}

/// An address as it is sent: whatever is not ASCII is escaped, as browsers do it. A host that is
/// not in ASCII cannot be sent.
fn uri(url: &str) -> Option<Uri> {
    let mut escaped = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped.parse().ok()
}

impl<'a> Asker<'a> {
    /// Somebody with these manners.
    pub(super) fn new(manners: &'a Manners) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(manners.patience))
            .user_agent(manners.user_agent.as_str())
            .accept("text/html,application/xhtml+xml,*/*;q=0.8")
            .build();
        let (connector, resolver) = (DefaultConnector::default(), DefaultResolver::default());
        let agent = if manners.private {
            Agent::with_parts(config, connector, resolver)
        } else {
            Agent::with_parts(config, connector, PublicOnly(resolver))
        };
        let (heard, missed) = (AtomicBool::new(false), AtomicBool::new(false));
        Self { agent, gates: Gates::default(), manners, heard, missed }
    }

    /// Whether it is not the others but this machine that cannot be reached: not one server has
    /// answered, and a name that is sure to be there is not found either.
    pub(super) fn is_cut_off(&self) -> bool {
        self.missed.load(Ordering::Relaxed)
            && !self.heard.load(Ordering::Relaxed)
            && (SURE_NAME, 80).to_socket_addrs().is_err()
    }

    /// Whether an address is there, wherever it leads.
    pub(super) fn ask(&self, url: &str) -> Answer {
        if self.refuses(url) {
            return Answer::Private;
        }
        let mut here = url.to_owned();
        let mut moved = None;
        let mut permanent = true;
        for _ in 0..=REDIRECTS {
            match self.reply(&here) {
                Reply::There => {
                    return moved.filter(|to| to != url).map_or(Answer::Fine, Answer::Moved);
                }
                Reply::Gone(why) if here == url => return Answer::Broken(why),
                Reply::Gone(why) => {
                    return Answer::Broken(format!("it leads to `{here}`, and {why}"));
                }
                Reply::Unsure(why) => return Answer::Unsure(why),
                Reply::Elsewhere { permanent: for_good, to } => {
                    here = join(&here, &to);
                    permanent &= for_good;
                    // What a temporary redirect leads to is nobody's new address.
                    moved = if permanent { Some(here.clone()) } else { moved };
                }
            }
        }
        Answer::Unsure(format!("it is redirected more than {REDIRECTS} times"))
    }

    /// Whether an address is in a private network that is not to be asked.
    fn refuses(&self, url: &str) -> bool {
        let host = uri(url).and_then(|uri| uri.host().map(str::to_owned));
        !self.manners.private && host.is_some_and(|host| is_private_name(&host))
    }

    /// What the server of an address says, after as many attempts as make sense.
    fn reply(&self, url: &str) -> Reply {
        let Some(uri) = uri(url).filter(|uri| uri.host().is_some() && is_web(uri)) else {
            return Reply::Unsure("this tool cannot ask such an address".to_owned());
        };
        if self.refuses(url) {
            return Reply::Gone("that is in a private network".to_owned());
        }
        let mut attempt = 0;
        loop {
            let (reply, again) = self.gates.pass(&host_of(url), || self.attempt(&uri, attempt));
            attempt += 1;
            if !again || attempt == ATTEMPTS {
                return reply;
            }
        }
    }

    /// One attempt: the reply, whether another one is to follow, and how long the host is left
    /// alone.
    fn attempt(&self, uri: &Uri, attempt: u32) -> ((Reply, bool), Duration) {
        let (reply, again) = match self.request(uri, attempt > 0) {
            Ok((status, headers)) => {
                self.heard.store(true, Ordering::Relaxed);
                of_status(status, &headers)
            }
            Err(error) => {
                let fault = Fault::of(&error);
                self.missed.fetch_or(fault.unreached, Ordering::Relaxed);
                (fault.reply, fault.again)
            }
        };
        let pause = self.manners.pause(uri.host().unwrap_or_default());
        match again {
            Again::Useless => ((reply, false), pause),
            Again::Later(Some(wait)) if wait > self.manners.longest_wait => ((reply, false), pause),
            Again::Later(wait) => {
                let backoff = pause * 2_u32.pow(attempt + 1);
                ((reply, true), wait.unwrap_or_default().max(backoff))
            }
        }
    }

    /// Asks for the head of a page, and for the page where a server gives no head. A request that
    /// failed once is made for the page at once.
    fn request(&self, uri: &Uri, whole: bool) -> Result<(StatusCode, HeaderMap), Error> {
        if !whole {
            let response = self.agent.head(uri).call()?;
            let status = response.status();
            let refused = status.is_client_error() || status == StatusCode::NOT_IMPLEMENTED;
            if !refused || status == StatusCode::TOO_MANY_REQUESTS {
                return Ok((status, response.headers().clone()));
            }
            thread::sleep(self.manners.pause(uri.host().unwrap_or_default()));
        }
        // The body is never read.
        let response = self.agent.get(uri).call()?;
        Ok((response.status(), response.headers().clone()))
    }
}

fn is_web(uri: &Uri) -> bool {
    matches!(uri.scheme_str(), Some("http" | "https"))
}

fn of_status(status: StatusCode, headers: &HeaderMap) -> (Reply, Again) {
    let said = || format!("the server says {}", status_words(status));
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match status.as_u16() {
        200..=299 => (Reply::There, Again::Useless),
        code @ (301 | 302 | 303 | 307 | 308) => match header("location") {
            Some(to) if to.len() > LONGEST => {
                (Reply::Unsure("it is redirected to an endless address".to_owned()), Again::Useless)
            }
            Some(to) => {
                let permanent = matches!(code, 301 | 308);
                (Reply::Elsewhere { permanent, to: to.to_owned() }, Again::Useless)
            }
            None => (Reply::Unsure("it is redirected to nowhere".to_owned()), Again::Useless),
        },
        404 | 410 => (Reply::Gone(said()), Again::Useless),
        429 | 500..=599 => {
            (Reply::Unsure(said()), Again::Later(header("retry-after").and_then(wait)))
        }
        _ => (Reply::Unsure(said()), Again::Useless),
    }
}

/// `404 Not Found`.
fn status_words(status: StatusCode) -> String {
    let words = status.canonical_reason().unwrap_or_default();
    format!("{} {words}", status.as_u16()).trim_end().to_owned()
}

/// How long `Retry-After` asks us to wait: seconds, or until a date (RFC 9110, 10.2.3).
pub(super) fn wait(header: &str) -> Option<Duration> {
    if let Ok(seconds) = header.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = rfc2822::parse(header.trim()).ok()?;
    let left = until.timestamp().as_second() - Timestamp::now().as_second();
    Some(Duration::from_secs(u64::try_from(left).unwrap_or_default()))
}

/// What an error of the network means.
struct Fault {
    reply: Reply,
    again: Again,
    /// Whether the fault may as well be our own connection's.
    unreached: bool,
}

impl Fault {
    fn gone(why: &str, again: Again) -> Self {
        Self { reply: Reply::Gone(why.to_owned()), again, unreached: false }
    }

    fn no_host() -> Self {
        Self { unreached: true, ..Self::gone("there is no host of that name", Again::Useless) }
    }

    fn unsure(why: &str, again: Again) -> Self {
        Self { reply: Reply::Unsure(why.to_owned()), again, unreached: true }
    }

    fn of(error: &Error) -> Self {
        const LATER: Again = Again::Later(None);
        let text = error.to_string();
        match error {
            Error::HostNotFound => Self::no_host(),
            Error::Timeout(_) => Self::unsure("there was no answer in time", LATER),
            Error::Other(inner) if inner.is::<LeadsInside>() => {
                Self { unreached: false, ..Self::unsure(&inner.to_string(), Again::Useless) }
            }
            Error::ConnectProxyFailed(_) => {
                Self::unsure("the proxy did not let us through", Again::Useless)
            }
            _ if text.contains("not valid for name") => {
                Self::gone("its certificate is made out to another name", Again::Useless)
            }
            _ if text.contains("certificate") => Self {
                unreached: false,
                ..Self::unsure("its certificate cannot be trusted from here", Again::Useless)
            },
            Error::Io(error) => Self::of_system(error),
            _ => Self::unsure(&format!("the connection failed: {text}"), LATER),
        }
    }

    fn of_system(error: &io::Error) -> Self {
        if is_lookup(error) {
            return if is_no_such_host(error) {
                Self::no_host()
            } else {
                Self::unsure("its name could not be looked up", Again::Later(None))
            };
        }
        match error.kind() {
            ErrorKind::ConnectionRefused => {
                Self::gone("nobody answers there: the connection was refused", Again::Later(None))
            }
            ErrorKind::TimedOut => Self::unsure("there was no answer in time", Again::Later(None)),
            _ => Self::unsure(&format!("the connection failed: {error}"), Again::Later(None)),
        }
    }
}

/// Whether an error is one of looking a name up. The standard library says so in words alone; on
/// Windows in the numbers of Winsock.
fn is_lookup(error: &io::Error) -> bool {
    let words = error.to_string();
    words.contains("failed to lookup address")
        || matches!(error.raw_os_error(), Some(11001..=11004))
        || error.source().is_some_and(|it| it.to_string().contains("failed to lookup address"))
}

/// Whether the name servers know of no such name, and did not just fail to answer.
fn is_no_such_host(error: &io::Error) -> bool {
    let words = error.to_string();
    let failed = ["emporary failure", "ry again", "ystem error", "on-recoverable"];
    !failed.iter().any(|it| words.contains(it))
        && !matches!(error.raw_os_error(), Some(11002 | 11003))
}

/// The address that a `Location` leads to from the address of its page (RFC 3986, 5.2), without a
/// place on the page.
pub(super) fn join(base: &str, to: &str) -> String {
    let to = to.split('#').next().unwrap_or_default().trim();
    let (scheme, rest) = base.split_once("://").unwrap_or(("https", base));
    let host_end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(host_end);
    let path = path.split('?').next().unwrap_or_default();
    let scheme_end = to.find([':', '/', '?']);
    if scheme_end.is_some_and(|end| to[end..].starts_with(':')) {
        to.to_owned()
    } else if let Some(rest) = to.strip_prefix("//") {
        format!("{scheme}://{rest}")
    } else if to.starts_with('/') {
        format!("{scheme}://{host}{}", without_dots(to))
    } else if to.is_empty() || to.starts_with('?') {
        format!("{scheme}://{host}{path}{to}")
    } else {
        let folder = path.rfind('/').map_or("/", |end| &path[..=end]);
        format!("{scheme}://{host}{}", without_dots(&format!("{folder}{to}")))
    }
}

/// A path without its `.` and `..`.
fn without_dots(path: &str) -> String {
    let (path, query) = path.split_at(path.find('?').unwrap_or(path.len()));
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').skip(1) {
        match part {
            "." => {}
            ".." => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    let folder = !parts.is_empty() && (path.ends_with("/.") || path.ends_with("/.."));
    let end = if folder { "/" } else { "" };
    format!("/{}{end}{query}", parts.join("/"))
}
