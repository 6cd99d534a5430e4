//! The smallest circle on the globe that holds some spots.

use super::sphere::Spot;

/// A circle on the globe.
#[derive(Clone, Copy, Debug)]
pub(super) struct Circle {
    pub(super) centre: Spot,
    /// The angle from the centre to the rim, in radians.
    pub(super) radius: f64,
}

impl Circle {
    /// The smallest circle around `spots`; none if there are no spots.
    ///
    /// Such a circle has two of the spots at the ends of a diameter, or three on its rim, so that
    /// it is enough to try these.
    pub(super) fn around(spots: &[Spot]) -> Option<Self> {
        let first = *spots.first()?;
        centres(first, spots)
            .into_iter()
            .map(|centre| Self { centre, radius: reach(centre, spots) })
            .min_by(|one, other| one.radius.total_cmp(&other.radius))
    }
}

/// The angle to the farthest spot.
fn reach(centre: Spot, spots: &[Spot]) -> f64 {
    let cosine = spots.iter().map(|spot| centre.dot(*spot)).fold(1.0, f64::min);
    cosine.max(-1.0).acos()
}

/// Every centre that the smallest circle may have.
fn centres(first: Spot, spots: &[Spot]) -> Vec<Spot> {
    // The first is the centre if there is no other, its east if all others are opposite.
    let mut centres = vec![first, first.east()];
    for (at, &one) in spots.iter().enumerate() {
        for (next, &other) in spots.iter().enumerate().skip(at + 1) {
            centres.extend(Spot::between(&[(one, 1.0), (other, 1.0)]));
            for &third in &spots[next + 1..] {
                let amid = one.amid(other, third);
                centres.extend(amid.into_iter().flat_map(|centre| [centre, centre.opposite()]));
            }
        }
    }
    centres
}

#[cfg(test)]
mod tests {
    use super::{Circle, Spot};

    /// Centre latitude and radius in whole degrees.
    fn degrees(spots: &[Spot]) -> (i32, i32) {
        let circle = Circle::around(spots).expect("a circle");
        let latitude = circle.centre.z.asin().to_degrees().round();
        (latitude as i32, circle.radius.to_degrees().round() as i32)
    }

    #[test]
    fn one_spot_is_its_own_circle() {
        assert_eq!(degrees(&[Spot::at(50.0, 10.0)]), (50, 0));
    }

    #[test]
    fn two_spots_lie_on_a_diameter_across_the_date_line_too() {
        assert_eq!(degrees(&[Spot::at(0.0, 170.0), Spot::at(0.0, -170.0)]), (0, 10));
    }

    #[test]
    fn spots_around_the_pole_have_it_in_their_middle() {
        assert_eq!(degrees(&[0.0, 120.0, 240.0].map(|east| Spot::at(70.0, east))), (90, 20));
    }

    #[test]
    fn opposite_spots_are_a_quarter_turn_from_the_middle() {
        assert_eq!(degrees(&[Spot::at(40.0, 0.0), Spot::at(-40.0, 180.0)]), (0, 90));
    }
}
