//! A fact names its source.

use crate::problem::{Problems, UNSOURCED_FACT};
use crate::site::Site;

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    if problems.hide_entries() {
        return;
    }
    let unsourced = site.facts.iter().filter(|(_, fact)| fact.sources.is_empty());
    for (_, fact) in unsourced {
        // A source that is misspelled is reported as that, and is the one thing to mend.
        if problems.within(&fact.span) {
            continue;
        }
        problems
            .add(UNSOURCED_FACT, fact.span.clone(), format!("fact `{}` has no source", fact.id))
            .help("add `sources: [id]` with an id of sources.yaml");
    }
}
