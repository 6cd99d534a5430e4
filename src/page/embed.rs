//! Parts of a trip that other sites show in a frame, and the code that they copy.

use crate::page::scene::Scene;
use crate::page::view::{EmbedCodeView, EmbedPart, EmbedView};
use crate::page::{meeting, route, stop, trip};
use crate::site::{EMBED_GLANCE, EMBED_MAP, Entity, Event, Id, Site, Trip, alias_page};

/// A part of a trip that has a small page of its own.
#[derive(Clone, Copy, Debug)]
pub(super) enum Embed {
    /// The route map.
    Map(Id<Trip>),
    /// Who, where, when, and what to watch.
    Glance(Id<Trip>),
    /// One event.
    Event(Id<Event>),
}

impl Embed {
    /// Every part of a trip that others can show.
    pub(super) fn all(id: Id<Trip>, site: &Site) -> Vec<Self> {
        let map = has_map(id, site).then_some(Self::Map(id));
        let events = site.trips[id].events.iter().map(|event| Self::Event(*event));
        map.into_iter().chain([Self::Glance(id)]).chain(events).collect()
    }

    /// What readers of the frame are led to: the page that it is a part of.
    pub(super) fn whole(self) -> Entity {
        match self {
            Self::Map(trip) | Self::Glance(trip) => Entity::Trip(trip),
            Self::Event(event) => Entity::Event(event),
        }
    }

    /// The template that draws it, which tells it from the others.
    pub(super) fn template(self) -> &'static str {
        match self {
            Self::Map(_) => "embed-map",
            Self::Glance(_) => "embed-at-a-glance",
            Self::Event(_) => "embed-event",
        }
    }

    /// The key of its words.
    fn key(self) -> &'static str {
        self.template().trim_start_matches("embed-")
    }

    /// How high its frame is, in CSS pixels: enough for most at a width of 300.
    fn height(self, site: &Site) -> usize {
        match self {
            Self::Map(trip) => 400 + 50 * site.trips[trip].stops.len(),
            Self::Glance(_) => 800,
            Self::Event(_) => 440,
        }
    }
}

/// The addresses at which events were to be shown on other sites before they were renamed.
pub(super) fn earlier(site: &Site) -> Vec<(String, Id<Event>)> {
    let mut earlier = Vec::new();
    for (id, event) in site.events.iter() {
        let address = site.address(Entity::Event(id)).map(|it| it.page).unwrap_or_default();
        let embed = site.embed_of_event(id);
        let own = format!("{}/", event.id);
        let folders = address.strip_suffix(&own).zip(embed.strip_suffix(&own));
        let Some((pages, embeds)) = folders else { continue };
        let aliases = event.aliases.iter().map(|alias| alias_page(&alias.value));
        let names = aliases.filter_map(|alias| Some(alias.strip_prefix(pages)?.to_owned()));
        earlier.extend(names.map(|name| (format!("{embeds}{name}"), id)));
    }
    earlier
}

/// Whether a trip has a map: some stop has a position.
fn has_map(id: Id<Trip>, site: &Site) -> bool {
    let places = site.trips[id].stops.iter().filter_map(|stop| site.stops[*stop].place);
    places.into_iter().any(|place| site.position(place).is_some())
}

/// The page in the frame.
pub(super) fn page(embed: Embed, scene: &Scene<'_>) -> EmbedView {
    let site = scene.site;
    let of_trip = match embed {
        Embed::Map(id) | Embed::Glance(id) => id,
        Embed::Event(id) => site.events[id].trip,
    };
    let part = match embed {
        Embed::Map(id) => EmbedPart::Map {
            map: route::map(id, scene),
            route: site.trips[id].route.word(),
            stops: stop::itinerary(id, scene),
        },
        Embed::Glance(id) => EmbedPart::Glance(Box::new(trip::glance(&site.trips[id], scene))),
        Embed::Event(id) => EmbedPart::Event(Box::new(meeting::card_among(id, None, scene))),
    };
    let of_event = match embed {
        Embed::Event(id) => scene.date(&site.events[id].as_of),
        Embed::Map(_) | Embed::Glance(_) => None,
    };
    EmbedView {
        whole: scene.link(embed.whole()),
        as_of: of_event.or_else(|| scene.date(&site.trips[of_trip].as_of)),
        updated: scene.date(&site.trips[of_trip].updated),
        part,
    }
}

/// The code that shows a part of a trip on another site; none for a part that there is not.
pub(super) fn code(embed: Embed, scene: &Scene<'_>) -> Option<EmbedCodeView> {
    if matches!(embed, Embed::Map(id) if !has_map(id, scene.site)) {
        return None;
    }
    let address = address(embed, scene.site);
    Some(EmbedCodeView {
        key: embed.key(),
        title: scene.title(embed.whole()),
        url: format!("{}{address}", scene.site.settings.base_url),
        height: embed.height(scene.site),
    })
}

/// Where it is published, from the site's root.
pub(super) fn address(embed: Embed, site: &Site) -> String {
    match embed {
        Embed::Map(id) => format!("{}{EMBED_MAP}", site.trips[id].prefix),
        Embed::Glance(id) => format!("{}{EMBED_GLANCE}", site.trips[id].prefix),
        Embed::Event(id) => site.embed_of_event(id),
    }
}
