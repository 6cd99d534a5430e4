//! What the destination of a link says.

use crate::document::value::is_whole_address;
use crate::files::Span;

/// A link as an editor wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// Where it leads.
    pub(crate) to: Destination,
    /// The words that are linked; for a picture its alternative text.
    pub(crate) words: String,
    /// Where the destination is written.
    pub(crate) span: Span,
    /// Where the whole link is written.
    pub(crate) whole: Span,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    /// Something with an id: `person:xi-jinping`.
    Typed(Kind, String),
    /// A file, by its path from this one, perhaps with an anchor.
    File {
        /// The path.
        path: String,
        /// What follows `#`.
        anchor: Option<String>,
    },
    /// An anchor of the same page.
    Here(String),
    /// A web or mail address.
    Web(String),
}

/// What kind of thing an id is an id of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// `person:`
    Person,
    /// `org:`
    Organisation,
    /// `place:`
    Place,
    /// `term:`
    Term,
    /// `event:`
    Event,
    /// `stop:`
    Stop,
    /// `figure:`
    Figure,
    /// `fact:`
    Fact,
    /// `quote:`, which names a fact and promises its exact words
    Quote,
    /// `[@source]`
    Source,
}

impl Kind {
    /// The kinds that can stand before a colon in a link.
    const TYPED: &'static [(&'static str, Self)] = &[
        ("person", Self::Person),
        ("org", Self::Organisation),
        ("place", Self::Place),
        ("term", Self::Term),
        ("event", Self::Event),
        ("stop", Self::Stop),
        ("figure", Self::Figure),
        ("fact", Self::Fact),
        ("quote", Self::Quote),
    ];

    /// Prefixes that editors may think of, each with the one that is meant.
    const SYNONYMS: &'static [(&'static str, &'static str)] = &[
        ("people", "person"),
        ("organisation", "org"),
        ("organization", "org"),
        ("country", "place"),
        ("city", "place"),
        ("glossary", "term"),
        ("meeting", "event"),
        ("number", "figure"),
    ];

    /// The prefix that is meant by another word for it.
    pub(super) fn meant_by(word: &str) -> Option<&'static str> {
        Self::SYNONYMS.iter().find(|(other, _)| *other == word).map(|(_, prefix)| *prefix)
    }

    /// The prefixes that editors write.
    pub(super) fn prefixes() -> impl Iterator<Item = &'static str> {
        Self::TYPED.iter().map(|(prefix, _)| *prefix)
    }
}

/// A destination that cannot be used.
pub(super) enum Refused {
    /// It would run code.
    Active(String),
    /// Its scheme is not known.
    UnknownScheme(String),
    /// It leads to a file on the editor's own disk.
    OwnDisk,
    /// It is a sort of thing without an id.
    NoId(String),
    /// It is a web or mail address with something missing.
    PartOfAddress,
    /// It begins with `/`, which breaks when the site lives in a folder.
    RootRelative,
    /// It says nothing.
    Empty,
}

/// Understands the destination of a Markdown link.
pub(super) fn destination(text: &str) -> Result<Destination, Refused> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refused::Empty);
    }
    if let Some(anchor) = text.strip_prefix('#') {
        return Ok(Destination::Here(anchor.to_owned()));
    }
    if text.starts_with('/') {
        return Err(Refused::RootRelative);
    }
    match scheme(text) {
        Some((scheme, rest)) => with_scheme(text, &scheme, rest),
        None => Ok(file(text)),
    }
}

/// The part before the first colon, if it looks like a scheme; case and inner space do not count,
/// as they do not for browsers.
fn scheme(text: &str) -> Option<(String, &str)> {
    let (before, rest) = text.split_once(':')?;
    if before.contains(['/', '#', '?']) {
        return None;
    }
    let cleaned: String =
        before.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    Some((cleaned.to_lowercase(), rest))
}

fn with_scheme(text: &str, scheme: &str, rest: &str) -> Result<Destination, Refused> {
    if let Some((_, kind)) = Kind::TYPED.iter().find(|(prefix, _)| *prefix == scheme) {
        if rest.trim().is_empty() {
            return Err(Refused::NoId(scheme.to_owned()));
        }
        return Ok(Destination::Typed(*kind, rest.to_owned()));
    }
    match scheme {
        "http" | "https" if !is_whole_address(text) => Err(Refused::PartOfAddress),
        "mailto" if !rest.contains('@') => Err(Refused::PartOfAddress),
        "tel" if rest.trim().is_empty() => Err(Refused::PartOfAddress),
        "http" | "https" | "mailto" | "tel" => Ok(Destination::Web(text.to_owned())),
        "javascript" | "vbscript" | "data" | "blob" => Err(Refused::Active(scheme.to_owned())),
        "file" => Err(Refused::OwnDisk),
        // `C:\photos`
        letter if letter.len() == 1 => Err(Refused::OwnDisk),
        _ => Err(Refused::UnknownScheme(scheme.to_owned())),
    }
}

fn file(text: &str) -> Destination {
    let (path, anchor) = match text.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (text, None),
    };
    Destination::File { path: decode(path), anchor }
}

/// The text with its `%20`s read.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let decoded = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| byte == b'%');
        bytes.push(decoded.unwrap_or(byte));
        rest = if decoded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
