//! `site.yaml`: the publisher and what holds for every page.

use crate::document::record::record;
use crate::document::value::{Line, Name, Number, Url};
use crate::document::written::Silence;

record! {
    /// What holds for the whole site.
    Settings: "the settings of the site" {
        /// The site's name.
        title: required Line,
        /// Where the site is published, with its folder: `https://example.org/asia/`.
        base_url: required Url,
        /// The language of the pages, as BCP 47 names it: `en-US`.
        language: required Line,
        /// The newsroom's time zone, as IANA names it: `America/New_York`.
        time_zone: required Line,
        /// The trip that lives at `/`, by its folder.
        front: required Name,
        /// Who publishes the site.
        publisher: required Publisher,
        /// Where a page's own file is edited; the file's path is added to it.
        edit_url: optional Url,
        /// Where readers say what is wrong.
        feedback_url: optional Url,
        /// The newsroom's published rules.
        policies: optional Policies,
        /// Warnings that the newsroom does not want to hear, each with its reason.
        silence: optional Silence,
        /// The version of the content format: 1.
        content_version: optional Number,
    }
}

record! {
    /// Who publishes the site.
    Publisher: "the publisher's `name` and `url`" {
        /// The publisher's name.
        name: required Line,
        /// The publisher's own site.
        url: optional Url,
    }
}

record! {
    /// The newsroom's published rules.
    Policies: "the addresses of the newsroom's policies" {
        /// How errors are corrected.
        corrections: optional Url,
        /// What the newsroom may and may not do.
        ethics: optional Url,
        /// Who owns and funds it.
        ownership: optional Url,
        /// Who works there.
        masthead: optional Url,
        /// What it covers and why.
        mission: optional Url,
        /// How it checks facts.
        verification: optional Url,
        /// Whose voices it seeks.
        diversity: optional Url,
        /// When it leaves a source unnamed.
        unnamed_sources: optional Url,
    }
}
