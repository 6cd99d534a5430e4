//! What the records of the data have in common: references, texts, times and addresses.

use serde_json::{Value, json};

use super::Data;
use crate::document::When;
use crate::site::{Entity, Fact, Id, Party, Text, Time, Trip};

impl Data<'_> {
    /// An entry with its id and where readers find it, before what is its own.
    pub(super) fn entry(&self, id: &str, entity: Entity, own: Value) -> Value {
        let address = self.detached.site.address(entity);
        let path = address.map(|it| match it.anchor {
            Some(anchor) => format!("{}#{anchor}", it.page),
            None => it.page,
        });
        let url = path.as_ref().map(|path| self.detached.url_of(path));
        let mut entry = json!({ "id": id, "path": path, "url": url });
        if let (Value::Object(entry), Value::Object(own)) = (&mut entry, own) {
            entry.extend(own);
        }
        entry
    }

    /// What an entity is, and its id.
    pub(super) fn reference(&self, entity: Entity) -> Value {
        let site = self.detached.site;
        let own = |id: &str, trip| self.id_in(id, trip);
        let (kind, id) = match entity {
            Entity::Trip(id) => ("trip", site.trips[id].id.clone()),
            Entity::Section(id) => ("section", own(&site.sections[id].id, site.sections[id].trip)),
            Entity::Topic(id) => ("topic", own(&site.topics[id].id, site.topics[id].trip)),
            Entity::Stop(id) => ("stop", own(&site.stops[id].id, site.stops[id].trip)),
            Entity::Event(id) => ("event", own(&site.events[id].id, site.events[id].trip)),
            Entity::Person(id) => ("person", site.people[id].id.clone()),
            Entity::Organisation(id) => ("organisation", site.organisations[id].id.clone()),
            Entity::Place(id) => ("place", site.places[id].id.clone()),
            Entity::Source(id) => ("source", site.sources[id].id.clone()),
            Entity::Term(id) => ("term", site.terms[id].id.clone()),
            Entity::Fact(id) => ("fact", self.fact_id(id)),
            Entity::Figure(id) => ("figure", own(&site.figures[id].id, site.figures[id].trip)),
        };
        json!({ "kind": kind, "id": id })
    }

    /// An id of a trip; of another trip than this one, with that one's in front, as in content files.
    fn id_in(&self, id: &str, trip: Id<Trip>) -> String {
        let is_own = trip == self.id;
        if is_own { id.to_owned() } else { format!("{}/{id}", self.detached.site.trips[trip].id) }
    }

    /// Who says, wants or is asked for something.
    pub(super) fn party(&self, party: &Party) -> Value {
        let mut value = match party.entity() {
            Some(entity) => self.reference(entity),
            None => json!({ "kind": "words", "id": null }),
        };
        value["name"] = self.detached.party(party).into();
        value
    }

    /// A time in each form that is known of it; null where nothing is.
    pub(super) fn time(&self, time: &Time) -> Value {
        if time.when == When::Unknown && time.text.is_none() {
            return Value::Null;
        }
        let [start, end] = time.when.iso_ends();
        json!({
            "edtf": edtf(&time.when),
            "start": start,
            "end": end,
            "zone": time.zone,
            "text": self.detached.time(time).text,
        })
    }

    /// A date of the newsroom's; null where there is none.
    pub(super) fn date(&self, when: &When) -> Value {
        self.time(&Time { when: when.clone(), ..Time::default() })
    }

    pub(super) fn fact_id(&self, id: Id<Fact>) -> String {
        let fact = &self.detached.site.facts[id];
        self.id_in(&fact.id, fact.trip)
    }

    pub(super) fn fact_ids(&self, facts: &[Id<Fact>]) -> Vec<String> {
        facts.iter().map(|id| self.fact_id(*id)).collect()
    }
}

/// A date as content files write it; none where it is not known.
fn edtf(when: &When) -> Option<String> {
    (*when != When::Unknown).then(|| when.to_string())
}

/// The words of a text without its markup.
pub(super) fn plain(text: &Text) -> String {
    text.plain_text()
}

/// Likewise, if there is a text.
pub(super) fn plain_if(text: Option<&Text>) -> Option<String> {
    text.map(plain)
}
