//! A trip as a whole, and the files that only its own pages show.

use std::collections::BTreeMap;

use crate::document::{self, Body, Document, Entries, Gravity, MomentKind, Role, Route, TripRole};
use crate::files::Span;
use crate::problem::{BAD_PICTURE, BAD_VALUE, DUPLICATE_ID, MISSING_FILE, Problems, UNLISTED_STOP};
use crate::site::assemble::Everything;
use crate::site::assemble::pages::trip_id;
use crate::site::names::{Sort, plain};
use crate::site::resolve::{Resolver, span_or, when};
use crate::site::visibility::{Publishable as _, Visibility};
use crate::site::{
    Author, Dated, Event, Fact, Figure, FocalPoint, Id, KeyPoint, Media, Moment, Party, Question,
    Registry, Site, Stop, Time, Trip, Update, Want,
};

/// Resolves facts and figures; other files are left alone.
pub(super) fn facts(
    document: &Document,
    seen: &Visibility<'_>,
    site: &mut Site,
    with: &mut Resolver<'_>,
) {
    match &document.body {
        Body::Facts(entries) => {
            for (id, written) in seen.published(&document.path, entries) {
                site.facts.add(fact(id, written, with));
            }
        }
        Body::Figures(entries) => {
            for (id, written) in seen.published(&document.path, entries) {
                site.figures.add(figure(id.value.clone(), written, with));
            }
        }
        _ => {}
    }
}

fn fact(id: &document::Line, written: &document::Fact, with: &mut Resolver<'_>) -> Fact {
    Fact {
        id: id.value.clone(),
        id_span: id.span.clone(),
        trip: trip_id(with),
        text: with.inline(&written.text),
        certainty: written.certainty.value,
        kind: written.kind.value,
        sources: written.sources.iter().filter_map(|name| with.find(Sort::Source, name)).collect(),
        speaker: written.speaker.as_ref().and_then(|name| with.speaker(name)),
        quote: written.quote.as_ref().map(|quote| plain(&quote.0)),
        about: with.about(&written.about),
        about_events: with.about_events(&written.about),
        as_of: when(written.as_of.as_ref()),
        supersedes_span: written.supersedes.as_ref().map(|name| name.0.span.clone()),
        supersedes: written.supersedes.as_ref().and_then(|name| with.find(Sort::Fact, name)),
        span: written.span.clone(),
    }
}

fn figure(id: String, written: &document::Figure, with: &mut Resolver<'_>) -> Figure {
    Figure {
        id,
        trip: trip_id(with),
        value: written.value.value,
        unit: plain(&written.unit),
        display: plain(&written.display),
        display_span: written.display.span.clone(),
        label: plain(&written.label),
        qualifier: written.qualifier.as_ref().map(plain),
        means: written.means.as_ref().map(|text| with.inline(text)),
        facts: with.facts(&written.facts),
        span: written.span.clone(),
    }
}

/// Resolves the list of pictures; other files are left alone.
pub(super) fn media(
    document: &Document,
    all: &Everything<'_>,
    site: &mut Site,
    with: &mut Resolver<'_>,
) {
    let (Body::MediaList(entries), Role::InTrip { trip, .. }) = (&document.body, &document.role)
    else {
        return;
    };
    for (file, written) in all.seen.published(&document.path, entries) {
        if !with.file.join(&file.value).is_some_and(|path| with.paths.contains(&path)) {
            let message = format!("there is no file `{}` in this folder", file.value);
            with.problems
                .add(MISSING_FILE, file.span.clone(), message)
                .help("put the picture beside media.yaml, or mend its name here");
        }
        site.media.add(Media {
            address: format!("{}media/{}", (all.prefix)(trip), file.value),
            alt: plain(&written.alt),
            credit: plain(&written.credit),
            caption: written.caption.as_ref().map(|text| with.inline(text)),
            licence: written.licence.as_ref().map(plain),
            source: written.source.as_ref().and_then(|name| with.find(Sort::Source, name)),
            focal: written.focal.as_ref().and_then(|line| focal_point(line, with)),
        });
    }
}

