//! Maps that show what can go wrong with one.

use super::route_map::{Connector, MapPoint, MapStop, RouteMap, Solidity};

/// A stop by name, latitude, longitude and how sure it is.
pub(super) type Stop<'a> = (&'a str, f64, f64, Solidity);

/// A stop that is sure.
pub(super) fn stop(name: &str, lat: f64, lon: f64) -> Stop<'_> {
    (name, lat, lon, Solidity::Solid)
}

/// A map of stops.
pub(super) fn map(stops: &[Stop]) -> RouteMap {
    let stops = stops.iter().zip(1..).map(|(&(name, lat, lon, solidity), number)| MapStop {
        number,
        name: name.to_owned(),
        lat,
        lon,
        solidity,
        label: None,
    });
    RouteMap {
        stops: stops.collect(),
        connector: Connector::Order,
        origin: None,
        title: "The route".to_owned(),
        description: "A map with numbered stops".to_owned(),
        id: "map".to_owned(),
    }
}

/// The brief's own trip.
pub(super) fn asia() -> RouteMap {
    map(&[
        ("Malaysia", 4.2, 102.0, Solidity::Solid),
        ("Japan", 36.2, 138.3, Solidity::Solid),
        ("South Korea", 36.5, 127.9, Solidity::Solid),
    ])
}

/// A trip with everything that is not sure.
fn doubtful() -> RouteMap {
    let stops = [
        ("Malaysia", 4.2, 102.0, Solidity::Solid),
        ("Vietnam", 16.0, 107.5, Solidity::Hollow),
        ("Taiwan", 23.7, 121.0, Solidity::Crossed),
        ("Japan", 36.2, 138.3, Solidity::Solid),
        ("Democratic People’s Republic of Korea", 40.0, 127.0, Solidity::HollowDashed),
    ];
    let origin = MapPoint { name: "Washington".to_owned(), lat: 38.9, lon: -77.0 };
    RouteMap { origin: Some(origin), ..map(&stops) }
}

/// Two stops on opposite sides of the globe.
fn opposite() -> RouteMap {
    let stops = [
        ("Madrid", 40.4, -3.7, Solidity::Solid),
        ("Weber, New Zealand", -40.4, 176.3, Solidity::Solid),
    ];
    RouteMap { connector: Connector::GreatCircle, ..map(&stops) }
}

/// Stops on both sides of the date line.
fn pacific() -> RouteMap {
    map(&[
        ("Fiji", -17.7, 178.0, Solidity::Solid),
        ("Samoa", -13.8, -172.1, Solidity::Solid),
        ("Honolulu", 21.3, -157.9, Solidity::Hollow),
    ])
}

/// Stops around the pole.
fn arctic() -> RouteMap {
    let stops = [
        ("Longyearbyen", 78.2, 15.6, Solidity::Solid),
        ("Thule", 76.5, -68.7, Solidity::Solid),
        ("Alert", 82.5, -62.3, Solidity::HollowDashed),
    ];
    RouteMap { connector: Connector::GreatCircle, ..map(&stops) }
}

/// Twenty cities all over the world.
fn world() -> RouteMap {
    let sure = Solidity::Solid;
    map(&[
        ("Washington", 38.9, -77.0, sure),
        ("Mexico City", 19.4, -99.1, sure),
        ("Bogotá", 4.7, -74.1, sure),
        ("Brasília", -15.8, -47.9, sure),
        ("Buenos Aires", -34.6, -58.4, sure),
        ("Dakar", 14.7, -17.5, sure),
        ("Abuja", 9.1, 7.4, sure),
        ("Nairobi", -1.3, 36.8, sure),
        ("Pretoria", -25.7, 28.2, sure),
        ("Cairo", 30.0, 31.2, sure),
        ("Rome", 41.9, 12.5, sure),
        ("Berlin", 52.5, 13.4, sure),
        ("London", 51.5, -0.1, sure),
        ("Ankara", 39.9, 32.9, sure),
        ("New Delhi", 28.6, 77.2, sure),
        ("Beijing", 39.9, 116.4, sure),
        ("Tokyo", 35.7, 139.7, sure),
        ("Jakarta", -6.2, 106.8, sure),
        ("Canberra", -35.3, 149.1, sure),
        ("Wellington", -41.3, 174.8, sure),
    ])
}

/// Cities so close to each other that their stamps must give way.
fn crowded() -> RouteMap {
    let sure = Solidity::Solid;
    let stops = [
        ("Paris", 48.86, 2.35, sure),
        ("Versailles", 48.8, 2.13, sure),
        ("Brussels", 50.85, 4.35, sure),
        ("The Hague", 52.08, 4.3, Solidity::Hollow),
        ("Berlin", 52.5, 13.4, sure),
        ("Warsaw", 52.2, 21.0, sure),
        ("Kyiv", 50.45, 30.52, Solidity::HollowDashed),
        ("Paris", 48.86, 2.35, sure),
    ];
    let origin = MapPoint { name: "London".to_owned(), lat: 51.5, lon: -0.1 };
    RouteMap { origin: Some(origin), ..map(&stops) }
}

/// Two stops on a map whose far side is land.
fn ocean() -> RouteMap {
    map(&[stop("Tokyo", 35.7, 139.7), stop("Santiago", -33.4, -70.7)])
}

/// Every map, with a name for it.
pub(super) fn all() -> Vec<(&'static str, RouteMap)> {
    let kuala_lumpur = [("Kuala Lumpur", 3.1, 101.7, Solidity::Solid)];
    let moscow = [("Moscow & <friends>", 55.75, 37.6, Solidity::HollowDashed)];
    vec![
        ("asia", asia()),
        ("one", map(&kuala_lumpur)),
        ("inland", map(&moscow)),
        ("doubtful", doubtful()),
        ("opposite", opposite()),
        ("pacific", pacific()),
        ("arctic", arctic()),
        ("world", world()),
        ("crowded", crowded()),
        ("ocean", ocean()),
    ]
}
