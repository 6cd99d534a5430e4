//! The globe below a route: sea, graticule and land.

use super::coast::{Coast, View};
use super::edge::Edge;
use super::frame::{Frame, HEIGHT, WIDTH};
use super::graticule;
use super::land::Ring;
use super::path::whole;

/// The bytes that coastlines may take of the 20 kB of a map.
const COAST_BUDGET: usize = 8_000;
/// The areas of the smallest corner of a coastline, in square units, finest first.
const FINENESS: [i64; 8] = [2, 3, 5, 8, 12, 18, 28, 45];

/// Sea, graticule and land within a frame, as SVG elements.
pub(super) fn draw(frame: &Frame, coastlines: &[Ring]) -> String {
    let (sea, graticule, land) =
        (sea(&frame.edge), graticule::path(frame), land(frame, coastlines));
    format!(
        "{sea}\n<path class=\"map-graticule\" d=\"{graticule}\"/>\n\
         <path class=\"map-land\" fill-rule=\"evenodd\" d=\"{land}\"/>\n"
    )
}

/// All that is within an edge.
fn sea(edge: &Edge) -> String {
    match *edge {
        Edge::Straight(_) => {
            format!("<rect class=\"map-sea\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/>")
        }
        Edge::Round { middle, radius } => {
            let (x, y, radius) = (whole(middle.x), whole(middle.y), whole(radius));
            format!("<circle class=\"map-sea\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>")
        }
    }
}

/// The land as a path, as fine as the budget allows.
fn land(frame: &Frame, coastlines: &[Ring]) -> String {
    let view = View {
        edge: &frame.edge,
        centre: frame.projection.centre,
        reach: frame.reach,
        least_reach: 0.0,
        least_step: 1,
        place: &|spot| frame.place(spot),
    };
    let coast = Coast::in_view(&view, coastlines, FINENESS[FINENESS.len() - 1]);
    let mut land = String::new();
    for smallest in FINENESS {
        land = coast.path(smallest);
        if land.len() <= COAST_BUDGET {
            break;
        }
    }
    land
}
