//! The words of a quote link are the registered quotation, letter for letter.

use crate::problem::{Problems, QUOTE_MISMATCH};
use crate::rules::{links, plain_typography};
use crate::site::{Fact, Site, Target};

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    for link in links(site) {
        if let Target::Quote(id) = link.to {
            check(&link.words, &link.span, &site.facts[id], problems);
        }
    }
    for (_, event) in site.events.iter() {
        let Some(likelihood) = &event.likelihood else { continue };
        if let Some(fact) = likelihood.fact.map(|fact| &site.facts[fact]) {
            check(&likelihood.text, &likelihood.span, fact, problems);
        }
    }
}

fn check(words: &str, span: &crate::files::Span, fact: &Fact, problems: &mut Problems) {
    let Some(quote) = &fact.quote else {
        problems
            .add(QUOTE_MISMATCH, span.clone(), format!("fact `{}` has no quotation", fact.id))
            .also(fact.span.clone(), "no `quote` here")
            .help("link to it with `fact:`, or add its exact words as `quote:` to facts.yaml");
        return;
    };
    if plain_typography(words) != plain_typography(quote) {
        problems
            .add(
                QUOTE_MISMATCH,
                span.clone(),
                format!("`{words}` is not what `{}` quotes", fact.id),
            )
            .also(fact.span.clone(), "the quotation is registered here")
            .help(format!("write `{quote}`, letter for letter"));
    }
}
