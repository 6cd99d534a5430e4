//! The land within an edge, as a path.

use super::edge::Edge;
use super::land::{Ring, is_land};
use super::path::{Dot, PathData};
use super::plane::Point;
use super::simplify;
use super::sphere::Spot;

/// Straight lines on a map are not straight on the globe, so longer ones get points in between.
const LONGEST_STRETCH: f64 = 0.05;

/// Coastlines on the drawing, cut to its edge.
pub(super) struct Coast {
    rings: Vec<Vec<Dot>>,
}

impl Coast {
    /// The land within `edge`, where `place` projects around a spot whose opposite is `far_side`.
    pub(super) fn within(
        edge: &Edge,
        coastlines: &[Ring],
        far_side: Spot,
        place: &dyn Fn(Spot) -> Point,
    ) -> Self {
        let mut rings: Vec<Vec<Dot>> = coastlines
            .iter()
            .map(|ring| edge.trimmed(placed(ring, place)))
            .filter(|ring| !ring.is_empty())
            .map(|ring| {
                let mut dots: Vec<Dot> = ring.into_iter().map(Dot::from).collect();
                // On the small globe most of a coast falls on the dots beside it.
                dots.dedup();
                dots
            })
            .collect();
        // Around the far side every coastline is inside out: what the plane holds outside of all
        // of them is that side, which is land or sea.
        if is_land(far_side, coastlines) {
            rings.push(edge.whole().into_iter().map(Dot::from).collect());
        }
        Self { rings }
    }

    /// The path, to be filled by the even-odd rule, without what is smaller than an area.
    pub(super) fn path(&self, smallest: i64) -> String {
        let mut path = PathData::default();
        for ring in &self.rings {
            path.ring(&simplify::ring(ring, smallest));
        }
        path.into_text()
    }
}

/// A coastline on the drawing.
fn placed(ring: &Ring, place: &dyn Fn(Spot) -> Point) -> Vec<Point> {
    let mut points = Vec::with_capacity(ring.len());
    for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let is_short = from.dot(*to) > LONGEST_STRETCH.cos();
        points.push(place(*from));
        if !is_short {
            let way = from.way_to(*to, LONGEST_STRETCH);
            points.extend(way[1..way.len() - 1].iter().map(|spot| place(*spot)));
        }
    }
    points
}
