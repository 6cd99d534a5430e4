//! Which files readers are shown: a draft hides what is in it, and so does a moment to come.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::document::{
    Body, DateMoment, Document, Entries, Line, Role, Spanned, TripRole, skipped,
};
use crate::files::{FilePath, Span};
use crate::problem::{DATES_OUT_OF_ORDER, IMPOSSIBLE_DATE, Problems};

/// Whether something is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Readers are shown it.
    Published,
    /// It is marked as a draft, or is part of something that is.
    Draft,
    /// It is published from then on, or is part of something that is.
    Scheduled(Timestamp),
    /// It was published until then, or is part of something that was.
    Expired,
    /// Nothing uses it but what is kept back.
    Alone,
    /// It cannot be read, or is part of something that cannot.
    Unreadable,
}

impl State {
    /// Whether it was kept back on purpose, and readers have never been meant to see it yet.
    pub(super) fn is_kept_back(self) -> bool {
        matches!(self, Self::Draft | Self::Scheduled(_) | Self::Alone)
    }
}

/// By whose leave something is shown.
#[derive(Clone, Debug)]
pub(super) struct Clock {
    /// The present moment; where nobody has said, what is scheduled is not published yet.
    pub(super) now: Option<Timestamp>,
    /// The newsroom's zone, in which a day begins and a time without a zone is read.
    pub(super) newsroom: TimeZone,
}

impl Clock {
    /// When a moment is or begins; one at the edge of what clocks can tell counts as the edge.
    pub(super) fn at(&self, moment: &DateMoment) -> Timestamp {
        let is_late = moment.year.is_some_and(|year| year > 1970);
        let edge = if is_late { Timestamp::MAX } else { Timestamp::MIN };
        moment.begins(&self.newsroom).map_or(edge, |zoned| zoned.timestamp())
    }
}

/// What there is to say about publishing something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms<'d> {
    /// Whether it is marked `draft: true`.
    pub(super) draft: bool,
    pub(super) publish_at: Option<&'d Spanned<DateMoment>>,
    pub(super) expires: Option<&'d Spanned<DateMoment>>,
}

/// Something that can be kept back.
pub(super) trait Publishable {
    /// What it says about that.
    fn terms(&self) -> Terms<'_>;

    /// Where the whole of it stands.
    fn span(&self) -> &Span;
}

macro_rules! publishable {
    ($($kind:ident $(.$expires:ident)?),* $(,)?) => {
        $(impl Publishable for crate::document::$kind {
            fn terms(&self) -> Terms<'_> {
                Terms {
                    draft: self.draft.as_ref().is_some_and(|draft| draft.value),
                    publish_at: self.publish_at.as_ref(),
                    expires: None$(.or(self.$expires.as_ref()))?,
                }
            }

            fn span(&self) -> &Span {
                &self.span
            }
        })*
    };
}

publishable! {
    Trip.expires, Stop.expires, Event.expires, Section.expires, Moment.expires, Question.expires,
    Person, Organisation, Place, Source, Term, Fact, Figure, Want, Update, Media,
}

/// The states of all trips and sections, which hold for what is in them too.
#[derive(Debug)]
pub(super) struct Visibility<'d> {
    drafts: bool,
    clock: Clock,
    trips: BTreeMap<&'d str, State>,
    sections: BTreeMap<(&'d str, &'d str), State>,
    /// Entries and files that nothing uses but what is kept back.
    alone: Alone,
}

/// Entries, by their file and id, and whole files, without an id.
pub(super) type Alone = BTreeSet<(FilePath, Option<String>)>;

