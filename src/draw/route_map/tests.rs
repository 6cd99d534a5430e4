//! Facts about maps.

use super::super::fixtures::{all, asia, map, stop};
use super::super::frame::{Frame, SHEET};
use super::super::path::Dot;
use super::super::plane::Area;
use super::super::scene::Scene;
use super::super::sphere::Spot;
use super::super::{inset, mark};
use super::{Connector, MapPoint, RouteMap, Side, Solidity};

/// The picture of a map that has one.
fn drawn(map: &RouteMap) -> String {
    map.draw().unwrap_or_else(|| panic!("{}: no picture", map.title))
}

/// What the attribute `d` of the first path of that class holds.
fn path<'a>(svg: &'a str, class: &str) -> &'a str {
    let from = svg.split_once(&format!("class=\"{class}\"")).map_or("", |(_, rest)| rest);
    let from = from.split_once(" d=\"").map_or("", |(_, rest)| rest);
    from.split_once('"').map_or("", |(path, _)| path)
}

/// The closed lines of a path.
fn rings(path: &str) -> Vec<Vec<Dot>> {
    let (mut x, mut y) = (0, 0);
    let rings = path.split_terminator('z').map(|ring| {
        let text = ring.trim_start_matches('m').replace('-', " -");
        let numbers: Vec<i32> =
            text.split_whitespace().filter_map(|text| text.parse().ok()).collect();
        let mut ring = Vec::new();
        for step in numbers.chunks_exact(2) {
            (x, y) = (x + step[0], y + step[1]);
            ring.push(Dot { x, y });
        }
        (x, y) = ring.first().map_or((x, y), |first: &Dot| (first.x, first.y));
        ring
    });
    rings.collect()
}

/// Whether the even-odd rule fills the place of a spot.
fn is_filled(map: &RouteMap, class: &str, latitude: f64, longitude: f64) -> bool {
    let frame = Frame::around(&map.spots()).expect("a frame");
    let at = Dot::from(frame.place(Spot::at(latitude, longitude)));
    let rings = rings(path(&drawn(map), class));
    let sides = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
    let crossed = sides.filter(|(from, to)| {
        let across = (from.y > at.y) != (to.y > at.y);
        let share = f64::from(at.y - from.y) / f64::from(to.y - from.y);
        across && f64::from(at.x) < f64::from(from.x) + share * f64::from(to.x - from.x)
    });
    crossed.count() % 2 == 1
}

/// What the names and the stamps of a map cover.
fn covered(map: &RouteMap) -> (Vec<Area>, Vec<Area>, Option<Area>) {
    let frame = Frame::around(&map.spots()).expect("a frame");
    let scene = Scene::of(map, &frame);
    let inset = scene.inset(&frame);
    let names = scene.label_positions(inset).iter().map(|position| position.area).collect();
    (names, scene.covered(), inset)
}

#[test]
fn a_map_without_stops_is_no_picture() {
    assert_eq!(map(&[]).draw(), None);
}

#[test]
fn a_map_drawn_twice_is_the_same_map() {
    for (name, map) in all() {
        assert_eq!(map.draw(), map.draw(), "{name}");
    }
}

#[test]
fn a_map_is_no_heavier_than_its_budget() {
    for (name, map) in all() {
        let bytes = drawn(&map).len();
        assert!(bytes <= 16_000, "{name}: {bytes} bytes");
    }
}

#[test]
fn every_stop_has_its_number_and_its_name() {
    for (name, map) in all() {
        let svg = drawn(&map);
        for stop in &map.stops {
            assert!(svg.contains(&format!(">{}</text>", stop.number)), "{name}: {}", stop.number);
            for line in mark::lines(&stop.name) {
                let line = super::escape(&line);
                assert!(svg.contains(&format!(">{line}<")), "{name}: {line}");
            }
        }
    }
}

#[test]
fn no_name_covers_another_name_a_stamp_or_the_globe() {
    for (fixture, map) in all() {
        let (names, stamps, inset) = covered(&map);
        for (at, name) in names.iter().enumerate() {
            let stop = &map.stops.get(at).map_or("the origin", |stop| stop.name.as_str());
            let later = names.iter().skip(at + 1);
            assert!(!later.copied().any(|other| other.meets(*name)), "{fixture}: {stop}");
            let others = stamps.iter().enumerate().filter(|(other, _)| *other != at);
            assert!(
                !others.map(|(_, stamp)| stamp).any(|stamp| stamp.meets(*name)),
                "{fixture}: {stop}"
            );
            assert!(inset.is_none_or(|inset| !inset.meets(*name)), "{fixture}: {stop}");
        }
    }
}

#[test]
fn stamps_stand_apart() {
    for (fixture, map) in all() {
        let frame = Frame::around(&map.spots()).expect("a frame");
        let scene = Scene::of(&map, &frame);
        for (at, one) in scene.stamps.iter().enumerate() {
            for other in &scene.stamps[at + 1..] {
                let gap = one.distance(*other);
                assert!(gap >= 2.0 * scene.size.ring, "{fixture}: {gap} units");
            }
        }
    }
}

#[test]
fn land_is_filled_and_sea_is_not() {
    let outback = map(&[stop("Alice Springs", -23.7, 133.9)]);
    for (latitude, longitude, is_land) in
        [(-25.0, 134.0, true), (-14.0, 139.0, false), (-20.0, 120.0, true), (-34.0, 131.0, false)]
    {
        assert_eq!(is_filled(&outback, "map-land", latitude, longitude), is_land, "{latitude}");
    }
}

