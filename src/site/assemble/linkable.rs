//! What readers get to see of each content file, for links to it.

use std::collections::BTreeMap;

use crate::document::{Body, Document, Role, TripRole};
use crate::files::FilePath;
use crate::site::names::{Named, Names, Sort};
use crate::site::resolve::Linkable;
use crate::site::{Entity, Id, MediaFile, PARTS, Target};

/// What each published file is for readers.
pub(super) fn of(
    documents: &[&Document],
    names: &Names,
    prefix: &dyn Fn(&str) -> String,
) -> BTreeMap<FilePath, Linkable> {
    let mut linkable = BTreeMap::new();
    for document in documents {
        let target = match &document.role {
            Role::Settings => Some(Target::Page("about/".to_owned(), None)),
            Role::People | Role::Organisations => Some(Target::Page("people/".to_owned(), None)),
            Role::Glossary => Some(Target::Page("glossary/".to_owned(), None)),
            Role::Sources => Some(Target::Page("sources/".to_owned(), None)),
            Role::InTrip { trip, role } => target_in_trip(trip, role, document, names, prefix),
            _ => None,
        };
        let anchors = match &document.body {
            Body::Trip(_, prose) => Some(
                prose
                    .anchors()
                    .map(str::to_owned)
                    .chain(PARTS.iter().map(|part| (*part).to_owned()))
                    .collect(),
            ),
            Body::Stop(..) | Body::Event(..) | Body::Section(..) => {
                Some(super::anchors(&document.body))
            }
            _ => None,
        };
        if let Some(target) = target {
            linkable.insert(document.path.clone(), Linkable { target, anchors });
        }
    }
    linkable
}

fn target_in_trip(
    trip: &str,
    role: &TripRole,
    document: &Document,
    names: &Names,
    prefix: &dyn Fn(&str) -> String,
) -> Option<Target> {
    let entry = |sort, id: &str| match names.find(sort, Some(trip), id) {
        Some(Named::Entry(index)) => Some(index),
        _ => None,
    };
    let page = |name: &str| Some(Target::Page(format!("{}{name}", prefix(trip)), None));
    let entity = match role {
        TripRole::Stop(id) => Entity::Stop(Id::at(entry(Sort::Stop, id)?)),
        TripRole::Event(id) => Entity::Event(Id::at(entry(Sort::Event, id)?)),
        TripRole::Section(id) => Entity::Section(Id::at(entry(Sort::Section, id)?)),
        TripRole::Topic { section, topic } => {
            Entity::Topic(Id::at(entry(Sort::Topic, &format!("{section}/{topic}"))?))
        }
        TripRole::Facts => return page("facts/"),
        TripRole::Timeline => return page("timeline/"),
        TripRole::Updates => return page("updates/"),
        TripRole::MediaFile => {
            return Some(Target::Media(media_address(trip, &document.path, prefix)));
        }
        TripRole::MediaList => return None,
        _ => Entity::Trip(Id::at(entry(Sort::Trip, trip)?)),
    };
    Some(Target::Entity(entity, None))
}

/// Where a file of a trip's `media` folder is published.
fn media_address(trip: &str, path: &FilePath, prefix: &dyn Fn(&str) -> String) -> String {
    let inside = path.as_str().splitn(3, '/').nth(2).unwrap_or_default();
    format!("{}{inside}", prefix(trip))
}

/// The files that are published as they are, by their addresses.
pub(super) fn media_files(
    documents: &[&Document],
    prefix: &dyn Fn(&str) -> String,
) -> BTreeMap<String, MediaFile> {
    let media = documents.iter().filter_map(|document| match (&document.role, &document.body) {
        (Role::InTrip { trip, .. }, Body::MediaFile(size)) => {
            let address = media_address(trip, &document.path, prefix);
            Some((address, MediaFile { path: document.path.clone(), size: *size }))
        }
        _ => None,
    });
    media.collect()
}
