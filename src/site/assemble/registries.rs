//! What the trips share: people, organisations, places, sources, terms.

use crate::document::{self, Body, Document, Line};
use crate::problem::BAD_VALUE;
use crate::site::names::{Sort, plain};
use crate::site::resolve::{Resolver, when};
use crate::site::visibility::Visibility;
use crate::site::{Organisation, Person, Place, Site, Source, Term};

/// Resolves one of the shared files; others are left alone.
pub(super) fn resolve(
    document: &Document,
    seen: &Visibility<'_>,
    site: &mut Site,
    with: &mut Resolver<'_>,
) {
    match &document.body {
        Body::People(entries) => {
            for (id, person) in seen.published(&document.path, entries) {
                site.people.add(self::person(id.value.clone(), person, with));
            }
        }
        Body::Organisations(entries) => {
            for (id, organisation) in seen.published(&document.path, entries) {
                site.organisations.add(self::organisation(id.value.clone(), organisation, with));
            }
        }
        Body::Places(entries) => {
            for (id, place) in seen.published(&document.path, entries) {
                site.places.add(self::place(id.value.clone(), place, with));
            }
        }
        Body::Sources(entries) => {
            for (id, source) in seen.published(&document.path, entries) {
                site.sources.add(self::source(id.value.clone(), source, with));
            }
        }
        Body::Glossary(entries) => {
            for (id, term) in seen.published(&document.path, entries) {
                site.terms.add(self::term(id.value.clone(), term, with));
            }
        }
        _ => {}
    }
}

fn person(id: String, written: &document::Person, with: &mut Resolver<'_>) -> Person {
    Person {
        id,
        name: plain(&written.name),
        role: plain(&written.role),
        country: written.country.as_ref().and_then(|name| with.find(Sort::Place, name)),
        org: written.org.as_ref().and_then(|name| with.find(Sort::Organisation, name)),
        name_native: written.name_native.as_ref().map(plain),
        pronounce: written.pronounce.as_ref().map(plain),
        same_as: with.addresses(&written.same_as),
        facts: with.facts(&written.facts),
        span: written.span.clone(),
    }
}

fn organisation(
    id: String,
    written: &document::Organisation,
    with: &mut Resolver<'_>,
) -> Organisation {
    Organisation {
        id,
        name: plain(&written.name),
        short: written.short.as_ref().map(plain),
        kind: written.kind.as_ref().map(plain),
        summary: written.summary.as_ref().map(|text| with.inline(text)),
        members: written.members.iter().filter_map(|name| with.party(name)).collect(),
        same_as: with.addresses(&written.same_as),
        facts: with.facts(&written.facts),
        span: written.span.clone(),
    }
}

fn place(id: String, written: &document::Place, with: &mut Resolver<'_>) -> Place {
    Place {
        id,
        name: plain(&written.name),
        kind: written.kind.value,
        position: with.position(written),
        iso: written.iso.as_ref().and_then(|line| country_code(line, with)),
        tz: with.zone(written.tz.as_ref()),
        part_of_span: written.part_of.as_ref().map(|name| name.0.span.clone()),
        part_of: written.part_of.as_ref().and_then(|name| with.find(Sort::Place, name)),
        span: written.span.clone(),
    }
}

/// The code of a country: two capital letters of ISO 3166-1.
fn country_code(line: &Line, with: &mut Resolver<'_>) -> Option<String> {
    let code = line.value.as_str();
    let is_alphabetic = code.len() == 2 && code.chars().all(|c| c.is_ascii_alphabetic());
    if is_alphabetic && code.to_uppercase() == code {
        return Some(code.to_owned());
    }
    // What is missing is reported already.
    if !code.is_empty() {
        let help = if is_alphabetic {
            format!("write `{}`", code.to_uppercase())
        } else {
            "write two capital letters, such as `JP`, or take the line out".to_owned()
        };
        let message = format!("`{code}` is no code of a country in ISO 3166-1");
        with.problems.add(BAD_VALUE, line.span.clone(), message).help(help);
    }
    None
}

fn source(id: String, written: &document::Source, with: &mut Resolver<'_>) -> Source {
    let lists: Vec<_> = written
        .lists
        .iter()
        .filter_map(|name| Some((with.find(Sort::Source, name)?, name.0.span.clone())))
        .collect();
    let [url, archive_url] = with.archived(written.url.as_ref(), written.archive_url.as_ref());
    Source {
        id,
        name: plain(&written.name),
        kind: written.kind.as_ref().map(|kind| kind.value),
        title: written.title.as_ref().map(plain),
        url,
        author: written.author.as_ref().map(plain),
        published: when(written.published.as_ref()),
        accessed: when(written.accessed.as_ref()),
        archive_url,
        language: written.language.as_ref().map(plain),
        lists: lists.iter().map(|(id, _)| *id).collect(),
        lists_spans: lists.into_iter().map(|(_, span)| span).collect(),
        span: written.span.clone(),
    }
}

fn term(id: String, written: &document::Term, with: &mut Resolver<'_>) -> Term {
    Term {
        id,
        term: plain(&written.term),
        expansion: written.expansion.as_ref().map(plain),
        definition: written.definition.as_ref().map(|text| with.inline(text)),
        source: written.source.as_ref().and_then(|name| with.find(Sort::Source, name)),
        span: written.span.clone(),
    }
}
