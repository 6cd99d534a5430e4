//! The publisher, and what holds for every page.

use crate::files::Span;
use crate::problem::Code;

/// What holds for the whole site.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    /// The site's name.
    pub(crate) title: String,
    /// Where that name is written.
    pub(crate) title_span: Option<Span>,
    /// Where the site is published, with a slash at its end.
    pub(crate) base_url: String,
    /// The language of the pages, as BCP 47 names it.
    pub(crate) language: String,
    /// Where the language is written.
    pub(crate) language_span: Option<Span>,
    /// The newsroom's time zone, as IANA names it.
    pub(crate) time_zone: String,
    /// Who publishes the site.
    pub(crate) publisher: Link,
    /// Where the publisher’s name is written.
    pub(crate) publisher_span: Option<Span>,
    /// Where a page's source is edited; the file's path is added to it.
    pub(crate) edit_url: Option<String>,
    /// Where readers say what is wrong.
    pub(crate) feedback_url: Option<String>,
    /// The newsroom's published rules, by the key of each.
    pub(crate) policies: Vec<(&'static str, String)>,
    /// Warnings that the newsroom does not want to hear.
    pub(crate) silenced: Vec<Code>,
}

/// A name that may lead somewhere.
#[derive(Clone, Debug, Default)]
pub(crate) struct Link {
    /// The name.
    pub(crate) name: String,
    /// Where it leads.
    pub(crate) url: Option<String>,
}
