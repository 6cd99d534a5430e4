//! `figures.yaml`: numbers that prose may quote.

use crate::document::date::Moment as DateMoment;
use crate::document::prose::Inline;
use crate::document::record::{Spanned, record};
use crate::document::value::{Line, Name, Number};
use crate::document::written::{Identified, Ids};

record! {
    /// A figure.
    Figure: "the figure's fields" {
        /// The number, without separators.
        value: required Number,
        /// What it counts: `percent`, a currency code such as `USD`, `count`, or any other word.
        unit: required Line,
        /// How it is printed: "$350 billion".
        display: required Line,
        /// What it is: "investment dispute with South Korea".
        label: required Line,
        /// A word of caution: "about", "at least".
        qualifier: optional Line,
        /// What it means for a reader.
        means: optional Inline,
        /// What it rests on.
        facts: list Name,
        /// Whether it is kept out of what is published.
        draft: optional Spanned<bool>,
        /// When it is published: a day, or a time; until then it is kept out.
        publish_at: optional Spanned<DateMoment>,
    }
}

impl Identified for Figure {
    const IDS: Ids = Ids::Words;
}
