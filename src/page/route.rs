//! The route map of a trip.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::document::{LabelSide, Route};
use crate::draw::{Connector, MapPoint, MapStop, RouteMap, Side};
use crate::page::scene::Scene;
use crate::page::status::solidity;
use crate::page::{Memos, Words};
use crate::site::{Id, Place, Site, Stop, Trip};

/// The maps of a site's trips, each drawn once for all pages that show it.
#[derive(Debug, Default)]
pub(crate) struct Maps(BTreeMap<Id<Trip>, Option<String>>);

impl Maps {
    /// The maps of all trips of `site`.
    pub(crate) fn of(site: &Site, words: &Words, memos: &Memos) -> Self {
        let trips: Vec<Id<Trip>> = site.trips.iter().map(|(id, _)| id).collect();
        let map = |id: &Id<Trip>| {
            let map = route_map(&site.trips[*id], site, words);
            (*id, memos.maps.recall(&map.id.clone(), map, RouteMap::draw))
        };
        Self(trips.par_iter().map(map).collect())
    }
}

/// The route map; none where no stop has a position.
pub(super) fn map(id: Id<Trip>, scene: &Scene<'_>) -> Option<String> {
    scene.maps.0.get(&id)?.clone()
}

/// What the route map of a trip shows.
fn route_map(trip: &Trip, site: &Site, words: &Words) -> RouteMap {
    let stops: Vec<MapStop> = trip
        .stops
        .iter()
        .enumerate()
        .filter_map(|(index, stop)| map_stop(index + 1, &site.stops[*stop], site))
        .collect();
    let names: Vec<String> =
        stops.iter().map(|stop| format!("{} {}", stop.number, stop.name)).collect();
    let names = names.join(&words.get("separators.list"));
    let route = words.get(&format!("map.routes.{}", trip.route.word()));
    RouteMap {
        stops,
        connector: match trip.route {
            Route::Order => Connector::Order,
            Route::GreatCircle => Connector::GreatCircle,
            Route::None => Connector::None,
        },
        origin: trip.origin.and_then(|place| origin(place, site)),
        title: words.fill("map.name", &[("trip", &trip.title)]),
        description: words.fill("map.description", &[("stops", &names), ("route", &route)]),
        id: format!("map-{}", trip.id),
    }
}

/// Where the traveller sets out.
fn origin(place: Id<Place>, site: &Site) -> Option<MapPoint> {
    let (lat, lon) = site.position(place)?;
    Some(MapPoint { name: site.places[place].name.clone(), lat, lon })
}

fn map_stop(number: usize, stop: &Stop, site: &Site) -> Option<MapStop> {
    let (lat, lon) = site.position(stop.place?)?;
    Some(MapStop {
        number,
        name: stop.title.clone(),
        lat,
        lon,
        solidity: solidity(stop.status),
        label: stop.label.map(|side| match side {
            LabelSide::Left => Side::Left,
            LabelSide::Right => Side::Right,
            LabelSide::Above => Side::Above,
            LabelSide::Below => Side::Below,
        }),
    })
}
