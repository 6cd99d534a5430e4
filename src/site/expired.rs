//! Pages that were published until a moment: a notice stands where each was.

use crate::document::{Body, DateMoment, Document, Line, Role, Spanned, When};
use crate::files::{FilePath, Span};
use crate::site::address::pages_of;
use crate::site::visibility::{State, Visibility};
use crate::site::{Id, Site, Trip};

/// A page that was published until a moment.
#[derive(Clone, Debug)]
pub(crate) struct Expired {
    /// The file that made it.
    pub(crate) file: FilePath,
    /// Where it was, from the site's root.
    pub(crate) address: String,
    /// What it was called.
    pub(crate) title: String,
    /// Where that is written.
    pub(crate) title_span: Span,
    /// Its earlier addresses.
    pub(crate) aliases: Vec<Line>,
    /// The last moment of it; unknown where it went with its section or trip.
    pub(crate) until: When,
    /// The trip that it belongs to; none if that has expired too.
    pub(crate) trip: Option<Id<Trip>>,
}

/// The files that have expired and made pages, each with the addresses of these, its own first.
pub(super) fn files<'d>(
    documents: &[&'d Document],
    seen: &Visibility<'_>,
    prefix: &dyn Fn(&str) -> String,
) -> Vec<(&'d Document, Vec<String>)> {
    let expired = documents.iter().filter(|document| seen.state(document) == State::Expired);
    let with_pages = expired.map(|document| (*document, pages_of(&document.role, prefix)));
    // The lists of a trip that has expired go with it, and have no page of their own.
    with_pages.filter(|(_, pages)| !pages.is_empty()).collect()
}

/// The pages of files that have expired, in the order of the files.
pub(super) fn pages(files: &[(&Document, Vec<String>)], site: &Site) -> Vec<Expired> {
    let of_file = |(document, addresses): &(&Document, Vec<String>)| {
        let notices = addresses.iter().filter_map(|address| notice(document, address, site));
        let mut notices: Vec<Expired> = notices.collect();
        // The earlier addresses are those of the file's own page.
        notices.iter_mut().skip(1).for_each(|notice| notice.aliases.clear());
        notices
    };
    files.iter().flat_map(of_file).collect()
}

fn notice(document: &Document, address: &str, site: &Site) -> Option<Expired> {
    let (title, aliases, until) = match &document.body {
        Body::Trip(it, _) => (&it.title, &it.aliases, &it.expires),
        Body::Stop(it, _) => (&it.title, &it.aliases, &it.expires),
        Body::Event(it, _) => (&it.title, &it.aliases, &it.expires),
        Body::Section(it, _) => (&it.title, &it.aliases, &it.expires),
        _ => return None,
    };
    let Role::InTrip { trip: folder, .. } = &document.role else { return None };
    let mut trips = site.trips.iter().filter(|(_, trip)| trip.id == *folder);
    Some(Expired {
        file: document.path.clone(),
        address: address.to_owned(),
        title: title.value.clone(),
        title_span: title.span.clone(),
        aliases: aliases.clone(),
        until: until.as_ref().map_or(When::Unknown, |moment| told(moment, site)),
        trip: trips.next().map(|(id, _)| id),
    })
}

/// A moment as readers are told it: on the newsroom's clocks where it names no others.
fn told(moment: &Spanned<DateMoment>, site: &Site) -> When {
    When::Moment(moment.value.clone()).in_zone(&site.settings.time_zone)
}
