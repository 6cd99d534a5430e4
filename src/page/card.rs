//! What the picture shows that stands with a link to a page.

use crate::files::Span;
use crate::page::scene::Scene;
use crate::page::view::{CardView, FaceStampView, FaceView, PageView, StampView};
use crate::page::{Plan, Subject};
use crate::site::{Entity, Id, Stop, Trip};

/// The smallest picture of an editor's that networks show large: width and height in pixels.
const LARGE: (u32, u32) = (600, 315);

/// A picture that no network shows.
const UNSHOWN: &str = "svg";

/// How many stops a card has room for.
const STAMPS: usize = 6;

/// A share card before it is drawn by its template.
#[derive(Debug, PartialEq)]
pub(crate) struct Card {
    /// What it shows beside the title.
    pub(crate) face: FaceView,
    /// What it shows, in words.
    pub(crate) alt: String,
    /// Where the site is published, with a slash at its end.
    pub(crate) base_url: String,
    /// The texts on it that an editor writes.
    pub(crate) texts: Vec<Lettering>,
}

/// A text on a card and where it is written.
#[derive(Debug, PartialEq)]
pub(crate) struct Lettering {
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// The picture that the editor has chosen, if it is large enough to be shown instead of a card.
pub(super) fn picture(plan: &Plan, scene: &Scene<'_>) -> Option<CardView> {
    let Subject::Trip(id) = plan.subject else { return None };
    let media = &scene.site.media[scene.site.trips[id].image?];
    let size = scene.site.picture_size(&media.address)?;
    let is_shown = !media.address.to_lowercase().ends_with(UNSHOWN);
    let is_large = size.width >= LARGE.0 && size.height >= LARGE.1;
    (is_shown && is_large).then(|| CardView {
        url: format!("{}{}", scene.site.settings.base_url, media.address),
        alt: media.alt.clone(),
        width: Some(size.width),
        height: Some(size.height),
    })
}

/// The card of a page; none for one that is nothing in itself.
pub(super) fn card(plan: &Plan, page: &PageView, scene: &Scene<'_>) -> Option<Card> {
    if matches!(
        plan.subject,
        Subject::Missing | Subject::Redirect(..) | Subject::Embed(_) | Subject::Expired(_)
    ) {
        return None;
    }
    let trip = plan.trip.map(|trip| &scene.site.trips[trip]);
    let kicker = kicker(plan, trip, scene);
    let status = status(plan, scene);
    let here = here(plan, scene);
    let stops = trip.map(|trip| trip.stops.as_slice()).unwrap_or_default();
    let (first, shown) = around(stops, here);
    let face = FaceView {
        stamps: stamps(first, shown, here, scene),
        earlier: first > 0,
        later: first + shown.len() < stops.len(),
        status,
        kicker,
    };
    Some(Card {
        alt: alt(&face, page, scene),
        base_url: scene.site.settings.base_url.clone(),
        texts: texts(plan, page, &face, scene),
        face,
    })
}

/// What kind of page it is.
fn kicker(plan: &Plan, trip: Option<&Trip>, scene: &Scene<'_>) -> String {
    let (site, words) = (scene.site, scene.words);
    match plan.subject {
        Subject::Event(id) => words.get(&format!("event_kind.{}", site.events[id].kind.word())),
        Subject::Topic(id) => {
            let section = site.section_of(id).map(|section| scene.title(Entity::Section(section)));
            section.unwrap_or_default()
        }
        Subject::Stop(id) => {
            let stops = trip.map(|trip| trip.stops.as_slice()).unwrap_or_default();
            let number = stops.iter().position(|stop| *stop == id).map_or(0, |index| index + 1);
            let (number, count) = (number.to_string(), stops.len().to_string());
            words.fill("card.stop", &[("number", &number), ("count", &count)])
        }
        Subject::Person(_) => scene.page_name("people"),
        _ => words.get("trip.kicker"),
    }
}

/// How sure it is that what the page is about takes place.
fn status(plan: &Plan, scene: &Scene<'_>) -> Option<&'static str> {
    match plan.subject {
        Subject::Event(id) => Some(scene.site.events[id].status.word()),
        Subject::Stop(id) => Some(scene.site.stops[id].status.word()),
        _ => None,
    }
}

/// The stop that the page is about, or at which the event is that it is about.
fn here(plan: &Plan, scene: &Scene<'_>) -> Option<Id<Stop>> {
    match plan.subject {
        Subject::Event(id) => scene.site.events[id].stop,
        Subject::Stop(id) => Some(id),
        _ => None,
    }
}

/// As many stops as there is room for, `here` among them, and how many there are before them.
fn around(stops: &[Id<Stop>], here: Option<Id<Stop>>) -> (usize, &[Id<Stop>]) {
    let middle = here.and_then(|here| stops.iter().position(|stop| *stop == here));
    let middle = middle.unwrap_or_default();
    let first = middle.saturating_sub(STAMPS / 2).min(stops.len().saturating_sub(STAMPS));
    (first, &stops[first..stops.len().min(first + STAMPS)])
}

fn stamps(
    first: usize,
    stops: &[Id<Stop>],
    here: Option<Id<Stop>>,
    scene: &Scene<'_>,
) -> Vec<FaceStampView> {
    let stamp = |(index, id): (usize, &Id<Stop>)| {
        let stop = &scene.site.stops[*id];
        FaceStampView {
            stamp: StampView {
                number: first + index + 1,
                code: stop
                    .place
                    .and_then(|place| scene.site.country_code(place))
                    .map(str::to_owned),
                status: stop.status.word(),
            },
            here: Some(*id) == here,
        }
    };
    stops.iter().enumerate().map(stamp).collect()
}

fn alt(face: &FaceView, page: &PageView, scene: &Scene<'_>) -> String {
    let status = face.status.map(|status| scene.words.get(&format!("status.{status}")));
    let key = if status.is_some() { "card.alt_with_status" } else { "card.alt" };
    scene.words.fill(
        key,
        &[
            ("kind", &face.kicker),
            ("title", &page.title),
            ("status", &status.unwrap_or_default()),
            ("publisher", &scene.site.settings.publisher.name),
        ],
    )
}

/// The texts on a card, each with the place where it is written. For words of the interface that is
/// where their language is chosen.
fn texts(plan: &Plan, page: &PageView, face: &FaceView, scene: &Scene<'_>) -> Vec<Lettering> {
    let (site, settings) = (scene.site, &scene.site.settings);
    let language = settings.language_span.as_ref();
    let title = match plan.subject {
        Subject::Trip(id) => Some(&site.trips[id].title_span),
        Subject::Section(id) => Some(&site.sections[id].page.title_span),
        Subject::Topic(id) => Some(&site.topics[id].title_span),
        Subject::Stop(id) => Some(&site.stops[id].title_span),
        Subject::Event(id) => Some(&site.events[id].title_span),
        Subject::Person(id) => Some(&site.people[id].span),
        _ => language,
    };
    // The name of a section is looked at on its own page.
    let kicker = language.filter(|_| !matches!(plan.subject, Subject::Topic(_)));
    let status = face.status.map(|status| scene.words.get(&format!("status.{status}")));
    let texts = [
        (page.title.clone(), title),
        (settings.title.clone(), settings.title_span.as_ref()),
        (settings.publisher.name.clone(), settings.publisher_span.as_ref()),
        (face.kicker.clone(), kicker),
        (status.unwrap_or_default(), language),
    ];
    let lettering =
        |(text, span): (String, Option<&Span>)| Some(Lettering { text, span: span?.clone() });
    texts.into_iter().filter_map(lettering).collect()
}
