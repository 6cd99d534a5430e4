//! Who wrote the page.

use crate::document::record::{Field, Reader, record};
use crate::document::schema::Definitions;
use crate::document::value::{Line, Url};
use crate::document::yaml::{Node, Value};
use crate::files::Span;

record! {
    /// An author with more than a name.
    FullAuthor: "an author's `name`, `role` and `url`" {
        /// The byline.
        name: required Line,
        /// What the author does, such as "Asia editor".
        role: optional Line,
        /// The author's own page.
        url: optional Url,
    }
}

/// An author, written as a name or as a mapping with a name in it.
#[derive(Clone, Debug)]
pub(crate) struct Author {
    /// The byline.
    pub(crate) name: Line,
    /// What the author does.
    pub(crate) role: Option<Line>,
    /// The author's own page.
    pub(crate) url: Option<Url>,
}

impl Field for Author {
    const EXPECTED: &'static str = "an author's name";

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        if matches!(node.value, Value::Map(_)) {
            let FullAuthor { name, role, url, .. } = FullAuthor::read(node, reader)?;
            return Some(Self { name, role, url });
        }
        Some(Self { name: Line::read(node, reader)?, role: None, url: None })
    }

    fn fallback(span: Span) -> Self {
        Self { name: Line::fallback(span), role: None, url: None }
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        let shapes = [Line::schema(definitions), FullAuthor::schema(definitions)];
        serde_json::json!({ "anyOf": shapes })
    }
}
