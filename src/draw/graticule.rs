//! Meridians and parallels, every so many degrees.

use super::frame::{Frame, HEIGHT};
use super::path::{Dot, PathData};
use super::simplify;
use super::sphere::Spot;

/// The distances in degrees that readers know from atlases.
const STEPS: [i32; 5] = [5, 10, 15, 20, 30];
/// Parallels from top to bottom, at most.
const ROWS: f64 = 5.0;
/// Points of a line between two crossings.
const POINTS: i32 = 6;
/// The area of the smallest corner, in square units.
const SMALLEST_CORNER: i64 = 24;

/// All lines of the graticule within a frame, as a path.
pub(super) fn path(frame: &Frame) -> String {
    let step = least((HEIGHT / frame.scale).to_degrees() / ROWS);
    let centre = frame.projection.centre;
    // Towards a pole meridians come closer to each other, so there are fewer of them.
    let aside = least(f64::from(step) / centre.z.mul_add(-centre.z, 1.0).sqrt().max(0.1));
    let mut path = PathData::default();
    for latitude in multiples(step, 90 - step) {
        let along = fractions(step, 180).map(|longitude| Spot::at(f64::from(latitude), longitude));
        draw(&mut path, frame, along);
    }
    for longitude in multiples(aside, 179) {
        let along =
            fractions(step, 90 - step).map(|latitude| Spot::at(latitude, f64::from(longitude)));
        draw(&mut path, frame, along);
    }
    path.into_text()
}

/// The least distance that is not below a number of degrees, if there is one.
fn least(degrees: f64) -> i32 {
    let is_enough = |step: &i32| f64::from(*step) >= degrees;
    STEPS.into_iter().find(is_enough).unwrap_or(STEPS[STEPS.len() - 1])
}

/// The multiples of `step` from `-limit` to `limit`.
fn multiples(step: i32, limit: i32) -> impl Iterator<Item = i32> {
    let count = limit / step;
    (-count..=count).map(move |at| at * step)
}

/// Degrees from `-limit` to `limit`, so close that a line through them looks bent.
fn fractions(step: i32, limit: i32) -> impl Iterator<Item = f64> {
    let count = limit * POINTS / step;
    (-count..=count).map(move |at| f64::from(at * step) / f64::from(POINTS))
}

/// Adds the stretches of a line that are within the frame.
fn draw(path: &mut PathData, frame: &Frame, spots: impl Iterator<Item = Spot>) {
    let mut stretch = Vec::new();
    for point in spots.map(|spot| frame.place(spot)) {
        if frame.edge.shows(point) {
            stretch.push(Dot::from(point));
        } else {
            path.line(&simplify::line(&stretch, SMALLEST_CORNER));
            stretch.clear();
        }
    }
    path.line(&simplify::line(&stretch, SMALLEST_CORNER));
}
