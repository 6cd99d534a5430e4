//! The entries that all trips share, as far as they belong to a trip's data.

use serde_json::{Value, json};

use super::Data;
use super::value::plain_if;
use crate::document::SourceKind;
use crate::site::{Entity, Id, Organisation, Person, Place, Source, Term};

impl Data<'_> {
    pub(super) fn people(&self) -> Value {
        let all = self.detached.site.people.iter();
        let all = all.filter(|(id, _)| self.scope.has(Entity::Person(*id)));
        all.map(|(id, person)| self.person(id, person)).collect()
    }

    fn person(&self, id: Id<Person>, person: &Person) -> Value {
        let site = self.detached.site;
        let own = json!({
            "name": person.name,
            "role": person.role,
            "name_native": person.name_native,
            "pronounce": person.pronounce,
            "country": person.country.map(|id| &*site.places[id].id),
            "organisation": person.org.map(|id| &*site.organisations[id].id),
            "same_as": person.same_as,
            "facts": self.fact_ids(&person.facts),
        });
        self.entry(&person.id, Entity::Person(id), own)
    }

    pub(super) fn organisations(&self) -> Value {
        let all = self.detached.site.organisations.iter();
        let all = all.filter(|(id, _)| self.scope.has(Entity::Organisation(*id)));
        all.map(|(id, it)| self.organisation(id, it)).collect()
    }

    fn organisation(&self, id: Id<Organisation>, organisation: &Organisation) -> Value {
        let members = organisation.members.iter().map(|member| self.party(member));
        let own = json!({
            "name": organisation.name,
            "short": organisation.short,
            "type": organisation.kind,
            "summary": plain_if(organisation.summary.as_ref()),
            "members": members.collect::<Vec<_>>(),
            "same_as": organisation.same_as,
            "facts": self.fact_ids(&organisation.facts),
        });
        self.entry(&organisation.id, Entity::Organisation(id), own)
    }

    pub(super) fn places(&self) -> Value {
        let all = self.detached.site.places.iter();
        let all = all.filter(|(id, _)| self.scope.has(Entity::Place(*id)));
        all.map(|(_, place)| self.place(place)).collect()
    }

    fn place(&self, place: &Place) -> Value {
        json!({
            "id": place.id,
            "name": place.name,
            "kind": place.kind.word(),
            "latitude": place.position.map(|(latitude, _)| latitude),
            "longitude": place.position.map(|(_, longitude)| longitude),
            "iso": place.iso,
            "time_zone": place.tz,
            "part_of": place.part_of.map(|id| &*self.detached.site.places[id].id),
        })
    }

    pub(super) fn sources(&self) -> Value {
        let all = self.detached.site.sources.iter();
        let all = all.filter(|(id, _)| self.scope.has(Entity::Source(*id)));
        all.map(|(id, source)| self.source(id, source)).collect()
    }

    fn source(&self, id: Id<Source>, source: &Source) -> Value {
        let own = json!({
            "name": source.name,
            "kind": source.kind.map(SourceKind::word),
            "title": source.title,
            "author": source.author,
            "address": source.url,
            "archived": source.archive_url,
            "language": source.language,
            "published": self.date(&source.published),
            "accessed": self.date(&source.accessed),
            "lists": self.source_ids(&source.lists),
        });
        self.entry(&source.id, Entity::Source(id), own)
    }

    pub(super) fn terms(&self) -> Value {
        let all = self.detached.site.terms.iter();
        let all = all.filter(|(id, _)| self.scope.has(Entity::Term(*id)));
        all.map(|(id, term)| self.term(id, term)).collect()
    }

    fn term(&self, id: Id<Term>, term: &Term) -> Value {
        let site = self.detached.site;
        let own = json!({
            "term": term.term,
            "expansion": term.expansion,
            "definition": plain_if(term.definition.as_ref()),
            "source": term.source.map(|id| &*site.sources[id].id),
        });
        self.entry(&term.id, Entity::Term(id), own)
    }
}
