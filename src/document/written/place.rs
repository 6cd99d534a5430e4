//! `places.yaml`: countries, cities, venues.

use crate::document::date::Moment as DateMoment;
use crate::document::record::{Spanned, record};
use crate::document::value::{Line, Name, Number};
use crate::document::word::words;
use crate::document::written::{Identified, Ids};

words! {
    /// What sort of place it is.
    PlaceKind: "a kind of place" {
        /// A country.
        Country = "country",
        /// A city.
        City = "city",
        /// A building or a site.
        Venue = "venue",
    }
}

record! {
    /// A place.
    Place: "the place's fields" {
        /// The name as readers see it.
        name: required Line,
        /// What sort of place it is.
        kind: required Spanned<PlaceKind>,
        /// Latitude in degrees, south negative.
        lat: optional Number,
        /// Longitude in degrees, west negative.
        lon: optional Number,
        /// The two-letter code of a country (ISO 3166-1), in quotation marks.
        iso: optional Line,
        /// The time zone, as IANA names it: `Asia/Seoul`.
        tz: optional Line,
        /// The place that it lies in.
        part_of: optional Name,
        /// Whether it is kept out of what is published.
        draft: optional Spanned<bool>,
        /// When it is published: a day, or a time; until then it is kept out.
        publish_at: optional Spanned<DateMoment>,
    }
}

impl Identified for Place {
    const IDS: Ids = Ids::Words;
}
