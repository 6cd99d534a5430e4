//! A picture of the newsroom's.

use super::graph::Graph;
use super::node::Node;
use crate::site::{Id, Media, Text};

/// A picture with its credit.
pub(super) fn node(id: Id<Media>, graph: &Graph<'_>) -> Node {
    let media = &graph.site().media[id];
    let size = graph.site().picture_size(&media.address);
    Node::new("ImageObject")
        .with("url", graph.scene.href(&media.address))
        .with("width", size.map(|size| pixels(size.width)))
        .with("height", size.map(|size| pixels(size.height)))
        .with("caption", media.caption.as_ref().map(Text::plain_text))
        .with("creditText", media.credit.as_str())
}

/// A length in pixels, by the unit code of UN/CEFACT.
fn pixels(count: u32) -> Node {
    Node::new("QuantitativeValue").with("value", count).with("unitCode", "E37")
}
