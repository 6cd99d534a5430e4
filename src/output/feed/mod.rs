//! What is new about a trip, for feed readers: updates, corrections, and changes of status.
//!
//! Each trip has its own feed: who follows one trip waits for no other's corrections. An entry has
//! the day that the newsroom gives, as the beginning of that day on the newsroom's clocks; what has
//! no exact day is left out, and a trip with nothing else has no feed.

mod atom;
mod json;

use std::fmt::Write;

use crate::document::Status;
use crate::draw::escape;
use crate::output::{Output, add_file, identity};
use crate::page::{Detached, shorten};
use crate::site::{Change, Edition, Entity, Event, Id, News, Told, Trip, Update};

/// The longest title of an entry, in characters.
const TITLE: usize = 120;

/// A feed, before it is written in one of its forms.
struct Feed {
    /// A URN that never changes.
    id: String,
    title: String,
    subtitle: String,
    /// BCP 47.
    language: String,
    /// Where the page is.
    home: String,
    authors: Vec<Author>,
    /// Newest first; never empty.
    entries: Vec<Entry>,
}

/// Who writes a feed.
struct Author {
    name: String,
    url: Option<String>,
}

/// Something new.
struct Entry {
    /// A URN that never changes.
    id: String,
    /// Where it is told.
    url: String,
    title: String,
    /// Markup whose links are absolute.
    html: String,
    /// RFC 3339.
    date: String,
    /// `correction`, `change-of-status` …, and the word for it.
    kind: (&'static str, String),
}

/// Adds the feeds of a trip in both forms, if there is anything to tell.
pub(super) fn add(id: Id<Trip>, detached: &Detached<'_>, output: &mut Output) {
    let address = |edition| detached.site.edition(id, edition);
    let (Some(atom), Some(json)) = (address(Edition::Atom), address(Edition::JsonFeed)) else {
        return;
    };
    let feed = Feed::of(id, detached);
    add_file(&atom, atom::write(&feed, &detached.url_of(&atom)).into_bytes(), output);
    add_file(&json, json::write(&feed, &detached.url_of(&json)).into_bytes(), output);
}

impl Feed {
    fn of(id: Id<Trip>, detached: &Detached<'_>) -> Self {
        let trip = &detached.site.trips[id];
        let entries = Entries { trip, detached };
        Self {
            id: entries.urn("feed"),
            title: detached.words.fill("feed.title", &[("trip", &trip.title)]),
            subtitle: detached.words.get("feed.subtitle"),
            language: detached.site.settings.language.clone(),
            home: detached.url_of(&trip.prefix),
            authors: authors(trip, detached),
            entries: trip.dated.news.iter().map(|news| entries.entry(news)).collect(),
        }
    }
}

/// The authors of a trip, or else its publisher.
fn authors(trip: &Trip, detached: &Detached<'_>) -> Vec<Author> {
    let publisher = &detached.site.settings.publisher;
    if trip.authors.is_empty() {
        return vec![Author { name: publisher.name.clone(), url: publisher.url.clone() }];
    }
    let author = |it: &crate::site::Author| Author { name: it.name.clone(), url: it.url.clone() };
    trip.authors.iter().map(author).collect()
}

/// What the entries of a feed are made from.
struct Entries<'a> {
    trip: &'a Trip,
    detached: &'a Detached<'a>,
}

impl Entries<'_> {
    fn urn(&self, thing: &str) -> String {
        format!("urn:uuid:{}", identity::uuid(thing, self.trip, self.detached.site))
    }

    fn entry(&self, news: &News) -> Entry {
        let date = news.at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        match news.told {
            Told::Update(at) => self.update(at, date),
            Told::Change(event, at) => self.change(event, at, date),
        }
    }

    fn update(&self, at: usize, date: String) -> Entry {
        let words = self.detached.words;
        let update = &self.trip.updates[at];
        let kind = words.get(&format!("update_kind.{}", update.kind.word()));
        let text = update.text.plain_text();
        let page = format!("{}updates/#update-{}", self.trip.prefix, update.id);
        Entry {
            id: self.urn(&update_name(at, self.trip)),
            url: self.detached.url_of(&page),
            title: shorten(&words.fill("feed.update", &[("kind", &kind), ("text", &text)]), TITLE),
            html: self.update_html(update),
            date,
            kind: (update.kind.word(), kind),
        }
    }

    /// The text of an update; for a correction, what was wrong and what is right.
    fn update_html(&self, update: &Update) -> String {
        let words = self.detached.words;
        let mut html = format!("<p>{}</p>", self.detached.html(&update.text));
        for (key, text) in [("was", &update.was), ("now", &update.now)] {
            if let Some(text) = text {
                let label = escape(&words.get(&format!("updates.{key}")));
                let text = self.detached.html(text);
                _ = write!(html, "\n<p><b>{label}</b></p>\n<blockquote><p>{text}</p></blockquote>");
            }
        }
        html
    }

    fn change(&self, id: Id<Event>, at: usize, date: String) -> Entry {
        let Detached { words, site, .. } = self.detached;
        let event = &site.events[id];
        let change = &event.history[at];
        let status = words.get(&format!("status.{}", change.to.word()));
        let title = words.fill("feed.change", &[("event", &event.title), ("status", &status)]);
        Entry {
            id: self.urn(&change_name(event, at)),
            url: self.detached.url(Entity::Event(id)).unwrap_or_default(),
            title: shorten(&title, TITLE),
            html: self.change_html(change),
            date,
            kind: ("change-of-status", words.get("feed.kind")),
        }
    }

    /// What the status is, what it was, who says so, and the note.
    fn change_html(&self, change: &Change) -> String {
        let words = self.detached.words;
        let status = |status: Status| words.get(&format!("status.{}", status.word()));
        let mut sentences = vec![words.fill("feed.now", &[("to", &status(change.to))])];
        sentences
            .extend(change.from.map(|from| words.fill("feed.was", &[("from", &status(from))])));
        let by = change.by.as_ref().map(|by| self.detached.party(by));
        sentences.extend(by.map(|by| words.fill("feed.by", &[("by", &by)])));
        let mut html = format!("<p>{}</p>", escape(&sentences.join(" ")));
        if let Some(note) = &change.note {
            _ = write!(html, "\n<p>{}</p>", self.detached.html(note));
        }
        html
    }
}

/// What an update is called in its name: its id, or its place among those of its day where nobody
/// has given it one, so that updates of other days can stand before it.
fn update_name(at: usize, trip: &Trip) -> String {
    let update = &trip.updates[at];
    let is_number = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit());
    if !update.id.strip_prefix("update-").is_some_and(is_number) {
        return format!("update/{}", update.id);
    }
    let before = trip.updates[..at].iter().filter(|other| other.date == update.date).count();
    format!("update/{}/{before}", update.date)
}

/// What a change of status is called in its name: its event, day and status, and its place among
/// those that are the same in all of these.
fn change_name(event: &Event, at: usize) -> String {
    let change = &event.history[at];
    let same = |other: &&Change| (&other.date, other.to) == (&change.date, change.to);
    let before = event.history[..at].iter().filter(same).count();
    format!("event/{}/{}/{}/{before}", event.id, change.date, change.to.word())
}
