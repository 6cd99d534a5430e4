//! What has a page of its own in a trip: stops, events, sections, topics.

use crate::document::{self, Body, Document, Prose, Role, TripRole, Written};
use crate::problem::{BAD_VALUE, DUPLICATE_ID, MISSING_FIELD};
use crate::site::names::{Named, Sort, plain};
use crate::site::resolve::{Resolver, span_or, when};
use crate::site::visibility::Publishable as _;
use crate::site::{
    Change, Event, Id, Likelihood, Participant, Precedent, Section, Site, Stop, Topic, Trip,
};

/// The trip of the file at hand; it is there, or the file would not be resolved.
pub(super) fn trip_id(with: &Resolver<'_>) -> Id<Trip> {
    let named = with.trip.as_deref().and_then(|trip| with.names.find(Sort::Trip, None, trip));
    match named {
        Some(Named::Entry(index)) => Id::at(index),
        _ => Id::at(0),
    }
}

/// Resolves a stop; other files are left alone.
pub(super) fn stop(document: &Document, site: &mut Site, with: &mut Resolver<'_>) {
    let (Body::Stop(written, body), Role::InTrip { role: TripRole::Stop(id), .. }) =
        (&document.body, &document.role)
    else {
        return;
    };
    let place = with.find(Sort::Place, &written.place);
    let own = with.zone(written.tz.as_ref());
    let tz = own.or_else(|| place.and_then(|place| site.zone(place)).map(str::to_owned));
    let newsroom = site.settings.time_zone.clone();
    let dates = [&written.depart, &written.arrive, &written.when];
    let time_span = span_or(dates.into_iter().flatten().next(), &written.span);
    check_stay(written, with);
    let stop = Stop {
        id: id.clone(),
        trip: trip_id(with),
        file: document.path.clone(),
        title: plain(&written.title),
        title_span: written.title.span.clone(),
        place,
        status: written.status.value,
        status_span: written.status.span.clone(),
        time: with.time(
            stay(written),
            &time_span,
            written.when_text.as_ref(),
            tz.clone(),
            &newsroom,
        ),
        time_span,
        arrive_span: written.arrive.as_ref().map(|when| when.span.clone()),
        tz,
        summary: written.summary.as_ref().map(|text| with.inline(text)),
        agenda: written.agenda.iter().map(|item| with.inline(item)).collect(),
        label: written.map.as_ref().and_then(|map| map.label.as_ref()).map(|side| side.value),
        facts: with.facts(&written.facts),
        aliases: with.aliases(&written.aliases),
        draft: written.terms().draft,
        updated: when(written.updated.as_ref()),
        body: with.text(body),
        span: written.span.clone(),
    };
    site.stops.add(stop);
}

/// A stop says when it is in one way.
fn check_stay(written: &document::Stop, with: &mut Resolver<'_>) {
    let parts = written.arrive.as_ref().or(written.depart.as_ref());
    if let (Some(when), Some(_)) = (&written.when, parts) {
        with.problems
            .add(BAD_VALUE, when.span.clone(), "this stop says twice when it is")
            .help("keep `arrive` and `depart`, or keep `when`");
    }
}

/// From arrival to departure, as far as they are known.
fn stay(written: &document::Stop) -> document::When {
    let arrive = written.arrive.as_ref().and_then(|when| when.value.start().cloned());
    let depart = written.depart.as_ref().and_then(|when| when.value.end().cloned());
    match (arrive, depart) {
        (None, None) => when(written.when.as_ref()),
        (start, end) if start == end => {
            start.map_or_else(document::When::default, document::When::Moment)
        }
        (start, end) => document::When::Interval { start, end },
    }
}

/// Resolves an event; other files are left alone.
pub(super) fn event(document: &Document, site: &mut Site, with: &mut Resolver<'_>) {
    let (Body::Event(written, body), Role::InTrip { role: TripRole::Event(id), .. }) =
        (&document.body, &document.role)
    else {
        return;
    };
    let stop = written.stop.as_ref().and_then(|name| with.find(Sort::Stop, name));
    let newsroom = site.settings.time_zone.clone();
    let tz = with
        .zone(written.tz.as_ref())
        .or_else(|| stop.and_then(|stop: Id<Stop>| site.stops[stop].tz.clone()));
    let zone = tz.clone().unwrap_or_else(|| newsroom.clone());
    let time_span = span_or(written.when.as_ref(), &written.span);
    let event = Event {
        id: id.clone(),
        trip: trip_id(with),
        file: document.path.clone(),
        title: plain(&written.title),
        title_span: written.title.span.clone(),
        kind: written.kind.value,
        status: written.status.value,
        status_span: written.status.span.clone(),
        status_by: written.status_by.as_ref().and_then(|name| with.party(name)),
        as_of: when(written.as_of.as_ref()),
        time: with.interval(
            when(written.when.as_ref()),
            &time_span,
            written.when_text.as_ref(),
            tz,
            &newsroom,
        ),
        time_span,
        previous: when(written.previous_when.as_ref()).in_zone(&zone),
        stop,
        part_of_span: written.part_of.as_ref().map(|name| name.0.span.clone()),
        part_of: written.part_of.as_ref().and_then(|name| with.find(Sort::Event, name)),
        participants: participants(written, with),
        agenda: written.agenda.iter().map(|item| with.inline(item)).collect(),
        summary: written.summary.as_ref().map(|text| with.inline(text)),
        likelihood: written.likelihood.as_ref().map(|written| likelihood(written, with)),
        precedent: written.precedent.as_ref().map(|written| precedent(written, with)),
        outcome: written.outcome.as_ref().map(|text| with.inline(text)),
        history: written.history.iter().map(|change| self::change(change, with)).collect(),
        facts: with.facts(&written.facts),
        aliases: with.aliases(&written.aliases),
        draft: written.terms().draft,
        updated: when(written.updated.as_ref()),
        body: with.text(body),
        span: written.span.clone(),
    };
    site.events.add(event);
}