#[test]
fn a_map_within_a_continent_is_land_but_for_its_lakes() {
    let inland = map(&[stop("Moscow", 55.75, 37.6)]);
    assert!(is_filled(&inland, "map-land", 55.0, 40.0));
    assert!(!is_filled(&inland, "map-land", 57.5, 19.5), "the Baltic Sea");
    let steppe = map(&[stop("Astana", 51.2, 71.4)]);
    assert!(is_filled(&steppe, "map-land", 51.0, 71.0));
}

#[test]
fn a_round_map_knows_land_from_sea_on_its_far_side_too() {
    let (_, opposite) = all().remove(4);
    assert!(is_filled(&opposite, "map-land", 25.0, 80.0), "India");
    assert!(is_filled(&opposite, "map-land", -80.0, 80.0), "Antarctica");
    assert!(!is_filled(&opposite, "map-land", -20.0, 80.0), "the Indian Ocean");
    // Africa is opposite the centre of this map.
    let ocean = map(&[stop("Tokyo", 35.7, 139.7), stop("Santiago", -33.4, -70.7)]);
    assert!(!is_filled(&ocean, "map-land", 5.0, -150.0), "the Pacific Ocean");
    assert!(is_filled(&ocean, "map-land", -25.0, 134.0), "Australia");
    assert!(is_filled(&ocean, "map-land", 40.0, -100.0), "the United States");
}

#[test]
fn a_line_to_or_from_a_stop_that_is_not_sure_is_dashed() {
    let mut trip = asia();
    trip.stops[2].solidity = Solidity::HollowDashed;
    let svg = drawn(&trip);
    assert_eq!(path(&svg, "map-route").matches('m').count(), 1);
    assert_eq!(path(&svg, "map-route map-route-possible").matches('m').count(), 1);
}

#[test]
fn the_way_leads_past_a_cancelled_stop() {
    let mut trip = asia();
    trip.stops[1].solidity = Solidity::Crossed;
    let svg = drawn(&trip);
    assert_eq!(path(&svg, "map-route").matches('m').count(), 1);
    assert!(svg.contains("map-cross\""));
}

#[test]
fn a_map_without_connectors_has_no_lines() {
    let svg = drawn(&RouteMap { connector: Connector::None, ..asia() });
    assert!(!svg.contains("map-route"));
    assert!(!svg.contains("map-arrow"));
}

#[test]
fn the_editor_decides_where_a_name_stands() {
    for side in [Side::Left, Side::Right, Side::Above, Side::Below] {
        let mut trip = asia();
        trip.stops[0].label = Some(side);
        let (names, stamps, _) = covered(&trip);
        let (name, stamp) = (names[0].middle(), stamps[0].middle());
        let is_there = match side {
            Side::Left => name.x < stamps[0].left,
            Side::Right => name.x > stamps[0].right,
            Side::Above => name.y < stamps[0].top,
            Side::Below => name.y > stamps[0].bottom,
        };
        assert!(is_there, "{side:?}: {name:?} at {stamp:?}");
    }
}

#[test]
fn an_origin_far_away_does_not_widen_the_map() {
    let far = MapPoint { name: "Washington".to_owned(), lat: 38.9, lon: -77.0 };
    let with_origin = RouteMap { origin: Some(far), ..asia() };
    assert_eq!(with_origin.spots(), asia().spots());
    assert!(drawn(&with_origin).contains(">Washington<"));
}

#[test]
fn text_cannot_break_out_of_the_picture() {
    let mut trip = map(&[stop("<script>&\"", 0.0, 0.0)]);
    trip.title = "</title>".to_owned();
    let svg = drawn(&trip);
    assert!(!svg.contains("<script>"));
    assert!(svg.contains("&lt;script&gt;&amp;&quot;"));
    assert!(svg.contains(">&lt;/title&gt;</title>"));
}

#[test]
fn a_picture_has_no_colours_and_no_sizes_of_its_own() {
    for (name, map) in all() {
        let svg = drawn(&map);
        let (tag, _) = svg.split_once('>').unwrap_or_default();
        assert!(!tag.contains("width=") && !tag.contains("height="), "{name}: {tag}");
        let svg = svg.replacen(" style=\"--map-lines:", "", 1);
        for word in ["style=", "fill=", "stroke=", "NaN", "inf", "-0 ", "\"-0\""] {
            assert!(!svg.contains(word), "{name}: {word}");
        }
        for class in svg.split("class=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(class.split(' ').all(|class| class.starts_with("map-")), "{name}: {class}");
        }
    }
}

#[test]
fn the_globe_in_the_corner_covers_no_stamp() {
    for (name, map) in all() {
        let (_, stamps, inset) = covered(&map);
        if let Some(area) = inset {
            assert!(!stamps.iter().any(|stamp| stamp.meets(area)), "{name}");
        }
    }
    let corners = SHEET.grown(-60.0).corners().map(|corner| Area::around(corner, 20.0));
    assert_eq!(inset::corner(&corners, &[]), None);
}

/// The pictures that people look at, in `tests/golden/maps`; `UPDATE=1 cargo test` draws them anew.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test may read and write its expectations")]
fn maps_look_as_they_did_when_somebody_last_looked() {
    let styles = "@import '../../../static/css/tokens.css'; \
                  @import '../../../static/css/components/route-map.css';";
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/maps");
    let update = std::env::var_os("UPDATE").is_some_and(|value| !value.is_empty() && value != "0");
    for (name, map) in all() {
        let svg = drawn(&map).replacen('>', &format!("><style>{styles}</style>"), 1);
        let path = format!("{folder}/{name}.svg");
        if update {
            std::fs::write(&path, &svg).expect("a picture is written");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == svg,
            "{path} is another picture now; look at it, then `UPDATE=1 cargo test`"
        );
    }
}
