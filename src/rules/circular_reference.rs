//! Nothing contains, replaces or lists itself.

use crate::files::Span;
use crate::problem::{CIRCULAR_REFERENCE, Problems};
use crate::site::{Fact, Id, Registry, Site};

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    follow(&site.events, |it| it.part_of.zip(it.part_of_span.as_ref()), "is part of", problems);
    follow(&site.places, |it| it.part_of.zip(it.part_of_span.as_ref()), "is part of", problems);
    follow(&site.facts, superseded, "takes the place of", problems);
    for (id, source) in site.sources.iter() {
        let named = source.lists.iter().zip(&source.lists_spans);
        for (_, span) in named.filter(|(listed, _)| **listed == id) {
            report(span, "lists", problems);
        }
    }
}

fn superseded(fact: &Fact) -> Option<(Id<Fact>, &Span)> {
    fact.supersedes.zip(fact.supersedes_span.as_ref())
}

/// Where an entry's reference leads, and where it is written.
type Step<T> = for<'e> fn(&'e T) -> Option<(Id<T>, &'e Span)>;

/// Reports every reference from which the way leads back to it.
fn follow<T>(registry: &Registry<T>, next: Step<T>, verb: &str, problems: &mut Problems) {
    for (id, entry) in registry.iter() {
        let Some((mut at, span)) = next(entry) else { continue };
        for _ in 0..registry.len() {
            if at == id {
                report(span, verb, problems);
                break;
            }
            let Some((other, _)) = next(&registry[at]) else { break };
            at = other;
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
