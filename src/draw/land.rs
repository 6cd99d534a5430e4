//! The coastlines of the world, from Natural Earth; `land/README.md` says how they came here.

use super::sphere::Spot;

/// Rings of steps in hundredths of a degree, written by `land/make.py`.
const PACKED: &[u8] = include_bytes!("land/land.bin");

/// A coastline: the last spot is joined to the first.
pub(super) type Ring = Vec<Spot>;

/// All coastlines; land and sea lie on the two sides of each.
pub(super) fn coastlines() -> Vec<Ring> {
    let mut numbers = Numbers { bytes: PACKED.iter() };
    let (mut longitude, mut latitude) = (0, 0);
    let mut rings = Vec::new();
    while let Some(size) = numbers.next() {
        let mut ring = Vec::new();
        for _ in 0..size {
            longitude += numbers.next().unwrap_or_default();
            latitude += numbers.next().unwrap_or_default();
            ring.push(Spot::at(f64::from(latitude) / 100.0, f64::from(longitude) / 100.0));
        }
        rings.push(ring);
    }
    rings
}

/// Whether a spot is on land: the way from there to the North Pole, which is at sea, then crosses
/// an odd number of coasts.
pub(super) fn is_land(spot: Spot, coastlines: &[Ring]) -> bool {
    let crossings = coastlines
        .iter()
        .flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)))
        .filter(|(from, to)| is_north_of(spot, **from, **to));
    crossings.count() % 2 == 1
}

/// Whether a stretch of coast crosses the meridian of `spot` to the north of it.
fn is_north_of(spot: Spot, from: Spot, to: Spot) -> bool {
    let east = spot.east();
    let (from_east, to_east) = (from.dot(east), to.dot(east));
    if (from_east > 0.0) == (to_east > 0.0) {
        return false;
    }
    let crossing = Spot::between(&[(from, to_east.abs()), (to, from_east.abs())]);
    crossing.is_some_and(|crossing| {
        crossing.x * spot.x + crossing.y * spot.y > 0.0 && crossing.z > spot.z
    })
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
        let at = |latitude, longitude| is_land(Spot::at(latitude, longitude), &coastlines);
        let land = [(-25.0, 134.0), (60.0, 100.0), (67.5, -178.5), (-85.0, 0.0), (0.0, 25.0)];
        let sea = [(0.0, -150.0), (89.0, 0.0), (42.0, 51.0), (-60.0, 180.0), (30.0, -40.0)];
        assert_eq!(land.map(|(latitude, longitude)| at(latitude, longitude)), [true; 5]);
        assert_eq!(sea.map(|(latitude, longitude)| at(latitude, longitude)), [false; 5]);
    }
}
