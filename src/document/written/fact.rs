//! `facts.yaml`: what is known, fact by fact.

use crate::document::date::{Moment as DateMoment, When};
use crate::document::prose::Inline;
use crate::document::record::{Spanned, record};
use crate::document::value::{Name, Quotation, Speaker};
use crate::document::word::words;
use crate::document::written::{Identified, Ids};

words! {
    /// How certain a fact is: weakest first, then the two that stand apart.
    Certainty: "a certainty" {
        /// Others say the opposite.
        Disputed = "disputed",
        /// Nobody has checked it.
        Unverified = "unverified",
        /// It might be so.
        Possible = "possible",
        /// It would be so if something else were.
        Conditional = "conditional",
        /// It is thought to come.
        Expected = "expected",
        /// Somebody wants it.
        Aim = "aim",
        /// It has a place in the plan.
        Scheduled = "scheduled",
        /// The source says so.
        Stated = "stated",
        /// More than one independent source says so, or it was seen.
        Confirmed = "confirmed",
        /// Somebody's judgement.
        Assessment = "assessment",
        /// It was so, and is no longer.
        Outdated = "outdated",
    }
}

words! {
    /// What sort of statement a fact is.
    FactKind: "a kind of fact" {
        /// Something that is or happens.
        Fact = "fact",
        /// What somebody wants.
        Aim = "aim",
        /// What is thought to come.
        Expectation = "expectation",
        /// What somebody said.
        Statement = "statement",
        /// What surrounds it.
        Context = "context",
        /// How the source describes it.
        Characterisation = "characterisation",
        /// Somebody's judgement.
        Assessment = "assessment",
    }
}

record! {
    /// A fact.
    Fact: "the fact's fields" {
        /// The fact, in a sentence of yours.
        text: required Inline,
        /// How certain it is.
        certainty: required Spanned<Certainty>,
        /// What sort of statement it is.
        kind: required Spanned<FactKind>,
        /// The sources that it comes from; every fact should have one.
        sources: list Name,
        /// Who says so.
        speaker: optional Speaker,
        /// The exact words of the speaker.
        quote: optional Quotation,
        /// What it is about: ids of any kind.
        about: list Name,
        /// The day on which it was so.
        as_of: optional Spanned<When>,
        /// The fact that it takes the place of.
        supersedes: optional Name,
        /// Whether it is kept out of what is published.
        draft: optional Spanned<bool>,
        /// When it is published: a day, or a time; until then it is kept out.
        publish_at: optional Spanned<DateMoment>,
    }
}

impl Identified for Fact {
    const IDS: Ids = Ids::Words;
}
