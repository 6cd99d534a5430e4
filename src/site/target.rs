//! Where a resolved link leads.

use crate::files::Span;
use crate::site::{Entity, Fact, Figure, Id, Source};

/// A link whose end is known to exist.
#[derive(Clone, Debug)]
pub(crate) struct Anchored {
    /// Where it leads.
    pub(crate) to: Target,
    /// The words that are linked.
    pub(crate) words: String,
    /// Where the link is written.
    pub(crate) span: Span,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Something with an id, perhaps at an anchor of its page.
    Entity(Entity, Option<String>),
    /// The words state this fact.
    Fact(Id<Fact>),
    /// The words are the quotation of this fact.
    Quote(Id<Fact>),
    /// The words give this figure.
    Figure(Id<Figure>),
    /// The passage comes from this source.
    Source(Id<Source>),
    /// A page that is no entity's, by its address from the site's root.
    Page(String, Option<String>),
    /// A file that is published as it is, by its address from the site's root.
    Media(String),
    /// An anchor of the same prose.
    Here(String),
    /// A web or mail address.
    Web(String),
}
