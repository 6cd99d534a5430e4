//! `trip.md`: the trip as a whole.

use crate::document::date::{Moment as DateMoment, When};
use crate::document::prose::{Blocks, Inline};
use crate::document::record::{Spanned, record};
use crate::document::value::{Line, Name};
use crate::document::word::words;
use crate::document::written::Author;

words! {
    /// Where a trip is in its life.
    TripStatus: "a status of a trip" {
        /// Not begun.
        Planned = "planned",
        /// Begun.
        Underway = "underway",
        /// Over.
        Ended = "ended",
    }
}

words! {
    /// How the map joins the stops.
    Route: "a kind of route" {
        /// Straight lines in the order of the stops.
        Order = "order",
        /// The shortest ways over the globe.
        GreatCircle = "great-circle",
        /// Not at all.
        None = "none",
    }
}

record! {
    /// A trip's front matter.
    Trip: "the trip's fields" {
        /// The headline.
        title: required Line,
        /// Who travels: a person.
        traveller: required Name,
        /// Where the trip is in its life.
        status: required Spanned<TripStatus>,
        /// What a reader must know, five points at most.
        key_points: some KeyPoint,
        /// The sentence under the headline.
        dek: optional Inline,
        /// What the trip is for.
        purpose: optional Inline,
        /// What is at stake.
        why_it_matters: optional Inline,
        /// Which of the traveller's trips it is: "first Asia tour of his second term".
        ordinal: optional Inline,
        /// When it takes place.
        when: optional Spanned<When>,
        /// When it takes place, in words that are printed as written, instead of `when`.
        when_text: optional Line,
        /// How long it lasts, in words that are printed as written.
        duration_text: optional Line,
        /// The day on which what is written was so.
        as_of: optional Spanned<When>,
        /// The stops, in the order of the journey.
        stops: list Name,
        /// The sections, in the order of the page.
        sections: list Name,
        /// How the map joins the stops; `order` if it is left out.
        route: optional Spanned<Route>,
        /// The place where the journey begins.
        origin: optional Name,
        /// Who wrote the explainer: names, or names with more.
        authors: list Author,
        /// How the explainer was made.
        method: optional Blocks,
        /// When the page was first published.
        published: optional Spanned<When>,
        /// When its substance last changed.
        updated: optional Spanned<When>,
        /// The picture at the top, a file in `media/`.
        image: optional Line,
        /// Earlier addresses of the page, such as `/school/`.
        aliases: list Line,
        /// What the trip as a whole rests on.
        facts: list Name,
        /// Whether the trip is kept out of what is published.
        draft: optional Spanned<bool>,
        /// When the trip is published: a day, or a time; until then it is kept out.
        publish_at: optional Spanned<DateMoment>,
        /// When the trip ceases to be published: a day, or a time; a notice takes its place.
        expires: optional Spanned<DateMoment>,
    }
}

record! {
    /// One of the points that a reader must know.
    KeyPoint: "a point's `text` and `facts`" {
        /// The point, in a sentence.
        text: required Inline,
        /// What it rests on.
        facts: list Name,
    }
}
