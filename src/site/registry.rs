//! Who and what the trips share: people, organisations, places, sources, terms, pictures.

use std::fmt;

use crate::document::{PictureSize, PlaceKind, SourceKind, When};
use crate::files::{FilePath, Span};
use crate::site::{Fact, Id, Party, Text};

/// A person.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The office.
    pub(crate) role: String,
    pub(crate) country: Option<Id<Place>>,
    pub(crate) org: Option<Id<Organisation>>,
    /// The name in the person's own script.
    pub(crate) name_native: Option<String>,
    /// How the name is said.
    pub(crate) pronounce: Option<String>,
    /// The same person elsewhere.
    pub(crate) same_as: Vec<String>,
    pub(crate) facts: Vec<Id<Fact>>,
    pub(crate) span: Span,
}

/// An organisation.
#[derive(Clone, Debug)]
pub(crate) struct Organisation {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The short name or acronym.
    pub(crate) short: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) summary: Option<Text>,
    pub(crate) members: Vec<Party>,
    pub(crate) same_as: Vec<String>,
    pub(crate) facts: Vec<Id<Fact>>,
    pub(crate) span: Span,
}

/// A country, a city or a venue.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: PlaceKind,
    /// Latitude and longitude in degrees, north and east positive.
    pub(crate) position: Option<(f64, f64)>,
    /// The ISO 3166-1 code.
    pub(crate) iso: Option<String>,
    /// The time zone, as IANA names it.
    pub(crate) tz: Option<String>,
    pub(crate) part_of: Option<Id<Place>>,
    /// Where that place is named.
    pub(crate) part_of_span: Option<Span>,
    pub(crate) span: Span,
}

/// Where what we say comes from.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: Option<SourceKind>,
    /// Its headline.
    pub(crate) title: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) published: When,
    /// When we read it.
    pub(crate) accessed: When,
    pub(crate) archive_url: Option<String>,
    pub(crate) language: Option<String>,
    /// The sources that it was compiled from.
    pub(crate) lists: Vec<Id<Source>>,
    /// Where each of them is named.
    pub(crate) lists_spans: Vec<Span>,
    pub(crate) span: Span,
}

/// A word that readers look up.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub(crate) id: String,
    pub(crate) term: String,
    /// What an acronym stands for.
    pub(crate) expansion: Option<String>,
    pub(crate) definition: Option<Text>,
    pub(crate) source: Option<Id<Source>>,
    pub(crate) span: Span,
}

/// A picture.
#[derive(Clone, Debug)]
pub(crate) struct Media {
    /// Its address from the site's root.
    pub(crate) address: String,
    pub(crate) alt: String,
    pub(crate) credit: String,
    pub(crate) caption: Option<Text>,
    pub(crate) licence: Option<String>,
    pub(crate) source: Option<Id<Source>>,
    /// What must stay in sight when it is cropped.
    pub(crate) focal: Option<FocalPoint>,
}

/// A point of a picture, in percent of its width and height from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FocalPoint {
    pub(crate) across: u8,
    pub(crate) down: u8,
}

impl fmt::Display for FocalPoint {
    /// As CSS writes it in `object-position`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}% {}%", self.across, self.down)
    }
}

/// A file that is published as it is.
#[derive(Clone, Debug)]
pub(crate) struct MediaFile {
    /// Where the newsroom keeps it.
    pub(crate) path: FilePath,
    /// How large it is on the screen; none for what is no picture, and for an SVG of no size.
    pub(crate) size: Option<PictureSize>,
}
