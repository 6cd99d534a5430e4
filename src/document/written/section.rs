//! A section's `index.md` and its topics.

use crate::document::date::{Moment as DateMoment, When};
use crate::document::prose::Inline;
use crate::document::record::{Spanned, record};
use crate::document::value::{Line, Name, Number};

record! {
    /// The front matter of a section or of one of its topics.
    Section: "the fields of a section or topic" {
        /// The heading.
        title: required Line,
        /// The section or topic in a sentence or two.
        summary: optional Inline,
        /// Where a topic stands in its section, smallest first; without it last, by title.
        order: optional Number,
        /// What it is about: ids of any kind.
        about: list Name,
        /// What it rests on.
        facts: list Name,
        /// The day on which what is written was so.
        as_of: optional Spanned<When>,
        /// When its substance last changed.
        updated: optional Spanned<When>,
        /// Earlier addresses of the page, such as `/school/`.
        aliases: list Line,
        /// Whether it is kept out of what is published.
        draft: optional Spanned<bool>,
        /// When it is published: a day, or a time; until then it is kept out.
        publish_at: optional Spanned<DateMoment>,
        /// When it ceases to be published: a day, or a time; a notice takes its place.
        expires: optional Spanned<DateMoment>,
    }
}
