//! `updates.yaml`: what changed on the page, and what was wrong.

use crate::document::date::When;
use crate::document::prose::Inline;
use crate::document::record::{Spanned, record};
use crate::document::value::Line;
use crate::document::word::words;

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
        /// How grave the error was.
        gravity: optional Spanned<Gravity>,
        /// What was wrong.
        was: optional Inline,
        /// What is right.
        now: optional Inline,
        /// The anchor or id of the passage.
        r#where: optional Line,
        /// Whether it is kept out of what is published.
        draft: optional Spanned<bool>,
    }
}
