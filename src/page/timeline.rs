//! The timeline of a trip: what is dated in order, and what has no date beside it.

use std::collections::BTreeSet;

use crate::document::{MomentKind, When};
use crate::draw::escape;
use crate::page::markup;
use crate::page::scene::Scene;
use crate::page::trip;
use crate::page::view::{AppearanceView, Marked, MomentView, TimelineView};
use crate::site::{Entity, Event, Id, Moment, Trip};

/// The page with the whole timeline.
pub(super) fn page(id: Id<Trip>, scene: &Scene<'_>) -> TimelineView {
    let trip = &scene.site.trips[id];
    let undated = trip.events.iter().filter(|id| !is_dated(&scene.site.events[**id]));
    let undated = undated.map(|id| AppearanceView {
        event: scene.link(Entity::Event(*id)),
        status: scene.site.events[*id].status.word(),
    });
    TimelineView {
        moments: moments(trip, scene),
        undated: undated.collect(),
        links: trip::links(id, scene),
    }
}

fn is_dated(event: &Event) -> bool {
    event.time.when.sort_key().is_some()
}

/// The id of a moment on a page.
pub(super) fn anchor(moment: &Moment) -> String {
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
        dated: moment.time.when != When::Unknown,
        kind: Some(moment.kind.word()),
        status: None,
        what_changes: moment
            .what_changes
            .as_ref()
            .map(|text| Marked { html: markup::inline(text, scene).html, ..Marked::default() }),
    }
}

/// The moments by which something is due.
pub(super) fn deadlines(trip: &Trip, scene: &Scene<'_>) -> Vec<MomentView> {
    let deadlines = trip.timeline.iter().filter(|moment| moment.kind == MomentKind::Deadline);
    deadlines.map(|it| moment(it, scene)).collect()
}

/// The timeline: what is dated in the order of time, the rest in the order of the file around it.
pub(super) fn moments(trip: &Trip, scene: &Scene<'_>) -> Vec<MomentView> {
    let mut entries: Vec<(When, MomentView)> =
        trip.timeline.iter().map(|it| (it.time.when.clone(), moment(it, scene))).collect();
    for id in &trip.events {
        let event = &scene.site.events[*id];
        if is_dated(event) {
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
        title: Marked { html, marks: markup::marks(&facts, scene), sources: Vec::new() },
        time: scene.time(&event.time),
        dated: true,
        kind: None,
        status: Some(event.status.word()),
        what_changes: event.outcome.as_ref().map(|text| markup::inline(text, scene)),
    }
}
