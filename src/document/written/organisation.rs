//! `organisations.yaml`: alliances, companies, institutions.

use crate::document::date::Moment as DateMoment;
use crate::document::prose::Inline;
use crate::document::record::{Spanned, record};
use crate::document::value::{Line, Name, Url};
use crate::document::written::{Identified, Ids};

record! {
    /// An organisation.
    Organisation: "the organisation's fields" {
        /// The full name.
        name: required Line,
        /// The short name or acronym.
        short: optional Line,
        /// What sort of organisation it is, in a word.
        kind: optional Line,
        /// The organisation in a sentence.
        summary: optional Inline,
        /// The places or organisations that belong to it.
        members: list Name,
        /// The same organisation elsewhere.
        same_as: list Url,
        /// What is known about it.
        facts: list Name,
        /// Whether it is kept out of what is published.
        draft: optional Spanned<bool>,
        /// When it is published: a day, or a time; until then it is kept out.
        publish_at: optional Spanned<DateMoment>,
    }
}

impl Identified for Organisation {
    const IDS: Ids = Ids::Words;
}
