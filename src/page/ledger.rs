//! Facts as readers see them, and the ledger of all of them.

use std::collections::BTreeMap;

use crate::document::Certainty;
use crate::files::FilePath;
use crate::page::Memos;
use crate::page::href::From;
use crate::page::markup;
use crate::page::notes;
use crate::page::route::Maps;
use crate::page::scene::Scene;
use crate::page::topic;
use crate::page::view::{FactView, LedgerGroupView, LedgerView, LinkView};
use crate::page::words::Words;
use crate::site::{Entity, Fact, Id, Mark, Site, Trip};

/// The groups of the ledger, in the order in which readers are shown them.
const GROUPS: &[(&str, &[Certainty])] = &[
    ("known", &[Certainty::Confirmed, Certainty::Stated]),
    ("planned", &[Certainty::Scheduled, Certainty::Expected, Certainty::Aim]),
    ("possible", &[Certainty::Possible, Certainty::Conditional]),
    ("assessed", &[Certainty::Assessment]),
    ("contested", &[Certainty::Disputed, Certainty::Unverified]),
    ("outdated", &[Certainty::Outdated]),
];

/// The whole ledger of a trip, each fact with the pages that state it.
pub(super) fn page(trip: Id<Trip>, scene: &Scene<'_>) -> LedgerView {
    let pages = pages_by_file(trip, scene);
    let view = |fact: Id<Fact>| {
        let mut view = self::fact(fact, scene);
        view.stated_on = stated_on(fact, &pages, scene);
        view.notes = notes::marks(Mark::Whole(Entity::Fact(fact)), scene);
        view.about = topic::pages_about(&scene.site.facts[fact].about, scene);
        view
    };
    ledger(trip, scene, &view)
}

/// The ledger without the pages that state each fact.
pub(super) fn summary(trip: Id<Trip>, scene: &Scene<'_>) -> LedgerView {
    ledger(trip, scene, &|fact| self::fact(fact, scene))
}

fn ledger(trip: Id<Trip>, scene: &Scene<'_>, view: &dyn Fn(Id<Fact>) -> FactView) -> LedgerView {
    let facts = &scene.site.trips[trip].ledger;
    let group = |(key, certainties): &(&'static str, &[Certainty])| {
        let of_group = |fact: &&Id<Fact>| certainties.contains(&scene.site.certainty(**fact));
        let facts: Vec<FactView> = facts.iter().filter(of_group).map(|fact| view(*fact)).collect();
        (!facts.is_empty()).then_some(LedgerGroupView { key, facts })
    };
    LedgerView { groups: GROUPS.iter().filter_map(group).collect(), total: facts.len() }
}

/// Facts in full.
pub(super) fn facts(ids: &[Id<Fact>], scene: &Scene<'_>) -> Vec<FactView> {
    ids.iter().map(|id| fact(*id, scene)).collect()
}

/// A fact in full.
pub(super) fn fact(id: Id<Fact>, scene: &Scene<'_>) -> FactView {
    let fact = &scene.site.facts[id];
    FactView {
        id: fact.id.clone(),
        href: scene.href_of(Entity::Fact(id)).unwrap_or_default(),
        html: markup::inline(&fact.text, scene).html,
        certainty: scene.site.certainty(id).word(),
        kind: fact.kind.word(),
        speaker: fact.speaker.as_ref().map(|speaker| scene.party(speaker)),
        quote: fact.quote.clone(),
        sources: fact.sources.iter().map(|source| scene.source(*source)).collect(),
        as_of: scene.date(&fact.as_of),
        supersedes: fact.supersedes.map(|fact| scene.fact_link(fact)),
        superseded_by: scene.site.superseded.get(&id).map(|fact| scene.fact_link(*fact)),
        about: Vec::new(),
        stated_on: Vec::new(),
        notes: Vec::new(),
    }
}

/// The page on which readers find what each content file of a trip says.
fn pages_by_file(trip: Id<Trip>, scene: &Scene<'_>) -> BTreeMap<FilePath, LinkView> {
    let site = scene.site;
    let mut pages = BTreeMap::new();
    let mut add = |file: &FilePath, page| {
        pages.insert(file.clone(), page);
    };
    let of_trip = &site.trips[trip];
    let explainer = LinkView { title: scene.page_name("home"), ..scene.link(Entity::Trip(trip)) };
    add(&of_trip.file, explainer);
    for id in &of_trip.sections {
        add(&site.sections[*id].page.file, scene.link(Entity::Section(*id)));
        for topic in &site.sections[*id].topics {
            add(&site.topics[*topic].file, scene.link(Entity::Topic(*topic)));
        }
    }
    for id in &of_trip.stops {
        add(&site.stops[*id].file, scene.link(Entity::Stop(*id)));
    }
    for id in &of_trip.events {
        add(&site.events[*id].file, scene.link(Entity::Event(*id)));
    }
    pages
}

/// The pages that state a fact, each once, in the order of their files; what stands in a list file
/// is shown by the trip page.
fn stated_on(
    fact: Id<Fact>,
    pages: &BTreeMap<FilePath, LinkView>,
    scene: &Scene<'_>,
) -> Vec<LinkView> {
    let spans = scene.site.citations.get(&fact).map(Vec::as_slice).unwrap_or_default();
    let trip = &scene.site.trips[scene.site.facts[fact].trip];
    let folder = trip.file.folder();
    let mut stated: Vec<LinkView> = Vec::new();
    for span in spans {
        let file = &span.file;
        let page = match pages.get(file) {
            Some(page) => Some(page.clone()),
            None if file.name() == "facts.yaml" => None,
            None if file.folder() == folder => pages.get(&trip.file).cloned(),
            None => match file.name() {
                "people.yaml" | "organisations.yaml" => Some(shared_page("people", scene)),
                "glossary.yaml" => Some(shared_page("glossary", scene)),
                _ => None,
            },
        };
        let Some(page) = page else { continue };
        if stated.iter().all(|other| other.href != page.href) {
            stated.push(page);
        }
    }
    stated
}

/// One of the pages that all trips share; its address is its key.
fn shared_page(key: &str, scene: &Scene<'_>) -> LinkView {
    LinkView { title: scene.page_name(key), href: Some(scene.href(&format!("{key}/"))) }
}

/// The pages that state each fact of a trip, by their addresses with a slash in front.
pub(crate) fn pages_stating(
    trip: Id<Trip>,
    site: &Site,
    words: &Words,
) -> BTreeMap<Id<Fact>, Vec<String>> {
    let maps = Maps::default();
    let (from, memos) = (From::Anywhere("/"), Memos::default());
    let scene = Scene { site, words, from, maps: &maps, memos: &memos, trip: Some(trip) };
    let pages = pages_by_file(trip, &scene);
    let addresses = |fact| {
        let stated = stated_on(fact, &pages, &scene);
        (fact, stated.into_iter().filter_map(|page| page.href).collect())
    };
    site.trips[trip].ledger.iter().copied().map(addresses).collect()
}
