//! `updates.yaml`: what changed on the page, and what was wrong.

use crate::document::date::{Moment as DateMoment, When};
use crate::document::prose::Inline;
use crate::document::record::{Spanned, record};
use crate::document::value::Line;
use crate::document::word::words;
use crate::document::written::{Identified, Ids};

words! {
    /// What sort of change it is.
    UpdateKind: "a kind of update" {
        /// Something new.
        Update = "update",
        /// Something said more clearly.
        Clarification = "clarification",
        /// Something wrong put right.
        Correction = "correction",
        /// Something the editors have to say.
        EditorsNote = "editors-note",
    }
}

words! {
    /// How grave an error was.
    Gravity: "a gravity" {
        /// Told at the end of the page.
        Ordinary = "ordinary",
        /// Told above the dek.
        Serious = "serious",
    }
}

record! {
    /// An update or a correction.
    Update: "the update's fields" {
        /// The day of the change.
        date: required Spanned<When>,
        /// What sort of change it is.
        kind: required Spanned<UpdateKind>,
        /// What readers are told.
        text: required Inline,
        /// How grave the error was; `ordinary` if it is left out.
        gravity: optional Spanned<Gravity>,
        /// What was wrong; a correction needs it.
        was: optional Inline,
        /// What is right; a correction needs it.
        now: optional Inline,
        /// The passage: an id such as `event:dinner` or `trade/fish`, perhaps with a heading's anchor behind a `#`; a heading's anchor; or a part of the page such as `introduction`.
        r#where: optional Line,
        /// Who approved it, in words that readers are shown.
        approved_by: optional Line,
        /// Whether it is kept out of what is published.
        draft: optional Spanned<bool>,
        /// When it is published: a day, or a time; until then it is kept out.
        publish_at: optional Spanned<DateMoment>,
    }
}

impl Identified for Update {
    const IDS: Ids = Ids::Optional("update");
}
