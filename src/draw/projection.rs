//! From the globe to a plane around one spot, with north up.

use super::plane::Point;
use super::sphere::Spot;

/// A view straight down on one spot; on its plane that spot is the origin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Projection {
    pub(super) centre: Spot,
    east: Spot,
    north: Spot,
}

impl Projection {
    /// The view of `centre`.
    pub(super) fn of(centre: Spot) -> Self {
        let east = centre.east();
        let north = centre.across(east).unwrap_or(Spot::NORTH_POLE);
        Self { centre, east, north }
    }

    /// Lambert's azimuthal equal-area projection: the whole globe in a circle of radius 2.
    ///
    /// Only the spot opposite the centre has no place of its own: it is all of the rim.
    pub(super) fn equal_area(&self, spot: Spot) -> Point {
        let distance = (2.0 - 2.0 * spot.dot(self.centre)).max(0.0).sqrt();
        self.in_direction(spot, distance)
    }

    /// The spot that has that place in the equal-area projection; none beyond the rim.
    pub(super) fn equal_area_spot(&self, point: Point) -> Option<Spot> {
        let squared = point.x * point.x + point.y * point.y;
        let flat = (1.0 - squared / 4.0).max(0.0).sqrt();
        let height = 1.0 - squared / 2.0;
        let parts =
            [(self.centre, height), (self.east, point.x * flat), (self.north, -point.y * flat)];
        (squared < 4.0).then(|| Spot::between(&parts)).flatten()
    }

    /// The globe from far away, in a circle of radius 1; its far side lies outside of the circle,
    /// the farther the more.
    pub(super) fn globe(&self, spot: Spot) -> Point {
        let cosine = spot.dot(self.centre);
        let sine = (1.0 - cosine * cosine).max(0.0).sqrt();
        self.in_direction(spot, if cosine < 0.0 { 2.0 - sine } else { sine })
    }

    /// The point in the direction of a spot at a distance.
    fn in_direction(&self, spot: Spot, distance: f64) -> Point {
        let (right, up) = (spot.dot(self.east), spot.dot(self.north));
        let length = (right * right + up * up).sqrt();
        if length < 1e-12 {
            return Point::new(distance, 0.0);
        }
        Point::new(right / length * distance, -up / length * distance)
    }
}

#[cfg(test)]
mod tests {
    use super::{Point, Projection, Spot};

    #[test]
    fn north_is_up_and_east_is_right() {
        let view = Projection::of(Spot::at(10.0, 100.0));
        let (north, east) = (Spot::at(11.0, 100.0), Spot::at(10.0, 101.0));
        assert!(view.equal_area(north).y < 0.0 && view.globe(north).y < 0.0);
        assert!(view.equal_area(east).x > 0.0 && view.globe(east).x > 0.0);
    }

    #[test]
    fn a_point_of_the_plane_leads_back_to_its_spot() {
        let view = Projection::of(Spot::at(-35.0, 170.0));
        let spot = Spot::at(20.0, -120.0);
        let back = view.equal_area_spot(view.equal_area(spot)).expect("a spot");
        assert!(spot.angle_to(back) < 1e-6);
        assert_eq!(view.equal_area_spot(Point::new(2.0, 1.0)), None);
    }

    #[test]
    fn the_far_side_of_the_globe_is_outside_of_its_circle() {
        let view = Projection::of(Spot::at(0.0, 0.0));
        let middle = Point::new(0.0, 0.0);
        assert!(view.globe(Spot::at(0.0, 89.0)).distance(middle) < 1.0);
        assert!(view.globe(Spot::at(0.0, 91.0)).distance(middle) > 1.0);
    }
}
