//! The graph of one page, in which every reference leads to a node.

use std::collections::BTreeSet;

use serde_json::Value;

use super::node::{self, Node};
use super::{article, event, glossary, party, place, publisher, source, trip};
use crate::page::href::From;
use crate::page::scene::Scene;
use crate::site::{Entity, Id, Site, Stop, Trip};

/// What the nodes of a graph are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    /// The newsroom.
    Publisher,
    /// What is written about a trip, a section or a topic.
    Article(Entity),
    /// A trip, an event, a person …
    Itself(Entity),
    /// That the traveller stops there, where that is not certain.
    Visit(Id<Stop>),
    /// All terms together.
    Glossary,
}

/// The nodes of a page.
pub(super) struct Graph<'a> {
    /// The site, with links that are absolute.
    pub(super) scene: Scene<'a>,
    nodes: Vec<Node>,
    told: BTreeSet<Thing>,
    wanted: BTreeSet<Thing>,
}

impl<'a> Graph<'a> {
    /// A graph without nodes.
    pub(super) fn of(scene: &Scene<'a>) -> Self {
        let from = From::Anywhere(&scene.site.settings.base_url);
        let scene = Scene { from, ..scene.clone() };
        Self { scene, nodes: Vec::new(), told: BTreeSet::new(), wanted: BTreeSet::new() }
    }

    pub(super) fn site(&self) -> &'a Site {
        self.scene.site
    }

    /// Adds a node that has no part in the story, such as the page.
    pub(super) fn add(&mut self, node: Node) {
        self.nodes.push(node);
    }

    /// Adds all that there is to say about a thing.
    pub(super) fn tell(&mut self, thing: Thing, node: Node) {
        if self.told.insert(thing) {
            self.nodes.push(node);
        }
    }

    /// A reference to a thing, of which the graph says at least what it is.
    pub(super) fn refer(&mut self, thing: Thing) -> Value {
        self.wanted.insert(thing);
        node::reference(&self.id(thing))
    }

    /// References to several things.
    pub(super) fn refer_all(&mut self, things: impl IntoIterator<Item = Thing>) -> Vec<Value> {
        things.into_iter().map(|thing| self.refer(thing)).collect()
    }

    /// All nodes; what was only referred to is there by its name.
    pub(super) fn finish(mut self) -> Vec<Node> {
        let untold: Vec<Thing> = self.wanted.difference(&self.told).copied().collect();
        let brief: Vec<Node> = untold.into_iter().map(|thing| self.brief(thing)).collect();
        self.nodes.extend(brief);
        self.nodes
    }

    /// The id of a thing: where readers find it, and what of that place is meant. It stays the same
    /// from build to build and from page to page.
    pub(super) fn id(&self, thing: Thing) -> String {
        let base = &self.site().settings.base_url;
        match thing {
            Thing::Publisher => format!("{base}#publisher"),
            Thing::Glossary => format!("{}#glossary", self.scene.href("glossary/")),
            Thing::Article(entity) => format!("{}#article", self.page(entity)),
            Thing::Visit(stop) => format!("{}#claim", self.page(Entity::Stop(stop))),
            Thing::Itself(entity) => match entity {
                Entity::Trip(_) => format!("{}#trip", self.page(entity)),
                Entity::Event(id) if event::is_event(&self.site().events[id]) => {
                    format!("{}#event", self.page(entity))
                }
                Entity::Event(_) => format!("{}#claim", self.page(entity)),
                Entity::Person(_) => format!("{}#person", self.page(entity)),
                Entity::Place(id) => format!("{base}#place-{}", self.site().places[id].id),
                _ => self.page(entity),
            },
        }
    }

    /// Where readers find an entity.
    pub(super) fn page(&self, entity: Entity) -> String {
        self.scene.href_of(entity).unwrap_or_default()
    }

    /// A thing by its name; such a node refers to no other.
    fn brief(&self, thing: Thing) -> Node {
        let id = &self.id(thing);
        match thing {
            Thing::Publisher => publisher::brief(id, self),
            Thing::Glossary => glossary::brief(id, self),
            Thing::Article(entity) => article::brief(entity, id, self),
            Thing::Visit(stop) => trip::brief_visit(stop, id, self),
            Thing::Itself(entity) => match entity {
                Entity::Trip(trip) => trip::brief(trip, id, self),
                Entity::Event(event) => event::brief(event, id, self),
                Entity::Person(person) => party::brief_person(person, id, self),
                Entity::Organisation(org) => party::brief_organisation(org, id, self),
                Entity::Place(place) => place::brief(place, id, self),
                Entity::Source(source) => source::brief(source, id, self),
                Entity::Term(term) => glossary::brief_term(term, id, self),
                _ => Node::at("Thing", id).with("name", self.scene.title(entity)),
            },
        }
    }
}

/// What an editor's `about` means to machines; none for what has no type of its own there.
pub(super) fn thing(entity: Entity, site: &Site) -> Option<Thing> {
    Some(match entity {
        Entity::Section(_) | Entity::Topic(_) => Thing::Article(entity),
        Entity::Stop(stop) => Thing::Itself(Entity::Place(site.stops[stop].place?)),
        Entity::Fact(_) | Entity::Figure(_) => return None,
        _ => Thing::Itself(entity),
    })
}

/// The article about a trip: the explainer.
pub(super) fn explainer(trip: Id<Trip>) -> Thing {
    Thing::Article(Entity::Trip(trip))
}
