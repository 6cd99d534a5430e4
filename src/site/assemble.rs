//! From documents that know nothing of each other to a site in which every reference holds.

mod linkable;
mod missing;
mod pages;
mod registries;
mod settings;
mod trips;

use std::collections::BTreeMap;

use crate::document::{Body, Document};
use crate::files::FilePath;
use crate::problem::Problems;
use crate::site::names::{Names, trip_of};
use crate::site::relations::Relations;
use crate::site::resolve::Resolver;
use crate::site::unknown::Unknown;
use crate::site::visibility::{State, Visibility};
use crate::site::{Event, Fact, Figure, Media, Organisation, Person, Place, Section, Source, Stop};
use crate::site::{References, Registry, Settings, Site, address};
use crate::site::{Term, Topic, Trip};

/// What the command line decides about a site.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Whether what is marked `draft: true` is shown.
    pub drafts: bool,
    /// Where the site is published, instead of where `site.yaml` says.
    pub base_url: Option<String>,
    /// The day that counts as now, in one of the forms of `tests/spec/dates.md`.
    pub as_of: Option<String>,
}

/// Puts the documents together; every name becomes the id of something, or a problem.
pub(crate) fn assemble(
    documents: &[&Document],
    choices: &Choices,
    problems: &mut Problems,
) -> Site {
    missing::check(documents, problems);
    let written = settings::written(documents);
    let front = written.map(|settings| settings.front.0.value.as_str());
    let visibility = Visibility::of(documents, choices.drafts);
    let names = Names::collect(documents, &visibility, front);
    let is_shown = |document: &&Document| visibility.state(document) == State::Published;
    let shown: Vec<&Document> = documents.iter().copied().filter(is_shown).collect();
    let prefix = |trip: &str| if front == Some(trip) { String::new() } else { format!("{trip}/") };
    let linkable = linkable::of(&shown, &names, &prefix);
    let broken = documents.iter().filter(|document| matches!(document.body, Body::Broken));
    let unreadable = broken.map(|document| document.path.clone()).collect();
    let paths = documents.iter().map(|document| document.path.clone()).collect();
    let mut resolver = Resolver {
        names: &names,
        linkable: &linkable,
        unreadable: &unreadable,
        paths: &paths,
        problems,
        citations: BTreeMap::new(),
        references: References::default(),
        addresses: Vec::new(),
        unknown: Vec::new(),
        file: nowhere(),
        trip: None,
        anchors: Vec::new(),
    };
    let mut site = Site::empty(settings::resolve(written, choices, &mut resolver));
    site.front = written.and_then(|settings| settings::front_trip(settings, &mut resolver));
    let everything = Everything { documents: &shown, drafts: choices.drafts, prefix: &prefix };
    everything.resolve(&mut site, &mut resolver);
    let Resolver { citations, references, addresses, unknown, problems, .. } = resolver;
    (site.citations, site.references, site.addresses) = (citations, references, addresses);
    let told = Unknown { names: &names, references: &site.references, problems };
    site.lacks_facts = told.report(unknown);
    let superseded = site.facts.iter().filter_map(|(id, fact)| Some((fact.supersedes?, id)));
    site.superseded = superseded.filter(|(old, new)| old != new).collect();
    site.media_files = linkable::media_files(&shown, &prefix);
    let now = choices.as_of.as_deref().and_then(|day| crate::document::parse_date(day).ok());
    site.as_of = now.map(|now| now.seen_from(&site.settings.time_zone));
    address::check(&site, problems);
    site.relations = Relations::of(&site);
    site
}

/// The documents to resolve, and how.
struct Everything<'a> {
    documents: &'a [&'a Document],
    drafts: bool,
    prefix: &'a dyn Fn(&str) -> String,
}

impl Everything<'_> {
    /// Resolves in an order in which nothing needs what comes later.
    fn resolve(&self, site: &mut Site, resolver: &mut Resolver<'_>) {
        self.each(resolver, |body, resolver| {
            registries::resolve(body, self.drafts, site, resolver);
        });
        self.each(resolver, |body, resolver| trips::facts(body, self.drafts, site, resolver));
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
            lacks_facts: false,
            as_of: None,
            media_files: BTreeMap::new(),
            addresses: Vec::new(),
        }
    }
}
