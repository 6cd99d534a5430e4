//! The map of a trip: its stops with their numbers and names, and the lines between them.

#[cfg(test)]
mod tests;

use super::enclosing::Circle;
use super::escape::escape;
use super::frame::{Frame, HEIGHT, WIDTH};
use super::mark::MarkSize;
use super::plane::Point;
use super::route::{Certainty, Leg, Station};
use super::scene::Scene;
use super::sphere::Spot;
use super::{ground, inset, land};

pub(crate) use super::labels::Side;

/// How many times wider a map may get to show where the traveller sets out.
const MOST_WIDENING: f64 = 1.4;

/// A map to draw.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RouteMap {
    /// In the order of the trip.
    pub(crate) stops: Vec<MapStop>,
    /// What the lines between stops say.
    pub(crate) connector: Connector,
    /// Where the traveller sets out.
    pub(crate) origin: Option<MapPoint>,
    /// The name of the map for those who cannot see it.
    pub(crate) title: String,
    /// What the map shows, for those who cannot see it.
    pub(crate) description: String,
    /// The beginning of the ids within the picture, unlike any other on the page.
    pub(crate) id: String,
}

/// A stop on a map.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MapStop {
    /// Its number in the list of stops.
    pub(crate) number: usize,
    /// Its name.
    pub(crate) name: String,
    /// Degrees north.
    pub(crate) lat: f64,
    /// Degrees east.
    pub(crate) lon: f64,
    /// How sure it is.
    pub(crate) solidity: Solidity,
    /// Where the editor wants its name.
    pub(crate) label: Option<Side>,
}

/// A place on a map that is no stop.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MapPoint {
    /// Its name.
    pub(crate) name: String,
    /// Degrees north.
    pub(crate) lat: f64,
    /// Degrees east.
    pub(crate) lon: f64,
}

/// What the lines between stops say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Connector {
    /// Only which stop comes after which.
    Order,
    /// The shortest way.
    GreatCircle,
    /// There are no lines.
    None,
}

/// How sure a stop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Solidity {
    /// Scheduled or over.
    Solid,
    /// Expected.
    Hollow,
    /// Possible.
    HollowDashed,
    /// Cancelled.
    Crossed,
}

impl RouteMap {
    /// The map as an `<svg>` element without sizes or colours; none if there is no stop.
    pub(crate) fn draw(&self) -> Option<String> {
        let frame = Frame::around(&self.spots())?;
        let scene = Scene::of(self, &frame);
        let coastlines = land::coastlines();
        let inset = scene.inset(&frame);
        let positions = scene.label_positions(inset);
        let draw_inset =
            || inset.map_or_else(String::new, |area| inset::draw(area, &frame, coastlines));
        let (ground, inset) = rayon::join(|| ground::draw(&frame, coastlines), draw_inset);
        let parts = [
            self.head(scene.size),
            ground,
            scene.lines(),
            inset,
            scene.marks(&positions),
            "</svg>\n".to_owned(),
        ];
        Some(parts.concat())
    }

    /// The spots that must be on the map: all stops, and the origin if it isn't too far away.
    fn spots(&self) -> Vec<Spot> {
        let mut spots: Vec<Spot> = self.stops.iter().map(MapStop::spot).collect();
        let Some(narrow) = Circle::around(&spots) else { return spots };
        spots.extend(self.origin.as_ref().map(MapPoint::spot));
        let wide = Circle::around(&spots).map_or(0.0, |circle| circle.radius);
        if wide > (narrow.radius * MOST_WIDENING).max(Frame::LEAST_REACH) {
            spots.truncate(self.stops.len());
        }
        spots
    }

    /// The stops that the way leads to: it goes past a cancelled one.
    pub(super) fn stations(&self, stamps: &[Point]) -> Vec<Station> {
        let visited = self.stops.iter().zip(stamps);
        visited
            .filter(|(stop, _)| stop.solidity != Solidity::Crossed)
            .map(|(stop, stamp)| stop.station(*stamp))
            .collect()
    }

    /// The line between two stations, if there is to be one.
    pub(super) fn leg(&self, from: Station, to: Station, frame: &Frame) -> Option<Leg> {
        match self.connector {
            Connector::Order => Some(Leg::straight(from, to)),
            Connector::GreatCircle => Some(Leg::great_circle(from, to, frame)),
            Connector::None => None,
        }
    }

    /// The opening tag, the words for those who cannot see the map, and the lines that stand for
    /// land where there is no colour.
    fn head(&self, size: MarkSize) -> String {
        let (id, class) = (escape(&self.id), size.class);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"map-sheet {class}\" \
             viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" direction=\"ltr\" \
             style=\"--map-lines:url(#{id}-lines)\" aria-labelledby=\"{id}-title {id}-desc\">\n\
             <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n\
             <pattern id=\"{id}-lines\" width=\"9\" height=\"9\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><path class=\"map-hatch\" d=\"M0 0v9\"/></pattern>\n",
            escape(&self.title),
            escape(&self.description)
        )
    }
}

impl MapStop {
    /// Where it is on the globe.
    pub(super) fn spot(&self) -> Spot {
        Spot::at(self.lat, self.lon)
    }

    /// The stop as its lines need it.
    pub(super) fn station(&self, stamp: Point) -> Station {
        let certainty = match self.solidity {
            Solidity::Solid | Solidity::Crossed => Certainty::Planned,
            Solidity::Hollow | Solidity::HollowDashed => Certainty::Possible,
        };
        Station { spot: self.spot(), stamp, certainty }
    }
}

impl MapPoint {
    /// Where it is on the globe.
    pub(super) fn spot(&self) -> Spot {
        Spot::at(self.lat, self.lon)
    }

    /// The place as its line needs it.
    pub(super) fn station(&self, frame: &Frame) -> Station {
        let spot = self.spot();
        Station { spot, stamp: frame.place(spot), certainty: Certainty::Planned }
    }
}