/// The point that `30% 40%` names, as CSS does in `object-position`.
fn focal_point(line: &document::Line, with: &mut Resolver<'_>) -> Option<FocalPoint> {
    let percent = |word: &str| {
        let number: u8 = word.strip_suffix('%')?.parse().ok()?;
        (number <= 100).then_some(number)
    };
    let words: Vec<&str> = line.value.split_whitespace().collect();
    let point = match words.as_slice() {
        [across, down] => percent(across).zip(percent(down)),
        _ => None,
    };
    if point.is_none() {
        let message = format!("`{}` is no point of a picture", line.value);
        with.problems.add(BAD_VALUE, line.span.clone(), message).help(
            "write how far it is from the left and from the top, such as `30% 40%`; \
             the middle is `50% 50%`",
        );
    }
    point.map(|(across, down)| FocalPoint { across, down })
}

/// Resolves a trip with all the files that belong to its page; other files are left alone.
pub(super) fn trip(
    document: &Document,
    all: &Everything<'_>,
    site: &mut Site,
    with: &mut Resolver<'_>,
) {
    let (Body::Trip(written, body), Role::InTrip { trip: folder, role: TripRole::Trip }) =
        (&document.body, &document.role)
    else {
        return;
    };
    let id = trip_id(with);
    let zone = site.settings.time_zone.clone();
    let resolved = Trip {
        id: folder.clone(),
        prefix: (all.prefix)(folder),
        file: document.path.clone(),
        title: plain(&written.title),
        title_span: written.title.span.clone(),
        traveller: with.find(Sort::Person, &written.traveller),
        status: written.status.value,
        key_points: key_points(&written.key_points, with),
        dek: written.dek.as_ref().map(|text| with.inline(text)),
        purpose: written.purpose.as_ref().map(|text| with.inline(text)),
        why_it_matters: written.why_it_matters.as_ref().map(|text| with.inline(text)),
        ordinal: written.ordinal.as_ref().map(|text| with.inline(text)),
        time: trip_time(written, &zone, with),
        time_span: span_or(written.when.as_ref(), &written.span),
        duration_text: written.duration_text.as_ref().map(plain),
        as_of: when(written.as_of.as_ref()),
        stops: listed(&written.stops, Sort::Stop, with),
        events: of_trip(&site.events, |event| event.trip == id),
        sections: listed(&written.sections, Sort::Section, with),
        route: written.route.as_ref().map_or(Route::Order, |route| route.value),
        origin: written.origin.as_ref().and_then(|name| with.find(Sort::Place, name)),
        authors: written.authors.iter().map(|it| author(it, with)).collect(),
        method: written.method.as_ref().map(|text| with.blocks(text)),
        published: when(written.published.as_ref()).in_zone(&zone),
        updated: when(written.updated.as_ref()).in_zone(&zone),
        updated_span: span_or(written.updated.as_ref(), &written.span),
        image: written.image.as_ref().and_then(|line| image(line, with)),
        aliases: with.aliases(&written.aliases),
        draft: written.terms().draft,
        facts: with.facts(&written.facts),
        ledger: of_trip(&site.facts, |fact| fact.trip == id),
        figures: of_trip(&site.figures, |figure| figure.trip == id),
        wants: Vec::new(),
        timeline: Vec::new(),
        questions: Vec::new(),
        updates: Vec::new(),
        dated: Dated::default(),
        body: with.text(body),
        span: written.span.clone(),
    };
    let resolved = with_lists(resolved, &zone, all, with);
    site.trips.add(with_the_rest((resolved, id), &written.stops, site, with.problems));
}

/// When a trip is; a clock time is the newsroom's.
fn trip_time(written: &document::Trip, newsroom: &str, with: &mut Resolver<'_>) -> Time {
    let span = span_or(written.when.as_ref(), &written.span);
    with.interval(when(written.when.as_ref()), &span, written.when_text.as_ref(), None, newsroom)
}

/// The ids of the entries that belong to a trip.
fn of_trip<T>(registry: &Registry<T>, belongs: impl Fn(&T) -> bool) -> Vec<Id<T>> {
    registry.iter().filter(|(_, entry)| belongs(entry)).map(|(id, _)| id).collect()
}

/// From the first of some names to the last; none where there is none.
fn span_of(names: &[document::Name]) -> Option<Span> {
    let (first, last) = (&names.first()?.0.span, &names.last()?.0.span);
    Some(Span { end: last.end, ..first.clone() })
}

