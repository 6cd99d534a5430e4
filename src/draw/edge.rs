//! The edge of a picture of the globe, and what it cuts off.

use std::f64::consts::{PI, TAU};

use super::plane::{Area, Point};

/// Where a picture ends.
#[derive(Clone, Copy, Debug)]
pub(super) enum Edge {
    /// At four straight sides.
    Straight(Area),
    /// At a circle.
    Round { middle: Point, radius: f64 },
}

impl Edge {
    /// The part of a closed line within the edge, closed along the edge; empty if there is none.
    pub(super) fn trimmed(&self, ring: Vec<Point>) -> Vec<Point> {
        match *self {
            Self::Straight(area) => cut_to(ring, area),
            Self::Round { middle, radius } => drawn_in(&ring, middle, radius),
        }
    }

    /// All that is within the edge, as a closed line.
    pub(super) fn whole(&self) -> Vec<Point> {
        match *self {
            Self::Straight(area) => area.corners().to_vec(),
            Self::Round { middle, radius } => {
                let at = |turn: f64| middle.moved(radius * turn.cos(), radius * turn.sin());
                (0..120).map(|step| at(f64::from(step) * TAU / 120.0)).collect()
            }
        }
    }

    /// Whether a line has to be drawn through a point.
    pub(super) fn shows(&self, point: Point) -> bool {
        match *self {
            // A little beyond, so that lines go on until the sheet ends.
            Self::Straight(area) => area.grown(80.0).holds(point),
            Self::Round { middle, radius } => point.distance(middle) <= radius,
        }
    }
}

/// Sutherland and Hodgman's cut, at one side after the other.
fn cut_to(ring: Vec<Point>, area: Area) -> Vec<Point> {
    let depths: [&dyn Fn(Point) -> f64; 4] = [
        &|point| point.x - area.left,
        &|point| area.right - point.x,
        &|point| point.y - area.top,
        &|point| area.bottom - point.y,
    ];
    depths.iter().fold(ring, |ring, depth| cut(&ring, depth))
}

/// The part of a closed line where `depth` is not negative.
fn cut(ring: &[Point], depth: &dyn Fn(Point) -> f64) -> Vec<Point> {
    let mut part = Vec::new();
    let Some(mut from) = ring.last().copied() else { return part };
    for &to in ring {
        let (start, end) = (depth(from), depth(to));
        if (start < 0.0) != (end < 0.0) {
            part.push(from.toward(to, start / (start - end)));
        }
        if end >= 0.0 {
            part.push(to);
        }
        from = to;
    }
    part
}

/// A closed line with whatever is outside of a circle drawn in to it, each point straight towards
/// the middle: so the line closes along the circle on the side on which it went around.
fn drawn_in(ring: &[Point], middle: Point, radius: f64) -> Vec<Point> {
    let distance = |point: &Point| point.distance(middle);
    let is_outside = ring.iter().all(|point| distance(point) >= radius);
    if is_outside && !goes_around(ring, middle) {
        return Vec::new();
    }
    let draw_in = |point: &Point| match distance(point) {
        far if far > radius => middle.toward(*point, radius / far),
        _ => *point,
    };
    ring.iter().map(draw_in).collect()
}

/// Whether a closed line has a point within.
fn goes_around(ring: &[Point], middle: Point) -> bool {
    let turns = ring.iter().zip(ring.iter().cycle().skip(1)).map(|(from, to)| {
        let (from, to) = (from.moved(-middle.x, -middle.y), to.moved(-middle.x, -middle.y));
        (from.x * to.y - from.y * to.x).atan2(from.x * to.x + from.y * to.y)
    });
    turns.sum::<f64>().abs() > PI
}
