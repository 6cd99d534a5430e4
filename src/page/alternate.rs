//! The forms in which a page, or its trip, is published besides.

use crate::page::scene::Scene;
use crate::page::view::AlternateView;
use crate::page::{Plan, Subject};
use crate::site::{Edition, Id, TEXT_EDITION, Trip};

/// What programs that read a page are told of.
pub(super) fn of(plan: &Plan, scene: &Scene<'_>) -> Vec<AlternateView> {
    if matches!(
        plan.subject,
        Subject::Missing | Subject::Redirect(..) | Subject::Embed(_) | Subject::Expired(_)
    ) {
        return Vec::new();
    }
    let mut alternates = vec![AlternateView {
        media_type: "text/markdown",
        title: scene.words.get("editions.text"),
        href: scene.href(&format!("{}{TEXT_EDITION}", plan.address)),
    }];
    if let Some(trip) = plan.trip {
        alternates
            .extend(editions(&plan.subject).iter().filter_map(|it| of_trip(*it, trip, scene)));
    }
    if let Some(href) = event_calendar(plan, scene) {
        let title = scene.words.get("editions.event_calendar");
        alternates.push(AlternateView { media_type: Edition::Calendar.media_type(), title, href });
    }
    alternates
}

/// The editions of a trip that a page leads to: feeds from everywhere, the rest where they belong.
fn editions(subject: &Subject) -> &'static [Edition] {
    const FEEDS: &[Edition] = &[Edition::Atom, Edition::JsonFeed];
    match subject {
        Subject::Trip(_) => {
            &[Edition::Atom, Edition::JsonFeed, Edition::Calendar, Edition::Data, Edition::Facts]
        }
        Subject::Stops(_) | Subject::Events(_) => {
            &[Edition::Atom, Edition::JsonFeed, Edition::Calendar]
        }
        Subject::Facts(_) => &[Edition::Atom, Edition::JsonFeed, Edition::Data, Edition::Facts],
        _ => FEEDS,
    }
}

fn of_trip(edition: Edition, trip: Id<Trip>, scene: &Scene<'_>) -> Option<AlternateView> {
    let title = &scene.site.trips[trip].title;
    Some(AlternateView {
        media_type: edition.media_type(),
        title: scene.words.fill(&format!("editions.{}", key(edition)), &[("trip", title)]),
        href: scene.href(&scene.site.edition(trip, edition)?),
    })
}

/// The key of the words that name an edition.
fn key(edition: Edition) -> &'static str {
    match edition {
        Edition::Atom => "atom",
        Edition::JsonFeed => "json_feed",
        Edition::Calendar => "calendar",
        Edition::Data | Edition::Schema => "data",
        Edition::Facts => "facts",
    }
}

/// The way to the calendar of the event that a page is about.
fn event_calendar(plan: &Plan, scene: &Scene<'_>) -> Option<String> {
    let Subject::Event(event) = plan.subject else { return None };
    scene.site.event_calendar(event).map(|address| scene.href(&address))
}
