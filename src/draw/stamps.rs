//! Where the numbered stamps stand: on their stops, or side by side where these are too close.

use std::f64::consts::TAU;

use super::plane::{Area, Point};

/// Rounds of pushing; more change nothing that one could see.
const ROUNDS: usize = 200;

/// The places of stamps for `stops`, at least `distance` apart and within `sheet`.
pub(super) fn apart(stops: &[Point], distance: f64, sheet: Area) -> Vec<Point> {
    let mut stamps = stops.to_vec();
    for _ in 0..ROUNDS {
        let mut is_quiet = true;
        for at in 0..stamps.len() {
            for other in at + 1..stamps.len() {
                let gap = stamps[at].distance(stamps[other]);
                // A hundredth is left, or the last bit would be pushed to and fro.
                if gap < distance - 0.01 {
                    let push = push(stamps[at], stamps[other], distance - gap, at + other);
                    stamps[at] = sheet.nearest(stamps[at].moved(-push.x, -push.y));
                    stamps[other] = sheet.nearest(stamps[other].moved(push.x, push.y));
                    is_quiet = false;
                }
            }
        }
        if is_quiet {
            break;
        }
    }
    stamps
}

/// Half of the way that is missing between two stamps, away from the first.
fn push(one: Point, other: Point, missing: f64, order: usize) -> Point {
    let gap = one.distance(other);
    if gap < 0.1 {
        // Stamps on one spot go where no other pair goes: each pair has its own direction.
        let turn = (f64::from(order as u32) * 0.381_966).fract() * TAU;
        return Point::new(missing / 2.0 * turn.cos(), missing / 2.0 * turn.sin());
    }
    let share = missing / 2.0 / gap;
    Point::new((other.x - one.x) * share, (other.y - one.y) * share)
}
