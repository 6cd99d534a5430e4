//! What is needed to put something of the site into words on one page.

use crate::document::When;
use crate::page::Memos;
use crate::page::href::From;
use crate::page::route::Maps;
use crate::page::time;
use crate::page::view::{LinkView, TimeView};
use crate::page::words::Words;
use crate::site::{Entity, Fact, Id, Party, Place, Site, Source, Stop, Time, Trip};

/// A site, its words, and the page from which links start.
#[derive(Clone, Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) site: &'a Site,
    pub(crate) words: &'a Words,
    pub(crate) from: From<'a>,
    /// The route maps.
    pub(crate) maps: &'a Maps,
    /// What the last build made.
    pub(crate) memos: &'a Memos,
    /// The trip that the page belongs to.
    pub(crate) trip: Option<Id<Trip>>,
}

impl Scene<'_> {
    /// The link to an address from the site's root.
    pub(crate) fn href(&self, page: &str) -> String {
        self.from.to(page, None)
    }

    /// The link to an entity; none if it has no place among the pages.
    pub(crate) fn href_of(&self, entity: Entity) -> Option<String> {
        let entity = match entity {
            Entity::Place(place) => Entity::Stop(self.stop_at(place)?),
            other => other,
        };
        let address = self.site.address(entity)?;
        Some(self.from.to(&address.page, address.anchor.as_deref()))
    }

    /// The stop of the page's trip at a place.
    fn stop_at(&self, place: Id<Place>) -> Option<Id<Stop>> {
        let stops = &self.site.trips[self.trip?].stops;
        stops.iter().copied().find(|stop| self.site.stops[*stop].place == Some(place))
    }

    /// An entity's name with the link to it.
    pub(crate) fn link(&self, entity: Entity) -> LinkView {
        LinkView { title: self.title(entity), href: self.href_of(entity) }
    }

    /// An entity's name with the link to a heading of its page.
    pub(crate) fn link_to_heading(&self, entity: Entity, heading: &str) -> LinkView {
        let address = self.site.address(entity);
        let href = address.map(|address| self.from.to(&address.page, Some(heading)));
        LinkView { title: self.title(entity), href }
    }

    /// What readers call an entity.
    pub(crate) fn title(&self, entity: Entity) -> String {
        let site = self.site;
        match entity {
            Entity::Trip(id) => site.trips[id].title.clone(),
            Entity::Section(id) => site.sections[id].page.title.clone(),
            Entity::Topic(id) => site.topics[id].title.clone(),
            Entity::Stop(id) => site.stops[id].title.clone(),
            Entity::Event(id) => site.events[id].title.clone(),
            Entity::Person(id) => site.people[id].name.clone(),
            Entity::Organisation(id) => {
                let organisation = &site.organisations[id];
                organisation.short.clone().unwrap_or_else(|| organisation.name.clone())
            }
            Entity::Place(id) => site.places[id].name.clone(),
            Entity::Source(id) => site.sources[id].name.clone(),
            Entity::Term(id) => site.terms[id].term.clone(),
            Entity::Fact(id) => site.facts[id].id.clone(),
            Entity::Figure(id) => site.figures[id].label.clone(),
        }
    }

    /// A party's name, with a link if there is a page about it.
    pub(crate) fn party(&self, party: &Party) -> LinkView {
        match party {
            Party::Words(words) => LinkView { title: words.clone(), href: None },
            party => party.entity().map(|entity| self.link(entity)).unwrap_or_default(),
        }
    }

    /// A source's name with the way to its entry.
    pub(crate) fn source(&self, source: Id<Source>) -> LinkView {
        self.link(Entity::Source(source))
    }

    /// A fact's id with the way to its entry in the ledger.
    pub(crate) fn fact_link(&self, fact: Id<Fact>) -> LinkView {
        self.link(Entity::Fact(fact))
    }

    /// A time in words.
    pub(crate) fn time(&self, time: &Time) -> TimeView {
        time::time(time, self.words, &self.site.settings.time_zone)
    }

    /// A date in words; none where there is none.
    pub(crate) fn date(&self, when: &When) -> Option<TimeView> {
        time::date(when, self.words, &self.site.settings.time_zone)
    }

    /// The name of one of the pages that every site or trip has.
    pub(crate) fn page_name(&self, key: &str) -> String {
        self.words.get(&format!("pages.{key}"))
    }
}
