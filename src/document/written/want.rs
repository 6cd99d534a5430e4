//! `wants.yaml`: what each side wants from whom.

use crate::document::prose::Inline;
use crate::document::record::{Spanned, record};
use crate::document::value::Name;

record! {
    /// A want.
    Want: "the want's fields" {
        /// Who wants it.
        side: required Name,
        /// From whom.
        from: required Name,
        /// What.
        text: required Inline,
        /// The topic that tells more.
        topic: optional Name,
        /// What it rests on.
        facts: list Name,
        /// Whether it is kept out of what is published.
        draft: optional Spanned<bool>,
    }
}
