//! The trip page: the explainer itself.

use std::collections::BTreeSet;

use crate::document::{Gravity, MomentKind, TripStatus};
use crate::page::embed::Embed;
use crate::page::markup::{self, Setting};
use crate::page::scene::Scene;
use crate::page::view::{
    AuthorView, FigureView, GlanceView, ImageView, LinkView, PersonCardView, QuestionView,
    TripLinksView, TripView, UpdateView, UpdatesView, WatchView,
};
use crate::page::{embed, ledger, notes, route, shared, stop, timeline, topic, wants};
use crate::site::{
    Edition, Entity, Event, Id, Mark, Media, Moment, Party, Passage, Site, Trip, Update,
};

/// Words that a reader reads in a minute.
const WORDS_A_MINUTE: usize = 240;

/// The view of the trip page.
pub(super) fn view(id: Id<Trip>, scene: &Scene<'_>) -> TripView {
    let trip = &scene.site.trips[id];
    let updates = updates(trip, scene);
    let (wants, silent) = wants::wants(trip, scene);
    let serious = trip.updates.iter().filter(|update| update.gravity == Gravity::Serious);
    TripView {
        dek: trip.dek.as_ref().map(|text| markup::inline(text, scene)),
        authors: authors(trip),
        published: scene.date(&trip.published),
        updated: scene.date(&trip.updated),
        as_of: scene.date(&trip.as_of),
        reading_minutes: reading_minutes(word_count(trip, scene.site)),
        glance: glance(trip, scene),
        key_points: trip
            .key_points
            .iter()
            .map(|point| markup::inline_resting_on(&point.text, &point.facts, scene))
            .collect(),
        map: route::map(id, scene),
        route: trip.route.word(),
        stops: stop::itinerary(id, scene),
        other_events: stop::other_events(id, scene),
        body: markup::passages(
            &trip.body,
            scene,
            &Setting { shift: 0, prefix: markup::INTRODUCTION.into(), of: Some(Entity::Trip(id)) },
        ),
        sections: trip.sections.iter().map(|id| topic::section_of_trip(*id, scene)).collect(),
        wants,
        silent,
        figures: figures(trip, scene),
        deadlines: timeline::deadlines(trip, scene),
        timeline: timeline::moments(trip, scene),
        ledger: ledger::summary(id, scene),
        questions: questions(trip, scene),
        people: people(trip, scene),
        terms: shared::terms_of(trip, scene),
        sources: shared::sources_of(trip, scene),
        method: method(trip, scene),
        corrected: notes::of_parts(id, scene),
        serious: serious.map(|update| self::update(update, trip, scene)).collect(),
        updates,
        image: trip.image.map(|image| self::image(image, scene)),
        links: links(id, scene),
        embed_map: embed::code(Embed::Map(id), scene),
        embed_glance: embed::code(Embed::Glance(id), scene),
    }
}

fn image(id: Id<Media>, scene: &Scene<'_>) -> ImageView {
    let media = &scene.site.media[id];
    let size = scene.site.picture_size(&media.address);
    ImageView {
        src: scene.href(&media.address),
        alt: media.alt.clone(),
        credit: media.credit.clone(),
        licence: media.licence.clone(),
        source: media.source.map(|source| scene.source(source)),
        width: size.map(|size| size.width),
        height: size.map(|size| size.height),
        position: media.focal.map(|point| point.to_string()),
        caption: media.caption.as_ref().map(|text| markup::inline(text, scene)),
    }
}

/// The page with all updates and corrections.
pub(super) fn updates_page(id: Id<Trip>, scene: &Scene<'_>) -> UpdatesView {
    let trip = &scene.site.trips[id];
    UpdatesView { updates: updates(trip, scene), links: links(id, scene) }
}

