//! The text of an SVG path, short and always the same.

use super::plane::Point;

/// A point in whole units, which is as fine as a path gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Dot {
    pub(super) x: i32,
    pub(super) y: i32,
}

/// What stands in `d="…"`, written step by step from point to point.
#[derive(Debug, Default)]
pub(super) struct PathData {
    text: String,
    pen: Option<Dot>,
}

impl From<Point> for Dot {
    fn from(point: Point) -> Self {
        Self { x: whole(point.x), y: whole(point.y) }
    }
}

impl PathData {
    /// The text.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Adds a line through the points.
    pub(super) fn line(&mut self, dots: &[Dot]) {
        let mut from = self.pen.unwrap_or(Dot { x: 0, y: 0 });
        if dots.is_empty() {
            return;
        }
        self.text.push('m');
        for dot in dots {
            self.number(dot.x - from.x);
            self.number(dot.y - from.y);
            from = *dot;
        }
        self.pen = Some(from);
    }

    /// Adds a line through the points and back to the first.
    pub(super) fn ring(&mut self, dots: &[Dot]) {
        self.line(dots);
        if let Some(first) = dots.first() {
            self.text.push('z');
            self.pen = Some(*first);
        }
    }

    /// Adds a number, with a space in front where the last one would run into it.
    fn number(&mut self, number: i32) {
        if number >= 0 && self.text.ends_with(|letter: char| letter.is_ascii_digit()) {
            self.text.push(' ');
        }
        self.text.push_str(itoa::Buffer::new().format(number));
    }
}

/// The nearest whole number of units.
pub(super) fn whole(units: f64) -> i32 {
    units.round() as i32
}

#[cfg(test)]
mod tests {
    use super::{Dot, PathData, Point};

    #[test]
    fn a_path_goes_on_from_where_the_last_part_ended() {
        let dots = [(1.4, 2.0), (10.0, 2.4), (9.6, -0.4)].map(|(x, y)| Dot::from(Point::new(x, y)));
        let mut path = PathData::default();
        path.ring(&dots);
        path.line(&dots[..2]);
        assert_eq!(path.into_text(), "m1 2 9 0 0-2zm0 0 9 0");
    }
}
