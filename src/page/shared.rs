//! The pages that the trips of a site share: people, glossary, sources, about, trips.

use std::collections::BTreeSet;

use crate::document::{Certainty, Status};
use crate::files::Files;
use crate::page::scene::Scene;
use crate::page::view::{
    AboutView, AppearanceView, CountView, ExampleView, ExpiredView, GlossaryView, LinkView, Marked,
    MissingView, PeopleView, PersonCardView, PersonView, SourceView, SourcesView, TermView,
    TripCardView, TripsView,
};
use crate::page::{ledger, markup, meeting, trip};
use crate::site::{
    Entity, Fact, Id, Organisation, Party, Person, Site, Source, Target, Term, Text, Trip,
};

/// Who's who.
pub(super) fn people(scene: &Scene<'_>) -> PeopleView {
    let site = scene.site;
    PeopleView {
        people: site.people.iter().map(|(id, _)| card(&Party::Person(id), scene)).collect(),
        organisations: site
            .organisations
            .iter()
            .map(|(id, _)| card(&Party::Organisation(id), scene))
            .collect(),
    }
}

/// A person or organisation in a few lines.
pub(super) fn card(party: &Party, scene: &Scene<'_>) -> PersonCardView {
    let site = scene.site;
    let events = site.events_of(party).iter().map(|id| AppearanceView {
        event: scene.link(Entity::Event(*id)),
        status: site.events[*id].status.word(),
    });
    let card = PersonCardView {
        name: scene.party(party).title,
        events: events.collect(),
        ..PersonCardView::default()
    };
    match party {
        Party::Organisation(id) => organisation_card(&site.organisations[*id], card, scene),
        Party::Person(id) => person_card(*id, card, scene),
        Party::Place(_) | Party::Words(_) => card,
    }
}

fn organisation_card(
    organisation: &Organisation,
    card: PersonCardView,
    scene: &Scene<'_>,
) -> PersonCardView {
    PersonCardView {
        id: organisation.id.clone(),
        name: organisation.name.clone(),
        role: organisation.kind.clone(),
        summary: organisation.summary.as_ref().map(|text| markup::inline(text, scene)),
        members: organisation.members.iter().map(|member| scene.party(member)).collect(),
        same_as: elsewhere(&organisation.same_as),
        marks: markup::marks(&organisation.facts.iter().copied().collect(), scene),
        ..card
    }
}

fn person_card(id: Id<Person>, card: PersonCardView, scene: &Scene<'_>) -> PersonCardView {
    let person = &scene.site.people[id];
    PersonCardView {
        id: person.id.clone(),
        name: person.name.clone(),
        href: scene.href_of(Entity::Person(id)),
        role: Some(person.role.clone()),
        name_native: person.name_native.clone(),
        same_as: elsewhere(&person.same_as),
        marks: markup::marks(&person.facts.iter().copied().collect(), scene),
        ..card
    }
}

/// The page of a person.
pub(super) fn person(id: Id<Person>, scene: &Scene<'_>) -> PersonView {
    let site = scene.site;
    let person = &site.people[id];
    let party = Party::Person(id);
    let events = site.events_of(&party).iter();
    let topics = site.topics_about(Entity::Person(id)).iter();
    PersonView {
        name: person.name.clone(),
        role: person.role.clone(),
        name_native: person.name_native.clone(),
        pronounce: person.pronounce.clone(),
        country: person.country.map(|place| scene.link(Entity::Place(place))),
        org: person.org.map(|org| scene.link(Entity::Organisation(org))),
        same_as: elsewhere(&person.same_as),
        events: events.map(|event| meeting::card_among(*event, Some(&party), scene)).collect(),
        facts: ledger::facts(&person.facts, scene),
        topics: topics.map(|id| scene.link(Entity::Topic(*id))).collect(),
    }
}

