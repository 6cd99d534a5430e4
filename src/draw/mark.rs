//! A stop on the map as the reader sees it: its number in a ring, and its name.

use super::escape::escape;
use super::labels::{Anchor, LINE_HEIGHT, Position};
use super::path::whole;
use super::plane::Point;
use super::route_map::{MapStop, Solidity};

/// The longest name on one line, in letters.
const LONGEST_LINE: usize = 18;

/// The size of stamps and names, in units. They are made to be read on a phone, where a
/// unit is less than a quarter of a pixel; a style sheet may shrink each mark where there is more
/// room.
#[derive(Clone, Copy, Debug)]
pub(super) struct MarkSize {
    /// The class that tells a style sheet which size this is.
    pub(super) class: &'static str,
    /// The radius of a stamp.
    pub(super) ring: f64,
    /// The size of the text.
    pub(super) text: f64,
}

impl MarkSize {
    /// The size that leaves room for all stops.
    pub(super) fn for_stops(count: usize) -> Self {
        match count {
            0..=6 => Self { class: "map-few", ring: 38.0, text: 52.0 },
            7..=12 => Self { class: "map-some", ring: 28.0, text: 38.0 },
            _ => Self { class: "map-many", ring: 20.0, text: 28.0 },
        }
    }
}

/// A name on one line, or on two if it is long.
pub(super) fn lines(name: &str) -> Vec<String> {
    let letters = name.chars().count();
    let spaces = name.char_indices().filter(|(_, letter)| *letter == ' ').map(|(at, _)| at);
    let middle = |at: &usize| at.abs_diff(name.len() / 2);
    match spaces.min_by_key(middle) {
        Some(at) if letters > LONGEST_LINE => {
            vec![name[..at].to_owned(), name[at + 1..].to_owned()]
        }
        _ => vec![name.to_owned()],
    }
}

/// A stop: its stamp at `stamp` and its name beside it.
pub(super) fn stop(stop: &MapStop, stamp: Point, position: &Position, size: MarkSize) -> String {
    let class = match stop.solidity {
        Solidity::Solid => "map-stop",
        Solidity::Hollow => "map-stop map-stop-hollow",
        Solidity::HollowDashed => "map-stop map-stop-hollow map-stop-dashed",
        Solidity::Crossed => "map-stop map-stop-hollow map-stop-crossed",
    };
    let ring = whole(size.ring);
    let cross = if stop.solidity == Solidity::Crossed { cross(size.ring) } else { String::new() };
    let inner = format!(
        "<circle class=\"map-ring\" r=\"{ring}\"/>{cross}<text class=\"map-number\" \
         text-anchor=\"middle\" dy=\".35em\">{}</text>{}",
        stop.number,
        label(&stop.name, position)
    );
    placed(class, stamp, &inner)
}

/// The place where the traveller sets out; a `dot` of 0 is not drawn.
pub(super) fn origin(name: &str, point: Point, position: &Position, dot: f64) -> String {
    let mut inner = label(name, position);
    if dot > 0.0 {
        inner.insert_str(0, &format!("<circle class=\"map-ring\" r=\"{}\"/>", whole(dot)));
    }
    placed("map-origin", point, &inner)
}

/// A group at a point; the inner one can be scaled in a style sheet and stays where it is.
fn placed(class: &str, point: Point, inner: &str) -> String {
    let (x, y) = (whole(point.x), whole(point.y));
    format!(
        "<g class=\"{class}\" transform=\"translate({x} {y})\"><g class=\"map-mark\">{inner}</g></g>\n"
    )
}

/// Two strokes across a stamp.
fn cross(ring: f64) -> String {
    let (end, whole) = (whole(ring), whole(2.0 * ring));
    format!(
        "<path class=\"map-cross\" d=\"m-{end}-{end} {whole} {whole}m0-{whole}-{whole} {whole}\"/>"
    )
}

/// A name at its position.
fn label(name: &str, position: &Position) -> String {
    let (x, y) = (whole(position.offset.x), whole(position.offset.y));
    let anchor = match position.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let lines = lines(name);
    let text = match lines.as_slice() {
        [first, second] => format!(
            "{}<tspan x=\"{x}\" dy=\"{LINE_HEIGHT}em\">{}</tspan>",
            escape(first),
            escape(second)
        ),
        _ => escape(name),
    };
    format!("<text class=\"map-label\" x=\"{x}\" y=\"{y}\"{anchor}>{text}</text>")
}
