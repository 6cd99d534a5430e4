//! The records of a trip: itself, its sections, stops, events, and its lists.

use serde_json::{Value, json};

use super::Data;
use super::value::{plain, plain_if};
use crate::document::Status;
use crate::site::{
    Change, Entity, Event, Id, Moment, Participant, Passage, Question, Section, Stop, Text, Topic,
    Update, Want,
};

impl Data<'_> {
    pub(super) fn trip(&self) -> Value {
        let (trip, site) = (self.trip, self.detached.site);
        let key_points = trip
            .key_points
            .iter()
            .map(|it| json!({ "text": plain(&it.text), "facts": self.fact_ids(&it.facts) }));
        let stops = trip.stops.iter().map(|id| &*site.stops[*id].id);
        let sections = trip.sections.iter().map(|id| &*site.sections[*id].id);
        let authors = trip
            .authors
            .iter()
            .map(|it| json!({ "name": it.name, "role": it.role, "url": it.url }));
        let own = json!({
            "title": trip.title,
            "status": trip.status.word(),
            "traveller": trip.traveller.map(|id| &*site.people[id].id),
            "dek": plain_if(trip.dek.as_ref()),
            "purpose": plain_if(trip.purpose.as_ref()),
            "why_it_matters": plain_if(trip.why_it_matters.as_ref()),
            "ordinal": plain_if(trip.ordinal.as_ref()),
            "time": self.time(&trip.time),
            "duration": trip.duration_text,
            "as_of": self.date(&trip.as_of),
            "published": self.date(&trip.published),
            "updated": self.date(&trip.updated),
            "authors": authors.collect::<Vec<_>>(),
            "origin": trip.origin.map(|id| &*site.places[id].id),
            "route": trip.route.word(),
            "stops": stops.collect::<Vec<_>>(),
            "sections": sections.collect::<Vec<_>>(),
            "key_points": key_points.collect::<Vec<_>>(),
            "text": plain(&trip.body),
            "facts": self.fact_ids(&trip.facts),
        });
        self.entry(&trip.id, Entity::Trip(self.id), own)
    }

    pub(super) fn sections(&self) -> Value {
        self.trip.sections.iter().map(|id| self.section(*id)).collect()
    }

    fn section(&self, id: Id<Section>) -> Value {
        let section = &self.detached.site.sections[id];
        let topics = section.topics.iter().map(|topic| self.topic(*topic));
        let mut own = self.prose_page(&section.page);
        own["topics"] = topics.collect();
        self.entry(&section.id, Entity::Section(id), own)
    }

    fn topic(&self, id: Id<Topic>) -> Value {
        let topic = &self.detached.site.topics[id];
        self.entry(&topic.id, Entity::Topic(id), self.prose_page(topic))
    }

    fn prose_page(&self, page: &Topic) -> Value {
        json!({
            "title": page.title,
            "summary": plain_if(page.summary.as_ref()),
            "text": plain(&page.body),
            "about": page.about.iter().map(|it| self.reference(*it)).collect::<Vec<_>>(),
            "facts": self.fact_ids(&page.facts),
            "as_of": self.date(&page.as_of),
            "updated": self.date(&page.updated),
        })
    }

    pub(super) fn stops(&self) -> Value {
        (1..).zip(&self.trip.stops).map(|(number, id)| self.stop(number, *id)).collect()
    }

    fn stop(&self, number: usize, id: Id<Stop>) -> Value {
        let site = self.detached.site;
        let stop = &site.stops[id];
        let own = json!({
            "number": number,
            "title": stop.title,
            "place": stop.place.map(|id| &*site.places[id].id),
            "status": stop.status.word(),
            "time": self.time(&stop.time),
            "summary": plain_if(stop.summary.as_ref()),
            "agenda": stop.agenda.iter().map(plain).collect::<Vec<_>>(),
            "text": plain(&stop.body),
            "facts": self.fact_ids(&stop.facts),
            "updated": self.date(&stop.updated),
        });
        self.entry(&stop.id, Entity::Stop(id), own)
    }

    pub(super) fn events(&self) -> Value {
        self.trip.events.iter().map(|id| self.event(*id)).collect()
    }

    fn event(&self, id: Id<Event>) -> Value {
        let site = self.detached.site;
        let event = &site.events[id];
        let own = json!({
            "title": event.title,
            "kind": event.kind.word(),
            "status": event.status.word(),
            "status_by": event.status_by.as_ref().map(|by| self.party(by)),
            "as_of": self.date(&event.as_of),
            "time": self.time(&event.present_time()),
            "previous_time": self.date(&event.previous),
            "stop": event.stop.map(|id| &*site.stops[id].id),
            "part_of": event.part_of.map(|id| &*site.events[id].id),
            "participants": event.participants.iter().map(|it| self.participant(it)).collect::<Vec<_>>(),
            "agenda": event.agenda.iter().map(plain).collect::<Vec<_>>(),
            "summary": plain_if(event.summary.as_ref()),
            "likelihood": self.likelihood(event),
            "precedent": self.precedent(event),
            "outcome": plain_if(event.outcome.as_ref()),
            "history": event.history.iter().map(|it| self.change(it)).collect::<Vec<_>>(),
            "text": plain(&event.body),
            "facts": self.fact_ids(&event.facts),
            "updated": self.date(&event.updated),
        });
        self.entry(&event.id, Entity::Event(id), own)
    }

    fn participant(&self, participant: &Participant) -> Value {
        json!({ "who": self.party(&participant.who), "role": participant.role })
    }

    fn likelihood(&self, event: &Event) -> Option<Value> {
        let likelihood = event.likelihood.as_ref()?;
        Some(json!({
            "quote": likelihood.text,
            "by": likelihood.by.as_ref().map(|by| self.party(by)),
            "fact": likelihood.fact.map(|id| self.fact_id(id)),
        }))
    }

    fn precedent(&self, event: &Event) -> Option<Value> {
        let precedent = event.precedent.as_ref()?;
        Some(json!({ "text": plain(&precedent.text), "time": self.date(&precedent.when) }))
    }

    fn change(&self, change: &Change) -> Value {
        json!({
            "date": self.date(&change.date),
            "from": change.from.map(Status::word),
            "to": change.to.word(),
            "by": change.by.as_ref().map(|by| self.party(by)),
            "note": plain_if(change.note.as_ref()),
        })
    }

    pub(super) fn wants(&self) -> Value {
        let topic = |id: Id<Topic>| self.reference(Entity::Topic(id));
        let want = |want: &Want| {
            json!({
                "side": self.party(&want.side),
                "from": self.party(&want.from),
                "text": plain(&want.text),
                "topic": want.topic.map(topic),
                "facts": self.fact_ids(&want.facts),
            })
        };
        self.trip.wants.iter().map(want).collect()
    }

    pub(super) fn timeline(&self) -> Value {
        let moment = |moment: &Moment| {
            json!({
                "id": moment.id,
                "title": plain(&moment.title),
                "kind": moment.kind.word(),
                "time": self.time(&moment.time),
                "what_changes": plain_if(moment.what_changes.as_ref()),
                "facts": self.fact_ids(&moment.facts),
            })
        };
        self.trip.timeline.iter().map(moment).collect()
    }

    pub(super) fn questions(&self) -> Value {
        let question = |question: &Question| {
            json!({
                "id": question.id,
                "question": plain(&question.question),
                "answer": plain(&question.answer),
                "facts": self.fact_ids(&question.facts),
            })
        };
        self.trip.questions.iter().map(question).collect()
    }

    pub(super) fn updates(&self) -> Value {
        let text = |text: &Option<Text>| plain_if(text.as_ref());
        let update = |update: &Update| {
            let path = format!("{}updates/#update-{}", self.trip.prefix, update.id);
            json!({
                "id": update.id,
                "path": path,
                "url": self.detached.url_of(&path),
                "date": self.date(&update.date),
                "kind": update.kind.word(),
                "gravity": update.gravity.word(),
                "text": plain(&update.text),
                "was": text(&update.was),
                "now": text(&update.now),
                "approved_by": update.approved_by,
                "about": update.passage.as_ref().map(|it| self.passage(it)),
            })
        };
        self.trip.updates.iter().map(update).collect()
    }

    fn passage(&self, passage: &Passage) -> Value {
        match passage {
            Passage::Entity(entity) => self.reference(*entity),
            Passage::HeadingOf(entity, heading) => {
                let mut passage = self.reference(*entity);
                passage["heading"] = json!(heading);
                passage
            }
            Passage::Heading(id) => json!({ "kind": "heading", "id": id }),
            Passage::Part(id) => json!({ "kind": "part", "id": id }),
        }
    }
}
