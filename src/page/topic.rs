//! Sections and their topics.

use crate::page::ledger;
use crate::page::markup::{self, Setting};
use crate::page::scene::Scene;
use crate::page::view::{LinkView, SectionView, TopicView};
use crate::site::{Entity, Id, Section, Topic};

/// The page of a section: its introduction, and its topics in a sentence each.
pub(super) fn section_page(id: Id<Section>, scene: &Scene<'_>) -> SectionView {
    let setting = Setting::of(Entity::Section(id));
    let topics = &scene.site.sections[id].topics;
    let topics = topics.iter().map(|topic| card(*topic, scene)).collect();
    let page = &scene.site.sections[id].page;
    SectionView {
        topics,
        facts: ledger::facts(&page.facts, scene),
        about: others_about(Entity::Section(id), &page.about, scene),
        ..section(id, scene, &setting)
    }
}

/// A section on the trip page, with its topics in full.
pub(super) fn section_of_trip(id: Id<Section>, scene: &Scene<'_>) -> SectionView {
    let section = &scene.site.sections[id];
    let setting =
        Setting { shift: 1, prefix: format!("{}--", section.id), of: Some(Entity::Section(id)) };
    let topics = section.topics.iter().map(|topic| topic_of_trip(*topic, scene)).collect();
    SectionView { topics, ..self::section(id, scene, &setting) }
}

fn section(id: Id<Section>, scene: &Scene<'_>, setting: &Setting) -> SectionView {
    let section = &scene.site.sections[id];
    SectionView {
        id: section.id.clone(),
        title: section.page.title.clone(),
        href: scene.href_of(Entity::Section(id)).unwrap_or_default(),
        summary: section.page.summary.as_ref().map(|text| markup::inline(text, scene)),
        body: markup::passages(&section.page.body, scene, setting),
        topics: Vec::new(),
        as_of: scene.date(&section.page.as_of),
        updated: scene.date(&section.page.updated),
        facts: Vec::new(),
        about: Vec::new(),
    }
}

/// The page of a topic, with all that it rests on.
pub(super) fn page(id: Id<Topic>, scene: &Scene<'_>) -> TopicView {
    let topic = &scene.site.topics[id];
    TopicView {
        body: markup::passages(&topic.body, scene, &Setting::of(Entity::Topic(id))),
        facts: ledger::facts(&topic.facts, scene),
        about: others_about(Entity::Topic(id), &topic.about, scene),
        ..card(id, scene)
    }
}

/// The pages about some of the entities, without the page that shows them.
fn others_about(own: Entity, entities: &[Entity], scene: &Scene<'_>) -> Vec<LinkView> {
    let others: Vec<Entity> = entities.iter().copied().filter(|entity| *entity != own).collect();
    pages_about(&others, scene)
}

/// The pages about some of the entities; those without a page of their own are left out.
pub(super) fn pages_about(entities: &[Entity], scene: &Scene<'_>) -> Vec<LinkView> {
    let pages = entities.iter().filter(|entity| is_page(**entity));
    pages.map(|entity| scene.link(*entity)).filter(|link| link.href.is_some()).collect()
}

/// Whether readers can open a page about it, and not just a place on one.
fn is_page(entity: Entity) -> bool {
    matches!(
        entity,
        Entity::Event(_)
            | Entity::Person(_)
            | Entity::Stop(_)
            | Entity::Topic(_)
            | Entity::Section(_)
    )
}

/// A topic on the trip page, in full.
fn topic_of_trip(id: Id<Topic>, scene: &Scene<'_>) -> TopicView {
    let topic = &scene.site.topics[id];
    let prefix = format!("{}-{}--", topic.section, topic.id);
    let setting = Setting { shift: 2, prefix, of: Some(Entity::Topic(id)) };
    TopicView { body: markup::passages(&topic.body, scene, &setting), ..card(id, scene) }
}

/// A topic in a sentence.
fn card(id: Id<Topic>, scene: &Scene<'_>) -> TopicView {
    let topic = &scene.site.topics[id];
    TopicView {
        id: format!("{}-{}", topic.section, topic.id),
        title: topic.title.clone(),
        href: scene.href_of(Entity::Topic(id)).unwrap_or_default(),
        summary: topic.summary.as_ref().map(|text| markup::inline(text, scene)),
        body: Vec::new(),
        as_of: scene.date(&topic.as_of),
        updated: scene.date(&topic.updated),
        facts: Vec::new(),
        about: Vec::new(),
    }
}