/// Addresses under the names of their sites.
fn elsewhere(addresses: &[String]) -> Vec<LinkView> {
    let named = |address: &String| {
        let host = address.split("://").last().and_then(|rest| rest.split('/').next());
        let title = host.unwrap_or(address).trim_start_matches("www.").to_owned();
        LinkView { title, href: Some(address.clone()) }
    };
    addresses.iter().map(named).collect()
}

/// The glossary, in the order of its words.
pub(super) fn glossary(scene: &Scene<'_>) -> GlossaryView {
    GlossaryView { terms: terms(scene, |_| true) }
}

/// The terms of the glossary that a trip uses.
pub(super) fn terms_of(trip: &Trip, scene: &Scene<'_>) -> Vec<TermView> {
    let used = terms_used(trip, scene.site);
    terms(scene, |id| used.contains(&id))
}

/// Terms of the glossary in alphabetical order.
fn terms(scene: &Scene<'_>, wanted: impl Fn(Id<Term>) -> bool) -> Vec<TermView> {
    let all = scene.site.terms.iter().filter(|(id, _)| wanted(*id));
    let mut terms: Vec<_> = all.map(|(_, term)| term).collect();
    terms.sort_by_key(|term| term.term.to_lowercase());
    let view = |term: &Term| TermView {
        id: term.id.clone(),
        term: term.term.clone(),
        expansion: term.expansion.clone(),
        definition: term.definition.as_ref().map(|text| markup::inline(text, scene)),
        source: term.source.map(|source| scene.source(source)),
    };
    terms.into_iter().map(view).collect()
}

/// The sources, and how the explainers were made.
pub(super) fn sources(scene: &Scene<'_>) -> SourcesView {
    SourcesView { sources: source_list(scene, |_| true), method: method(scene) }
}

/// The sources that a trip uses, with the ones that these were compiled from.
pub(super) fn sources_of(trip: &Trip, scene: &Scene<'_>) -> Vec<SourceView> {
    let used = sources_used(trip, scene.site);
    source_list(scene, |id| used.contains(&id))
}

/// The terms that a trip's files refer to, and those that the definitions of these refer to.
pub(super) fn terms_used(trip: &Trip, site: &Site) -> BTreeSet<Id<Term>> {
    let all = site.terms.iter().map(|(id, _)| id);
    let used = all.filter(|id| site.references.by(&trip.id, Entity::Term(*id)));
    closure(used, |id| {
        let links = site.terms[id].definition.iter().flat_map(Text::links);
        let terms = links.filter_map(|link| match link.to {
            Target::Entity(Entity::Term(term), _) => Some(term),
            _ => None,
        });
        terms.collect()
    })
}

/// The sources that a trip's files and its terms refer to, and those that these list.
pub(super) fn sources_used(trip: &Trip, site: &Site) -> BTreeSet<Id<Source>> {
    let all = site.sources.iter().map(|(id, _)| id);
    let used = all.filter(|id| site.references.by(&trip.id, Entity::Source(*id)));
    let of_term = |id: Id<Term>| {
        let term = &site.terms[id];
        let links = term.definition.iter().flat_map(Text::links);
        let cited = links.filter_map(|link| match link.to {
            Target::Source(source) | Target::Entity(Entity::Source(source), _) => Some(source),
            _ => None,
        });
        cited.chain(term.source).collect::<Vec<_>>()
    };
    let of_terms = terms_used(trip, site).into_iter().flat_map(of_term);
    closure(used.chain(of_terms), |id| site.sources[id].lists.clone())
}

/// Some things, and all that these lead to by one step or several.
fn closure<T: Ord + Copy>(
    first: impl Iterator<Item = T>,
    next: impl Fn(T) -> Vec<T>,
) -> BTreeSet<T> {
    let mut open: Vec<T> = first.collect();
    let mut found = BTreeSet::new();
    while let Some(one) = open.pop() {
        if found.insert(one) {
            open.extend(next(one));
        }
    }
    found
}

