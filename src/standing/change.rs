//! What is new since an earlier version: in meaning, not in lines.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::document::When;
use crate::files::{FilePath, Files};
use crate::site::{Fact, Id, Site, Source, Time};

/// An earlier version of a site's content.
#[derive(Clone, Debug, Default)]
pub struct Earlier {
    /// What it is called, in words that follow "since": `the last commit, 1a2b3c4`.
    pub name: String,
    /// Its files. Of those that are no text, only the names matter.
    pub files: Files,
}

/// A version that is compared with another one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Version<'a> {
    pub(crate) site: &'a Site,
    pub(crate) files: &'a Files,
    /// Whether every file could be read: what is in none of them is then not there.
    pub(crate) whole: bool,
}

/// What is new since an earlier version.
#[derive(Debug, Serialize)]
pub(crate) struct Changes {
    pub(super) since: String,
    /// Whether a file of either version cannot be read, so that the list has gaps.
    pub(super) incomplete: bool,
    /// Trips, stops, events and facts, in this order.
    pub(super) things: Vec<Change>,
    /// The content files that are not as they were.
    pub(super) files: Vec<FileChange>,
}

/// One thing that is not as it was.
#[derive(Debug, Serialize)]
pub(super) struct Change {
    pub(super) thing: Thing,
    /// The folder of its trip.
    pub(super) trip: String,
    pub(super) id: String,
    pub(super) change: Kind,
    /// The field that differs; where something is new or gone, the one that says how sure it is.
    pub(super) field: &'static str,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// What sort of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Thing {
    Trip,
    Stop,
    Event,
    Fact,
}

/// What happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Added,
    Changed,
    Removed,
}

/// A file that is not as it was.
#[derive(Debug, Serialize)]
pub(super) struct FileChange {
    pub(super) file: String,
    pub(super) change: Kind,
}

/// A thing by its sort, its trip and its id.
type Key = (Thing, String, String);

/// What is compared of a thing: fields by their names in the format, how sure it is first.
type Fields = Vec<(&'static str, String)>;

impl Changes {
    /// What is in `now` and was not so in `earlier`.
    pub(crate) fn between(earlier: Version<'_>, now: Version<'_>, since: &str) -> Self {
        let (old, new) = (things(earlier.site), things(now.site));
        let keys: BTreeSet<&Key> = old.keys().chain(new.keys()).collect();
        let mut changes = Vec::new();
        for key in keys {
            match (old.get(key), new.get(key)) {
                (Some(before), Some(after)) => changes.extend(changed(key, before, after)),
                (Some(before), None) if now.whole => changes.push(removed(key, before)),
                (None, Some(after)) if earlier.whole => changes.push(added(key, after)),
                _ => {}
            }
        }
        Self {
            since: since.to_owned(),
            incomplete: !earlier.whole || !now.whole,
            things: changes,
            files: files(earlier.files, now.files),
        }
    }
}

fn change(key: &Key, change: Kind, field: &'static str) -> Change {
    let (thing, trip, id) = key.clone();
    Change { thing, trip, id, change, field, before: None, after: None }
}

fn added(key: &Key, fields: &Fields) -> Change {
    let (field, value) = &fields[0];
    Change { after: Some(value.clone()), ..change(key, Kind::Added, field) }
}

fn removed(key: &Key, fields: &Fields) -> Change {
    let (field, value) = &fields[0];
    Change { before: Some(value.clone()), ..change(key, Kind::Removed, field) }
}

fn changed(key: &Key, before: &Fields, after: &Fields) -> Vec<Change> {
    let both = before.iter().zip(after).filter(|((_, before), (_, after))| before != after);
    let value = |text: &String| (!text.is_empty()).then(|| text.clone());
    both.map(|((field, before), (_, after))| Change {
        before: value(before),
        after: value(after),
        ..change(key, Kind::Changed, field)
    })
    .collect()
}

/// Everything that is compared.
fn things(site: &Site) -> BTreeMap<Key, Fields> {
    let mut things = BTreeMap::new();
    let trip = |id| site.trips[id].id.clone();
    for (_, it) in site.trips.iter() {
        let stops: Vec<&str> = it.stops.iter().map(|stop| site.stops[*stop].id.as_str()).collect();
        let mut fields = vec![("status", it.status.word().to_owned()), ("title", it.title.clone())];
        fields.push(("stops", stops.join(", ")));
        fields.extend(time(&it.time));
        things.insert((Thing::Trip, it.id.clone(), it.id.clone()), fields);
    }
    for (_, it) in site.stops.iter() {
        let mut fields = vec![("status", it.status.word().to_owned()), ("title", it.title.clone())];
        fields.extend(time(&it.time));
        things.insert((Thing::Stop, trip(it.trip), it.id.clone()), fields);
    }
    for (_, it) in site.events.iter() {
        let mut fields = vec![("status", it.status.word().to_owned()), ("title", it.title.clone())];
        fields.extend(time(&it.time));
        let outcome = it.outcome.as_ref().map(crate::site::Text::plain_text);
        fields.push(("outcome", outcome.unwrap_or_default()));
        things.insert((Thing::Event, trip(it.trip), it.id.clone()), fields);
    }
    for (id, it) in site.facts.iter() {
        things.insert((Thing::Fact, trip(it.trip), it.id.clone()), fact(id, site));
    }
    things
}

fn time(time: &Time) -> Fields {
    let when = if time.when == When::Unknown { String::new() } else { time.when.to_string() };
    vec![("when", when), ("when_text", time.text.clone().unwrap_or_default())]
}

fn fact(id: Id<Fact>, site: &Site) -> Fields {
    let fact = &site.facts[id];
    let name = |source: &Id<Source>| site.sources[*source].id.as_str();
    let sources: Vec<&str> = fact.sources.iter().map(name).collect();
    vec![
        ("certainty", site.certainty(id).word().to_owned()),
        ("text", fact.text.plain_text()),
        ("quote", fact.quote.clone().unwrap_or_default()),
        ("sources", sources.join(", ")),
    ]
}

/// The content files that differ, line endings aside: version control may have changed those.
fn files(earlier: &Files, now: &Files) -> Vec<FileChange> {
    let paths: BTreeSet<&FilePath> =
        earlier.under("content/").chain(now.under("content/")).map(|(path, _)| path).collect();
    let text =
        |files: &Files, path: &FilePath| files.text(path).map(|text| text.replace("\r\n", "\n"));
    let change = |path: &FilePath| match (text(earlier, path), text(now, path)) {
        (None, _) => Some(Kind::Added),
        (_, None) => Some(Kind::Removed),
        // Of a file that is no text, the earlier version has the name alone.
        (Some(before), Some(after)) if path.is_text() && before != after => Some(Kind::Changed),
        _ => None,
    };
    let entry =
        |path: &FilePath| Some(FileChange { file: path.to_string(), change: change(path)? });
    paths.into_iter().filter_map(entry).collect()
}
