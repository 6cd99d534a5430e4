//! What is written: articles, and those of them that are parts of the explainer.

use std::collections::BTreeSet;

use serde_json::Value;

use super::date;
use super::graph::{Graph, Thing, explainer, thing};
use super::node::{self, Node};
use crate::page::view::PageView;
use crate::site::{Author, Entity, Fact, Id, Section, Source, Target, Text, Topic, Trip};

/// The type of all that is written here: it explains what is behind the news.
const KIND: &str = "BackgroundNewsArticle";

/// An article by its headline.
pub(super) fn brief(entity: Entity, id: &str, graph: &Graph<'_>) -> Node {
    Node::at(KIND, id).with("headline", graph.scene.title(entity)).with("url", graph.page(entity))
}

/// A section, which is part of the explainer.
pub(super) fn tell_section(id: Id<Section>, page: &PageView, graph: &mut Graph<'_>) {
    let section = &graph.site().sections[id];
    let topics = section.topics.iter().map(|topic| Thing::Article(Entity::Topic(*topic)));
    let topics = graph.refer_all(topics);
    let whole = graph.refer(explainer(section.trip));
    let node = part(Entity::Section(id), &section.page, page, graph)
        .with("isPartOf", whole)
        .with("hasPart", topics);
    graph.tell(Thing::Article(Entity::Section(id)), node);
}

/// A topic, which is part of its section.
pub(super) fn tell_topic(id: Id<Topic>, page: &PageView, graph: &mut Graph<'_>) {
    let topic = &graph.site().topics[id];
    let section =
        graph.site().section_of(id).map(|section| Thing::Article(Entity::Section(section)));
    let whole = graph.refer(section.unwrap_or(explainer(topic.trip)));
    let node = part(Entity::Topic(id), topic, page, graph).with("isPartOf", whole);
    graph.tell(Thing::Article(Entity::Topic(id)), node);
}

/// A section or a topic.
fn part(entity: Entity, topic: &Topic, page: &PageView, graph: &mut Graph<'_>) -> Node {
    let site = graph.site();
    let about: BTreeSet<Thing> = topic.about.iter().filter_map(|it| thing(*it, site)).collect();
    let about = about.into_iter().filter(|it| *it != Thing::Article(entity));
    let about = graph.refer_all(about);
    let sources = sources(topic, graph).into_iter();
    let citation = graph.refer_all(sources.map(|source| Thing::Itself(Entity::Source(source))));
    whole(entity, page, &site.trips[topic.trip], graph)
        .with("dateModified", date::of(&topic.updated))
        .with("about", about)
        .with("citation", citation)
}

/// What all articles have.
pub(super) fn whole(entity: Entity, page: &PageView, trip: &Trip, graph: &mut Graph<'_>) -> Node {
    brief(entity, &graph.id(Thing::Article(entity)), graph)
        .with("description", page.description.as_str())
        .with("mainEntityOfPage", node::reference(&page.url))
        .with("inLanguage", graph.site().settings.language.as_str())
        .with("isAccessibleForFree", true)
        .with("author", authors(&trip.authors, graph))
        .with("publisher", graph.refer(Thing::Publisher))
}

/// Those who are named in the byline; where nobody is, the newsroom.
fn authors(authors: &[Author], graph: &mut Graph<'_>) -> Vec<Value> {
    if authors.is_empty() {
        return vec![graph.refer(Thing::Publisher)];
    }
    let author = |author: &Author| {
        Node::new("Person")
            .with("name", author.name.as_str())
            .with("jobTitle", author.role.as_deref())
            .with("url", author.url.as_deref())
            .into()
    };
    authors.iter().map(author).collect()
}

/// The sources that a section or topic cites, be it for a fact.
fn sources(topic: &Topic, graph: &Graph<'_>) -> BTreeSet<Id<Source>> {
    let of_fact = |fact: Id<Fact>| graph.site().facts[fact].sources.iter().copied();
    let mut sources: BTreeSet<Id<Source>> =
        topic.facts.iter().flat_map(|fact| of_fact(*fact)).collect();
    for link in topic.summary.iter().chain([&topic.body]).flat_map(Text::links) {
        match link.to {
            Target::Source(source) | Target::Entity(Entity::Source(source), _) => {
                sources.insert(source);
            }
            Target::Fact(fact) | Target::Quote(fact) => sources.extend(of_fact(fact)),
            _ => {}
        }
    }
    sources
}
