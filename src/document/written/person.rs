//! `people.yaml`: who acts.

use crate::document::date::Moment as DateMoment;
use crate::document::record::{Spanned, record};
use crate::document::value::{Line, Name, Url};
use crate::document::written::{Identified, Ids};

record! {
    /// A person.
    Person: "the person's fields" {
        /// The name as readers see it.
        name: required Line,
        /// The office: "US President".
        role: required Line,
        /// The person's country.
        country: optional Name,
        /// The person's organisation.
        org: optional Name,
        /// The name in the person's own script.
        name_native: optional Line,
        /// How the name is said.
        pronounce: optional Line,
        /// The same person elsewhere, such as on Wikidata.
        same_as: list Url,
        /// What is known about the person.
        facts: list Name,
        /// Whether the person is kept out of what is published.
        draft: optional Spanned<bool>,
        /// When it is published: a day, or a time; until then it is kept out.
        publish_at: optional Spanned<DateMoment>,
    }
}

impl Identified for Person {
    const IDS: Ids = Ids::Words;
}
