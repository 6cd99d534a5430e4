//! Markdown as the generator understands it: events with places, links with meaning.

mod anchor;
mod builder;
mod link;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Tag, TagEnd};

use crate::document::record::{Field, Reader};
use crate::document::schema::{self, Definitions, SOME_TEXT};
use crate::document::value;
use crate::document::yaml::{Node, Places, Value};
use crate::files::Span;
use crate::problem::WRONG_TYPE;

pub(crate) use link::{Destination, Kind, Written};

/// Prose whose links are of type `L`: as written in a document, resolved in a site.
#[derive(Clone, Debug)]
pub(crate) struct Prose<L> {
    /// The parts in reading order, each with the bytes of the file that it is written in.
    pub(crate) pieces: Vec<(Piece<L>, Range<usize>)>,
    /// The whole prose.
    pub(crate) span: Span,
}

/// A part of prose.
#[derive(Clone, Debug)]
pub(crate) enum Piece<L> {
    /// Markdown that means the same everywhere.
    Plain(Event<'static>),
    /// A link begins.
    Link(L),
    /// The link ends.
    LinkEnd,
    /// Where a statement comes from: sources.
    Cite(Vec<L>),
    /// A heading begins; the anchor is unique in its prose.
    Heading {
        /// From 1 to 6, as written.
        level: u8,
        /// The anchor.
        anchor: String,
    },
    /// The heading ends.
    HeadingEnd {
        /// From 1 to 6, as written.
        level: u8,
    },
    /// A fenced or indented block of code.
    Code {
        /// The first word after the fence; empty if there is none.
        language: String,
        /// The code.
        code: String,
    },
    /// A picture of the site.
    Image {
        /// The file.
        to: L,
        /// What it shows.
        alt: String,
    },
    /// A mark that points to a footnote.
    FootnoteMark(String),
    /// A footnote begins.
    Footnote(String),
    /// The footnote ends.
    FootnoteEnd,
}

/// One paragraph of Markdown in a YAML field.
#[derive(Clone, Debug)]
pub(crate) struct Inline(pub(crate) Prose<Written>);

/// Any Markdown in a YAML field.
#[derive(Clone, Debug)]
pub(crate) struct Blocks(pub(crate) Prose<Written>);

/// The parts of Markdown that content may use.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// Reads the Markdown `text`, whose bytes stand in the file at `places`.
pub(crate) fn read(text: &str, places: &Places, reader: &mut Reader<'_>) -> Prose<Written> {
    let span = reader.span(&(places.of(0)..places.of(text.len())));
    let pieces = builder::build(text, places, reader);
    Prose { pieces, span }
}

impl<L> Prose<L> {
    /// Prose that says nothing.
    pub(crate) fn empty(span: Span) -> Self {
        Self { pieces: Vec::new(), span }
    }

    /// The links, citations and pictures, in reading order.
    pub(crate) fn links(&self) -> impl Iterator<Item = &L> {
        self.pieces.iter().flat_map(|(piece, _)| match piece {
            Piece::Link(link) | Piece::Image { to: link, .. } => std::slice::from_ref(link),
            Piece::Cite(links) => links.as_slice(),
            _ => &[],
        })
    }

    /// The anchors of the headings.
    pub(crate) fn anchors(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|(piece, _)| match piece {
            Piece::Heading { anchor, .. } => Some(anchor.as_str()),
            _ => None,
        })
    }

