//! Pictures made at build time.

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

pub(crate) use escape::escape;
pub(crate) use route_map::{Connector, MapPoint, MapStop, RouteMap, Side, Solidity};
