//! Files that a site cannot do without, and names that cannot stand in an address.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Document, Role, TripRole, is_sound_id, sound_id};
use crate::files::{FilePath, Span};
use crate::problem::{MISPLACED_FILE, MISSING_FILE, Problems};

/// Content without which there is nothing to publish.
pub(super) fn check(documents: &[&Document], problems: &mut Problems) {
    check_names_of_files(documents, problems);
    if !documents.iter().any(|document| document.role == Role::Settings) {
        problems.add_placeless(MISSING_FILE, "there is no `content/site.yaml`").help(
            "write one with `title`, `base_url`, `language`, `time_zone`, `front` and `publisher`",
        );
    }
    let mut folders: BTreeMap<&str, &FilePath> = BTreeMap::new();
    let mut trips = BTreeSet::new();
    for document in documents {
        let Role::InTrip { trip, role } = &document.role else { continue };
        folders.entry(trip).or_insert(&document.path);
        if *role == TripRole::Trip {
            trips.insert(trip.as_str());
        }
    }
    for (folder, path) in folders {
        if !trips.contains(folder) {
            let message = format!("the folder `{folder}` has no `trip.md`");
            problems
                .add(MISSING_FILE, Span::new(path, 0..0), message)
                .help("a folder in `content/` is a trip; begin its name with `_` to leave it out");
        }
    }
    check_sections(documents, problems);
}

/// A topic's folder needs an `index.md`.
fn check_sections(documents: &[&Document], problems: &mut Problems) {
    let mut indexes = BTreeSet::new();
    let mut topics: BTreeMap<(&str, &str), &FilePath> = BTreeMap::new();
    for document in documents {
        match &document.role {
            Role::InTrip { trip, role: TripRole::Section(section) } => {
                indexes.insert((trip.as_str(), section.as_str()));
            }
            Role::InTrip { trip, role: TripRole::Topic { section, .. } } => {
                topics.entry((trip, section)).or_insert(&document.path);
            }
            _ => {}
        }
    }
    for ((trip, section), path) in topics {
        if !indexes.contains(&(trip, section)) {
            let message = format!("the section `{section}` has no `index.md`");
            problems.add(MISSING_FILE, Span::new(path, 0..0), message).help(format!(
                "write `content/{trip}/{section}/index.md` with the section's `title`"
            ));
        }
    }
}

/// Names of files and folders become addresses, so they are held to what addresses can have.
fn check_names_of_files(documents: &[&Document], problems: &mut Problems) {
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    for document in documents {
        let Role::InTrip { trip, role } = &document.role else { continue };
        let names: Vec<&str> = match role {
            TripRole::Stop(id) | TripRole::Event(id) | TripRole::Section(id) => vec![trip, id],
            TripRole::Topic { section, topic } => vec![trip, section, topic],
            _ => vec![trip],
        };
        let bad = names.iter().find(|name| !is_sound_id(name));
        if let Some(bad) = bad.filter(|bad| reported.insert(bad)) {
            problems
                .add(
                    MISPLACED_FILE,
                    Span::new(&document.path, 0..0),
                    format!("`{bad}` cannot stand in an address"),
                )
                .help(format!("rename it to `{}`", sound_id(bad)));
        }
    }
}
