//! Fewer points for the same shape, by the area of each corner (Visvalingam and Whyatt, 1993).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::path::Dot;

/// A closed line that can be had with fewer and fewer corners.
pub(super) struct Outline(Vec<Corner>);

impl Outline {
    /// The line with corners of every size up to an area in square units.
    pub(super) fn of(dots: &[Dot], largest: i64) -> Self {
        Self(Corners::of(dots, Ends::Joined).weighed(largest))
    }

    /// The line without its corners below an area in square units; empty if nothing is left.
    pub(super) fn without(&self, smallest: i64) -> Vec<Dot> {
        let kept = kept(&self.0, smallest);
        if kept.len() < 3 { Vec::new() } else { kept }
    }
}

/// A closed line without its corners below an area in square units; empty if nothing is left.
pub(super) fn ring(dots: &[Dot], smallest: i64) -> Vec<Dot> {
    Outline::of(dots, smallest).without(smallest)
}

/// A line without its corners below an area in square units; both ends stay.
pub(super) fn line(dots: &[Dot], smallest: i64) -> Vec<Dot> {
    kept(&Corners::of(dots, Ends::Free).weighed(smallest), smallest)
}

fn kept(corners: &[Corner], smallest: i64) -> Vec<Dot> {
    let large = corners.iter().filter(|corner| corner.area >= 2 * smallest);
    large.map(|corner| corner.dot).collect()
}

/// A corner of a line.
struct Corner {
    dot: Dot,
    /// Twice the area that it had when it was the smallest of those left, in square units.
    area: i64,
}

/// What happens at the ends of a line.
#[derive(Clone, Copy, PartialEq)]
enum Ends {
    Joined,
    Free,
}

/// The corners that are left of a line, as a chain.
struct Corners<'a> {
    dots: &'a [Dot],
    ends: Ends,
    before: Vec<usize>,
    after: Vec<usize>,
    /// Twice the area of the triangle at each corner, in square units.
    areas: Vec<i64>,
    is_left: Vec<bool>,
}

impl<'a> Corners<'a> {
    /// All corners of a line.
    fn of(dots: &'a [Dot], ends: Ends) -> Self {
        let size = dots.len();
        let mut corners = Self {
            dots,
            ends,
            before: (0..size).map(|at| (at + size - 1) % size).collect(),
            after: (0..size).map(|at| (at + 1) % size).collect(),
            areas: Vec::new(),
            is_left: vec![true; size],
        };
        corners.areas = (0..size).map(|at| corners.area(at)).collect();
        corners
    }

    /// Each corner with its area, as the smallest go first, up to an area.
    fn weighed(mut self, largest: i64) -> Vec<Corner> {
        let mut queue: BinaryHeap<Reverse<(i64, usize)>> =
            self.areas.iter().enumerate().map(|(at, area)| Reverse((*area, at))).collect();
        while let Some(Reverse((area, at))) = queue.pop() {
            if area >= 2 * largest {
                break;
            }
            if self.is_left[at] && area == self.areas[at] {
                self.remove(at);
                let [before, after] = [self.before[at], self.after[at]];
                queue.extend([before, after].map(|near| Reverse((self.areas[near], near))));
            }
        }
        let corners = self.dots.iter().zip(self.areas);
        corners.map(|(dot, area)| Corner { dot: *dot, area }).collect()
    }

    /// Takes one corner out and measures its neighbours anew.
    fn remove(&mut self, at: usize) {
        let (before, after) = (self.before[at], self.after[at]);
        self.is_left[at] = false;
        self.after[before] = after;
        self.before[after] = before;
        for near in [before, after] {
            // A neighbour never goes before the corner that made it small.
            self.areas[near] = self.area(near).max(self.areas[at]);
        }
    }

    /// Twice the area of the triangle at a corner; ends that must stay count as endless.
    fn area(&self, at: usize) -> i64 {
        if self.ends == Ends::Free && (at == 0 || at + 1 == self.dots.len()) {
            return i64::MAX;
        }
        let here = self.dots[at];
        let [one, other] = [self.before[at], self.after[at]].map(|near| {
            let near = self.dots[near];
            (i64::from(near.x - here.x), i64::from(near.y - here.y))
        });
        (one.0 * other.1 - one.1 * other.0).abs()
    }
}

#[cfg(test)]
mod tests {
    use super::{Dot, line, ring};

    /// Points by their coordinates.
    fn dots(points: &[(i32, i32)]) -> Vec<Dot> {
        points.iter().map(|&(x, y)| Dot { x, y }).collect()
    }

    #[test]
    fn small_corners_go_and_large_ones_stay() {
        let square = dots(&[(0, 0), (5, 1), (10, 0), (10, 10), (0, 10)]);
        assert_eq!(ring(&square, 6), dots(&[(0, 0), (10, 0), (10, 10), (0, 10)]));
    }

    #[test]
    fn a_ring_smaller_than_the_smallest_corner_is_gone() {
        assert_eq!(ring(&dots(&[(0, 0), (1, 0), (1, 1), (0, 1)]), 2), dots(&[]));
    }

    #[test]
    fn a_line_keeps_its_ends() {
        assert_eq!(line(&dots(&[(0, 0), (1, 1), (2, 0)]), 9), dots(&[(0, 0), (2, 0)]));
    }
}
