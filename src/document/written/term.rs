//! `glossary.yaml`: words that readers look up.

use crate::document::date::Moment as DateMoment;
use crate::document::prose::Inline;
use crate::document::record::{Spanned, record};
use crate::document::value::{Line, Name};
use crate::document::written::{Identified, Ids};

record! {
    /// A term.
    Term: "the term's fields" {
        /// The word.
        term: required Line,
        /// What an acronym stands for.
        expansion: optional Line,
        /// What it means, in a sentence.
        definition: optional Inline,
        /// Where the definition comes from.
        source: optional Name,
        /// Whether it is kept out of what is published.
        draft: optional Spanned<bool>,
        /// When it is published: a day, or a time; until then it is kept out.
        publish_at: optional Spanned<DateMoment>,
    }
}

impl Identified for Term {
    const IDS: Ids = Ids::Words;
}
