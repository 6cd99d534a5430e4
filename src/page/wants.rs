//! What each side wants from whom.

use crate::page::markup;
use crate::page::scene::Scene;
use crate::page::view::{LinkView, SideView, WantItemView, WantView};
use crate::site::{Entity, Party, Site, Trip, Want};

/// What each side wants from whom, then the sides of whose wants the sources do not speak.
pub(super) fn wants(trip: &Trip, scene: &Scene<'_>) -> (Vec<SideView>, Vec<LinkView>) {
    if trip.wants.is_empty() {
        return Default::default();
    }
    let speaks = |side: &Party| trip.wants.iter().any(|want| want.side == *side);
    let (speaking, silent): (Vec<Party>, Vec<Party>) =
        sides(trip, scene.site).into_iter().partition(speaks);
    let wants = speaking.iter().map(|side| self::side(side, trip, scene)).collect();
    (wants, silent.iter().map(|side| scene.party(side)).collect())
}

/// Every side: who wants something, then of whom it is wanted, then where the trip stops.
fn sides(trip: &Trip, site: &Site) -> Vec<Party> {
    let wanting = trip.wants.iter().map(|want| want.side.clone());
    let asked = trip.wants.iter().map(|want| want.from.clone());
    let stops = trip.stops.iter().filter_map(|stop| site.stops[*stop].place);
    let visited = stops.filter_map(|place| site.country(place)).map(Party::Place);
    let events = trip.events.iter().flat_map(|event| &site.events[*event].participants);
    let met = events.filter_map(|it| match it.who {
        Party::Person(id) => site.people[id].country.map(Party::Place),
        _ => None,
    });
    let mut sides: Vec<Party> = Vec::new();
    for side in wanting.chain(asked).chain(visited).chain(met) {
        if !sides.contains(&side) {
            sides.push(side);
        }
    }
    sides
}

fn side(side: &Party, trip: &Trip, scene: &Scene<'_>) -> SideView {
    let own: Vec<&Want> = trip.wants.iter().filter(|want| want.side == *side).collect();
    let mut wants: Vec<(Party, WantView)> = Vec::new();
    for want in own {
        let item = WantItemView {
            text: markup::inline_resting_on(&want.text, &want.facts, scene),
            topic: want.topic.map(|topic| scene.link(Entity::Topic(topic))),
        };
        if let Some((_, view)) = wants.iter_mut().find(|(from, _)| *from == want.from) {
            view.items.push(item);
        } else {
            let view = WantView { from: scene.party(&want.from), items: vec![item] };
            wants.push((want.from.clone(), view));
        }
    }
    SideView { side: scene.party(side), wants: wants.into_iter().map(|(_, view)| view).collect() }
}
