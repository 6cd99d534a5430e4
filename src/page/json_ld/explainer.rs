//! The explainer of a trip, which has the whole story in it.

use serde_json::{Value, json};

use super::graph::{Graph, Thing, explainer};
use super::node::Node;
use super::{
    article, correction, date, event, glossary, party, picture, publisher, question, source, trip,
};
use crate::document::UpdateKind;
use crate::page::view::PageView;
use crate::page::{shared, trip as trip_page};
use crate::site::{Entity, Id, Party, Text, Trip};

/// The explainer, with everything and everybody in it.
pub(super) fn tell(id: Id<Trip>, page: &PageView, graph: &mut Graph<'_>) {
    let trip = &graph.site().trips[id];
    let sources = shared::sources_used(trip, graph.site());
    tell_story(id, graph);
    for source in &sources {
        source::tell(*source, graph);
    }
    let words = trip_page::word_count(trip, graph.site());
    let minutes = trip_page::reading_minutes(words);
    // What these were compiled from is cited by them, and not by us.
    let references = &graph.site().references;
    let sources = sources.into_iter().map(Entity::Source);
    let cited = sources.filter(|source| references.by(&trip.id, *source)).map(Thing::Itself);
    let node = article::whole(Entity::Trip(id), page, trip, graph)
        .with("datePublished", date::of(&trip.published))
        .with("dateModified", date::of(&trip.updated))
        .with("temporalCoverage", date::interval(&trip.time.when))
        .with("image", trip.image.map(|image| picture::node(image, graph)))
        .with("about", subjects(id, graph))
        .with("mentions", mentions(trip, graph))
        .with("citation", graph.refer_all(cited))
        .with("correction", corrections(trip, graph))
        .with("backstory", trip.method.as_ref().map(Text::plain_text))
        .with("hasPart", parts(trip, graph))
        .with("wordCount", words)
        .with("timeRequired", format!("PT{minutes}M"))
        .with("speakable", speakable(trip));
    graph.tell(explainer(id), node);
}

/// Everybody and everything that the explainer is about.
fn tell_story(id: Id<Trip>, graph: &mut Graph<'_>) {
    let site = graph.site();
    let of_trip = &site.trips[id];
    publisher::tell(graph);
    trip::tell(id, graph);
    for stop in &of_trip.stops {
        trip::tell_stop(*stop, graph);
    }
    for event in &of_trip.events {
        event::tell(*event, graph);
    }
    for party in trip_page::parties(of_trip, site) {
        party::tell(&party, graph);
    }
    for term in shared::terms_used(of_trip, site) {
        glossary::tell_term(term, graph);
    }
}

/// The trip, who travels, and where the plan leads.
fn subjects(id: Id<Trip>, graph: &mut Graph<'_>) -> Vec<Value> {
    let of_trip = &graph.site().trips[id];
    let traveller = of_trip.traveller.map(|person| Thing::Itself(Entity::Person(person)));
    let stops = of_trip.stops.iter().filter_map(|stop| trip::stop(*stop, graph));
    let mut subjects = vec![Thing::Itself(Entity::Trip(id))];
    for subject in traveller.into_iter().chain(stops) {
        if !matches!(subject, Thing::Visit(_)) && !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
    graph.refer_all(subjects)
}

/// The meetings, planned or spoken of, and whoever else takes part.
fn mentions(trip: &Trip, graph: &mut Graph<'_>) -> Vec<Value> {
    let events = trip.events.iter().map(|event| Entity::Event(*event));
    let parties = trip_page::parties(trip, graph.site());
    let traveller = trip.traveller.map(Entity::Person);
    let parties = parties.iter().filter_map(Party::entity);
    let others = parties.filter(|party| Some(*party) != traveller);
    graph.refer_all(events.chain(others).map(Thing::Itself))
}

/// The sections and the questions.
fn parts(trip: &Trip, graph: &mut Graph<'_>) -> Vec<Value> {
    let sections = trip.sections.iter().map(|section| Thing::Article(Entity::Section(*section)));
    let mut parts = graph.refer_all(sections);
    parts.extend(trip.questions.iter().map(|question| question::node(question).into()));
    parts
}

fn corrections(trip: &Trip, graph: &Graph<'_>) -> Vec<Node> {
    let corrections = trip.updates.iter().filter(|it| it.kind == UpdateKind::Correction);
    corrections.map(|update| correction::node(update, trip, graph)).collect()
}

/// The parts of the page that make sense when they are read out.
fn speakable(trip: &Trip) -> Node {
    let dek = trip.dek.as_ref().map(|_| ".dek");
    let key_points = (!trip.key_points.is_empty()).then_some(".key-points");
    let parts: Vec<&str> = [Some(".headline h1"), dek, key_points].into_iter().flatten().collect();
    Node::new("SpeakableSpecification").with("cssSelector", json!(parts))
}
