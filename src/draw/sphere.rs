//! A spot on the globe, as a vector of length one: no meridian and no pole is special.

/// A spot on the globe; z points to the North Pole, x to 0° N 0° E.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) z: f64,
}

impl Spot {
    /// The North Pole.
    pub(super) const NORTH_POLE: Self = Self { x: 0.0, y: 0.0, z: 1.0 };

    /// The spot at a latitude and a longitude in degrees.
    pub(super) fn at(latitude: f64, longitude: f64) -> Self {
        Self::towards(latitude.to_radians().sin_cos(), longitude.to_radians().sin_cos())
    }

    /// The spot at the latitude and the longitude that have these sines and cosines.
    pub(super) fn towards(latitude: (f64, f64), longitude: (f64, f64)) -> Self {
        let flat = latitude.1;
        Self { x: flat * longitude.1, y: flat * longitude.0, z: latitude.0 }
    }

    /// The cosine of the angle between two spots.
    pub(super) fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    /// The spot that sees both spots on its horizon; none if all of a circle does.
    pub(super) fn across(self, other: Self) -> Option<Self> {
        cross(self, other).to_surface()
    }

    /// The spot as far from `self` as from two others, left of the way around; none if two of the
    /// three are one.
    pub(super) fn amid(self, other: Self, third: Self) -> Option<Self> {
        let sides = [cross(self, other), cross(other, third), cross(third, self)];
        Self::between(&sides.map(|side| (side, 1.0)))
    }

    /// The spot on the other side of the globe.
    pub(super) fn opposite(self) -> Self {
        Self { x: -self.x, y: -self.y, z: -self.z }
    }

    /// The spot above or below a sum of spots, each with a weight; none if the sum is the centre.
    pub(super) fn between(parts: &[(Self, f64)]) -> Option<Self> {
        let sum = |axis: fn(&Self) -> f64| parts.iter().map(|(spot, by)| axis(spot) * by).sum();
        Self { x: sum(|spot| spot.x), y: sum(|spot| spot.y), z: sum(|spot| spot.z) }.to_surface()
    }

    /// The angle between two spots, in radians.
    pub(super) fn angle_to(self, other: Self) -> f64 {
        self.dot(other).clamp(-1.0, 1.0).acos()
    }

    /// Spots along the great circle to `other`, both ends included, at most `step` radians apart.
    pub(super) fn way_to(self, other: Self, step: f64) -> Vec<Self> {
        let angle = self.angle_to(other);
        let pieces = (angle / step).ceil().max(1.0) as i32;
        let part = |at: i32| {
            let share = f64::from(at) / f64::from(pieces);
            Self::between(&[(self, ((1.0 - share) * angle).sin()), (other, (share * angle).sin())])
        };
        let mut way = vec![self];
        // Between opposite spots every way is as short; none of them can be reckoned.
        way.extend((1..pieces).filter_map(part));
        way.push(other);
        way
    }

    /// Where the horizon meets the east; at a pole, 90° E.
    pub(super) fn east(self) -> Self {
        Self::NORTH_POLE.across(self).unwrap_or(Self { x: 0.0, y: 1.0, z: 0.0 })
    }

    /// The same direction, on the surface; none for the centre of the globe.
    fn to_surface(self) -> Option<Self> {
        let length = self.dot(self).sqrt();
        (length > 1e-9).then(|| Self { x: self.x / length, y: self.y / length, z: self.z / length })
    }
}

/// The cross product, which is a vector of any length.
fn cross(one: Spot, other: Spot) -> Spot {
    Spot {
        x: one.y * other.z - one.z * other.y,
        y: one.z * other.x - one.x * other.z,
        z: one.x * other.y - one.y * other.x,
    }
}