/// Sources in the order of their file.
fn source_list(scene: &Scene<'_>, wanted: impl Fn(Id<Source>) -> bool) -> Vec<SourceView> {
    let site = scene.site;
    let view = |(id, source): (Id<Source>, &Source)| SourceView {
        id: source.id.clone(),
        name: source.name.clone(),
        kind: source.kind.map(crate::document::SourceKind::word),
        title: source.title.clone(),
        url: source.url.clone(),
        archive_url: source.archive_url.clone(),
        author: source.author.clone(),
        published: scene.date(&source.published),
        accessed: scene.date(&source.accessed),
        language: source.language.clone(),
        lists: source.lists.iter().map(|source| scene.source(*source)).collect(),
        facts: site.facts_from(id),
    };
    site.sources.iter().filter(|(id, _)| wanted(*id)).map(view).collect()
}

/// How the explainers of all trips were made.
fn method(scene: &Scene<'_>) -> Vec<Marked> {
    scene.site.trips.iter().flat_map(|(_, of_trip)| trip::method(of_trip, scene)).collect()
}

/// How the site is made, and how a fact is written.
pub(super) fn about(scene: &Scene<'_>, files: &Files) -> AboutView {
    let count = |certainty: &Certainty| CountView {
        certainty: certainty.word(),
        count: scene.site.facts.iter().filter(|(_, fact)| fact.certainty == *certainty).count(),
    };
    AboutView {
        method: method(scene),
        example: example(scene, files),
        certainties: Certainty::ALL.iter().map(count).collect(),
        statuses: Status::ALL.iter().map(|status| status.word()).collect(),
    }
}

/// A fact as it is written: one with a quotation, since it shows the most. A comment beside a fact
/// is for the newsroom alone, so a fact that has one is no example.
fn example(scene: &Scene<'_>, files: &Files) -> Option<ExampleView> {
    let written = |(id, fact): (Id<Fact>, &Fact)| {
        let text = files.text(&fact.span.file)?;
        let code = text.get(fact.id_span.start..fact.span.end)?.replace('\r', "");
        (!code.contains('#')).then_some((id, code))
    };
    let facts = || scene.site.facts.iter();
    let quoted = facts().filter(|(_, fact)| fact.quote.is_some()).filter_map(written).last();
    let (id, code) = quoted.or_else(|| facts().find_map(written))?;
    Some(ExampleView {
        file: scene.site.facts[id].span.file.to_string(),
        html: scene.memos.code("yaml", &code),
        fact: scene.fact_link(id),
    })
}

/// Every trip of the site.
pub(super) fn trips(scene: &Scene<'_>) -> TripsView {
    let view = |(id, trip): (Id<crate::site::Trip>, &crate::site::Trip)| TripCardView {
        title: trip.title.clone(),
        href: scene.href_of(Entity::Trip(id)).unwrap_or_default(),
        dek: trip.dek.as_ref().map(|text| markup::inline(text, scene)),
        status: trip.status.word(),
        time: scene.time(&trip.time),
    };
    TripsView { trips: scene.site.trips.iter().map(view).collect() }
}

/// What readers find where there is no page: the ways to those that there are.
pub(super) fn missing(scene: &Scene<'_>) -> MissingView {
    let trip = scene.site.front.map(|trip| &scene.site.trips[trip]);
    let sections = trip.map(|trip| trip.sections.as_slice()).unwrap_or_default();
    let sections: Vec<LinkView> =
        sections.iter().map(|section| scene.link(Entity::Section(*section))).collect();
    MissingView { sections }
}

/// What readers find where a page was published until a moment.
pub(super) fn expired(at: usize, scene: &Scene<'_>) -> ExpiredView {
    let page = &scene.site.expired[at];
    let trip = page.trip.map(|trip| &scene.site.trips[trip]);
    ExpiredView {
        title: page.title.clone(),
        until: scene.date(&page.until),
        updates: trip.map(|trip| scene.href(&format!("{}updates/", trip.prefix))),
    }
}
