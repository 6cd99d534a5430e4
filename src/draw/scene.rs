//! What stands on the ground of a route map: lines, stamps and names, each in its place.

use std::fmt::Write;

use super::edge::Edge;
use super::frame::{Frame, SHEET};
use super::labels::{self, Label, Obstacles, Position};
use super::mark::{self, MarkSize};
use super::path::{Dot, PathData, whole};
use super::plane::{Area, Point};
use super::route::{self, Certainty, Leg};
use super::route_map::{MapPoint, RouteMap};
use super::{inset, stamps};

/// What stands on the ground, with its place on the drawing.
pub(super) struct Scene<'a> {
    map: &'a RouteMap,
    pub(super) size: MarkSize,
    /// The places of the stops.
    points: Vec<Point>,
    /// The middles of the stamps, which are the same where there is room.
    pub(super) stamps: Vec<Point>,
    legs: Vec<Leg>,
    start: Option<Start<'a>>,
}

/// The origin as far as it is on the map.
struct Start<'a> {
    name: &'a str,
    /// Where it is, or where the line from there comes in.
    point: Point,
    /// The radius of its mark; 0 where it is beyond the map.
    dot: f64,
}

impl<'a> Start<'a> {
    /// The origin at a place; none if neither it nor the way from there is on the map.
    fn of(origin: &'a MapPoint, place: Point, way: Option<Leg>, size: MarkSize) -> Option<Self> {
        let inner = SHEET.grown(-size.text);
        let name = origin.name.as_str();
        if inner.holds(place) {
            return Some(Self { name, point: place, dot: size.ring * 0.36 });
        }
        Some(Self { name, point: *way?.entering(inner).points.first()?, dot: 0.0 })
    }
}

impl<'a> Scene<'a> {
    /// Finds a place for everything but the names.
    pub(super) fn of(map: &'a RouteMap, frame: &Frame) -> Self {
        let size = MarkSize::for_stops(map.stops.len());
        let points: Vec<Point> = map.stops.iter().map(|stop| frame.place(stop.spot())).collect();
        let room = SHEET.grown(-size.ring - 12.0);
        let stamps = stamps::apart(&points, 2.0 * size.ring + 8.0, room);
        let stations = map.stations(&stamps);
        let leg = |from, to| map.leg(from, to, frame);
        let mut legs: Vec<Leg> =
            stations.windows(2).filter_map(|ends| leg(ends[0], ends[1])).collect();
        let start = map.origin.as_ref().and_then(|origin| {
            let station = origin.station(frame);
            let way_in = stations.first().and_then(|first| leg(station, *first));
            legs.extend(way_in.clone().map(|way| way.entering(SHEET)));
            Start::of(origin, station.stamp, way_in, size)
        });
        Self { map, size, points, stamps, legs, start }
    }

    /// What the stamps cover, and the mark of the origin.
    pub(super) fn covered(&self) -> Vec<Area> {
        let stamps = self.stamps.iter().map(|stamp| Area::around(*stamp, self.size.ring + 4.0));
        let start = self.start.iter().map(|start| Area::around(start.point, start.dot));
        stamps.chain(start).collect()
    }

    /// The corner for the small globe, unless the map itself is round.
    pub(super) fn inset(&self, frame: &Frame) -> Option<Area> {
        match frame.edge {
            Edge::Straight(_) => inset::corner(&self.covered(), &self.legs),
            Edge::Round { .. } => None,
        }
    }

    /// A position for the name of each stop, and of the origin behind them.
    pub(super) fn label_positions(&self, inset: Option<Area>) -> Vec<Position> {
        let stops = self.map.stops.iter().zip(&self.stamps);
        let stops = stops.map(|(stop, stamp)| Label {
            lines: mark::lines(&stop.name),
            stamp: *stamp,
            ring: self.size.ring,
            side: stop.label,
        });
        let start = self.start.iter().map(|start| Label {
            lines: mark::lines(start.name),
            stamp: start.point,
            ring: start.dot,
            side: None,
        });
        let labels: Vec<Label> = stops.chain(start).collect();
        let obstacles = Obstacles {
            stamps: &self.covered(),
            legs: &self.legs,
            inset,
            sheet: SHEET.grown(-8.0),
            size: self.size.text,
        };
        labels::place(&labels, &obstacles)
    }

    /// Everything but stamps and names.
    pub(super) fn lines(&self) -> String {
        let mut leaders = PathData::default();
        for (point, stamp) in self.points.iter().zip(&self.stamps) {
            if point.distance(*stamp) > 2.0 {
                leaders.line(&[Dot::from(*point), Dot::from(*stamp)]);
            }
        }
        let paths = [
            ("map-route", route::lines(&self.legs, Certainty::Planned)),
            ("map-route map-route-possible", route::lines(&self.legs, Certainty::Possible)),
            ("map-arrow", route::arrows(&self.legs, self.size.ring)),
            ("map-leader", leaders.into_text()),
        ];
        let mut lines = String::new();
        for (class, path) in paths.iter().filter(|(_, path)| !path.is_empty()) {
            let _ = writeln!(lines, "<path class=\"{class}\" d=\"{path}\"/>");
        }
        lines
    }

    /// The stamps with their names, and the origin with its own.
    pub(super) fn marks(&self, positions: &[Position]) -> String {
        let stops = self.map.stops.iter().zip(&self.stamps).zip(positions);
        let mut marks: String = stops
            .map(|((stop, stamp), position)| mark::stop(stop, *stamp, position, self.size))
            .collect();
        if let Some((start, position)) = self.start.as_ref().zip(positions.last()) {
            marks.push_str(&mark::origin(start.name, start.point, position, start.dot));
        }
        format!("<g font-size=\"{}\">\n{marks}</g>\n", whole(self.size.text))
    }
}
