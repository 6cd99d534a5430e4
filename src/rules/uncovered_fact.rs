//! A fact of `facts.yaml` is stated on a page.
//!
//! A page states a fact where its words are linked to it, where a quotation of it stands, and where
//! an entry that shows its facts lists it. One fact's mention of another in `facts.yaml` is not a
//! statement on a page.

use crate::problem::{Problems, UNCOVERED_FACT};
use crate::site::{Fact, Id, Site};

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    for (id, fact) in site.facts.iter() {
        if !is_stated(id, site) {
            problems
                .add(
                    UNCOVERED_FACT,
                    fact.span.clone(),
                    format!("no page states fact `{}`", fact.id),
                )
                .help(format!("link the words that state it: `[words](fact:{})`", fact.id));
        }
    }
}

/// Whether a page states a fact.
pub(crate) fn is_stated(id: Id<Fact>, site: &Site) -> bool {
    let own = &site.facts[id].span.file;
    site.citations.get(&id).is_some_and(|spans| spans.iter().any(|span| span.file != *own))
}

/// How many facts are stated on a page.
pub(crate) fn stated_facts(site: &Site) -> usize {
    site.facts.iter().filter(|(id, _)| is_stated(*id, site)).count()
}
