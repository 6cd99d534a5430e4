//! `wants.yaml`: what each side wants from whom.

use crate::document::date::Moment as DateMoment;
use crate::document::prose::Inline;
use crate::document::record::{Spanned, record};
use crate::document::value::Name;
use crate::document::written::{Identified, Ids};

record! {
    /// A want.
    Want: "the want's fields" {
        /// Who wants it: a person, an organisation or a place.
        side: required Name,
        /// From whom: a person, an organisation or a place.
        from: required Name,
        /// What is wanted.
        text: required Inline,
        /// The topic that tells more.
        topic: optional Name,
        /// What it rests on.
        facts: list Name,
        /// Whether it is kept out of what is published.
        draft: optional Spanned<bool>,
        /// When it is published: a day, or a time; until then it is kept out.
        publish_at: optional Spanned<DateMoment>,
    }
}

impl Identified for Want {
    const IDS: Ids = Ids::Optional("want");
}
