//! The land within an edge, as a path.

use std::f64::consts::PI;

use super::edge::Edge;
use super::land::{Ring, is_land};
use super::path::{Dot, PathData};
use super::plane::Point;
use super::simplify::Outline;
use super::sphere::Spot;

/// Straight lines on a map are not straight on the globe, so longer ones get points in between.
const LONGEST_STRETCH: f64 = 0.05;

/// How the globe is looked at, and what of it can be seen.
pub(super) struct View<'a> {
    /// Where the picture ends.
    pub(super) edge: &'a Edge,
    /// The spot around which the globe is projected.
    pub(super) centre: Spot,
    /// The angle from the centre to the farthest spot within the edge, in radians.
    pub(super) reach: f64,
    /// The reach of the smallest coastline that can be seen, in radians.
    pub(super) least_reach: f64,
    /// How far a point is from the one before it, across or down, at least, in units.
    pub(super) least_step: i32,
    /// Where a spot stands on the drawing.
    pub(super) place: &'a dyn Fn(Spot) -> Point,
}

/// Coastlines on the drawing, cut to its edge.
pub(super) struct Coast {
    outlines: Vec<Outline>,
}

impl Coast {
    /// The land in `view`, to be drawn without corners below `largest` square units or less.
    pub(super) fn in_view(view: &View<'_>, coastlines: &[Ring], largest: i64) -> Self {
        let seen = coastlines.iter().filter(|ring| view.may_show(ring));
        let rings = seen.map(|ring| view.edge.trimmed(view.placed(ring)));
        // Around the far side every coastline is inside out: what the plane holds outside of all
        // of them is that side, which is land or sea.
        let far_side = is_land(view.centre.opposite(), coastlines).then(|| view.edge.whole());
        let outline = |ring: Vec<Point>| Outline::of(&view.dots(&ring), largest);
        Self { outlines: rings.chain(far_side).map(outline).collect() }
    }

    /// The path, to be filled by the even-odd rule, without what is smaller than an area.
    pub(super) fn path(&self, smallest: i64) -> String {
        let mut path = PathData::default();
        for outline in &self.outlines {
            path.ring(&outline.without(smallest));
        }
        path.into_text()
    }
}

impl View<'_> {
    /// Whether anything of a coastline may be on the drawing.
    fn may_show(&self, ring: &Ring) -> bool {
        let Some(first) = ring.spots.first() else { return false };
        let away = self.centre.angle_to(*first);
        let is_beyond = away - ring.reach > self.reach;
        // One around the far side goes around all that is on the drawing.
        let is_around = away + ring.reach > PI;
        let is_small = ring.reach < self.least_reach && away + ring.reach < self.reach;
        is_around || !is_beyond && !is_small
    }

    /// A coastline on the drawing.
    fn placed(&self, ring: &Ring) -> Vec<Point> {
        let mut points = Vec::with_capacity(ring.spots.len());
        for (from, to) in ring.spots.iter().zip(ring.spots.iter().cycle().skip(1)) {
            points.push((self.place)(*from));
            if from.dot(*to) <= LONGEST_STRETCH.cos() {
                let way = from.way_to(*to, LONGEST_STRETCH);
                points.extend(way[1..way.len() - 1].iter().map(|spot| (self.place)(*spot)));
            }
        }
        points
    }

    /// The points of a line that are far enough from those before them.
    fn dots(&self, line: &[Point]) -> Vec<Dot> {
        let mut dots: Vec<Dot> = Vec::with_capacity(line.len());
        for dot in line.iter().map(|point| Dot::from(*point)) {
            // On the small globe most of a coast falls on the dots beside it.
            let is_near =
                |last: &Dot| (dot.x - last.x).abs().max((dot.y - last.y).abs()) < self.least_step;
            if !dots.last().is_some_and(is_near) {
                dots.push(dot);
            }
        }
        dots
    }
}
