//! Which facts bear a status: say that something takes place, as surely as they say it.
//!
//! Not every cited fact does: that a meeting *would be the first since 2019* is stated, and the
//! meeting is possible all the same.
//!
//! - A fact that is about other events, and not about this one, neither bears nor weakens it.
//! - Context, characterisations and assessments bear nothing, nor does what is outdated or has been
//!   superseded by another fact.
//! - That somebody wants something may be stated; that bears no plan.
//! - What is scheduled, expected, possible … bears a status of that strength.
//! - What is merely stated bears a plan as long as no fact is weaker than a plan: where one says
//!   *possible*, it takes a fact that says *scheduled* to go beyond it.

use crate::document::{Certainty, FactKind};
use crate::site::{Entity, Event, Fact, Id, Site, Stop};

impl Site {
    /// The facts that bear an event's status.
    pub(crate) fn facts_bearing_event(&self, id: Id<Event>) -> Vec<Id<Fact>> {
        let mut concerned = self.events[id].cited();
        concerned.retain(|fact| concerns(&self.facts[*fact], id));
        self.bearing(&concerned)
    }

    /// The facts that bear a stop's status.
    pub(crate) fn facts_bearing_stop(&self, id: Id<Stop>) -> Vec<Id<Fact>> {
        self.bearing(&self.stops[id].facts)
    }

    /// A fact about `entity` that would bear a status of this certainty beside the cited ones.
    pub(crate) fn fact_to_cite(
        &self,
        entity: Entity,
        cited: &[Id<Fact>],
        needed: Certainty,
    ) -> Option<Id<Fact>> {
        let would_bear = |id: &Id<Fact>| {
            let facts: Vec<Id<Fact>> = cited.iter().copied().chain([*id]).collect();
            self.facts[*id].certainty >= needed && self.bearing(&facts).contains(id)
        };
        let about = self.facts.iter().filter(|(_, fact)| fact.about.contains(&entity));
        about.map(|(id, _)| id).find(|id| !cited.contains(id) && would_bear(id))
    }

    fn bearing(&self, facts: &[Id<Fact>]) -> Vec<Id<Fact>> {
        let tells = facts.iter().copied().filter(|id| tells(&self.facts[*id], self.certainty(*id)));
        let bearing: Vec<Id<Fact>> = tells.collect();
        let doubts = |id: &Id<Fact>| self.facts[*id].certainty <= Certainty::Conditional;
        let in_doubt = bearing.iter().any(doubts);
        let stated = |id: &Id<Fact>| self.facts[*id].certainty == Certainty::Stated;
        bearing.into_iter().filter(|id| !in_doubt || !stated(id)).collect()
    }

    /// How certain a fact is by now: outdated once another one has taken its place.
    pub(crate) fn certainty(&self, id: Id<Fact>) -> Certainty {
        if self.superseded.contains_key(&id) {
            return Certainty::Outdated;
        }
        self.facts[id].certainty
    }
}

impl Event {
    /// The facts that it cites, be it for how likely somebody calls it.
    pub(crate) fn cited(&self) -> Vec<Id<Fact>> {
        let likelihood = self.likelihood.iter().filter_map(|likelihood| likelihood.fact);
        let more = likelihood.filter(|fact| !self.facts.contains(fact));
        self.facts.iter().copied().chain(more).collect()
    }
}

/// Whether a fact can say something about an event: it is about that one, or about none.
fn concerns(fact: &Fact, event: Id<Event>) -> bool {
    !fact.about_events || fact.about.contains(&Entity::Event(event))
}

/// Whether a fact says something about whether something takes place.
fn tells(fact: &Fact, certainty: Certainty) -> bool {
    let beside =
        matches!(fact.kind, FactKind::Context | FactKind::Characterisation | FactKind::Assessment);
    let wish = fact.kind == FactKind::Aim && certainty >= Certainty::Stated;
    !beside && !wish && certainty <= Certainty::Confirmed
}
