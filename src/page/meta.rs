//! What the head of a page tells those who show a link to it.

use crate::document::{DateMoment, When};
use crate::page::scene::Scene;
use crate::page::view::ArticleView;
use crate::page::{Plan, Subject};
use crate::site::{Entity, Topic, Trip};

/// What is told of an explainer, a section or a topic; none for other pages.
pub(super) fn article(plan: &Plan, scene: &Scene<'_>) -> Option<ArticleView> {
    let site = scene.site;
    match plan.subject {
        Subject::Trip(id) => Some(of_trip(&site.trips[id], scene)),
        Subject::Section(id) => {
            let section = &site.sections[id];
            Some(of_topic(&section.page, Some(section.page.title.clone()), scene))
        }
        Subject::Topic(id) => {
            let section = site.section_of(id).map(|section| scene.title(Entity::Section(section)));
            Some(of_topic(&site.topics[id], section, scene))
        }
        _ => None,
    }
}

fn of_trip(trip: &Trip, scene: &Scene<'_>) -> ArticleView {
    let traveller = trip.traveller.map(Entity::Person);
    let stops = trip.stops.iter().map(|stop| Entity::Stop(*stop));
    ArticleView {
        authors: authors(trip, scene),
        published: day(&trip.published),
        modified: day(&trip.updated),
        section: None,
        tags: tags(traveller.into_iter().chain(stops), scene),
    }
}

fn of_topic(topic: &Topic, section: Option<String>, scene: &Scene<'_>) -> ArticleView {
    ArticleView {
        authors: authors(&scene.site.trips[topic.trip], scene),
        published: None,
        modified: day(&topic.updated),
        section,
        tags: tags(topic.about.iter().copied(), scene),
    }
}

/// Those who are named in the byline; where nobody is, the newsroom.
fn authors(trip: &Trip, scene: &Scene<'_>) -> Vec<String> {
    if trip.authors.is_empty() {
        return vec![scene.site.settings.publisher.name.clone()];
    }
    trip.authors.iter().map(|author| author.name.clone()).collect()
}

/// The names of what an article is about, each once.
fn tags(entities: impl Iterator<Item = Entity>, scene: &Scene<'_>) -> Vec<String> {
    let mut tags = Vec::new();
    for entity in entities.filter(|entity| !matches!(entity, Entity::Fact(_) | Entity::Figure(_))) {
        let tag = scene.title(entity);
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// A date to the day at least, which is what the networks read.
fn day(when: &When) -> Option<String> {
    match when {
        When::Moment(moment) => moment.day.and_then(|_| DateMoment::iso_8601(moment)),
        When::Unknown | When::Interval { .. } => None,
    }
}
