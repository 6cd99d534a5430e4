//! `timeline.yaml`: precedents, deadlines, milestones.

use crate::document::date::{Moment as DateMoment, When};
use crate::document::prose::Inline;
use crate::document::record::{Spanned, record};
use crate::document::value::{Line, Name};
use crate::document::word::words;
use crate::document::written::{Identified, Ids};

words! {
    /// What sort of moment it is.
    MomentKind: "a kind of moment" {
        /// A step on the way.
        Milestone = "milestone",
        /// When the like last happened.
        Precedent = "precedent",
        /// When something falls due.
        Deadline = "deadline",
    }
}

record! {
    /// A moment of the timeline.
    Moment: "the moment's fields" {
        /// What happens.
        title: required Inline,
        /// When it happens.
        when: optional Spanned<When>,
        /// When it happens, in words that are printed as written, instead of `when`.
        when_text: optional Line,
        /// What sort of moment it is; `milestone` if it is left out.
        kind: optional Spanned<MomentKind>,
        /// What is different afterwards.
        what_changes: optional Inline,
        /// What it rests on.
        facts: list Name,
        /// Whether it is kept out of what is published.
        draft: optional Spanned<bool>,
        /// When it is published: a day, or a time; until then it is kept out.
        publish_at: optional Spanned<DateMoment>,
        /// When it is left out again: a day, or a time.
        expires: optional Spanned<DateMoment>,
    }
}

impl Identified for Moment {
    const IDS: Ids = Ids::Optional("moment");
}
