//! The trip and its itinerary.

use super::event::claimed;
use super::graph::{Graph, Thing, explainer};
use super::node::Node;
use super::place;
use crate::page::status::is_planned;
use crate::site::{Entity, Id, Stop, Text, Trip};

/// Everything about a trip, with its stops in order.
pub(super) fn tell(id: Id<Trip>, graph: &mut Graph<'_>) {
    let thing = Thing::Itself(Entity::Trip(id));
    let trip = &graph.site().trips[id];
    let items: Vec<Node> =
        trip.stops.iter().zip(1_usize..).map(|(stop, at)| item(*stop, at, graph)).collect();
    let itinerary =
        Node::new("ItemList").with("numberOfItems", items.len()).with("itemListElement", items);
    let purpose = trip.purpose.as_ref().map(Text::plain_text);
    let origin = trip.origin.map(|place| graph.refer(Thing::Itself(Entity::Place(place))));
    let node = brief(id, &graph.id(thing), graph)
        .with("description", purpose)
        .with("tripOrigin", origin)
        .with("itinerary", (!trip.stops.is_empty()).then_some(itinerary));
    graph.tell(thing, node);
}

/// A trip by its name.
pub(super) fn brief(id: Id<Trip>, node: &str, graph: &Graph<'_>) -> Node {
    Node::at("Trip", node)
        .with("name", graph.site().trips[id].title.as_str())
        .with("url", graph.page(Entity::Trip(id)))
}

/// A stop in the itinerary, by the number that readers see.
fn item(id: Id<Stop>, position: usize, graph: &mut Graph<'_>) -> Node {
    let item = Node::new("ListItem").with("position", position);
    let title = graph.site().stops[id].title.as_str();
    match stop(id, graph) {
        Some(thing) => item.with("item", graph.refer(thing)),
        None => item.with("name", title),
    }
}

/// What a stop is to machines: a place of the itinerary, or the claim that it will be one; none for
/// a planned stop at no known place.
pub(super) fn stop(id: Id<Stop>, graph: &Graph<'_>) -> Option<Thing> {
    let stop = &graph.site().stops[id];
    if !is_planned(stop.status) {
        return Some(Thing::Visit(id));
    }
    Some(Thing::Itself(Entity::Place(stop.place?)))
}

/// Everything about the place of a stop, or about the claim that the traveller stops there.
pub(super) fn tell_stop(id: Id<Stop>, graph: &mut Graph<'_>) {
    let stop = &graph.site().stops[id];
    if let Some(place) = stop.place {
        place::tell(place, graph);
    }
    if is_planned(stop.status) {
        return;
    }
    let thing = Thing::Visit(id);
    let place = stop.place.map(|place| graph.refer(Thing::Itself(Entity::Place(place))));
    let node = brief_visit(id, &graph.id(thing), graph)
        .with("claimInterpreter", graph.refer(Thing::Publisher))
        .with("appearance", graph.refer(explainer(stop.trip)))
        .with("about", place);
    graph.tell(thing, node);
}

/// The claim that the traveller stops somewhere.
pub(super) fn brief_visit(id: Id<Stop>, node: &str, graph: &Graph<'_>) -> Node {
    let stop = &graph.site().stops[id];
    claimed(node, &stop.title, stop.status, graph).with("url", graph.page(Entity::Stop(id)))
}
