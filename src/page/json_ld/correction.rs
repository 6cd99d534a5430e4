//! What was wrong, and what is right.

use super::date;
use super::graph::Graph;
use super::node::Node;
use crate::site::{Text, Trip, Update};

/// A correction of the explainer, in the words that readers are told it in.
pub(super) fn node(update: &Update, trip: &Trip, graph: &Graph<'_>) -> Node {
    let scene = &graph.scene;
    let told = |key: &str, text: &Option<Text>| {
        let text = text.as_ref()?.plain_text();
        let label = scene.words.get(&format!("updates.{key}"));
        Some(scene.words.fill("machines.labelled", &[("label", &label), ("text", &text)]))
    };
    let parts =
        [Some(update.text.plain_text()), told("was", &update.was), told("now", &update.now)];
    let text: Vec<String> = parts.into_iter().flatten().collect();
    let page = format!("{}updates/", trip.prefix);
    let id = scene.from.to(&page, Some(&update.anchor()));
    Node::at("CorrectionComment", &id)
        .with("text", text.join(" "))
        .with("datePublished", date::of(&update.date))
}