fn participants(written: &document::Event, with: &mut Resolver<'_>) -> Vec<Participant> {
    let mut participants = Vec::new();
    for participant in &written.participants {
        let sorts = [
            (&participant.person, Sort::Person),
            (&participant.org, Sort::Organisation),
            (&participant.place, Sort::Place),
        ];
        let named: Vec<_> = sorts.iter().filter(|(name, _)| name.is_some()).collect();
        // A slip in the name of the field is reported as that.
        let mistyped = named.is_empty() && with.problems.any_error_in(&participant.span);
        if named.len() != 1 && !mistyped {
            with.problems
                .add(
                    MISSING_FIELD,
                    participant.span.clone(),
                    "a participant is one person, organisation or place",
                )
                .help("write one of `person:`, `org:` and `place:`");
        }
        let found = named.first().and_then(|(name, sort)| {
            let name = name.as_ref()?;
            match sort {
                Sort::Person => with.find(Sort::Person, name).map(crate::site::Party::Person),
                Sort::Organisation => {
                    with.find(Sort::Organisation, name).map(crate::site::Party::Organisation)
                }
                _ => with.find(Sort::Place, name).map(crate::site::Party::Place),
            }
        });
        let role = participant.role.as_ref().map(plain);
        let Some(who) = found else { continue };
        if participants.iter().any(|other: &Participant| other.who == who) {
            with.problems
                .add(
                    DUPLICATE_ID,
                    participant.span.clone(),
                    "this participant is in the list twice",
                )
                .help("take one of the two out");
            continue;
        }
        participants.push(Participant { who, role });
    }
    participants
}

fn likelihood(written: &document::Likelihood, with: &mut Resolver<'_>) -> Likelihood {
    Likelihood {
        text: plain(&written.text),
        by: with.speaker(&written.by),
        fact: written.fact.as_ref().and_then(|name| with.fact(name)),
        span: written.text.span.clone(),
    }
}

fn precedent(written: &document::Precedent, with: &mut Resolver<'_>) -> Precedent {
    Precedent { text: with.inline(&written.text), when: when(written.when.as_ref()) }
}

fn change(written: &document::Change, with: &mut Resolver<'_>) -> Change {
    Change {
        date: written.date.value.clone(),
        date_span: written.date.span.clone(),
        from_span: written
            .from
            .as_ref()
            .map_or_else(|| written.span.clone(), |from| from.span.clone()),
        from: written.from.as_ref().map(|status| status.value),
        to: written.to.value,
        to_span: written.to.span.clone(),
        by: written.by.as_ref().and_then(|name| with.speaker(name)),
        note: written.note.as_ref().map(|text| with.inline(text)),
    }
}

/// Resolves a topic; other files are left alone.
pub(super) fn topic(document: &Document, site: &mut Site, with: &mut Resolver<'_>) {
    let Body::Section(written, body) = &document.body else { return };
    if let Role::InTrip { role: TripRole::Topic { section, topic }, .. } = &document.role {
        let topic = page(topic, section, document, (written, body), with);
        site.topics.add(topic);
    }
}

/// Resolves a section; other files are left alone.
pub(super) fn section(document: &Document, site: &mut Site, with: &mut Resolver<'_>) {
    let Body::Section(written, body) = &document.body else { return };
    let Role::InTrip { role: TripRole::Section(id), .. } = &document.role else { return };
    let trip = trip_id(with);
    let page = page(id, id, document, (written, body), with);
    let mut topics: Vec<(Id<Topic>, &Topic)> = site
        .topics
        .iter()
        .filter(|(_, topic)| topic.trip == trip && topic.section == *id)
        .collect();
    topics.sort_by(|(_, a), (_, b)| {
        let order = |topic: &Topic| topic.order.unwrap_or(f64::INFINITY);
        order(a).total_cmp(&order(b)).then_with(|| a.title.cmp(&b.title))
    });
    let topics = topics.into_iter().map(|(id, _)| id).collect();
    site.sections.add(Section { id: id.clone(), trip, topics, page });
}

fn page(
    id: &str,
    section: &str,
    document: &Document,
    (written, body): (&document::Section, &Prose<Written>),
    with: &mut Resolver<'_>,
) -> Topic {
    Topic {
        id: id.to_owned(),
        trip: trip_id(with),
        section: section.to_owned(),
        file: document.path.clone(),
        title: plain(&written.title),
        title_span: written.title.span.clone(),
        summary: written.summary.as_ref().map(|text| with.inline(text)),
        order: written.order.as_ref().map(|order| order.value),
        about: with.about(&written.about),
        facts: with.facts(&written.facts),
        as_of: when(written.as_of.as_ref()),
        updated: when(written.updated.as_ref()),
        aliases: with.aliases(&written.aliases),
        draft: written.terms().draft,
        body: with.text(body),
        span: written.span.clone(),
    }
}
