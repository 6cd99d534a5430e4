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
        let event = &self.events[id];
        let likelihood = event.likelihood.iter().filter_map(|likelihood| likelihood.fact);
        let cited = event.facts.iter().copied().chain(likelihood);
        let mut concerned: Vec<Id<Fact>> =
            cited.filter(|fact| concerns(&self.facts[*fact], id)).collect();
        concerned.dedup();
        self.bearing(&concerned)
    }

    /// The facts that bear a stop's status.
    pub(crate) fn facts_bearing_stop(&self, id: Id<Stop>) -> Vec<Id<Fact>> {
        self.bearing(&self.stops[id].facts)
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
