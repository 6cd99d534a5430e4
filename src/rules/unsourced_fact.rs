//! A fact names its source.

use crate::problem::{Problems, UNSOURCED_FACT};
use crate::site::Site;

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    for (_, fact) in site.facts.iter().filter(|(_, fact)| fact.sources.is_empty()) {
        problems
            .add(UNSOURCED_FACT, fact.span.clone(), format!("fact `{}` has no source", fact.id))
            .help("add `sources: [id]` with an id of sources.yaml");
    }
}
