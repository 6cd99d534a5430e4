//! Meetings: an `Event` where it is planned and dated, and a `Claim` where it is spoken of.

use serde_json::Value;

use super::date;
use super::graph::{Graph, Thing, explainer};
use super::node::Node;
use super::party::actor;
use crate::document::{Status, When};
use crate::page::meeting;
use crate::page::status::event_status;
use crate::site::{Entity, Event, Id, Party, Text, Time};

/// When an event takes place, with the status that schema.org has for it.
struct Happening {
    status: &'static str,
    start: Option<String>,
    end: Option<String>,
    previous: Option<String>,
}

/// Whether machines are told of an event, and not merely that somebody speaks of one.
pub(super) fn is_event(event: &Event) -> bool {
    happening(event).is_some()
}

/// None for what is no plan and for what has no date: an event has both.
fn happening(event: &Event) -> Option<Happening> {
    let status = event_status(event.status)?;
    let present = local(meeting::present_time(event));
    let previous = meeting::previous(event);
    let previous = previous.map(|when| local(Time { when, ..event.time.clone() }));
    let start = date::start(&present);
    let previous = previous.as_ref().and_then(date::start);
    // What is put off has the date that is no more, and no other.
    let dated = start.is_some() || event.status == Status::Postponed && previous.is_some();
    dated.then(|| Happening { status, start, end: date::end(&present), previous })
}

/// The time on the clocks of its place.
fn local(time: Time) -> When {
    match time.zone {
        Some(zone) => time.when.seen_from(&zone),
        None => time.when,
    }
}

/// Everything about an event.
pub(super) fn tell(id: Id<Event>, graph: &mut Graph<'_>) {
    let thing = Thing::Itself(Entity::Event(id));
    let event = &graph.site().events[id];
    let summary = event.summary.as_ref().map(Text::plain_text);
    let node = brief(id, &graph.id(thing), graph).with("description", summary);
    let node =
        if is_event(event) { planned(event, node, graph) } else { claim(event, node, graph) };
    graph.tell(thing, node);
}

/// An event by its name: with its date, or as a claim.
pub(super) fn brief(id: Id<Event>, node: &str, graph: &Graph<'_>) -> Node {
    let event = &graph.site().events[id];
    let Some(happening) = happening(event) else {
        return claimed(node, &event.title, event.status, graph)
            .with("url", graph.page(Entity::Event(id)));
    };
    Node::at("Event", node)
        .with("name", event.title.as_str())
        .with("url", graph.page(Entity::Event(id)))
        .with("eventStatus", happening.status)
        .with("startDate", happening.start)
        .with("endDate", happening.end)
        .with("previousStartDate", happening.previous)
}

/// A claim that something takes place, with how sure that is.
pub(super) fn claimed(node: &str, title: &str, status: Status, graph: &Graph<'_>) -> Node {
    let words = graph.scene.words;
    let status = words.get(&format!("status.{}", status.word()));
    let text = words.fill("machines.claim", &[("title", title), ("status", &status)]);
    Node::at("Claim", node).with("name", title).with("text", text)
}

fn planned(event: &Event, node: Node, graph: &mut Graph<'_>) -> Node {
    let site = graph.site();
    let place = place(event, graph);
    let attendees = participants(event, graph);
    let whole = event.part_of.filter(|whole| is_event(&site.events[*whole]));
    let whole = whole.map(|whole| graph.refer(Thing::Itself(Entity::Event(whole))));
    node.with("location", place).with("attendee", attendees).with("superEvent", whole)
}

fn claim(event: &Event, node: Node, graph: &mut Graph<'_>) -> Node {
    let mut about = participants(event, graph);
    about.extend(place(event, graph));
    let speaker = event.status_by.as_ref().and_then(|party| actor(party, graph));
    let credit = match &event.status_by {
        Some(Party::Words(words)) => Some(words.as_str()),
        _ => None,
    };
    let likelihood = event.likelihood.as_ref().map(|likelihood| {
        let speaker = likelihood.by.as_ref().and_then(|party| actor(party, graph));
        Node::new("Quotation").with("text", likelihood.text.as_str()).with("creator", speaker)
    });
    node.with("author", speaker)
        .with("creditText", credit)
        .with("claimInterpreter", graph.refer(Thing::Publisher))
        .with("appearance", graph.refer(explainer(event.trip)))
        .with("about", about)
        .with("hasPart", likelihood)
}

fn place(event: &Event, graph: &mut Graph<'_>) -> Option<Value> {
    let place = graph.site().stops[event.stop?].place?;
    Some(graph.refer(Thing::Itself(Entity::Place(place))))
}

fn participants(event: &Event, graph: &mut Graph<'_>) -> Vec<Value> {
    event.participants.iter().filter_map(|it| actor(&it.who, graph)).collect()
}
