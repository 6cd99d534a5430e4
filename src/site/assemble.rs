//! From documents that know nothing of each other to a site in which every reference holds.

mod linkable;
mod missing;
mod pages;
mod registries;
mod settings;
mod trips;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::document::{
    self, Body, Document, Line, Settings as WrittenSettings, When, parse_date, zone,
};
use crate::files::FilePath;
use crate::problem::Problems;
use crate::site::names::{Names, trip_of};
use crate::site::relations::Relations;
use crate::site::resolve::Resolver;
use crate::site::unknown::Unknown;
use crate::site::uses::Uses;
use crate::site::visibility::{self, Alone, Clock, State, Visibility};
use crate::site::{Event, Fact, Figure, Media, Organisation, Person, Place, Section, Source, Stop};
use crate::site::{HeldBack, References, Registry, Settings, Site, address, expired, notes};
use crate::site::{Term, Topic, Trip};

/// What the command line decides about a site.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Whether what is marked `draft: true` is shown, and what is to be published later.
    pub drafts: bool,
    /// Where the site is published, instead of where `site.yaml` says.
    pub base_url: Option<String>,
    /// The day or moment that counts as now, in one of the forms of `tests/spec/dates.md`.
    pub as_of: Option<String>,
    /// The present moment in the same forms; without `as_of` it decides what is published yet, and
    /// nothing else. Where neither is given, what is to be published later is kept back.
    pub now: Option<String>,
}

/// Puts the documents together; every name becomes the id of something, or a problem.
pub(crate) fn assemble(
    documents: &[&Document],
    choices: &Choices,
    problems: &mut Problems,
) -> Site {
    missing::check(documents, problems);
    let written = settings::written(documents);
    let clock = clock(written, choices);
    visibility::check(documents, &clock, problems);
    let all = Assembly { documents, choices, written };
    let seen = Visibility::of(documents, choices.drafts, clock.clone());
    let is_hidden = |document: &&Document| seen.hides(document);
    if !documents.iter().any(is_hidden) {
        let mut site = all.resolve(&seen, References::default(), problems);
        // What is shown before its time says so.
        let to_readers = Visibility::of(documents, false, clock);
        site.held = HeldBack::of(documents, &to_readers, &Alone::new());
        return site;
    }
    // Who uses what shows only where everything is there.
    let everything = Visibility::of_everything(documents, clock);
    let unheard = &mut Problems::default();
    let revealed = all.resolve(&everything, References::with_places(), unheard);
    let uses = Uses::of(documents, &seen, &revealed);
    let seen = seen.without(uses.alone.clone());
    let mut site = all.resolve(&seen, References::default(), problems);
    let to_readers = Visibility::of(documents, false, seen.clock().clone());
    site.held = HeldBack::of(documents, &to_readers, &uses.alone);
    site.kept_back = all.kept_back(&seen);
    site.remember(uses.past);
    site
}

/// The clock that decides what is published; a day of `as_of` counts from its midnight.
fn clock(written: Option<&WrittenSettings>, choices: &Choices) -> Clock {
    let zone = written.and_then(|settings| zone::find(&settings.time_zone.value));
    let newsroom = zone.unwrap_or(TimeZone::UTC);
    let now = choices.as_of.as_deref().or(choices.now.as_deref());
    let now = now.and_then(|now| parse_date(now).ok());
    let now = now.as_ref().and_then(When::start).and_then(|now| now.begins(&newsroom));
    Clock { now: now.map(|now| now.timestamp()), newsroom }
}

/// All that a site is put together from.
#[derive(Clone, Copy)]
struct Assembly<'a> {
    documents: &'a [&'a Document],
    choices: &'a Choices,
    written: Option<&'a WrittenSettings>,
}

