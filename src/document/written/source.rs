//! `sources.yaml`: where what we say comes from.

use crate::document::date::{Moment as DateMoment, When};
use crate::document::record::{Spanned, record};
use crate::document::value::{Line, Name, Url};
use crate::document::word::words;
use crate::document::written::{Identified, Ids};

words! {
    /// What sort of source it is.
    SourceKind: "a kind of source" {
        /// A news report.
        News = "news",
        /// A document of those who act.
        Primary = "primary",
        /// Somebody's analysis.
        Analysis = "analysis",
        /// A news agency.
        Wire = "wire",
        /// A brief compiled from others.
        Brief = "brief",
    }
}

record! {
    /// A source.
    Source: "the source's fields" {
        /// Who published it.
        name: required Line,
        /// What sort of source it is.
        kind: optional Spanned<SourceKind>,
        /// Its headline.
        title: optional Line,
        /// Where it is.
        url: optional Url,
        /// Who wrote it.
        author: optional Line,
        /// When it was published.
        published: optional Spanned<When>,
        /// When you read it.
        accessed: optional Spanned<When>,
        /// Where a copy is kept.
        archive_url: optional Url,
        /// Its language, as BCP 47 names it.
        language: optional Line,
        /// The sources that it was compiled from, if it is a brief.
        lists: list Name,
        /// Whether it is kept out of what is published.
        draft: optional Spanned<bool>,
        /// When it is published: a day, or a time; until then it is kept out.
        publish_at: optional Spanned<DateMoment>,
    }
}

impl Identified for Source {
    const IDS: Ids = Ids::Words;
}