/// The ways to the pages that a trip's pages lead to.
pub(super) fn links(id: Id<Trip>, scene: &Scene<'_>) -> TripLinksView {
    let prefix = &scene.site.trips[id].prefix;
    let of_trip = |page: &str| scene.href(&format!("{prefix}{page}"));
    let edition = |edition| scene.site.edition(id, edition).map(|address| scene.href(&address));
    TripLinksView {
        trip: of_trip(""),
        stops: of_trip("stops/"),
        events: of_trip("events/"),
        timeline: of_trip("timeline/"),
        facts: of_trip("facts/"),
        updates: of_trip("updates/"),
        people: scene.href("people/"),
        glossary: scene.href("glossary/"),
        sources: scene.href("sources/"),
        calendar: edition(Edition::Calendar),
        feed: edition(Edition::Atom),
        table: edition(Edition::Facts),
        data: edition(Edition::Data),
    }
}

/// How the explainer was made.
pub(super) fn method(trip: &Trip, scene: &Scene<'_>) -> Vec<crate::page::view::Marked> {
    let setting = Setting { shift: 1, prefix: format!("method-{}--", trip.id), of: None };
    trip.method.as_ref().map(|text| markup::passages(text, scene, &setting)).unwrap_or_default()
}

fn authors(trip: &Trip) -> Vec<AuthorView> {
    let author = |author: &crate::site::Author| AuthorView {
        name: author.name.clone(),
        role: author.role.clone(),
        url: author.url.clone(),
    };
    trip.authors.iter().map(author).collect()
}

/// How many words a reader of the trip page reads who leaves out the lists.
pub(super) fn word_count(trip: &Trip, site: &Site) -> usize {
    let words = |text: &crate::site::Text| text.plain_text().split_whitespace().count();
    let mut count = words(&trip.body);
    count += trip.key_points.iter().map(|point| words(&point.text)).sum::<usize>();
    for section in &trip.sections {
        let section = &site.sections[*section];
        count += words(&section.page.body);
        count += section.topics.iter().map(|id| words(&site.topics[*id].body)).sum::<usize>();
    }
    count
}

/// How long it takes to read so many words.
pub(super) fn reading_minutes(words: usize) -> usize {
    words.div_ceil(WORDS_A_MINUTE).max(1)
}

pub(super) fn glance(trip: &Trip, scene: &Scene<'_>) -> GlanceView {
    let inline =
        |text: &Option<crate::site::Text>| text.as_ref().map(|text| markup::inline(text, scene));
    GlanceView {
        traveller: trip.traveller.map(|person| scene.link(Entity::Person(person))),
        role: trip.traveller.map(|person| scene.site.people[person].role.clone()),
        places: trip.stops.iter().map(|stop| scene.link(Entity::Stop(*stop))).collect(),
        ordinal: inline(&trip.ordinal),
        purpose: inline(&trip.purpose),
        why_it_matters: inline(&trip.why_it_matters),
        time: scene.time(&trip.time),
        duration: trip.duration_text.clone(),
        status: trip.status.word(),
        watch: watch(trip, scene),
        marks: markup::marks(&trip.facts.iter().copied().collect(), scene),
    }
}

/// The meetings of leaders and the deadlines.
fn watch(trip: &Trip, scene: &Scene<'_>) -> Vec<WatchView> {
    let site = scene.site;
    let event = |id: &Id<Event>| {
        let event = &site.events[*id];
        WatchView {
            title: event.title.clone(),
            href: scene.href_of(Entity::Event(*id)),
            status: Some(event.status.word()),
            time: scene.time(&event.time),
        }
    };
    let deadline = |moment: &Moment| WatchView {
        title: moment.title.plain_text(),
        href: Some(
            scene.from.to(&format!("{}timeline/", trip.prefix), Some(&timeline::anchor(moment))),
        ),
        status: None,
        time: scene.time(&moment.time),
    };
    let of_leaders = trip.events.iter().filter(|id| people_at(&site.events[**id]) > 1);
    // What was due by some day is no news of a trip that is over.
    let ended = trip.status == TripStatus::Ended;
    let deadlines = trip.timeline.iter().filter(|it| !ended && it.kind == MomentKind::Deadline);
    of_leaders.map(event).chain(deadlines.map(deadline)).collect()
}

