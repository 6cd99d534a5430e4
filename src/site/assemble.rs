//! From documents that know nothing of each other to a site in which every reference holds.

mod pages;
mod registries;
mod trips;

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Body, Document, Role, Settings as Written, TripRole, Url};
use crate::files::{FilePath, Span};
use crate::problem::{BAD_VALUE, MISPLACED_FILE, MISSING_FILE, Problems};
use crate::site::names::{Named, Names, Sort};
use crate::site::resolve::{Linkable, Resolver};
use crate::site::{Entity, Id, Link, Registry, Settings, Site, Target, address};
use crate::site::{Event, Fact, Figure, Media, Organisation, Person, Place, Section, Source, Stop};
use crate::site::{Term, Topic, Trip};

/// What the command line decides about a site.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Whether what is marked `draft: true` is shown.
    pub drafts: bool,
    /// Where the site is published, instead of where `site.yaml` says.
    pub base_url: Option<String>,
    /// The day that counts as now, in one of the forms of `content-model.md`.
    pub as_of: Option<String>,
}

/// Puts the documents together; every name becomes the id of something, or a problem.
pub(crate) fn assemble(documents: &[Document], choices: &Choices, problems: &mut Problems) -> Site {
    check_missing_files(documents, problems);
    check_names_of_files(documents, problems);
    let settings = settings(documents);
    let front = settings.map(|settings| settings.front.0.value.as_str());
    let names = Names::collect(documents, choices.drafts, front);
    let shown: Vec<&Document> = shown(documents, &names, choices.drafts);
    let prefix = |trip: &str| if front == Some(trip) { String::new() } else { format!("{trip}/") };
    let linkable = linkable(&shown, &names, &prefix);
    let paths = documents.iter().map(|document| document.path.clone()).collect();
    let mut resolver = Resolver {
        names: &names,
        linkable: &linkable,
        paths: &paths,
        problems,
        citations: BTreeMap::new(),
        referred: BTreeSet::new(),
        file: nowhere(),
        trip: None,
        anchors: Vec::new(),
    };
    let mut site = Site::empty(resolve_settings(settings, choices, &mut resolver));
    site.front = settings.and_then(|settings| front_trip(settings, &mut resolver));
    let everything = Everything { documents: &shown, drafts: choices.drafts, prefix: &prefix };
    everything.resolve(&mut site, &mut resolver);
    (site.citations, site.referred) = (resolver.citations, resolver.referred);
    site.media_files = media_files(&shown, &prefix);
    site.as_of = choices.as_of.as_deref().and_then(|day| crate::document::parse_date(day).ok());
    address::check(&site, problems);
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

/// The trip that a file belongs to.
fn trip_of(role: &Role) -> Option<&str> {
    match role {
        Role::InTrip { trip, .. } => Some(trip),
        _ => None,
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

/// The documents that are published: no drafts, nothing of a trip that is one.
fn shown<'d>(documents: &'d [Document], names: &Names, drafts: bool) -> Vec<&'d Document> {
    let published = |document: &&Document| {
        let trip = trip_of(&document.role);
        let trip_is_there = trip
            .is_none_or(|trip| matches!(names.find(Sort::Trip, None, trip), Some(Named::Entry(_))));
        let draft = super::names::is_draft(&document.body) && !drafts;
        trip_is_there && !draft && !matches!(document.body, Body::Broken)
    };
    documents.iter().filter(published).collect()
}

fn settings(documents: &[Document]) -> Option<&Written> {
    documents.iter().find_map(|document| match &document.body {
        Body::Settings(settings) => Some(&**settings),
        _ => None,
    })
}

fn resolve_settings(
    written: Option<&Written>,
    choices: &Choices,
    resolver: &mut Resolver<'_>,
) -> Settings {
    let Some(written) = written else {
        return Settings::default();
    };
    resolver.file = written.span.file.clone();
    let url = |url: &Option<Url>| url.as_ref().map(|url| url.0.value.clone());
    let base_url = choices.base_url.clone().unwrap_or_else(|| written.base_url.0.value.clone());
    let policies = written.policies.as_ref().map(|policies| {
        let all = [
            ("corrections", &policies.corrections),
            ("ethics", &policies.ethics),
            ("ownership", &policies.ownership),
            ("masthead", &policies.masthead),
            ("mission", &policies.mission),
            ("verification", &policies.verification),
            ("diversity", &policies.diversity),
            ("unnamed_sources", &policies.unnamed_sources),
        ];
        all.into_iter().filter_map(|(key, address)| Some((key, url(address)?))).collect()
    });
    check_language(&written.language, resolver);
    check_version(written, resolver);
    Settings {
        title: written.title.value.clone(),
        base_url: format!("{}/", base_url.trim_end_matches('/')),
        language: written.language.value.clone(),
        time_zone: resolver.zone(Some(&written.time_zone)).unwrap_or_else(|| "UTC".to_owned()),
        publisher: Link {
            name: written.publisher.name.value.clone(),
            url: url(&written.publisher.url),
        },
        edit_url: url(&written.edit_url),
        feedback_url: url(&written.feedback_url),
        policies: policies.unwrap_or_default(),
    }
}

/// A language tag has letters and digits in groups of at most eight, the first of two or three.
fn check_language(language: &crate::document::Line, resolver: &mut Resolver<'_>) {
    let mut groups = language.value.split('-');
    let first = groups.next().unwrap_or_default();
    let good = matches!(first.len(), 2 | 3)
        && first.chars().all(|c| c.is_ascii_alphabetic())
        && groups.all(|group| {
            (1..=8).contains(&group.len()) && group.chars().all(|c| c.is_ascii_alphanumeric())
        });
    if !good && !language.value.is_empty() {
        let message = format!("`{}` is not a language tag", language.value);
        let help = "write the code of BCP 47, such as `en`, `en-GB` or `ko`";
        resolver.problems.add(BAD_VALUE, language.span.clone(), message).help(help);
    }
}

/// The version of the content format that this generator reads.
const CONTENT_VERSION: f64 = 1.0;

fn check_version(written: &Written, resolver: &mut Resolver<'_>) {
    let Some(version) = &written.content_version else { return };
    if (version.value - CONTENT_VERSION).abs() > f64::EPSILON {
        let message =
            format!("this generator reads version {CONTENT_VERSION} of the content format");
        resolver
            .problems
            .add(BAD_VALUE, version.span.clone(), message)
            .help(format!("write `content_version: {CONTENT_VERSION}`, or use a newer generator"));
    }
}

fn front_trip(written: &Written, resolver: &mut Resolver<'_>) -> Option<Id<Trip>> {
    resolver.trip = None;
    resolver.find(Sort::Trip, &written.front)
}

/// Content without which there is nothing to publish.
fn check_missing_files(documents: &[Document], problems: &mut Problems) {
    if !documents.iter().any(|document| document.role == Role::Settings) {
        problems.add_placeless(MISSING_FILE, "there is no `content/site.yaml`").help(
            "write one with `title`, `base_url`, `language`, `time_zone`, `front` and `publisher`",
        );
    }
    let mut folders: BTreeMap<&str, &FilePath> = BTreeMap::new();
    let mut trips = BTreeSet::new();
    for document in documents {
        let Role::InTrip { trip, role } = &document.role else { continue };
        folders.entry(trip).or_insert(&document.path);
        if *role == TripRole::Trip {
            trips.insert(trip.as_str());
        }
    }
    for (folder, path) in folders {
        if !trips.contains(folder) {
            let message = format!("the folder `{folder}` has no `trip.md`");
            problems
                .add(MISSING_FILE, Span::new(path, 0..0), message)
                .help("a folder in `content/` is a trip; begin its name with `_` to leave it out");
        }
    }
    check_sections(documents, problems);
}

/// A topic's folder needs an `index.md`.
fn check_sections(documents: &[Document], problems: &mut Problems) {
    let mut indexes = BTreeSet::new();
    let mut topics: BTreeMap<(&str, &str), &FilePath> = BTreeMap::new();
    for document in documents {
        match &document.role {
            Role::InTrip { trip, role: TripRole::Section(section) } => {
                indexes.insert((trip.as_str(), section.as_str()));
            }
            Role::InTrip { trip, role: TripRole::Topic { section, .. } } => {
                topics.entry((trip, section)).or_insert(&document.path);
            }
            _ => {}
        }
    }
    for ((trip, section), path) in topics {
        if !indexes.contains(&(trip, section)) {
            let message = format!("the section `{section}` has no `index.md`");
            problems.add(MISSING_FILE, Span::new(path, 0..0), message).help(format!(
                "write `content/{trip}/{section}/index.md` with the section's `title`"
            ));
        }
    }
}

/// Names of files and folders become addresses, so they are held to what addresses can have.
fn check_names_of_files(documents: &[Document], problems: &mut Problems) {
    use crate::document::{is_sound_id, sound_id};
    for document in documents {
        let Role::InTrip { trip, role } = &document.role else { continue };
        let names: Vec<&str> = match role {
            TripRole::Stop(id) | TripRole::Event(id) | TripRole::Section(id) => vec![trip, id],
            TripRole::Topic { section, topic } => vec![trip, section, topic],
            _ => vec![trip],
        };
        if let Some(bad) = names.iter().find(|name| !is_sound_id(name)) {
            problems
                .add(
                    MISPLACED_FILE,
                    Span::new(&document.path, 0..0),
                    format!("`{bad}` cannot stand in an address"),
                )
                .help(format!("rename it to `{}`", sound_id(bad)));
        }
    }
}

/// What each published file is for readers.
fn linkable(
    documents: &[&Document],
    names: &Names,
    prefix: &dyn Fn(&str) -> String,
) -> BTreeMap<FilePath, Linkable> {
    let mut linkable = BTreeMap::new();
    for document in documents {
        let target = match &document.role {
            Role::Settings => Some(Target::Page("about/".to_owned(), None)),
            Role::People | Role::Organisations => Some(Target::Page("people/".to_owned(), None)),
            Role::Glossary => Some(Target::Page("glossary/".to_owned(), None)),
            Role::Sources => Some(Target::Page("sources/".to_owned(), None)),
            Role::InTrip { trip, role } => target_in_trip(trip, role, document, names, prefix),
            _ => None,
        };
        let anchors = match &document.body {
            Body::Stop(..) | Body::Event(..) | Body::Section(..) => Some(anchors(&document.body)),
            _ => None,
        };
        if let Some(target) = target {
            linkable.insert(document.path.clone(), Linkable { target, anchors });
        }
    }
    linkable
}

fn target_in_trip(
    trip: &str,
    role: &TripRole,
    document: &Document,
    names: &Names,
    prefix: &dyn Fn(&str) -> String,
) -> Option<Target> {
    let entry = |sort, id: &str| match names.find(sort, Some(trip), id) {
        Some(Named::Entry(index)) => Some(index),
        _ => None,
    };
    let page = |name: &str| Some(Target::Page(format!("{}{name}", prefix(trip)), None));
    let entity = match role {
        TripRole::Stop(id) => Entity::Stop(Id::at(entry(Sort::Stop, id)?)),
        TripRole::Event(id) => Entity::Event(Id::at(entry(Sort::Event, id)?)),
        TripRole::Section(id) => Entity::Section(Id::at(entry(Sort::Section, id)?)),
        TripRole::Topic { section, topic } => {
            Entity::Topic(Id::at(entry(Sort::Topic, &format!("{section}/{topic}"))?))
        }
        TripRole::Facts => return page("facts/"),
        TripRole::Timeline => return page("timeline/"),
        TripRole::Updates => return page("updates/"),
        TripRole::MediaFile => {
            return Some(Target::Media(media_address(trip, &document.path, prefix)));
        }
        TripRole::MediaList => return None,
        _ => Entity::Trip(Id::at(entry(Sort::Trip, trip)?)),
    };
    Some(Target::Entity(entity, None))
}

/// Where a file of a trip's `media` folder is published.
fn media_address(trip: &str, path: &FilePath, prefix: &dyn Fn(&str) -> String) -> String {
    let inside = path.as_str().splitn(3, '/').nth(2).unwrap_or_default();
    format!("{}{inside}", prefix(trip))
}

fn media_files(
    documents: &[&Document],
    prefix: &dyn Fn(&str) -> String,
) -> Vec<(FilePath, String)> {
    let media = documents.iter().filter_map(|document| match &document.role {
        Role::InTrip { trip, role: TripRole::MediaFile } => {
            Some((document.path.clone(), media_address(trip, &document.path, prefix)))
        }
        _ => None,
    });
    media.collect()
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
            referred: BTreeSet::new(),
            as_of: None,
            media_files: Vec::new(),
        }
    }
}
