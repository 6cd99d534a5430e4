//! The lines from stop to stop.

use super::frame::Frame;
use super::path::{Dot, PathData};
use super::plane::{Area, Point};
use super::simplify;
use super::sphere::Spot;

/// How far apart the points of a great circle are, in radians.
const STEP: f64 = 0.03;
/// The area of the smallest corner of a great circle, in square units.
const SMALLEST_CORNER: i64 = 12;

/// A line from one stop to the next.
#[derive(Clone, Debug)]
pub(super) struct Leg {
    pub(super) points: Vec<Point>,
    pub(super) certainty: Certainty,
}

/// Whether the traveller will go there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certainty {
    Planned,
    Possible,
}

/// A stop as its lines need it.
#[derive(Clone, Copy)]
pub(super) struct Station {
    pub(super) spot: Spot,
    /// The middle of its stamp.
    pub(super) stamp: Point,
    pub(super) certainty: Certainty,
}

impl Leg {
    /// A straight line on the drawing.
    pub(super) fn straight(from: Station, to: Station) -> Self {
        Self { points: vec![from.stamp, to.stamp], certainty: either(from, to) }
    }

    /// The shortest way on the globe.
    pub(super) fn great_circle(from: Station, to: Station, frame: &Frame) -> Self {
        let mut points: Vec<Point> =
            from.spot.way_to(to.spot, STEP).into_iter().map(|spot| frame.place(spot)).collect();
        let last = points.len() - 1;
        (points[0], points[last]) = (from.stamp, to.stamp);
        Self { points, certainty: either(from, to) }
    }

    /// Whether the line comes through an area.
    pub(super) fn crosses(&self, area: Area) -> bool {
        self.points.windows(2).any(|ends| area.is_crossed(ends[0], ends[1]))
    }

    /// The line from where it comes into an area for the last time, if it does.
    pub(super) fn entering(mut self, area: Area) -> Self {
        let outside = self.points.windows(2).rposition(|ends| !area.holds(ends[0]));
        if let Some(at) = outside {
            let (from, to) = (self.points[at], self.points[at + 1]);
            let enters = area.part_within(from, to).map_or(0.0, |(enters, _)| enters);
            self.points[at] = from.toward(to, enters);
            self.points.drain(..at);
        }
        self
    }

    /// The length on the drawing.
    fn length(&self) -> f64 {
        self.points.windows(2).map(|ends| ends[0].distance(ends[1])).sum()
    }

    /// The point half-way and the direction there, as a step of length one.
    fn half_way(&self) -> Option<(Point, Point)> {
        let mut left = self.length() / 2.0;
        for ends in self.points.windows(2) {
            let length = ends[0].distance(ends[1]);
            if length >= left && length > 0.0 {
                let step =
                    Point::new((ends[1].x - ends[0].x) / length, (ends[1].y - ends[0].y) / length);
                return Some((ends[0].toward(ends[1], left / length), step));
            }
            left -= length;
        }
        None
    }
}

/// A leg is as certain as the less certain of its stops.
fn either(from: Station, to: Station) -> Certainty {
    if from.certainty == Certainty::Planned { to.certainty } else { from.certainty }
}

/// The lines of all legs of one certainty, as a path.
pub(super) fn lines(legs: &[Leg], certainty: Certainty) -> String {
    let mut path = PathData::default();
    for leg in legs.iter().filter(|leg| leg.certainty == certainty) {
        let dots: Vec<Dot> = leg.points.iter().map(|point| Dot::from(*point)).collect();
        path.line(&simplify::line(&dots, SMALLEST_CORNER));
    }
    path.into_text()
}

/// Arrowheads half-way along the legs, as a path; none where stamps of radius `ring` leave no room.
pub(super) fn arrows(legs: &[Leg], ring: f64) -> String {
    let size = ring * 0.4;
    let mut path = PathData::default();
    let visible = legs.iter().filter(|leg| leg.length() > 2.0 * ring + 3.0 * size);
    for (middle, step) in visible.filter_map(Leg::half_way) {
        let corner = |ahead: f64, aside: f64| {
            let point =
                middle.moved(step.x * ahead - step.y * aside, step.y * ahead + step.x * aside);
            Dot::from(point)
        };
        path.ring(&[corner(size, 0.0), corner(-size, size * 0.75), corner(-size, -size * 0.75)]);
    }
    path.into_text()
}
