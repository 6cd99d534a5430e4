//! `questions.yaml`: what readers ask.

use crate::document::date::Moment as DateMoment;
use crate::document::prose::{Blocks, Inline};
use crate::document::record::{Spanned, record};
use crate::document::value::Name;
use crate::document::written::{Identified, Ids};

record! {
    /// A question with its answer.
    Question: "a `question` and its `answer`" {
        /// The question.
        question: required Inline,
        /// The answer, in one paragraph or several.
        answer: required Blocks,
        /// What the answer rests on.
        facts: list Name,
        /// Whether it is kept out of what is published.
        draft: optional Spanned<bool>,
        /// When it is published: a day, or a time; until then it is kept out.
        publish_at: optional Spanned<DateMoment>,
        /// When it is left out again: a day, or a time.
        expires: optional Spanned<DateMoment>,
    }
}

impl Identified for Question {
    const IDS: Ids = Ids::Optional("question");
}