    /// The words without any markup and without the footnotes; blocks are separated by a space.
    pub(crate) fn plain_text(&self) -> String {
        let mut text = String::new();
        let mut in_footnote = false;
        for (piece, _) in &self.pieces {
            match piece {
                Piece::Footnote(_) => in_footnote = true,
                Piece::FootnoteEnd => in_footnote = false,
                _ if in_footnote => {}
                Piece::Plain(Event::Text(words) | Event::Code(words)) => text.push_str(words),
                Piece::Plain(Event::SoftBreak | Event::HardBreak | Event::End(_)) => {
                    push_space(&mut text, piece);
                }
                Piece::HeadingEnd { .. } => text.push(' '),
                _ => {}
            }
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// The same prose with other links; a link that `change` drops leaves its words behind.
    pub(crate) fn map_links<M>(self, mut change: impl FnMut(L) -> Option<M>) -> Prose<M> {
        let mut dropped = Vec::new();
        let mut pieces = Vec::with_capacity(self.pieces.len());
        for (piece, range) in self.pieces {
            let piece = match piece {
                Piece::Link(link) => {
                    let link = change(link);
                    dropped.push(link.is_none());
                    link.map(Piece::Link)
                }
                Piece::LinkEnd => (!dropped.pop().unwrap_or_default()).then_some(Piece::LinkEnd),
                Piece::Cite(links) => {
                    Some(Piece::Cite(links.into_iter().filter_map(&mut change).collect()))
                }
                Piece::Image { to, alt } => change(to).map(|to| Piece::Image { to, alt }),
                other => Some(other.without_links()),
            };
            pieces.extend(piece.map(|piece| (piece, range)));
        }
        Prose { pieces, span: self.span }
    }
}

/// A space between blocks and lines, but not after emphasis.
fn push_space<L>(text: &mut String, piece: &Piece<L>) {
    let inline = matches!(
        piece,
        Piece::Plain(Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough))
    );
    if !inline && !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

impl<L> Piece<L> {
    /// The same piece among links of another type; pieces with links are handled by the caller.
    fn without_links<M>(self) -> Piece<M> {
        match self {
            Self::Plain(event) => Piece::Plain(event),
            Self::Heading { level, anchor } => Piece::Heading { level, anchor },
            Self::HeadingEnd { level } => Piece::HeadingEnd { level },
            Self::Code { language, code } => Piece::Code { language, code },
            Self::FootnoteMark(label) => Piece::FootnoteMark(label),
            Self::Footnote(label) => Piece::Footnote(label),
            Self::FootnoteEnd => Piece::FootnoteEnd,
            Self::LinkEnd | Self::Link(_) | Self::Cite(_) | Self::Image { .. } => Piece::LinkEnd,
        }
    }
}

/// The Markdown of a field, with the place of each byte.
fn field(node: &Node, expected: &str, reader: &mut Reader<'_>) -> Option<Prose<Written>> {
    let empty = matches!(&node.value, Value::Text(text) if text.text.trim().is_empty());
    if empty {
        let nothing = Node { value: Value::Null, range: node.range.clone() };
        reader.wrong_type(&nothing, expected);
        return None;
    }
    reader.check_end(node);
    if let Value::Text(text) = &node.value {
        return Some(read(&text.text, &text.places, reader));
    }
    let Some(text) = value::text_of(node, reader) else {
        reader.wrong_type(node, expected);
        return None;
    };
    Some(read(&text, &Places::From(node.range.start), reader))
}

impl Field for Inline {
    const EXPECTED: &'static str = "a paragraph of text";

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mut prose = field(node, Self::EXPECTED, reader)?;
        let paragraph = |(piece, _): &(Piece<Written>, Range<usize>)| {
            matches!(piece, Piece::Plain(Event::Start(Tag::Paragraph)))
        };
        let blocks = top_level_blocks(&prose);
        if blocks != 1 || !prose.pieces.first().is_some_and(paragraph) {
            let message = "this must be one paragraph, and Markdown reads something else in it";
            let help = "take out the blank line, or put `\\` before a `#`, `-` or `.` that makes a heading or a list";
            reader.problems.add(WRONG_TYPE, prose.span.clone(), message).help(help);
            return None;
        }
        prose.pieces.pop();
        prose.pieces.remove(0);
        Some(Self(prose))
    }

    fn fallback(span: Span) -> Self {
        Self(Prose::empty(span))
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        definitions.define("Paragraph", |_| {
            schema::text("Paragraph", Self::EXPECTED, "Markdown, in one paragraph.", SOME_TEXT)
        })
    }
}

impl Field for Blocks {
    const EXPECTED: &'static str = "text";

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        field(node, Self::EXPECTED, reader).map(Self)
    }

    fn fallback(span: Span) -> Self {
        Self(Prose::empty(span))
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        definitions.define("Markdown", |_| {
            schema::text("Markdown", Self::EXPECTED, "Markdown of any kind.", SOME_TEXT)
        })
    }
}

/// How many blocks stand at the top level of a prose.
fn top_level_blocks(prose: &Prose<Written>) -> usize {
    let mut depth = 0;
    let mut blocks = 0;
    for (piece, _) in &prose.pieces {
        match piece {
            Piece::Plain(Event::End(_)) | Piece::HeadingEnd { .. } | Piece::FootnoteEnd => {
                depth -= 1;
            }
            Piece::Plain(Event::Start(_)) | Piece::Heading { .. } | Piece::Footnote(_) => {
                blocks += usize::from(depth == 0);
                depth += 1;
            }
            _ => blocks += usize::from(depth == 0),
        }
    }
    blocks
}
