//! Stops, and the itinerary that they make.

use crate::page::markup::{self, Setting};
use crate::page::scene::Scene;
use crate::page::view::{EventView, StampView, StopView, StopsView};
use crate::page::{ledger, meeting, route, trip};
use crate::site::{Entity, Id, Stop, Trip};

/// The page with a trip's itinerary.
pub(super) fn list(trip: Id<Trip>, scene: &Scene<'_>) -> StopsView {
    StopsView {
        map: route::map(trip, scene),
        route: scene.site.trips[trip].route.word(),
        stops: itinerary(trip, scene),
        other_events: other_events(trip, scene),
        links: trip::links(trip, scene),
    }
}

/// The stops of a trip with their events.
pub(super) fn itinerary(trip: Id<Trip>, scene: &Scene<'_>) -> Vec<StopView> {
    scene.site.trips[trip].stops.iter().map(|stop| card(*stop, scene)).collect()
}

/// The events of a trip that are at none of its stops.
pub(super) fn other_events(trip: Id<Trip>, scene: &Scene<'_>) -> Vec<EventView> {
    let events = scene.site.trips[trip].events.iter();
    let elsewhere = events.filter(|event| scene.site.events[**event].stop.is_none());
    elsewhere.map(|event| meeting::card(*event, scene)).collect()
}

/// The page of a stop.
pub(super) fn page(id: Id<Stop>, scene: &Scene<'_>) -> StopView {
    let stop = &scene.site.stops[id];
    StopView {
        body: markup::passages(&stop.body, scene, &Setting::of(Entity::Stop(id))),
        facts: ledger::facts(&stop.facts, scene),
        ..card(id, scene)
    }
}

fn card(id: Id<Stop>, scene: &Scene<'_>) -> StopView {
    let stop = &scene.site.stops[id];
    let place = stop.place.map(|place| &scene.site.places[place]);
    let trip = &scene.site.trips[stop.trip];
    let number = trip.stops.iter().position(|other| *other == id).unwrap_or_default() + 1;
    let behind = markup::bearing(&scene.site.facts_bearing_stop(id), stop.status, scene);
    let events = trip.events.iter().filter(|event| scene.site.events[**event].stop == Some(id));
    StopView {
        id: stop.id.clone(),
        stamp: StampView {
            number,
            code: stop.place.and_then(|place| scene.site.country_code(place)).map(str::to_owned),
            status: stop.status.word(),
        },
        title: stop.title.clone(),
        href: scene.href_of(Entity::Stop(id)).unwrap_or_default(),
        place: place.map(|place| place.name.clone()).filter(|name| *name != stop.title),
        lies_in: place
            .and_then(|place| place.part_of)
            .map(|place| scene.site.places[place].name.clone()),
        status: stop.status.word(),
        time: scene.time(&stop.time),
        summary: stop.summary.as_ref().map(|text| markup::inline(text, scene)),
        agenda: stop.agenda.iter().map(|item| markup::inline(item, scene)).collect(),
        events: events.map(|event| meeting::card(*event, scene)).collect(),
        body: Vec::new(),
        marks: markup::marks(&behind, scene),
        facts: Vec::new(),
        updated: scene.date(&stop.updated),
    }
}
