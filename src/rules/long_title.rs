//! A title has at most 100 characters.

use crate::files::Span;
use crate::problem::{LONG_TITLE, Problems};
use crate::site::Site;

/// What fits on a phone's screen and into a shared link, in characters.
const LONGEST: usize = 100;

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    let mut titles: Vec<(&str, &Span)> = Vec::new();
    titles.extend(site.trips.iter().map(|(_, it)| (it.title.as_str(), &it.span)));
    titles.extend(site.sections.iter().map(|(_, it)| (it.page.title.as_str(), &it.page.span)));
    titles.extend(site.topics.iter().map(|(_, it)| (it.title.as_str(), &it.span)));
    titles.extend(site.stops.iter().map(|(_, it)| (it.title.as_str(), &it.span)));
    titles.extend(site.events.iter().map(|(_, it)| (it.title.as_str(), &it.span)));
    for (title, span) in titles {
        let length = title.chars().count();
        if length > LONGEST {
            problems
                .add(LONG_TITLE, span.clone(), format!("this title has {length} characters"))
                .help(format!("say it in {LONGEST}, and the rest in the summary"));
        }
    }
}
