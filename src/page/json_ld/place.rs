//! Countries, cities and venues.

use super::graph::{Graph, Thing};
use super::node::Node;
use crate::document::PlaceKind;
use crate::site::{Entity, Id, Place};

/// Everything about a place.
pub(super) fn tell(id: Id<Place>, graph: &mut Graph<'_>) {
    let thing = Thing::Itself(Entity::Place(id));
    let place = &graph.site().places[id];
    let within = place.part_of.map(|whole| graph.refer(Thing::Itself(Entity::Place(whole))));
    let node = brief(id, &graph.id(thing), graph)
        .with("geo", place.position.map(position))
        .with("address", graph.site().country_code(id).map(country))
        .with("containedInPlace", within);
    graph.tell(thing, node);
}

/// A place by its name.
pub(super) fn brief(id: Id<Place>, node: &str, graph: &Graph<'_>) -> Node {
    let place = &graph.site().places[id];
    let kind = match place.kind {
        PlaceKind::Country => "Country",
        PlaceKind::City => "City",
        PlaceKind::Venue => "Place",
    };
    Node::at(kind, node).with("name", place.name.as_str())
}

fn position((latitude, longitude): (f64, f64)) -> Node {
    Node::new("GeoCoordinates").with("latitude", latitude).with("longitude", longitude)
}

/// An address of which only the country's ISO 3166-1 code is known.
fn country(code: &str) -> Node {
    Node::new("PostalAddress").with("addressCountry", code)
}
