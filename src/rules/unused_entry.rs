//! An entry of a registry is referred to.

use crate::files::Span;
use crate::problem::{Problems, UNUSED_ENTRY};
use crate::site::{Entity, Site};

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    let mut entries: Vec<(Entity, &str, &Span)> = Vec::new();
    entries
        .extend(site.people.iter().map(|(id, it)| (Entity::Person(id), it.id.as_str(), &it.span)));
    entries.extend(
        site.organisations
            .iter()
            .map(|(id, it)| (Entity::Organisation(id), it.id.as_str(), &it.span)),
    );
    entries
        .extend(site.places.iter().map(|(id, it)| (Entity::Place(id), it.id.as_str(), &it.span)));
    entries
        .extend(site.sources.iter().map(|(id, it)| (Entity::Source(id), it.id.as_str(), &it.span)));
    entries.extend(site.terms.iter().map(|(id, it)| (Entity::Term(id), it.id.as_str(), &it.span)));
    entries
        .extend(site.figures.iter().map(|(id, it)| (Entity::Figure(id), it.id.as_str(), &it.span)));
    for (entity, id, span) in entries {
        if !site.references.any(entity) {
            problems
                .add(UNUSED_ENTRY, span.clone(), format!("nothing refers to `{id}`"))
                .help("refer to it, or take it out");
        }
    }
}