impl<'d> Visibility<'d> {
    /// Looks through all documents; with `drafts`, all that is kept back is shown.
    pub(super) fn of(documents: &[&'d Document], drafts: bool, clock: Clock) -> Self {
        let (trips, sections) = (BTreeMap::new(), BTreeMap::new());
        let mut seen = Self { drafts, clock, trips, sections, alone: Alone::new() };
        for document in documents {
            let state = seen.own_state(&document.body);
            match &document.role {
                Role::InTrip { trip, role: TripRole::Trip } => {
                    seen.trips.insert(trip, state);
                }
                Role::InTrip { trip, role: TripRole::Section(section) } => {
                    seen.sections.insert((trip, section), state);
                }
                _ => {}
            }
        }
        seen.alone = seen.withdrawn_pictures(documents);
        seen
    }

    /// Everything that can be read, whatever it says of its publication.
    pub(super) fn of_everything(documents: &[&'d Document], clock: Clock) -> Self {
        // Nothing has expired where it is not known what time it is.
        Self::of(documents, true, Clock { now: None, ..clock })
    }

    /// Whether a file or an entry of it is not shown, and could be.
    pub(super) fn hides(&self, document: &Document) -> bool {
        let parts = parts(document);
        parts.iter().any(|part| self.own_state_of(part) != State::Published)
    }

    /// The same, without what nothing uses but what is kept back.
    pub(super) fn without(mut self, alone: Alone) -> Self {
        self.alone.extend(alone);
        self
    }

    /// The clock that decides.
    pub(super) fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Whether readers are shown a file.
    pub(super) fn state(&self, document: &Document) -> State {
        let own = if self.alone.contains(&(document.path.clone(), None)) {
            State::Alone
        } else {
            self.own_state(&document.body)
        };
        let Role::InTrip { trip, role } = &document.role else { return own };
        // A folder without a trip.md is reported as such; nothing in it is shown.
        let of_trip = self.trips.get(trip.as_str()).copied().unwrap_or(State::Unreadable);
        let of_section = match role {
            TripRole::Topic { section, .. } => {
                let found = self.sections.get(&(trip.as_str(), section.as_str()));
                found.copied().unwrap_or(State::Unreadable)
            }
            _ => State::Published,
        };
        let above = [of_trip, of_section].into_iter().find(|state| *state != State::Published);
        above.unwrap_or(own)
    }

    /// Whether an entry of a file is shown, by the state of the file.
    pub(super) fn entry_state<T: Publishable>(
        &self,
        (file, id): (&FilePath, &str),
        entry: &T,
        of_file: State,
    ) -> State {
        if of_file != State::Published {
            return of_file;
        }
        match self.state_by(entry.terms()) {
            State::Published if self.alone.contains(&(file.clone(), Some(id.to_owned()))) => {
                State::Alone
            }
            state => state,
        }
    }

    /// The entries of a published file that are published.
    pub(super) fn published<'e, T: Publishable>(
        &self,
        file: &FilePath,
        entries: &'e Entries<T>,
    ) -> impl Iterator<Item = &'e (Line, T)> {
        entries.list.iter().filter(move |(id, entry)| {
            self.entry_state((file, &id.value), entry, State::Published) == State::Published
        })
    }

    /// What a file or an entry says of itself, whatever holds for what it is part of.
    pub(super) fn own_state_of(&self, part: &Part<'_>) -> State {
        self.state_by(part.terms)
    }

    fn own_state(&self, body: &Body) -> State {
        match body {
            Body::Broken => State::Unreadable,
            body => terms(body).map_or(State::Published, |terms| self.state_by(terms)),
        }
    }

    fn state_by(&self, terms: Terms<'_>) -> State {
        let at = |moment: Option<&Spanned<DateMoment>>| Some(self.clock.at(&moment?.value));
        let now = self.clock.now;
        if at(terms.expires).zip(now).is_some_and(|(end, now)| end <= now) {
            return State::Expired;
        }
        match at(terms.publish_at) {
            _ if self.drafts => State::Published,
            _ if terms.draft => State::Draft,
            Some(start) if now.is_none_or(|now| now < start) => State::Scheduled(start),
            _ => State::Published,
        }
    }

    /// The files of pictures whose entries are kept back: without its words, no picture is shown.
    fn withdrawn_pictures(&self, documents: &[&Document]) -> Alone {
        let mut files = Alone::new();
        for document in documents {
            let Body::MediaList(entries) = &document.body else { continue };
            for (id, entry) in &entries.list {
                let state = self.entry_state((&document.path, &id.value), entry, State::Published);
                let file = document.path.join(&id.value);
                files.extend(file.filter(|_| state.is_kept_back()).map(|file| (file, None)));
            }
        }
        files
    }
}