impl Assembly<'_> {
    /// Resolves what is shown.
    fn resolve(
        &self,
        seen: &Visibility<'_>,
        references: References,
        problems: &mut Problems,
    ) -> Site {
        let Self { documents, choices, written } = *self;
        let front = self.front();
        let names = Names::collect(documents, seen, front);
        let is_shown = |document: &&Document| seen.state(document) == State::Published;
        let shown: Vec<&Document> = documents.iter().copied().filter(is_shown).collect();
        let prefix = |trip: &str| self.prefix(trip);
        let linkable = linkable::of(&shown, &names, &prefix);
        let broken = documents.iter().filter(|document| matches!(document.body, Body::Broken));
        let unreadable = broken.map(|document| document.path.clone()).collect();
        let paths = documents.iter().map(|document| document.path.clone()).collect();
        let expired = expired::files(documents, seen, &prefix);
        let notices = expired.iter();
        let notices = notices.map(|(document, all)| (document.path.clone(), all[0].clone()));
        let mut resolver = Resolver {
            names: &names,
            linkable: &linkable,
            unreadable: &unreadable,
            scheduled: &self.scheduled(seen),
            expired: &notices.collect(),
            clock: seen.clock(),
            paths: &paths,
            problems,
            citations: BTreeMap::new(),
            references,
            addresses: Vec::new(),
            unknown: Vec::new(),
            file: nowhere(),
            trip: None,
            anchors: Vec::new(),
        };
        let mut site = Site::empty(settings::resolve(written, choices, &mut resolver));
        site.front = written.and_then(|settings| settings::front_trip(settings, &mut resolver));
        let everything = Everything { documents: &shown, seen, prefix: &prefix };
        everything.resolve(&mut site, &mut resolver);
        let Resolver { citations, references, addresses, unknown, problems, .. } = resolver;
        (site.citations, site.references, site.addresses) = (citations, references, addresses);
        let told = Unknown { names: &names, references: &site.references, problems };
        site.lacks_facts = told.report(unknown);
        self.complete(&mut site, &shown, &expired);
        address::check(&site, problems);
        site
    }

    /// Adds what follows from all that is resolved.
    fn complete(&self, site: &mut Site, shown: &[&Document], expired: &[(&Document, Vec<String>)]) {
        let superseded = site.facts.iter().filter_map(|(id, fact)| Some((fact.supersedes?, id)));
        site.superseded = superseded.filter(|(old, new)| old != new).collect();
        site.media_files = linkable::media_files(shown, &|trip: &str| self.prefix(trip));
        let now = self.choices.as_of.as_deref().and_then(|day| parse_date(day).ok());
        site.as_of = now.map(|now| now.seen_from(&site.settings.time_zone));
        site.expired = expired::pages(expired, site);
        site.relations = Relations::of(site);
        site.notes = notes::of(site);
    }

    /// The folder of the trip that lives at `/`.
    fn front(&self) -> Option<&str> {
        self.written.map(|settings| settings.front.0.value.as_str())
    }

    /// What the addresses of a trip begin with.
    fn prefix(&self, trip: &str) -> String {
        if self.front() == Some(trip) { String::new() } else { format!("{trip}/") }
    }

    /// The files that are published later, and when.
    fn scheduled(&self, seen: &Visibility<'_>) -> BTreeMap<FilePath, Timestamp> {
        let start = |document: &&Document| match seen.state(document) {
            State::Scheduled(start) => Some((document.path.clone(), start)),
            _ => None,
        };
        self.documents.iter().filter_map(start).collect()
    }

    /// The addresses of the pages that are kept back.
    fn kept_back(&self, seen: &Visibility<'_>) -> BTreeSet<String> {
        let prefix = |trip: &str| self.prefix(trip);
        let mut pages = BTreeSet::new();
        for document in self.documents {
            let state = seen.state(document);
            if state.is_kept_back() {
                pages.extend(address::pages_of(&document.role, &prefix));
            }
            let Body::People(entries) = &document.body else { continue };
            let is_kept = |(id, entry): &&(Line, document::Person)| {
                seen.entry_state((&document.path, &id.value), entry, state).is_kept_back()
            };
            let kept = entries.list.iter().filter(is_kept);
            pages.extend(kept.map(|(id, _)| format!("people/{}/", id.value)));
        }
        pages
    }
}

/// The documents to resolve, and how.
struct Everything<'a> {
    documents: &'a [&'a Document],
    seen: &'a Visibility<'a>,
    prefix: &'a dyn Fn(&str) -> String,
}

impl Everything<'_> {
    /// Resolves in an order in which nothing needs what comes later.
    fn resolve(&self, site: &mut Site, resolver: &mut Resolver<'_>) {
        self.each(resolver, |body, resolver| {
            registries::resolve(body, self.seen, site, resolver);
        });
        self.each(resolver, |body, resolver| trips::facts(body, self.seen, site, resolver));
        self.each(resolver, |body, resolver| trips::media(body, self, site, resolver));
        self.each(resolver, |body, resolver| pages::stop(body, site, resolver));
        self.each(resolver, |body, resolver| pages::event(body, site, resolver));
        self.each(resolver, |body, resolver| pages::topic(body, site, resolver));
        self.each(resolver, |body, resolver| pages::section(body, site, resolver));
        self.each(resolver, |body, resolver| trips::trip(body, self, site, resolver));
        trips::order_events(site);
        trips::find_dated(site);
    }

    fn each(
        &self,
        resolver: &mut Resolver<'_>,
        mut resolve: impl FnMut(&Document, &mut Resolver<'_>),
    ) {
        for document in self.documents {
            resolver.file = document.path.clone();
            resolver.trip = trip_of(&document.role).map(str::to_owned);
            resolver.anchors = anchors(&document.body);
            resolve(document, resolver);
        }
    }
}

fn anchors(body: &Body) -> Vec<String> {
    match body {
        Body::Trip(_, prose)
        | Body::Stop(_, prose)
        | Body::Event(_, prose)
        | Body::Section(_, prose) => prose.anchors().map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn nowhere() -> FilePath {
    FilePath::new("content/site.yaml").expect("a plain name is a path")
}

impl Site {
    /// A site with nothing in it.
    fn empty(settings: Settings) -> Self {
        Self {
            settings,
            front: None,
            trips: Registry::<Trip>::default(),
            stops: Registry::<Stop>::default(),
            events: Registry::<Event>::default(),
            sections: Registry::<Section>::default(),
            topics: Registry::<Topic>::default(),
            people: Registry::<Person>::default(),
            organisations: Registry::<Organisation>::default(),
            places: Registry::<Place>::default(),
            sources: Registry::<Source>::default(),
            terms: Registry::<Term>::default(),
            facts: Registry::<Fact>::default(),
            figures: Registry::<Figure>::default(),
            media: Registry::<Media>::default(),
            citations: BTreeMap::new(),
            superseded: BTreeMap::new(),
            references: References::default(),
            relations: Relations::default(),
            notes: BTreeMap::new(),
            lacks_facts: false,
            as_of: None,
            held: HeldBack::default(),
            expired: Vec::new(),
            kept_back: BTreeSet::new(),
            media_files: BTreeMap::new(),
            addresses: Vec::new(),
        }
    }
}