fn people_at(event: &Event) -> usize {
    event.participants.iter().filter(|it| matches!(it.who, Party::Person(_))).count()
}

fn figures(trip: &Trip, scene: &Scene<'_>) -> Vec<FigureView> {
    let view = |id: &Id<crate::site::Figure>| {
        let figure = &scene.site.figures[*id];
        let facts: BTreeSet<_> = figure.facts.iter().copied().collect();
        FigureView {
            id: figure.id.clone(),
            value: figure.value.to_string(),
            display: figure.display.clone(),
            label: figure.label.clone(),
            qualifier: figure.qualifier.clone(),
            means: figure
                .means
                .as_ref()
                .map(|text| markup::inline_resting_on(text, &figure.facts, scene)),
            marks: markup::marks(&facts, scene),
            notes: notes::marks(Mark::Whole(Entity::Figure(*id)), scene),
        }
    };
    trip.figures.iter().map(view).collect()
}

fn questions(trip: &Trip, scene: &Scene<'_>) -> Vec<QuestionView> {
    let view = |question: &crate::site::Question| QuestionView {
        id: question.id.clone(),
        question: markup::inline(&question.question, scene),
        answer: markup::passages_resting_on(
            &question.answer,
            &question.facts,
            scene,
            &Setting { shift: 2, prefix: format!("question-{}--", question.id), of: None },
        ),
    };
    trip.questions.iter().map(view).collect()
}

fn people(trip: &Trip, scene: &Scene<'_>) -> Vec<PersonCardView> {
    parties(trip, scene.site).iter().map(|party| shared::card(party, scene)).collect()
}

/// Who takes part in this trip: its people, then its organisations.
pub(super) fn parties(trip: &Trip, site: &Site) -> Vec<Party> {
    let events = trip.events.iter().map(|event| &site.events[*event]);
    let taking_part = events.flat_map(|event| &event.participants).map(|it| it.who.clone());
    let traveller = trip.traveller.map(Party::Person);
    let mut parties: Vec<Party> = Vec::new();
    for party in traveller.into_iter().chain(taking_part) {
        let is_somebody = matches!(party, Party::Person(_) | Party::Organisation(_));
        if is_somebody && !parties.contains(&party) {
            parties.push(party);
        }
    }
    parties.sort_by_key(|party| matches!(party, Party::Organisation(_)));
    parties
}

fn updates(trip: &Trip, scene: &Scene<'_>) -> Vec<UpdateView> {
    let mut updates: Vec<&Update> = trip.updates.iter().collect();
    updates.sort_by_key(|update| std::cmp::Reverse(update.date.sort_key()));
    updates.into_iter().map(|it| update(it, trip, scene)).collect()
}

/// An update with the way to the passage that it is about.
pub(super) fn update(update: &Update, trip: &Trip, scene: &Scene<'_>) -> UpdateView {
    let inline =
        |text: &Option<crate::site::Text>| text.as_ref().map(|text| markup::inline(text, scene));
    let of_page = |anchor: String, title: &str| LinkView {
        title: title.replace('-', " "),
        href: Some(scene.from.to(&trip.prefix, Some(&anchor))),
    };
    let passage = update.passage.as_ref().map(|passage| match passage {
        Passage::Entity(entity) => scene.link(*entity),
        Passage::HeadingOf(entity, anchor) => scene.link_to_heading(*entity, anchor),
        Passage::Heading(anchor) | Passage::Part(anchor) => {
            of_page(markup::anchor_of_trip(trip, anchor), anchor)
        }
    });
    UpdateView {
        id: update.anchor(),
        date: scene.date(&update.date).unwrap_or_default(),
        kind: update.kind.word(),
        text: markup::inline(&update.text, scene),
        was: inline(&update.was),
        now: inline(&update.now),
        passage,
        approved_by: update.approved_by.clone(),
    }
}
