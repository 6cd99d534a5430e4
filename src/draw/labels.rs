//! Where the names of stops stand, so that none covers another, a stamp or more of a line than it
//! must.

use super::plane::{Area, Point};
use super::route::Leg;
use super::text_width;

/// A name that has no place yet.
pub(super) struct Label {
    pub(super) lines: Vec<String>,
    /// The middle of the stamp that it belongs to.
    pub(super) stamp: Point,
    /// The radius of that stamp.
    pub(super) ring: f64,
    /// Where the editor wants it.
    pub(super) side: Option<Side>,
}

/// The side of a stamp on which its label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Over it.
    Above,
    /// Under it.
    Below,
}

/// Where a label stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Position {
    /// The end or middle of the first line's baseline, from the middle of the stamp.
    pub(super) offset: Point,
    pub(super) anchor: Anchor,
    /// What it covers of the drawing.
    pub(super) area: Area,
}

/// Which part of a line of text stands at its offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// What labels should not cover.
pub(super) struct Obstacles<'a> {
    /// What each stamp covers, in the order of the labels.
    pub(super) stamps: &'a [Area],
    pub(super) legs: &'a [Leg],
    /// The globe in the corner.
    pub(super) inset: Option<Area>,
    /// All of a label must be within.
    pub(super) sheet: Area,
    /// The size of the text, in units.
    pub(super) size: f64,
}

/// The distance between two baselines, in units of the text's size.
pub(super) const LINE_HEIGHT: f64 = 1.1;
/// From the baseline to the top of a capital letter, in units of the text's size.
const ASCENT: f64 = 0.76;
/// From the baseline to the bottom of a `g`.
const DESCENT: f64 = 0.22;
/// Rounds of moving labels; each round lets every label answer the last moves of the others.
const ROUNDS: usize = 8;

/// The costs of what a label may do; a sum of them is compared, so only their order matters.
const OVERLAP: u32 = 1000;
const OUTSIDE: u32 = 1000;
const ON_LINE: u32 = 60;
const FARTHER: u32 = 30;

/// A position that a label may take, and what it costs without regard to other labels.
type Choice = (Position, u32);

/// A position for each label.
///
/// Two labels at a time take the best pair of positions while all others stay, until none moves:
/// one at a time, a label would never make room for another.
pub(super) fn place(labels: &[Label], obstacles: &Obstacles) -> Vec<Position> {
    let choices: Vec<Vec<Choice>> =
        labels.iter().enumerate().map(|(at, label)| choices(at, label, obstacles)).collect();
    let cheapest = |choices: &Vec<Choice>| (0..choices.len()).min_by_key(|at| choices[*at].1);
    let mut chosen: Vec<usize> =
        choices.iter().map(|choices| cheapest(choices).unwrap_or_default()).collect();
    for _ in 0..ROUNDS {
        let before = chosen.clone();
        for one in 0..labels.len() {
            for other in one + 1..labels.len() {
                (chosen[one], chosen[other]) = best_pair(one, other, &choices, &chosen);
            }
        }
        if chosen == before {
            break;
        }
    }
    choices.iter().zip(chosen).map(|(choices, at)| choices[at].0).collect()
}

/// The cheapest choices for two labels; among equals, the first.
fn best_pair(
    one: usize,
    other: usize,
    choices: &[Vec<Choice>],
    chosen: &[usize],
) -> (usize, usize) {
    let others: Vec<Area> = (0..chosen.len())
        .filter(|at| *at != one && *at != other)
        .map(|at| choices[at][chosen[at]].0.area)
        .collect();
    let alone = |(position, cost): &Choice| {
        let met = others.iter().filter(|area| area.meets(position.area)).count();
        (position.area, cost + met as u32 * OVERLAP)
    };
    let [ones, all_others] =
        [one, other].map(|at| choices[at].iter().map(alone).collect::<Vec<_>>());
    let pairs = (0..ones.len()).flat_map(|at| (0..all_others.len()).map(move |with| (at, with)));
    let cost = |&(at, with): &(usize, usize)| {
        let (one, other) = (ones[at], all_others[with]);
        one.1 + other.1 + u32::from(one.0.meets(other.0)) * OVERLAP
    };
    pairs.min_by_key(cost).unwrap_or_default()
}

/// The positions that a label may take, each with its cost without regard to other labels.
fn choices(at: usize, label: &Label, obstacles: &Obstacles) -> Vec<Choice> {
    let (near, far) = (obstacles.size * 0.24, obstacles.size * 0.9);
    let directions = directions(label.side);
    let positions = [(near, 0), (far, FARTHER)].into_iter().flat_map(|(gap, cost)| {
        directions.iter().zip(0..).map(move |(direction, rank)| {
            (position(label, *direction, gap, obstacles.size), cost + rank)
        })
    });
    positions.map(|(place, cost)| (place, cost + cost_of(at, place.area, obstacles))).collect()
}

/// What it costs to cover an area.
fn cost_of(at: usize, area: Area, obstacles: &Obstacles) -> u32 {
    let stamps = obstacles.stamps.iter().enumerate().filter(|(other, _)| *other != at);
    let covered = stamps.filter(|(_, stamp)| stamp.meets(area)).count()
        + usize::from(obstacles.inset.is_some_and(|inset| inset.meets(area)));
    let crossed = obstacles.legs.iter().filter(|leg| leg.crosses(area)).count();
    let outside = u32::from(!obstacles.sheet.holds_all(area)) * OUTSIDE;
    outside + covered as u32 * OVERLAP + crossed as u32 * ON_LINE
}

/// Steps to the right and down, best first: all eight, or those on the side that the editor wants.
fn directions(side: Option<Side>) -> Vec<(i8, i8)> {
    match side {
        Some(Side::Right) => vec![(1, 0), (1, -1), (1, 1)],
        Some(Side::Left) => vec![(-1, 0), (-1, -1), (-1, 1)],
        Some(Side::Above) => vec![(0, -1), (1, -1), (-1, -1)],
        Some(Side::Below) => vec![(0, 1), (1, 1), (-1, 1)],
        None => {
            vec![(1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (1, 1), (-1, -1), (-1, 1)]
        }
    }
}

/// The position in a direction from the stamp, `gap` units away from its ring.
fn position(label: &Label, (right, down): (i8, i8), gap: f64, size: f64) -> Position {
    let widths = label.lines.iter().map(|line| text_width::ems(line) * size);
    let width = widths.fold(0.0, f64::max);
    let more_lines = label.lines.iter().skip(1).map(|_| LINE_HEIGHT).sum::<f64>();
    let height = (ASCENT + DESCENT + more_lines) * size;
    // At a corner the ring leaves room, so the label comes closer.
    let reach = if right != 0 && down != 0 { label.ring * 0.72 } else { label.ring } + gap;
    let reach_down = if right == 0 { reach } else { reach - height * 0.2 };
    let top = match down {
        -1 => -reach_down - height,
        1 => reach_down,
        _ => -height / 2.0,
    };
    let (anchor, left, x) = match right {
        -1 => (Anchor::End, -reach - width, -reach),
        1 => (Anchor::Start, reach, reach),
        _ => (Anchor::Middle, -width / 2.0, 0.0),
    };
    // Some air to the left and right, or two names would read as one.
    let (corner, air) = (label.stamp.moved(left, top), size * 0.2);
    Position {
        offset: Point::new(x, top + ASCENT * size),
        anchor,
        area: Area {
            left: corner.x - air,
            top: corner.y,
            right: corner.x + width + air,
            bottom: corner.y + height,
        },
    }
}
