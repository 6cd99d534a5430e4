//! Pictures made at build time.

mod card;
mod coast;
mod edge;
mod enclosing;
mod escape;
#[cfg(test)]
mod fixtures;
mod frame;
mod graticule;
mod ground;
mod inset;
mod labels;
mod land;
mod mark;
mod path;
mod plane;
mod projection;
mod route;
mod route_map;
mod scene;
mod simplify;
mod sphere;
mod stamps;
mod text_width;

pub use card::Drawing;
pub(crate) use card::{
    CARD_HEIGHT, CARD_WIDTH, Room, Typefaces, fit, font_files, has_font, missing,
};
pub(crate) use escape::escape;
pub(crate) use route_map::{Connector, MapPoint, MapStop, RouteMap, Side, Solidity};
