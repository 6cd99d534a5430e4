//! All that a trip's pages say, as data: `data/trip.json` with its JSON Schema, and the ledger as a
//! table for spreadsheets.
//!
//! The chapter `tests/spec/data.md` is the manual of the format. A field that is taken away, or that
//! means something else, makes a new [`VERSION`]; a new field does not.

mod facts;
mod scope;
mod shared;
mod table;
mod trip;
mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::output::{Output, add_file};
use crate::page::{Detached, Page, pages_stating};
use crate::site::{Edition, Fact, Id, Site, Trip};
use scope::Scope;

/// The version of the format.
const VERSION: u32 = 1;

/// What the format allows, in JSON Schema 2020-12.
const SCHEMA: &str = include_str!("trip.schema.json");

/// What the data of a trip are made from.
struct Data<'a> {
    id: Id<Trip>,
    trip: &'a Trip,
    detached: &'a Detached<'a>,
    /// The trip's pages; for the trip at the root, those that all trips share too.
    pages: &'a [&'a Page],
    /// The pages that state each fact of the trip, by their addresses from the site's root.
    stated_on: BTreeMap<Id<Fact>, Vec<String>>,
    scope: Scope,
}

/// Adds the data of every trip.
pub(super) fn add(pages: &[Arc<Page>], detached: &Detached<'_>, output: &mut Output) {
    let pages = pages_by_trip(pages, detached.site);
    for (id, trip) in detached.site.trips.iter() {
        let pages = pages.get(&id).map(Vec::as_slice).unwrap_or_default();
        let stated_on = pages_stating(id, detached.site, detached.words);
        let scope = Scope::of(id, detached.site);
        let data = Data { id, trip, detached, pages, stated_on, scope };
        let address = |edition| detached.site.edition(id, edition);
        if let Some(address) = address(Edition::Data) {
            add_file(&address, format!("{:#}\n", data.all()).into_bytes(), output);
        }
        if let Some(address) = address(Edition::Schema) {
            add_file(&address, SCHEMA.as_bytes(), output);
        }
        if let Some(address) = address(Edition::Facts) {
            add_file(&address, data.table(), output);
        }
    }
}

/// The pages of each trip, in their order; what belongs to none is with the trip at the root.
fn pages_by_trip<'p>(pages: &'p [Arc<Page>], site: &Site) -> BTreeMap<Id<Trip>, Vec<&'p Page>> {
    let trips = site.trips.iter().filter(|(id, _)| Some(*id) != site.front);
    let by_prefix: BTreeMap<&str, Id<Trip>> =
        trips.map(|(id, trip)| (trip.prefix.trim_end_matches('/'), id)).collect();
    let mut by_trip: BTreeMap<Id<Trip>, Vec<&Page>> = BTreeMap::new();
    for page in pages {
        let folder = page.address.split('/').next().unwrap_or_default();
        if let Some(trip) = by_prefix.get(folder).copied().or(site.front) {
            by_trip.entry(trip).or_default().push(page);
        }
    }
    by_trip
}

impl Data<'_> {
    fn all(&self) -> Value {
        let schema = self.detached.site.edition(self.id, Edition::Schema);
        json!({
            "$schema": schema.map(|address| self.detached.url_of(&address)),
            "version": VERSION,
            "site": self.site(),
            "trip": self.trip(),
            "sections": self.sections(),
            "stops": self.stops(),
            "events": self.events(),
            "facts": self.facts(),
            "figures": self.figures(),
            "wants": self.wants(),
            "timeline": self.timeline(),
            "questions": self.questions(),
            "updates": self.updates(),
            "people": self.people(),
            "organisations": self.organisations(),
            "places": self.places(),
            "sources": self.sources(),
            "terms": self.terms(),
            "pages": self.page_list(),
            "redirects": self.redirects(),
        })
    }

    fn site(&self) -> Value {
        let settings = &self.detached.site.settings;
        json!({
            "title": settings.title,
            "url": self.detached.url_of(""),
            "language": settings.language,
            "time_zone": settings.time_zone,
            "publisher": { "name": settings.publisher.name, "url": settings.publisher.url },
        })
    }

    /// Every page that readers can find.
    fn page_list(&self) -> Value {
        let pages = self.pages.iter().filter(|page| page.has_content());
        let page = |page: &&Page| {
            json!({
                "path": page.address,
                "url": self.detached.url_of(&page.address),
                "kind": page.template,
                "title": page.title(),
                "updated": page.updated.map(|day| day.to_string()),
            })
        };
        pages.map(page).collect()
    }

    /// The earlier addresses of pages, which still lead there.
    fn redirects(&self) -> Value {
        let redirect = |page: &&Page| {
            let to = page.leads_to()?;
            let url = self.detached.url_of(&page.address);
            Some(json!({ "path": page.address, "url": url, "to": to }))
        };
        self.pages.iter().filter_map(redirect).collect()
    }
}
