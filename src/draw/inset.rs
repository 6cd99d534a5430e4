//! The small globe in a corner, which shows where in the world the map is.

use std::f64::consts::FRAC_PI_2;

use super::coast::{Coast, View};
use super::edge::Edge;
use super::frame::{Frame, SHEET};
use super::land::Ring;
use super::path::{Dot, PathData, whole};
use super::plane::{Area, Point};
use super::route::Leg;
use super::simplify;
use super::sphere::Spot;

/// The radius of the globe, in units.
const RADIUS: f64 = 100.0;
/// Room between the globe and the sides of the map.
const MARGIN: f64 = 24.0;
/// The area of the smallest corner of a coastline, in square units.
const SMALLEST_CORNER: i64 = 10;
/// The reach in radians below which a coastline has no corner as large as the smallest.
const LEAST_REACH: f64 = 0.015;
/// Points on each side of the frame.
const POINTS_A_SIDE: i32 = 8;

/// The corner where the globe covers no stamp and the fewest lines; none if it would cover a stamp
/// in each.
pub(super) fn corner(stamps: &[Area], legs: &[Leg]) -> Option<Area> {
    let [top_left, top_right, bottom_right, bottom_left] =
        SHEET.grown(-MARGIN - RADIUS).corners().map(|middle| Area::around(middle, RADIUS));
    [bottom_left, bottom_right, top_right, top_left]
        .into_iter()
        .filter(|area| !stamps.iter().any(|stamp| stamp.meets(area.grown(8.0))))
        .min_by_key(|area| legs.iter().filter(|leg| leg.crosses(*area)).count())
}

/// The globe, seen from above the middle of the frame, as an SVG group.
pub(super) fn draw(area: Area, frame: &Frame, coastlines: &[Ring]) -> String {
    let middle = area.middle();
    let place = |spot: Spot| {
        let point = frame.projection.globe(spot);
        middle.moved(point.x * RADIUS, point.y * RADIUS)
    };
    let edge = Edge::Round { middle, radius: RADIUS };
    let view = View {
        edge: &edge,
        centre: frame.projection.centre,
        reach: FRAC_PI_2,
        least_reach: LEAST_REACH,
        least_step: 2,
        place: &place,
    };
    let land = Coast::in_view(&view, coastlines, SMALLEST_CORNER).path(SMALLEST_CORNER);
    let (x, y, radius) = (whole(middle.x), whole(middle.y), whole(RADIUS));
    format!(
        "<g class=\"map-inset\">\
         <circle class=\"map-inset-sea\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>\
         <path class=\"map-inset-land\" fill-rule=\"evenodd\" d=\"{land}\"/>\
         <path class=\"map-inset-frame\" d=\"{}\"/></g>\n",
        outline(frame, &place)
    )
}

/// The sides of the map on the globe, as a path.
fn outline(frame: &Frame, place: &dyn Fn(Spot) -> Point) -> String {
    let corners = SHEET.corners();
    let sides = corners.iter().zip(corners.iter().cycle().skip(1));
    let points = sides.flat_map(|(from, to)| {
        (0..POINTS_A_SIDE).map(|at| from.toward(*to, f64::from(at) / f64::from(POINTS_A_SIDE)))
    });
    let dots: Vec<Dot> =
        points.filter_map(|point| frame.spot(point)).map(|spot| Dot::from(place(spot))).collect();
    let mut path = PathData::default();
    path.ring(&simplify::ring(&dots, 1));
    path.into_text()
}