/// The ids of a list in its order, each once.
fn listed<T>(names: &[document::Name], sort: Sort, with: &mut Resolver<'_>) -> Vec<Id<T>> {
    let mut ids: Vec<Id<T>> = Vec::new();
    for name in names {
        let Some(id) = with.find(sort, name) else { continue };
        if ids.contains(&id) {
            let message = format!("`{}` is in this list twice", name.0.value);
            with.problems
                .add(DUPLICATE_ID, name.0.span.clone(), message)
                .help("take one of the two out");
        } else {
            ids.push(id);
        }
    }
    ids
}

/// Adds the stops and sections that the trip does not list, after those that it does.
fn with_the_rest(
    (mut trip, id): (Trip, Id<Trip>),
    listed: &[document::Name],
    site: &Site,
    problems: &mut Problems,
) -> Trip {
    let unlisted: Vec<Id<Stop>> = of_trip(&site.stops, |stop| stop.trip == id)
        .into_iter()
        .filter(|stop| !trip.stops.contains(stop))
        .collect();
    report_unlisted(&trip, (&unlisted, listed), site, problems);
    trip.stops.extend(unlisted);
    let sections = of_trip(&site.sections, |section| section.trip == id);
    let unlisted: Vec<_> =
        sections.into_iter().filter(|section| !trip.sections.contains(section)).collect();
    trip.sections.extend(unlisted);
    trip
}

/// The order of stops says something, so it must not come from the names of files.
fn report_unlisted(
    trip: &Trip,
    (unlisted, listed): (&[Id<Stop>], &[document::Name]),
    site: &Site,
    problems: &mut Problems,
) {
    // A single stop has no order, and a slip in the list is reported as such.
    let single = trip.stops.len() + unlisted.len() == 1;
    if unlisted.is_empty() || single || problems.lose_references(&trip.span) {
        return;
    }
    let ids = |stops: &[Id<Stop>]| -> Vec<&str> {
        stops.iter().map(|stop| site.stops[*stop].id.as_str()).collect()
    };
    let all: Vec<&str> = ids(&trip.stops).into_iter().chain(ids(unlisted)).collect();
    let missing = ids(unlisted).iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
    problems
        .add(
            UNLISTED_STOP,
            span_of(listed).unwrap_or_else(|| trip.title_span.clone()),
            format!("`stops` does not say where {missing} comes in the journey"),
        )
        .help(format!("list all stops in the order of the journey: `stops: [{}]`", all.join(", ")));
}

fn key_points(written: &[document::KeyPoint], with: &mut Resolver<'_>) -> Vec<KeyPoint> {
    if let Some(sixth) = written.get(5) {
        with.problems
            .add(
                BAD_VALUE,
                sixth.span.clone(),
                format!("there are {} key points, and readers remember five", written.len()),
            )
            .help("keep the five that matter most");
    }
    written
        .iter()
        .map(|point| KeyPoint { text: with.inline(&point.text), facts: with.facts(&point.facts) })
        .collect()
}

fn author(written: &document::Author, with: &mut Resolver<'_>) -> Author {
    Author {
        name: plain(&written.name),
        role: written.role.as_ref().map(plain),
        url: written.url.as_ref().map(|url| with.address(url)),
    }
}

fn image(line: &document::Line, with: &mut Resolver<'_>) -> Option<Id<Media>> {
    let file = line.value.trim_start_matches("media/").to_owned();
    if !document::is_picture(&file) {
        let message = format!("`{file}` is no picture that browsers show");
        with.problems.add(BAD_PICTURE, line.span.clone(), message).help(document::PICTURE_FORMATS);
        return None;
    }
    with.note_file(&format!("media/{file}"), &line.span);
    let name = document::Name(document::Spanned { value: file, span: line.span.clone() });
    with.find(Sort::Media, &name)
}

/// Fills in what the trip's list files say.
fn with_lists(mut trip: Trip, zone: &str, all: &Everything<'_>, with: &mut Resolver<'_>) -> Trip {
    let in_trip = |document: &&&Document| matches!(&document.role, Role::InTrip { trip: folder, .. } if *folder == trip.id);
    let documents: Vec<&Document> = all.documents.iter().filter(in_trip).copied().collect();
    let headings: Vec<String> = trip.body.anchors().map(str::to_owned).collect();
    for document in documents {
        with.file = document.path.clone();
        match &document.body {
            Body::Wants(entries) => trip.wants = wants((document, entries), all.seen, with),
            Body::Timeline(entries) => {
                trip.timeline = timeline((document, entries), all.seen, zone, with);
            }
            Body::Questions(entries) => {
                trip.questions = questions((document, entries), all.seen, with);
            }
            Body::Updates(entries) => {
                trip.updates = updates((document, entries), all.seen, &headings, with);
            }
            _ => {}
        }
    }
    trip
}

