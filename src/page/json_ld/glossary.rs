//! The glossary and its terms.

use super::graph::{Graph, Thing};
use super::node::Node;
use crate::site::{Entity, Id, Term, Text};

/// The glossary with all its terms.
pub(super) fn tell(graph: &mut Graph<'_>) {
    let ids: Vec<Id<Term>> = graph.site().terms.iter().map(|(id, _)| id).collect();
    for id in &ids {
        tell_term(*id, graph);
    }
    let terms = graph.refer_all(ids.into_iter().map(|id| Thing::Itself(Entity::Term(id))));
    let node = brief(&graph.id(Thing::Glossary), graph).with("hasDefinedTerm", terms);
    graph.tell(Thing::Glossary, node);
}

/// The glossary by its name.
pub(super) fn brief(id: &str, graph: &Graph<'_>) -> Node {
    Node::at("DefinedTermSet", id)
        .with("name", graph.scene.page_name("glossary"))
        .with("url", graph.scene.href("glossary/"))
}

/// A term with its definition.
pub(super) fn tell_term(id: Id<Term>, graph: &mut Graph<'_>) {
    let thing = Thing::Itself(Entity::Term(id));
    let term = &graph.site().terms[id];
    let glossary = graph.refer(Thing::Glossary);
    let definition = term.definition.as_ref().map(Text::plain_text);
    let node = brief_term(id, &graph.id(thing), graph)
        .with("alternateName", term.expansion.as_deref())
        .with("description", definition)
        .with("inDefinedTermSet", glossary);
    graph.tell(thing, node);
}

/// A term by itself.
pub(super) fn brief_term(id: Id<Term>, node: &str, graph: &Graph<'_>) -> Node {
    Node::at("DefinedTerm", node).with("name", graph.site().terms[id].term.as_str())
}