/// Something that is marked `draft: true`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    /// Its file.
    pub(crate) file: FilePath,
    /// The id of the entry; none where the whole file is a draft.
    pub(crate) id: Option<String>,
}

/// Everything that is marked as a draft, in the order of files and lines.
pub(crate) fn drafts(documents: &[&Document]) -> Vec<Draft> {
    let all = documents.iter().flat_map(|document| parts(document));
    let drafts = all.filter(|part| part.terms.draft);
    drafts.map(|part| Draft { file: part.file.clone(), id: part.id.map(str::to_owned) }).collect()
}

/// A file or an entry that can be kept back.
pub(super) struct Part<'d> {
    pub(super) file: &'d FilePath,
    /// None for a whole file.
    pub(super) id: Option<&'d str>,
    pub(super) span: &'d Span,
    pub(super) terms: Terms<'d>,
}

/// What of a file can be kept back: itself, or its entries.
pub(super) fn parts(document: &Document) -> Vec<Part<'_>> {
    let file = &document.path;
    match &document.body {
        Body::Trip(it, _) => vec![whole(file, &**it)],
        Body::Stop(it, _) => vec![whole(file, &**it)],
        Body::Event(it, _) => vec![whole(file, &**it)],
        Body::Section(it, _) => vec![whole(file, &**it)],
        Body::People(entries) => entry_parts(file, entries),
        Body::Organisations(entries) => entry_parts(file, entries),
        Body::Places(entries) => entry_parts(file, entries),
        Body::Sources(entries) => entry_parts(file, entries),
        Body::Glossary(entries) => entry_parts(file, entries),
        Body::Facts(entries) => entry_parts(file, entries),
        Body::Figures(entries) => entry_parts(file, entries),
        Body::Wants(entries) => entry_parts(file, entries),
        Body::Timeline(entries) => entry_parts(file, entries),
        Body::Questions(entries) => entry_parts(file, entries),
        Body::Updates(entries) => entry_parts(file, entries),
        Body::MediaList(entries) => entry_parts(file, entries),
        _ => Vec::new(),
    }
}

fn whole<'d>(file: &'d FilePath, record: &'d impl Publishable) -> Part<'d> {
    Part { file, id: None, span: record.span(), terms: record.terms() }
}

fn entry_parts<'d, T: Publishable>(file: &'d FilePath, entries: &'d Entries<T>) -> Vec<Part<'d>> {
    let part = |(id, entry): &'d (Line, T)| Part {
        file,
        id: Some(&id.value),
        span: entry.span(),
        terms: entry.terms(),
    };
    entries.list.iter().map(part).collect()
}

/// What a whole file says about its publication; none for those that say it entry by entry.
fn terms(body: &Body) -> Option<Terms<'_>> {
    match body {
        Body::Trip(it, _) => Some(it.terms()),
        Body::Stop(it, _) => Some(it.terms()),
        Body::Event(it, _) => Some(it.terms()),
        Body::Section(it, _) => Some(it.terms()),
        _ => None,
    }
}

/// Reports times that no clock shows, and what would expire before it is published.
pub(super) fn check(documents: &[&Document], clock: &Clock, problems: &mut Problems) {
    for part in documents.iter().flat_map(|document| parts(document)) {
        let Terms { publish_at, expires, .. } = part.terms;
        for moment in [publish_at, expires].into_iter().flatten() {
            check_clock(moment, clock, problems);
        }
        let (Some(start), Some(end)) = (publish_at, expires) else { continue };
        if clock.at(&end.value) <= clock.at(&start.value) {
            let message = "this expires before it is published";
            problems
                .add(DATES_OUT_OF_ORDER, end.span.clone(), message)
                .also(start.span.clone(), "published from here on")
                .help("mend one of the two; `expires` comes after `publish_at`");
        }
    }
}

/// A time that names a zone is checked where it is read.
fn check_clock(written: &Spanned<DateMoment>, clock: &Clock, problems: &mut Problems) {
    let zone = clock.newsroom.iana_name().unwrap_or("UTC");
    if let Some(moment) = written.value.clone().skipped_in(zone) {
        let (message, help) = skipped(&moment);
        problems.add(IMPOSSIBLE_DATE, written.span.clone(), message).help(help);
    }
}
