//! Where what we say comes from.

use super::date;
use super::graph::{Graph, Thing};
use super::node::Node;
use crate::document::SourceKind;
use crate::site::{Entity, Id, Source};

/// Everything about a source.
pub(super) fn tell(id: Id<Source>, graph: &mut Graph<'_>) {
    let thing = Thing::Itself(Entity::Source(id));
    let source = &graph.site().sources[id];
    let publisher =
        source.title.as_ref().map(|_| Node::new("Organization").with("name", source.name.as_str()));
    let lists = graph.refer_all(source.lists.iter().map(|id| Thing::Itself(Entity::Source(*id))));
    let node = brief(id, &graph.id(thing), graph)
        .with("publisher", publisher)
        // Whether that is a person or an office is not written anywhere.
        .with("creditText", source.author.as_deref())
        .with("datePublished", date::of(&source.published))
        .with("archivedAt", source.archive_url.as_deref())
        .with("inLanguage", source.language.as_deref())
        .with("isBasedOn", lists);
    graph.tell(thing, node);
}

/// A source by its headline, or by the name of who published it.
pub(super) fn brief(id: Id<Source>, node: &str, graph: &Graph<'_>) -> Node {
    let source = &graph.site().sources[id];
    let headline = source.title.as_deref();
    // Without a headline, the source is an outlet and none of its articles.
    let kind = match source.kind.filter(|_| headline.is_some()) {
        Some(SourceKind::News | SourceKind::Wire) => "NewsArticle",
        Some(SourceKind::Analysis) => "AnalysisNewsArticle",
        _ => "CreativeWork",
    };
    Node::at(kind, node)
        .with("name", headline.unwrap_or(&source.name))
        .with("url", source.url.as_deref())
}
