//! Prose that readers take for true states no fact that another one has taken the place of.

use std::collections::BTreeSet;

use crate::files::Span;
use crate::problem::{OUTDATED_FACT, Problems};
use crate::rules::texts;
use crate::site::{Fact, Id, Site, Target, Text};

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    let told_as_past = told_as_past(site);
    for text in texts(site) {
        if told_as_past.contains(&text.span) {
            continue;
        }
        for link in text.links() {
            let (Target::Fact(old) | Target::Quote(old)) = link.to else { continue };
            let Some(newer) = newest(old, site) else { continue };
            // Who states both tells how the one became the other.
            if states(text, newer) {
                continue;
            }
            let (old, newer) = (&site.facts[old], &site.facts[newer]);
            problems
                .add(
                    OUTDATED_FACT,
                    link.span.clone(),
                    format!("{} is stated here, and {} has taken its place", old.id, newer.id),
                )
                .also(newer.span.clone(), "the fact that holds now")
                .help(format!(
                    "link what holds now to `fact:{0}`; where the text tells what was so, state \
                     `fact:{0}` beside it",
                    newer.id
                ));
        }
    }
}

/// Where the texts stand that speak of what was so: the ledger itself, and what tells of changes.
fn told_as_past(site: &Site) -> BTreeSet<&Span> {
    let ledger = site.facts.iter().map(|(_, fact)| &fact.text);
    let events = site.events.iter();
    let notes =
        events.flat_map(|(_, event)| event.history.iter().filter_map(|it| it.note.as_ref()));
    let updates = site.trips.iter().flat_map(|(_, trip)| &trip.updates);
    let was = updates.flat_map(|update| update.was.iter().chain([&update.text]));
    ledger.chain(notes).chain(was).map(|text| &text.span).collect()
}

/// The fact that holds in the place of one that was superseded; none where none was.
fn newest(old: Id<Fact>, site: &Site) -> Option<Id<Fact>> {
    let next = |id: &Id<Fact>| site.superseded.get(id).copied();
    // Facts that take each other's place are an error, and must not go on for ever.
    std::iter::successors(next(&old), next).take(site.facts.len()).last()
}

fn states(text: &Text, fact: Id<Fact>) -> bool {
    text.links().any(|link| matches!(link.to, Target::Fact(id) | Target::Quote(id) if id == fact))
}
