//! The facts of a trip, and its figures.

use serde_json::{Value, json};

use super::Data;
use super::value::{plain, plain_if};
use crate::site::{Entity, Fact, Figure, Id, Source};

impl Data<'_> {
    pub(super) fn facts(&self) -> Value {
        self.trip.ledger.iter().map(|id| self.fact(*id)).collect()
    }

    fn fact(&self, id: Id<Fact>) -> Value {
        let site = self.detached.site;
        let fact = &site.facts[id];
        let own = json!({
            "text": plain(&fact.text),
            "certainty": site.certainty(id).word(),
            "kind": fact.kind.word(),
            "sources": self.source_ids(&fact.sources),
            "speaker": fact.speaker.as_ref().map(|speaker| self.party(speaker)),
            "quote": fact.quote,
            "about": fact.about.iter().map(|it| self.reference(*it)).collect::<Vec<_>>(),
            "as_of": self.date(&fact.as_of),
            "supersedes": fact.supersedes.map(|id| self.fact_id(id)),
            "superseded_by": site.superseded.get(&id).map(|id| self.fact_id(*id)),
            "stated_on": self.pages_stating(id),
        });
        self.entry(&fact.id, Entity::Fact(id), own)
    }

    /// The pages that state a fact, by their addresses from the site's root.
    pub(super) fn pages_stating(&self, fact: Id<Fact>) -> Vec<&str> {
        let pages = self.stated_on.get(&fact).map(Vec::as_slice).unwrap_or_default();
        pages.iter().map(|page| page.trim_start_matches('/')).collect()
    }

    pub(super) fn source_ids(&self, sources: &[Id<Source>]) -> Vec<&str> {
        sources.iter().map(|id| self.detached.site.sources[*id].id.as_str()).collect()
    }

    pub(super) fn figures(&self) -> Value {
        self.trip.figures.iter().map(|id| self.figure(*id)).collect()
    }

    fn figure(&self, id: Id<Figure>) -> Value {
        let figure = &self.detached.site.figures[id];
        let own = json!({
            "label": figure.label,
            "value": figure.value,
            "unit": figure.unit,
            "display": figure.display,
            "qualifier": figure.qualifier,
            "means": plain_if(figure.means.as_ref()),
            "facts": self.fact_ids(&figure.facts),
        });
        self.entry(&figure.id, Entity::Figure(id), own)
    }
}
