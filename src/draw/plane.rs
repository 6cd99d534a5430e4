//! The drawing plane: x to the right, y down.

/// A point on the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// An upright box on the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Point {
    /// The point at `x`, `y`.
    pub(super) fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point moved by a distance to the right and one down.
    pub(super) fn moved(self, right: f64, down: f64) -> Self {
        Self { x: self.x + right, y: self.y + down }
    }

    /// The distance between two points.
    pub(super) fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point at a share of the way to `other`.
    pub(super) fn toward(self, other: Self, share: f64) -> Self {
        self.moved((other.x - self.x) * share, (other.y - self.y) * share)
    }
}

impl Area {
    /// The square around a point whose sides lie `reach` away.
    pub(super) fn around(middle: Point, reach: f64) -> Self {
        Self { left: middle.x, top: middle.y, right: middle.x, bottom: middle.y }.grown(reach)
    }

    /// The smallest area with all of the points; none if there are none.
    pub(super) fn of(points: &[Point]) -> Option<Self> {
        let first = Self::around(*points.first()?, 0.0);
        Some(points.iter().fold(first, |area, point| Self {
            left: area.left.min(point.x),
            top: area.top.min(point.y),
            right: area.right.max(point.x),
            bottom: area.bottom.max(point.y),
        }))
    }

    /// The area with every side moved outwards.
    pub(super) fn grown(self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// The point in the middle.
    pub(super) fn middle(self) -> Point {
        Point::new(f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }

    /// The corners, clockwise from the top left.
    pub(super) fn corners(self) -> [Point; 4] {
        [
            Point::new(self.left, self.top),
            Point::new(self.right, self.top),
            Point::new(self.right, self.bottom),
            Point::new(self.left, self.bottom),
        ]
    }

    /// Whether a point lies inside.
    pub(super) fn holds(self, point: Point) -> bool {
        (self.left..=self.right).contains(&point.x) && (self.top..=self.bottom).contains(&point.y)
    }

    /// Whether all of another area lies inside.
    pub(super) fn holds_all(self, other: Self) -> bool {
        other.corners().into_iter().all(|corner| self.holds(corner))
    }

    /// The point of the area that is nearest to `point`.
    pub(super) fn nearest(self, point: Point) -> Point {
        Point::new(point.x.clamp(self.left, self.right), point.y.clamp(self.top, self.bottom))
    }

    /// Whether two areas share more than a side.
    pub(super) fn meets(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether a straight line touches the area.
    pub(super) fn is_crossed(self, from: Point, to: Point) -> bool {
        self.part_within(from, to).is_some()
    }

    /// The shares of a straight line at which it enters and leaves; none if it stays outside.
    pub(super) fn part_within(self, from: Point, to: Point) -> Option<(f64, f64)> {
        let axes = [
            (from.x, to.x - from.x, self.left, self.right),
            (from.y, to.y - from.y, self.top, self.bottom),
        ];
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        for (start, step, low, high) in axes {
            if step == 0.0 {
                if !(low..=high).contains(&start) {
                    return None;
                }
                continue;
            }
            let (one, other) = ((low - start) / step, (high - start) / step);
            enters = enters.max(one.min(other));
            leaves = leaves.min(one.max(other));
        }
        (enters <= leaves).then_some((enters, leaves))
    }
}
