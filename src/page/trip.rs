//! The trip page: the explainer itself.

use std::collections::BTreeSet;

use crate::document::{Gravity, MomentKind, PlaceKind, Status, TripStatus, When};
use crate::draw::{Connector, MapPoint, MapStop, RouteMap, Side, Solidity, escape};
use crate::page::markup::{self, Setting};
use crate::page::scene::Scene;
use crate::page::view::{
    AuthorView, FigureView, GlanceView, ImageView, LinkView, Marked, MomentView, PersonCardView,
    QuestionView, SideView, TimelineView, TripLinksView, TripView, UpdateView, UpdatesView,
    WantItemView, WantView, WatchView,
};
use crate::page::{ledger, shared, stop, topic};
use crate::site::{
    Entity, Event, Id, Media, Moment, Party, Passage, Place, Site, Trip, Update, Want,
};

/// Words that a reader reads in a minute.
const WORDS_A_MINUTE: usize = 240;

/// The view of the trip page.
pub(super) fn view(id: Id<Trip>, scene: &Scene<'_>) -> TripView {
    let trip = &scene.site.trips[id];
    let updates = updates(trip, scene);
    let serious = trip.updates.iter().filter(|update| update.gravity == Gravity::Serious);
    TripView {
        dek: trip.dek.as_ref().map(|text| markup::inline(text, scene)),
        authors: authors(trip),
        published: scene.date(&trip.published),
        updated: scene.date(&trip.updated),
        as_of: scene.date(&trip.as_of),
        reading_minutes: reading_minutes(trip, scene.site),
        glance: glance(trip, scene),
        key_points: trip
            .key_points
            .iter()
            .map(|point| markup::inline_resting_on(&point.text, &point.facts, scene))
            .collect(),
        map: map(id, scene),
        route: trip.route.word(),
        stops: stop::itinerary(id, scene),
        other_events: stop::other_events(id, scene),
        body: markup::passages(
            &trip.body,
            scene,
            &Setting { shift: 0, prefix: markup::INTRODUCTION.into() },
        ),
        sections: trip.sections.iter().map(|id| topic::section_of_trip(*id, scene)).collect(),
        wants: wants(trip, scene),
        figures: figures(trip, scene),
        deadlines: moments(trip, scene, |kind| kind == MomentKind::Deadline),
        timeline: whole_timeline(trip, scene),
        ledger: ledger::summary(id, scene),
        questions: questions(trip, scene),
        people: people(trip, scene),
        terms: shared::terms(scene),
        sources: shared::source_list(scene),
        method: method(trip, scene),
        serious: serious.map(|update| self::update(update, trip, scene)).collect(),
        updates,
        image: trip.image.map(|image| self::image(image, scene)),
        links: links(id, scene),
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

/// The page with the whole timeline.
pub(super) fn timeline_page(id: Id<Trip>, scene: &Scene<'_>) -> TimelineView {
    let trip = &scene.site.trips[id];
    TimelineView { moments: whole_timeline(trip, scene), links: links(id, scene) }
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
    }
}

/// How the explainer was made.
pub(super) fn method(trip: &Trip, scene: &Scene<'_>) -> Vec<crate::page::view::Marked> {
    let setting = Setting { shift: 1, prefix: format!("method-{}--", trip.id) };
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

fn reading_minutes(trip: &Trip, site: &Site) -> usize {
    let words = |text: &crate::site::Text| text.plain_text().split_whitespace().count();
    let mut count = words(&trip.body);
    count += trip.key_points.iter().map(|point| words(&point.text)).sum::<usize>();
    for section in &trip.sections {
        let section = &site.sections[*section];
        count += words(&section.page.body);
        count += section.topics.iter().map(|id| words(&site.topics[*id].body)).sum::<usize>();
    }
    count.div_ceil(WORDS_A_MINUTE).max(1)
}

fn glance(trip: &Trip, scene: &Scene<'_>) -> GlanceView {
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
            scene.from.to(&format!("{}timeline/", trip.prefix), Some(&moment_anchor(moment))),
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

/// The route map; none where no stop has a position.
pub(super) fn map(id: Id<Trip>, scene: &Scene<'_>) -> Option<String> {
    let trip = &scene.site.trips[id];
    let stops: Vec<MapStop> = trip
        .stops
        .iter()
        .enumerate()
        .filter_map(|(index, stop)| map_stop(index + 1, &scene.site.stops[*stop], scene.site))
        .collect();
    let names: Vec<String> =
        stops.iter().map(|stop| format!("{} {}", stop.number, stop.name)).collect();
    let names = names.join(&scene.words.get("separators.list"));
    let route = scene.words.get(&format!("map.routes.{}", trip.route.word()));
    let map = RouteMap {
        stops,
        connector: match trip.route {
            crate::document::Route::Order => Connector::Order,
            crate::document::Route::GreatCircle => Connector::GreatCircle,
            crate::document::Route::None => Connector::None,
        },
        origin: trip.origin.and_then(|place| origin(place, scene.site)),
        title: scene.words.fill("map.name", &[("trip", &trip.title)]),
        description: scene.words.fill("map.description", &[("stops", &names), ("route", &route)]),
        id: format!("map-{}", trip.id),
    };
    map.draw()
}

/// Where the traveller sets out.
fn origin(place: Id<Place>, site: &Site) -> Option<MapPoint> {
    let (lat, lon) = position(place, site)?;
    Some(MapPoint { name: site.places[place].name.clone(), lat, lon })
}

fn map_stop(number: usize, stop: &crate::site::Stop, site: &Site) -> Option<MapStop> {
    use crate::document::LabelSide;
    let (lat, lon) = position(stop.place?, site)?;
    Some(MapStop {
        number,
        name: stop.title.clone(),
        lat,
        lon,
        solidity: match stop.status {
            Status::Possible => Solidity::HollowDashed,
            Status::Expected => Solidity::Hollow,
            Status::Cancelled | Status::DidNotTakePlace => Solidity::Crossed,
            _ => Solidity::Solid,
        },
        label: stop.label.map(|side| match side {
            LabelSide::Left => Side::Left,
            LabelSide::Right => Side::Right,
            LabelSide::Above => Side::Above,
            LabelSide::Below => Side::Below,
        }),
    })
}

/// A place's position, or that of the place that it lies in.
fn position(place: Id<Place>, site: &Site) -> Option<(f64, f64)> {
    let mut at = Some(place);
    for _ in 0..site.places.len() {
        let place = &site.places[at?];
        if place.position.is_some() {
            return place.position;
        }
        at = place.part_of;
    }
    None
}

/// What each side wants from whom; a side that wants nothing in the sources is shown all the same.
fn wants(trip: &Trip, scene: &Scene<'_>) -> Vec<SideView> {
    if trip.wants.is_empty() {
        return Vec::new();
    }
    sides(trip, scene.site).into_iter().map(|side| self::side(&side, trip, scene)).collect()
}

/// Every side: who wants something, then of whom it is wanted, then where the trip stops.
fn sides(trip: &Trip, site: &Site) -> Vec<Party> {
    let wanting = trip.wants.iter().map(|want| want.side.clone());
    let asked = trip.wants.iter().map(|want| want.from.clone());
    let stops = trip.stops.iter().filter_map(|stop| site.stops[*stop].place);
    let visited = stops.filter_map(|place| country(place, site)).map(Party::Place);
    let events = trip.events.iter().flat_map(|event| &site.events[*event].participants);
    let met = events.filter_map(|it| match it.who {
        Party::Person(id) => site.people[id].country.map(Party::Place),
        _ => None,
    });
    let mut sides: Vec<Party> = Vec::new();
    for side in wanting.chain(asked).chain(visited).chain(met) {
        if !sides.contains(&side) {
            sides.push(side);
        }
    }
    sides
}

/// The country that a place is or lies in; none if nothing says which.
fn country(place: Id<Place>, site: &Site) -> Option<Id<Place>> {
    let mut at = Some(place);
    for _ in 0..site.places.len() {
        if site.places[at?].kind == PlaceKind::Country {
            return at;
        }
        at = site.places[at?].part_of;
    }
    None
}

fn side(side: &Party, trip: &Trip, scene: &Scene<'_>) -> SideView {
    let own: Vec<&Want> = trip.wants.iter().filter(|want| want.side == *side).collect();
    let mut wants: Vec<(Party, WantView)> = Vec::new();
    for want in own {
        let item = WantItemView {
            text: markup::inline_resting_on(&want.text, &want.facts, scene),
            topic: want.topic.map(|topic| scene.link(Entity::Topic(topic))),
        };
        if let Some((_, view)) = wants.iter_mut().find(|(from, _)| *from == want.from) {
            view.items.push(item);
        } else {
            let view = WantView { from: scene.party(&want.from), items: vec![item] };
            wants.push((want.from.clone(), view));
        }
    }
    SideView { side: scene.party(side), wants: wants.into_iter().map(|(_, view)| view).collect() }
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
        }
    };
    trip.figures.iter().map(view).collect()
}

fn moment_anchor(moment: &Moment) -> String {
    format!("moment-{}", moment.id)
}

/// A moment; the facts of all its words stand with its title.
fn moment(moment: &Moment, scene: &Scene<'_>) -> MomentView {
    let mut facts = moment.facts.clone();
    facts.extend(moment.what_changes.iter().flat_map(|text| markup::facts_in(text, scene.site)));
    MomentView {
        id: moment.id.clone(),
        title: markup::inline_resting_on(&moment.title, &facts, scene),
        time: scene.time(&moment.time),
        kind: Some(moment.kind.word()),
        status: None,
        what_changes: moment
            .what_changes
            .as_ref()
            .map(|text| Marked { html: markup::inline(text, scene).html, ..Marked::default() }),
    }
}

fn moments(trip: &Trip, scene: &Scene<'_>, wanted: impl Fn(MomentKind) -> bool) -> Vec<MomentView> {
    trip.timeline.iter().filter(|it| wanted(it.kind)).map(|it| moment(it, scene)).collect()
}

/// The timeline: what is dated in the order of time, the rest in the order of the file around it.
fn whole_timeline(trip: &Trip, scene: &Scene<'_>) -> Vec<MomentView> {
    let mut entries: Vec<(When, MomentView)> =
        trip.timeline.iter().map(|it| (it.time.when.clone(), moment(it, scene))).collect();
    for id in &trip.events {
        let event = &scene.site.events[*id];
        if event.time.when.sort_key().is_some() {
            entries.push((event.time.when.clone(), event_moment(*id, scene)));
        }
    }
    // Only dated entries change places among themselves, so that undated ones keep their neighbours.
    let dated: Vec<usize> =
        (0..entries.len()).filter(|at| entries[*at].0.sort_key().is_some()).collect();
    let mut order: Vec<usize> = dated.clone();
    order.sort_by_key(|at| entries[*at].0.sort_key());
    let mut slots: Vec<Option<MomentView>> =
        entries.into_iter().map(|(_, view)| Some(view)).collect();
    let mut sorted: Vec<Option<MomentView>> = order.iter().map(|at| slots[*at].take()).collect();
    for (slot, view) in dated.iter().zip(&mut sorted) {
        slots[*slot] = view.take();
    }
    slots.into_iter().flatten().collect()
}

fn event_moment(id: Id<Event>, scene: &Scene<'_>) -> MomentView {
    let event = &scene.site.events[id];
    let href = escape(&scene.href_of(Entity::Event(id)).unwrap_or_default());
    let html = format!("<a href=\"{href}\">{}</a>", escape(&event.title));
    let facts: BTreeSet<_> = event.facts.iter().copied().collect();
    MomentView {
        id: format!("event-{}", event.id),
        title: crate::page::view::Marked {
            html,
            marks: markup::marks(&facts, scene),
            sources: Vec::new(),
        },
        time: scene.time(&event.time),
        kind: None,
        status: Some(event.status.word()),
        what_changes: event.outcome.as_ref().map(|text| markup::inline(text, scene)),
    }
}

fn questions(trip: &Trip, scene: &Scene<'_>) -> Vec<QuestionView> {
    let view = |question: &crate::site::Question| QuestionView {
        id: question.id.clone(),
        question: markup::inline(&question.question, scene),
        answer: markup::passages_resting_on(
            &question.answer,
            &question.facts,
            scene,
            &Setting { shift: 2, prefix: format!("question-{}--", question.id) },
        ),
    };
    trip.questions.iter().map(view).collect()
}

/// Who takes part in this trip: its people, then its organisations.
fn people(trip: &Trip, scene: &Scene<'_>) -> Vec<PersonCardView> {
    let events = trip.events.iter().map(|event| &scene.site.events[*event]);
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
    parties.iter().map(|party| shared::card(party, scene)).collect()
}

fn updates(trip: &Trip, scene: &Scene<'_>) -> Vec<UpdateView> {
    let mut updates: Vec<&Update> = trip.updates.iter().collect();
    updates.sort_by_key(|update| std::cmp::Reverse(update.date.sort_key()));
    updates.into_iter().map(|it| update(it, trip, scene)).collect()
}

fn update(update: &Update, trip: &Trip, scene: &Scene<'_>) -> UpdateView {
    let inline =
        |text: &Option<crate::site::Text>| text.as_ref().map(|text| markup::inline(text, scene));
    let of_page = |anchor: String, title: &str| LinkView {
        title: title.replace('-', " "),
        href: Some(scene.from.to(&trip.prefix, Some(&anchor))),
    };
    let passage = update.passage.as_ref().map(|passage| match passage {
        Passage::Entity(entity) => scene.link(*entity),
        Passage::Heading(anchor) | Passage::Part(anchor) => {
            of_page(markup::anchor_of_trip(trip, anchor), anchor)
        }
    });
    UpdateView {
        id: format!("update-{}", update.id),
        date: scene.date(&update.date).unwrap_or_default(),
        kind: update.kind.word(),
        text: markup::inline(&update.text, scene),
        was: inline(&update.was),
        now: inline(&update.now),
        passage,
    }
}
