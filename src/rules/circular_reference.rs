//! Nothing contains, replaces or lists itself.

use crate::files::Span;
use crate::problem::{CIRCULAR_REFERENCE, Problems};
use crate::site::{Id, Registry, Site};

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    follow(&site.events, |event| event.part_of, |event| &event.span, "is part of", problems);
    follow(&site.places, |place| place.part_of, |place| &place.span, "is part of", problems);
    follow(&site.facts, |fact| fact.supersedes, |fact| &fact.span, "takes the place of", problems);
    for (_, source) in site.sources.iter().filter(|(id, source)| source.lists.contains(id)) {
        report(&source.span, "lists", problems);
    }
}

/// Reports every entry from which the way leads back to it.
fn follow<T>(
    registry: &Registry<T>,
    next: impl Fn(&T) -> Option<Id<T>>,
    span: impl Fn(&T) -> &Span,
    verb: &str,
    problems: &mut Problems,
) {
    for (id, entry) in registry.iter() {
        let mut at = next(entry);
        for _ in 0..registry.len() {
            match at {
                Some(other) if other == id => {
                    report(span(entry), verb, problems);
                    break;
                }
                Some(other) => at = next(&registry[other]),
                None => break,
            }
        }
    }
}

fn report(span: &Span, verb: &str, problems: &mut Problems) {
    problems
        .add(
            CIRCULAR_REFERENCE,
            span.clone(),
            format!("this {verb} itself, by itself or by way of others"),
        )
        .help("take out one of the references that make the circle");
}
