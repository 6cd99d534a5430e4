//! Events: meetings, signings, summits.

use crate::document::{Status, When};
use crate::page::embed::{self, Embed};
use crate::page::ledger;
use crate::page::markup::{self, Setting};
use crate::page::scene::Scene;
use crate::page::trip;
use crate::page::view::{
    ChangeView, EventView, EventsView, LikelihoodView, ParticipantView, PrecedentView, TimeView,
};
use crate::site::{Change, Entity, Event, Id, Likelihood, Participant, Party, Time, Trip};

/// The list of a trip's events.
pub(super) fn list(trip: Id<Trip>, scene: &Scene<'_>) -> EventsView {
    let events = &scene.site.trips[trip].events;
    EventsView {
        events: events.iter().map(|event| card(*event, scene)).collect(),
        links: trip::links(trip, scene),
    }
}

/// The page of an event.
pub(super) fn page(id: Id<Event>, scene: &Scene<'_>) -> EventView {
    let event = &scene.site.events[id];
    let parts = scene.site.parts_of(id).iter();
    EventView {
        body: markup::passages(&event.body, scene, &Setting::of(Entity::Event(id))),
        facts: ledger::facts(&event.facts, scene),
        parts: parts.map(|id| scene.link(Entity::Event(*id))).collect(),
        calendar: scene.site.event_calendar(id).map(|address| scene.href(&address)),
        embed: embed::code(Embed::Event(id), scene),
        ..card(id, scene)
    }
}

/// An event in a list of the trip.
pub(super) fn card(id: Id<Event>, scene: &Scene<'_>) -> EventView {
    let trip = &scene.site.trips[scene.site.events[id].trip];
    card_among(id, trip.traveller.map(Party::Person).as_ref(), scene)
}

/// An event in a list of those in which `whose` takes part, who needs not be named in each.
pub(super) fn card_among(id: Id<Event>, whose: Option<&Party>, scene: &Scene<'_>) -> EventView {
    let event = &scene.site.events[id];
    let behind = markup::bearing(&scene.site.facts_bearing_event(id), event.status, scene);
    let view = |participant: &Participant| ParticipantView {
        who: scene.party(&participant.who),
        role: participant.role.clone().or_else(|| registered_role(&participant.who, scene)),
    };
    let (own, others): (Vec<_>, Vec<_>) =
        event.participants.iter().partition(|it| whose == Some(&it.who));
    EventView {
        id: anchor(event, scene),
        title: event.title.clone(),
        href: scene.href_of(Entity::Event(id)).unwrap_or_default(),
        kind: event.kind.word(),
        status: event.status.word(),
        status_by: event.status_by.as_ref().map(|party| scene.party(party)),
        as_of: scene.date(&event.as_of),
        time: scene.time(&event.present_time()),
        previous_time: previous_time(event, scene),
        stop: event.stop.map(|stop| scene.link(Entity::Stop(stop))),
        part_of: event.part_of.map(|event| scene.link(Entity::Event(event))),
        participants: event.participants.iter().map(view).collect(),
        with_own: !own.is_empty(),
        others: others.into_iter().map(view).collect(),
        agenda: event.agenda.iter().map(|item| markup::inline(item, scene)).collect(),
        summary: event.summary.as_ref().map(|text| markup::inline(text, scene)),
        likelihood: event.likelihood.as_ref().map(|it| likelihood(it, scene)),
        precedent: event.precedent.as_ref().map(|precedent| PrecedentView {
            text: markup::inline(&precedent.text, scene),
            time: scene.time(&Time { when: precedent.when.clone(), ..Time::default() }),
        }),
        outcome: event.outcome.as_ref().map(|text| markup::inline(text, scene)),
        history: event.history.iter().map(|change| self::change(change, scene)).collect(),
        parts: Vec::new(),
        body: Vec::new(),
        marks: markup::marks(&behind, scene),
        facts: Vec::new(),
        updated: scene.date(&event.updated),
        calendar: None,
        embed: None,
    }
}

/// What tells the event from others on a page, which may show those of several trips.
fn anchor(event: &Event, scene: &Scene<'_>) -> String {
    let trip = &scene.site.trips[event.trip];
    if trip.prefix.is_empty() { event.id.clone() } else { format!("{}-{}", trip.id, event.id) }
}

/// The office that the registry gives a person.
fn registered_role(who: &Party, scene: &Scene<'_>) -> Option<String> {
    match who {
        Party::Person(id) => Some(scene.site.people[*id].role.clone()),
        _ => None,
    }
}

fn likelihood(likelihood: &Likelihood, scene: &Scene<'_>) -> LikelihoodView {
    LikelihoodView {
        quote: likelihood.text.clone(),
        by: likelihood.by.as_ref().map(|party| scene.party(party)),
        fact: likelihood.fact.map(|fact| scene.fact_link(fact)),
    }
}

/// When an event is to take place; what is postponed has no date any more.
pub(super) fn present_time(event: &Event) -> Time {
    match event.status {
        Status::Postponed => Time { when: When::Unknown, ..event.time.clone() },
        _ => event.time.clone(),
    }
}

/// The date that an event had before it was put off; a postponed one still carries it.
pub(super) fn previous(event: &Event) -> Option<When> {
    let carried = (event.status == Status::Postponed).then(|| event.time.when.clone());
    let written = Some(event.previous.clone()).filter(|when| *when != When::Unknown);
    written.or(carried).filter(|when| *when != When::Unknown)
}

fn previous_time(event: &Event, scene: &Scene<'_>) -> Option<TimeView> {
    let time = Time { when: previous(event)?, text: None, zone: event.time.zone.clone() };
    // One time that is no more is enough.
    Some(TimeView { elsewhere: Vec::new(), ..scene.time(&time) })
}

fn change(change: &Change, scene: &Scene<'_>) -> ChangeView {
    ChangeView {
        date: scene.time(&Time { when: change.date.clone(), ..Time::default() }),
        from: change.from.map(Status::word),
        to: change.to.word(),
        by: change.by.as_ref().map(|party| scene.party(party)),
        note: change.note.as_ref().map(|text| markup::inline(text, scene)),
    }
}
