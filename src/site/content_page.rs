//! Pages that content makes, one a file.

use crate::document::Line;
use crate::files::{FilePath, Span};
use crate::site::{Entity, Site, Topic};

/// A page that a content file makes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ContentPage<'s> {
    /// What the page is about.
    pub(crate) entity: Entity,
    /// Its heading.
    pub(crate) title: &'s str,
    /// Where the heading is written.
    pub(crate) title_span: &'s Span,
    /// The file.
    pub(crate) file: &'s FilePath,
    /// Its earlier addresses.
    pub(crate) aliases: &'s [Line],
}

impl Site {
    /// Every page that a content file makes: trips, sections, topics, stops, events.
    pub(crate) fn content_pages(&self) -> Vec<ContentPage<'_>> {
        let mut pages = Vec::new();
        pages.extend(self.trips.iter().map(|(id, it)| ContentPage {
            entity: Entity::Trip(id),
            title: &it.title,
            title_span: &it.title_span,
            file: &it.file,
            aliases: &it.aliases,
        }));
        pages.extend(self.sections.iter().map(|(id, it)| of_topic(Entity::Section(id), &it.page)));
        pages.extend(self.topics.iter().map(|(id, it)| of_topic(Entity::Topic(id), it)));
        pages.extend(self.stops.iter().map(|(id, it)| ContentPage {
            entity: Entity::Stop(id),
            title: &it.title,
            title_span: &it.title_span,
            file: &it.file,
            aliases: &it.aliases,
        }));
        pages.extend(self.events.iter().map(|(id, it)| ContentPage {
            entity: Entity::Event(id),
            title: &it.title,
            title_span: &it.title_span,
            file: &it.file,
            aliases: &it.aliases,
        }));
        pages
    }
}

fn of_topic(entity: Entity, topic: &Topic) -> ContentPage<'_> {
    ContentPage {
        entity,
        title: &topic.title,
        title_span: &topic.title_span,
        file: &topic.file,
        aliases: &topic.aliases,
    }
}
