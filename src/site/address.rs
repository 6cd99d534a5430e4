//! Where each thing is found, counted from the site's root and without a slash at the beginning.

use std::collections::BTreeMap;

use crate::document::{Role, TripRole};
use crate::files::Span;
use crate::problem::{CASE_COLLISION, DUPLICATE_URL, Problems};
use crate::site::edition::{EVENT_CALENDAR, Edition, TEXT_EDITION};
use crate::site::{Entity, Event, Id, Site, Trip};

/// The pages and files that every site has.
const SHARED: &[&str] = &[
    "people/",
    "glossary/",
    "sources/",
    "about/",
    "trips/",
    "404.html",
    "sitemap.xml",
    "robots.txt",
];

/// The pages that every trip has, after its prefix.
const OF_A_TRIP: &[&str] =
    &["stops/", "events/", "timeline/", "facts/", "updates/", EMBED_MAP, EMBED_GLANCE];

/// The page with a trip's map that other sites show, after the trip's prefix.
pub(crate) const EMBED_MAP: &str = "embed/map/";

/// The page with a trip at a glance that other sites show, likewise.
pub(crate) const EMBED_GLANCE: &str = "embed/at-a-glance/";

/// A page, and perhaps a place on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// The page, such as `stops/japan/`; empty for the front page.
    pub(crate) page: String,
    /// The id of an element.
    pub(crate) anchor: Option<String>,
}

impl Address {
    fn page(page: String) -> Self {
        Self { page, anchor: None }
    }

    fn at(page: String, anchor: String) -> Self {
        Self { page, anchor: Some(anchor) }
    }
}

impl Site {
    /// Where readers find an entity; none for a place, which has no page of its own.
    pub(crate) fn address(&self, entity: Entity) -> Option<Address> {
        Some(match entity {
            Entity::Trip(id) => Address::page(self.trips[id].prefix.clone()),
            Entity::Section(id) => {
                let section = &self.sections[id];
                Address::page(format!("{}{}/", self.prefix(section.trip), section.id))
            }
            Entity::Topic(id) => {
                let topic = &self.topics[id];
                Address::page(format!("{}{}/{}/", self.prefix(topic.trip), topic.section, topic.id))
            }
            Entity::Stop(id) => {
                let stop = &self.stops[id];
                Address::page(format!("{}stops/{}/", self.prefix(stop.trip), stop.id))
            }
            Entity::Event(id) => {
                let event = &self.events[id];
                Address::page(format!("{}events/{}/", self.prefix(event.trip), event.id))
            }
            Entity::Person(id) => Address::page(format!("people/{}/", self.people[id].id)),
            Entity::Organisation(id) => {
                Address::at("people/".into(), format!("org-{}", self.organisations[id].id))
            }
            // Which stop is meant depends on the trip that a reader is in.
            Entity::Place(_) => return None,
            Entity::Source(id) => {
                Address::at("sources/".into(), format!("source-{}", self.sources[id].id))
            }
            Entity::Term(id) => {
                Address::at("glossary/".into(), format!("term-{}", self.terms[id].id))
            }
            Entity::Fact(id) => {
                let fact = &self.facts[id];
                Address::at(
                    format!("{}facts/", self.prefix(fact.trip)),
                    format!("fact-{}", fact.id),
                )
            }
            Entity::Figure(id) => {
                let figure = &self.figures[id];
                Address::at(self.prefix(figure.trip).into(), format!("figure-{}", figure.id))
            }
        })
    }

    /// The page that shows an event on other sites.
    pub(crate) fn embed_of_event(&self, id: Id<Event>) -> String {
        let event = &self.events[id];
        format!("{}embed/event/{}/", self.prefix(event.trip), event.id)
    }

    fn prefix(&self, trip: Id<Trip>) -> &str {
        // While a site is put together, a trip comes after its stops; its addresses come last.
        &self.trips[trip].prefix
    }
}

