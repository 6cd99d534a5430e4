//! The coastlines of the world, from Natural Earth; `land/README.md` says how they came here.

use std::sync::LazyLock;

use super::sphere::Spot;

/// Rings of steps in hundredths of a degree, written by `land/make.py`.
const PACKED: &[u8] = include_bytes!("land/land.bin");

/// A coastline: the last spot is joined to the first.
pub(super) struct Ring {
    pub(super) spots: Vec<Spot>,
    /// The angle from the first spot to the one that is farthest from it, in radians.
    pub(super) reach: f64,
}

/// All coastlines; land and sea lie on the two sides of each.
pub(super) fn coastlines() -> &'static [Ring] {
    static RINGS: LazyLock<Vec<Ring>> = LazyLock::new(unpacked);
    &RINGS
}

fn unpacked() -> Vec<Ring> {
    let turns = Turns::new();
    let mut numbers = Numbers { bytes: PACKED.iter() };
    let (mut longitude, mut latitude) = (0, 0);
    let mut rings = Vec::new();
    while let Some(size) = numbers.next() {
        let mut spots = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        for _ in 0..size {
            longitude += numbers.next().unwrap_or_default();
            latitude += numbers.next().unwrap_or_default();
            spots.push(Spot::towards(turns.of(latitude), turns.of(longitude)));
        }
        rings.push(Ring::of(spots));
    }
    rings
}

/// The sines and cosines of whole degrees and of hundredths, of which those of all angles are made.
struct Turns {
    degrees: Vec<(f64, f64)>,
    hundredths: Vec<(f64, f64)>,
}

impl Turns {
    fn new() -> Self {
        let turn = |degrees: f64| degrees.to_radians().sin_cos();
        Self {
            degrees: (0..360).map(|degrees| turn(f64::from(degrees))).collect(),
            hundredths: (0..100).map(|hundredths| turn(f64::from(hundredths) / 100.0)).collect(),
        }
    }

    /// The sine and cosine of an angle in hundredths of a degree.
    fn of(&self, angle: i32) -> (f64, f64) {
        let angle = usize::try_from(angle.rem_euclid(36_000)).unwrap_or_default();
        let (one, other) = (self.degrees[angle / 100], self.hundredths[angle % 100]);
        (one.0 * other.1 + one.1 * other.0, one.1 * other.1 - one.0 * other.0)
    }
}

impl Ring {
    /// The coastline along some spots.
    fn of(spots: Vec<Spot>) -> Self {
        let nearness = |spot: &Spot| spots.first().map_or(1.0, |first| first.dot(*spot));
        let least = spots.iter().map(nearness).fold(1.0, f64::min);
        Self { reach: least.clamp(-1.0, 1.0).acos(), spots }
    }
}

/// Whether a spot is on land: the way from there to the North Pole, which is at sea, then crosses
/// an odd number of coasts.
pub(super) fn is_land(spot: Spot, coastlines: &[Ring]) -> bool {
    let crossings: usize = coastlines.iter().map(|ring| crossings_north_of(spot, ring)).sum();
    crossings % 2 == 1
}

/// How often a coastline crosses the meridian of `spot` to the north of it.
fn crossings_north_of(spot: Spot, ring: &Ring) -> usize {
    let east = spot.east();
    let Some(mut from) = ring.spots.last().map(|last| (*last, last.dot(east))) else { return 0 };
    let mut crossings = 0;
    for &to in &ring.spots {
        let to = (to, to.dot(east));
        if (from.1 > 0.0) != (to.1 > 0.0) {
            let crossing = Spot::between(&[(from.0, to.1.abs()), (to.0, from.1.abs())]);
            let is_north = |crossing: Spot| {
                crossing.x * spot.x + crossing.y * spot.y > 0.0 && crossing.z > spot.z
            };
            crossings += usize::from(crossing.is_some_and(is_north));
        }
        from = to;
    }
    crossings
}

/// Whole numbers packed by `land/make.py`: seven bits a byte, lowest first, sign in the last bit.
struct Numbers {
    bytes: std::slice::Iter<'static, u8>,
}

impl Iterator for Numbers {
    type Item = i32;

    fn next(&mut self) -> Option<i32> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = *self.bytes.next()?;
            number |= i32::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                return Some((number >> 1) ^ -(number & 1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Spot, coastlines, is_land};

    #[test]
    fn land_and_sea_are_told_apart_all_over_the_globe() {
        let coastlines = coastlines();
        let at = |latitude, longitude| is_land(Spot::at(latitude, longitude), coastlines);
        let land = [(-25.0, 134.0), (60.0, 100.0), (67.5, -178.5), (-85.0, 0.0), (0.0, 25.0)];
        let sea = [(0.0, -150.0), (89.0, 0.0), (42.0, 51.0), (-60.0, 180.0), (30.0, -40.0)];
        assert_eq!(land.map(|(latitude, longitude)| at(latitude, longitude)), [true; 5]);
        assert_eq!(sea.map(|(latitude, longitude)| at(latitude, longitude)), [false; 5]);
    }
}