fn wants(
    (document, entries): (&Document, &Entries<document::Want>),
    seen: &Visibility<'_>,
    with: &mut Resolver<'_>,
) -> Vec<Want> {
    let mut wants = Vec::new();
    for (_, written) in seen.published(&document.path, entries) {
        let want = Want {
            side: with.party(&written.side).unwrap_or_else(|| Party::Words(String::new())),
            from: with.party(&written.from).unwrap_or_else(|| Party::Words(String::new())),
            text: with.inline(&written.text),
            topic: written.topic.as_ref().and_then(|name| with.find(Sort::Topic, name)),
            facts: with.facts(&written.facts),
        };
        wants.push(want);
    }
    wants
}

fn timeline(
    (document, entries): (&Document, &Entries<document::Moment>),
    seen: &Visibility<'_>,
    zone: &str,
    with: &mut Resolver<'_>,
) -> Vec<Moment> {
    let resolve = |(id, written): &(document::Line, document::Moment)| Moment {
        id: id.value.clone(),
        title: with.inline(&written.title),
        time: with.interval(
            when(written.when.as_ref()),
            &span_or(written.when.as_ref(), &id.span),
            written.when_text.as_ref(),
            None,
            zone,
        ),
        kind: written.kind.as_ref().map_or(MomentKind::Milestone, |kind| kind.value),
        what_changes: written.what_changes.as_ref().map(|text| with.inline(text)),
        facts: with.facts(&written.facts),
    };
    seen.published(&document.path, entries).map(resolve).collect()
}

fn questions(
    (document, entries): (&Document, &Entries<document::Question>),
    seen: &Visibility<'_>,
    with: &mut Resolver<'_>,
) -> Vec<Question> {
    let resolve = |(id, written): &(document::Line, document::Question)| Question {
        id: id.value.clone(),
        question: with.inline(&written.question),
        answer: with.blocks(&written.answer),
        facts: with.facts(&written.facts),
    };
    seen.published(&document.path, entries).map(resolve).collect()
}

fn updates(
    (document, entries): (&Document, &Entries<document::Update>),
    seen: &Visibility<'_>,
    headings: &[String],
    with: &mut Resolver<'_>,
) -> Vec<Update> {
    let resolve = |(id, written): &(document::Line, document::Update)| Update {
        id: id.value.clone(),
        date: written.date.value.clone(),
        kind: written.kind.value,
        kind_span: written.kind.span.clone(),
        text: with.inline(&written.text),
        gravity: written.gravity.as_ref().map_or(Gravity::Ordinary, |gravity| gravity.value),
        was: written.was.as_ref().map(|text| with.inline(text)),
        now: written.now.as_ref().map(|text| with.inline(text)),
        passage: written.r#where.as_ref().and_then(|line| with.passage(line, headings)),
        approved_by: written.approved_by.as_ref().map(plain),
        span: written.span.clone(),
    };
    seen.published(&document.path, entries).map(resolve).collect()
}

/// Puts each trip's events in the order of its stops, then of time, then of their files.
pub(super) fn order_events(site: &mut Site) {
    let mut places: BTreeMap<Id<Event>, usize> = BTreeMap::new();
    for (_, trip) in site.trips.iter() {
        for id in &trip.events {
            let stop = site.events[*id].stop;
            let place = trip.stops.iter().position(|other| Some(*other) == stop);
            places.insert(*id, place.unwrap_or(usize::MAX));
        }
    }
    let key = |id: &Id<Event>| {
        let undated = site.events[*id].time.when.sort_key();
        (places[id], undated.is_none(), undated, *id)
    };
    let ordered: Vec<Vec<Id<Event>>> = site
        .trips
        .iter()
        .map(|(_, trip)| {
            let mut events = trip.events.clone();
            events.sort_by_key(key);
            events
        })
        .collect();
    for (trip, events) in site.trips.iter_mut().zip(ordered) {
        trip.events = events;
    }
}

/// Finds what of each trip has an exact day.
pub(super) fn find_dated(site: &mut Site) {
    let dated: Vec<Dated> = site.trips.iter().map(|(_, trip)| Dated::of(trip, site)).collect();
    for (trip, dated) in site.trips.iter_mut().zip(dated) {
        trip.dated = dated;
    }
}