/// The pages that a content file makes; those of a trip's file are its lists too.
pub(super) fn pages_of(role: &Role, prefix: &dyn Fn(&str) -> String) -> Vec<String> {
    let Role::InTrip { trip, role } = role else { return Vec::new() };
    let prefix = prefix(trip);
    match role {
        TripRole::Trip => {
            let lists = OF_A_TRIP.iter().map(|page| format!("{prefix}{page}"));
            std::iter::once(prefix.clone()).chain(lists).collect()
        }
        TripRole::Stop(id) => vec![format!("{prefix}stops/{id}/")],
        TripRole::Event(id) => vec![format!("{prefix}events/{id}/")],
        TripRole::Section(id) => vec![format!("{prefix}{id}/")],
        TripRole::Topic { section, topic } => vec![format!("{prefix}{section}/{topic}/")],
        _ => Vec::new(),
    }
}

/// Reports pages that would lie at one address, or at two that differ in case alone.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    let mut taken: BTreeMap<String, Option<Span>> =
        SHARED.iter().map(|page| ((*page).to_owned(), None)).collect();
    for (_, trip) in site.trips.iter() {
        let editions = Edition::ALL.iter().map(|edition| edition.file());
        for page in OF_A_TRIP.iter().copied().chain(editions) {
            taken.entry(format!("{}{page}", trip.prefix)).or_insert(None);
        }
    }
    for (id, _) in site.events.iter() {
        taken.entry(site.embed_of_event(id)).or_insert(None);
    }
    let mut folded: BTreeMap<String, String> =
        taken.keys().map(|page| (page.to_lowercase(), page.clone())).collect();
    for (page, span) in addresses(site) {
        if let Some(first) = taken.get(&page) {
            report_duplicate(&page, &span, first.as_ref(), problems);
        } else if is_edition(&page) || lies_in_file(&page, &taken) {
            report_duplicate(&page, &span, None, problems);
        } else if let Some(other) = folded.get(&page.to_lowercase()) {
            problems
                .add(
                    CASE_COLLISION,
                    span.clone(),
                    format!("`/{page}` and `/{other}` differ in case alone"),
                )
                .help("rename one of the two; some disks and servers cannot tell them apart");
        }
        folded.entry(page.to_lowercase()).or_insert_with(|| page.clone());
        taken.entry(page).or_insert(Some(span));
    }
}

/// Whether a page has a file of that name beside it.
fn is_edition(page: &str) -> bool {
    let name = page.rsplit('/').next().unwrap_or(page);
    [TEXT_EDITION, EVENT_CALENDAR].contains(&name)
}

/// Whether a page would need a folder where a file is.
fn lies_in_file(page: &str, taken: &BTreeMap<String, Option<Span>>) -> bool {
    page.match_indices('/').any(|(at, _)| taken.contains_key(&page[..at]))
}

fn report_duplicate(page: &str, span: &Span, first: Option<&Span>, problems: &mut Problems) {
    let message = format!("two pages would have the address `/{page}`");
    let problem = problems.add(DUPLICATE_URL, span.clone(), message);
    match first {
        Some(first) => problem
            .also(first.clone(), "the other one")
            .help("rename one of the two files or folders; an alias that is taken is taken out"),
        None => problem
            .help("every site has a page there; rename the file or folder, or take the alias out"),
    };
}

/// Every address that content takes, with where it is written: pages first, then earlier addresses.
fn addresses(site: &Site) -> Vec<(String, Span)> {
    let pages = site.content_pages();
    let own = pages
        .iter()
        .filter_map(|page| Some((site.address(page.entity)?.page, page.title_span.clone())));
    let earlier = pages.iter().flat_map(|page| {
        page.aliases.iter().map(|alias| (alias_page(&alias.value), alias.span.clone()))
    });
    let people = site.people.iter().filter_map(|(id, person)| {
        Some((site.address(Entity::Person(id))?.page, person.span.clone()))
    });
    let notices = site.expired.iter();
    let notices = notices.map(|page| (page.address.clone(), page.title_span.clone()));
    let of_expired = site.expired.iter().flat_map(|page| {
        page.aliases.iter().map(|alias| (alias_page(&alias.value), alias.span.clone()))
    });
    own.chain(people).chain(notices).chain(earlier).chain(of_expired).collect()
}

/// The address that an alias stands for: `/old/page` is `old/page/`, and `/old.html` is a file.
pub(crate) fn alias_page(alias: &str) -> String {
    let trimmed = alias.trim_matches('/');
    let trimmed = trimmed.strip_suffix("index.html").unwrap_or(trimmed).trim_end_matches('/');
    let is_file = trimmed.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if trimmed.is_empty() || is_file { trimmed.to_owned() } else { format!("{trimmed}/") }
}
