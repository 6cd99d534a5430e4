//! `media/media.yaml`: what a picture shows and whose it is.

use crate::document::date::Moment as DateMoment;
use crate::document::prose::Inline;
use crate::document::record::{Spanned, record};
use crate::document::value::{Line, Name};
use crate::document::written::{Identified, Ids};

record! {
    /// A picture.
    Media: "the picture's fields" {
        /// What it shows, for those who cannot see it.
        alt: required Line,
        /// Whose picture it is.
        credit: required Line,
        /// The words under it.
        caption: optional Inline,
        /// The licence under which it is used.
        licence: optional Line,
        /// Where it comes from.
        source: optional Name,
        /// What must stay in sight when it is cropped.
        focal: optional Line,
        /// Whether it is kept out of what is published.
        draft: optional Spanned<bool>,
        /// When it is published: a day, or a time; until then it is kept out.
        publish_at: optional Spanned<DateMoment>,
    }
}

impl Identified for Media {
    const IDS: Ids = Ids::Files;
}
