//! `stops/*.md`: where the traveller stops.

use crate::document::date::{Moment as DateMoment, When};
use crate::document::prose::Inline;
use crate::document::record::{Spanned, record};
use crate::document::value::{Line, Name};
use crate::document::word::words;
use crate::document::written::Status;

words! {
    /// The side of a dot on which its label stands.
    LabelSide: "a side of the dot" {
        /// To the left.
        Left = "left",
        /// To the right.
        Right = "right",
        /// Over it.
        Above = "above",
        /// Under it.
        Below = "below",
    }
}

record! {
    /// A stop's front matter.
    Stop: "the stop's fields" {
        /// The stop's name as readers see it.
        title: required Line,
        /// The place where it is.
        place: required Name,
        /// How sure it is.
        status: required Spanned<Status>,
        /// When it takes place, where arrival and departure are not known apart.
        when: optional Spanned<When>,
        /// When the traveller arrives.
        arrive: optional Spanned<When>,
        /// When the traveller leaves.
        depart: optional Spanned<When>,
        /// When it takes place, in words that are printed as written, instead of dates.
        when_text: optional Line,
        /// The stop's time zone; the place's if it is left out.
        tz: optional Line,
        /// The stop in a sentence or two.
        summary: optional Inline,
        /// What is to happen there, point by point.
        agenda: list Inline,
        /// How the map labels it.
        map: optional MapLabel,
        /// What the stop rests on.
        facts: list Name,
        /// Earlier addresses of the page, such as `/school/`.
        aliases: list Line,
        /// When its substance last changed.
        updated: optional Spanned<When>,
        /// Whether the stop is kept out of what is published.
        draft: optional Spanned<bool>,
        /// When the stop is published: a day, or a time; until then it is kept out.
        publish_at: optional Spanned<DateMoment>,
        /// When the stop ceases to be published: a day, or a time; a notice takes its place.
        expires: optional Spanned<DateMoment>,
    }
}

record! {
    /// How the map labels a stop.
    MapLabel: "where the map puts the `label`" {
        /// The side of the dot on which the label stands.
        label: optional Spanned<LabelSide>,
    }
}
