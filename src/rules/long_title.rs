//! A title has at most 100 characters.

use crate::problem::{LONG_TITLE, Problems};
use crate::site::Site;

/// What fits on a phone's screen and into a shared link, in characters.
const LONGEST: usize = 100;

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    for page in site.content_pages() {
        let length = page.title.chars().count();
        if length > LONGEST {
            problems
                .add(
                    LONG_TITLE,
                    page.title_span.clone(),
                    format!("this title has {length} characters"),
                )
                .help(format!("say it in {LONGEST}, and the rest in the summary"));
        }
    }
}
