//! The route map of a trip.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::document::{LabelSide, Route, Status};
use crate::draw::{Connector, MapPoint, MapStop, RouteMap, Side, Solidity};
use crate::page::scene::Scene;
use crate::site::{Id, Place, Site, Stop, Trip};

/// The maps of a site's trips, each drawn once for all pages that show it.
#[derive(Debug)]
pub(crate) struct Maps(BTreeMap<Id<Trip>, OnceLock<Option<String>>>);

impl Maps {
    /// The maps of `site`, none of which is drawn yet.
    pub(super) fn of(site: &Site) -> Self {
        Self(site.trips.iter().map(|(id, _)| (id, OnceLock::new())).collect())
    }
}

/// The route map; none where no stop has a position.
pub(super) fn map(id: Id<Trip>, scene: &Scene<'_>) -> Option<String> {
    scene.maps.0.get(&id)?.get_or_init(|| drawn(id, scene)).clone()
}

fn drawn(id: Id<Trip>, scene: &Scene<'_>) -> Option<String> {
    let trip = &scene.site.trips[id];
    let stops: Vec<MapStop> = trip
        .stops
        .iter()
        .enumerate()
        .filter_map(|(index, stop)| map_stop(index + 1, &scene.site.stops[*stop], scene.site))
        .collect();
    let names: Vec<String> =
        stops.iter().map(|stop| format!("{} {}", stop.number, stop.name)).collect();
    let names = names.join(&scene.words.get("separators.list"));
    let route = scene.words.get(&format!("map.routes.{}", trip.route.word()));
    let map = RouteMap {
        stops,
        connector: match trip.route {
            Route::Order => Connector::Order,
            Route::GreatCircle => Connector::GreatCircle,
            Route::None => Connector::None,
        },
        origin: trip.origin.and_then(|place| origin(place, scene.site)),
        title: scene.words.fill("map.name", &[("trip", &trip.title)]),
        description: scene.words.fill("map.description", &[("stops", &names), ("route", &route)]),
        id: format!("map-{}", trip.id),
    };
    scene.memos.maps.recall(&trip.id, map, RouteMap::draw)
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
        solidity: match stop.status {
            Status::Possible => Solidity::HollowDashed,
            Status::Expected => Solidity::Hollow,
            Status::Cancelled | Status::DidNotTakePlace => Solidity::Crossed,
            _ => Solidity::Solid,
        },
        label: stop.label.map(|side| match side {
            LabelSide::Left => Side::Left,
            LabelSide::Right => Side::Right,
            LabelSide::Above => Side::Above,
            LabelSide::Below => Side::Below,
        }),
    })
}
