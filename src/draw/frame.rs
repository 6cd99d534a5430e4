//! The part of the globe that a map shows, and where each spot of it stands on the drawing.

use std::f64::consts::PI;

use super::edge::Edge;
use super::enclosing::Circle;
use super::plane::{Area, Point};
use super::projection::Projection;
use super::sphere::Spot;

/// The width of a map, in units: half a pixel on a wide screen, so that whole units are fine enough.
pub(super) const WIDTH: f64 = 1440.0;
/// The height of a map, in units.
pub(super) const HEIGHT: f64 = 960.0;

/// Room between the outermost stops and the sides.
const ROOM_ASIDE: f64 = 200.0;
/// Room between the outermost stops and the top or bottom.
const ROOM_ABOVE: f64 = 132.0;
/// The angle from the middle to the corners beyond which a rectangle bends the world too much.
const FARTHEST_CORNER: f64 = 1.75;
/// Room between a round map and the sides.
const ROOM_AROUND: f64 = 16.0;
/// The farthest that a round map reaches, in radians.
const FARTHEST_REACH: f64 = 2.9;

/// A projection and the place of its plane on the drawing.
pub(super) struct Frame {
    pub(super) projection: Projection,
    pub(super) edge: Edge,
    /// The angle from the centre to the farthest spot within the edge, in radians.
    pub(super) reach: f64,
    /// Units of the drawing to a radian in the middle.
    pub(super) scale: f64,
    /// Where the centre of the projection stands.
    origin: Point,
}

/// The whole drawing.
pub(super) const SHEET: Area = Area { left: 0.0, top: 0.0, right: WIDTH, bottom: HEIGHT };

impl Frame {
    /// The angle from the middle to the top that shows a country in its region, in radians.
    pub(super) const LEAST_REACH: f64 = 0.2;

    /// The frame that shows `spots` in their region; none without spots.
    pub(super) fn around(spots: &[Spot]) -> Option<Self> {
        let circle = Circle::around(spots)?;
        let projection = Projection::of(circle.centre);
        let points: Vec<Point> = spots.iter().map(|spot| projection.equal_area(*spot)).collect();
        let extent = Area::of(&points)?;
        let straight = Self::straight(projection, extent);
        let bends = straight.angle_to_corner(SHEET).is_none_or(|angle| angle > FARTHEST_CORNER);
        Some(if bends { Self::round(projection, circle.radius) } else { straight })
    }

    /// A rectangle with `extent`, on the plane, in its middle.
    fn straight(projection: Projection, extent: Area) -> Self {
        let (width, height) = (extent.right - extent.left, extent.bottom - extent.top);
        let scale = ((WIDTH - 2.0 * ROOM_ASIDE) / width)
            .min((HEIGHT - 2.0 * ROOM_ABOVE) / height)
            .min(HEIGHT / 2.0 / Self::LEAST_REACH);
        let middle = extent.middle();
        // The lines along the sides stay out of sight.
        let sheet = SHEET.grown(12.0);
        let origin = SHEET.middle().moved(-middle.x * scale, -middle.y * scale);
        let frame = Self { projection, edge: Edge::Straight(sheet), reach: PI, scale, origin };
        Self { reach: frame.angle_to_corner(sheet).unwrap_or(PI), ..frame }
    }

    /// A circle that reaches some way beyond `radius`, in radians.
    fn round(projection: Projection, radius: f64) -> Self {
        let reach = (radius * 1.12 + 0.1).min(FARTHEST_REACH);
        let size = HEIGHT / 2.0 - ROOM_AROUND;
        let origin = SHEET.middle();
        let edge = Edge::Round { middle: origin, radius: size };
        Self { projection, edge, reach, scale: size / (2.0 * (reach / 2.0).sin()), origin }
    }

    /// Where a spot stands.
    pub(super) fn place(&self, spot: Spot) -> Point {
        let point = self.projection.equal_area(spot);
        self.origin.moved(point.x * self.scale, point.y * self.scale)
    }

    /// The spot at a point; none beyond the globe.
    pub(super) fn spot(&self, point: Point) -> Option<Spot> {
        let x = (point.x - self.origin.x) / self.scale;
        let y = (point.y - self.origin.y) / self.scale;
        self.projection.equal_area_spot(Point::new(x, y))
    }

    /// The angle to the farthest corner of an area; none if a corner is beyond the globe.
    fn angle_to_corner(&self, area: Area) -> Option<f64> {
        area.corners().into_iter().try_fold(0.0, |reach: f64, corner| {
            Some(reach.max(self.projection.centre.angle_to(self.spot(corner)?)))
        })
    }
}
