//! Nothing is shown with more certainty than the strongest fact that it cites.
//!
//! Not every cited fact says that an event takes place: that a meeting *would be the first since
//! 2019* is stated, and the meeting is possible all the same. So a fact bears a status as follows.
//!
//! - A fact that is about other events, and not about this one, neither bears nor weakens it.
//! - Context, characterisations and assessments bear nothing, nor does what is outdated or has been
//!   superseded by another cited fact.
//! - What is scheduled, expected, possible … bears a status of that strength.
//! - What is merely stated bears a plan as long as no cited fact is weaker than a plan: where one
//!   says *possible*, it takes a fact that says *scheduled* to go beyond it.

use std::collections::BTreeSet;

use crate::document::{Certainty, FactKind, Status};
use crate::files::Span;
use crate::problem::{OVERSTATED_CERTAINTY, Problems};
use crate::site::{Entity, Event, Fact, Id, Site};

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    for (_, stop) in site.stops.iter() {
        let shown = Shown { thing: "stop", status: stop.status, span: &stop.status_span };
        shown.check(&stop.facts, site, problems);
    }
    for (id, event) in site.events.iter() {
        let likelihood = event.likelihood.iter().filter_map(|likelihood| likelihood.fact);
        let cited = event.facts.iter().copied().chain(likelihood);
        let facts: Vec<_> = cited.filter(|fact| concerns(&site.facts[*fact], id)).collect();
        let shown = Shown { thing: "event", status: event.status, span: &event.status_span };
        shown.check(&facts, site, problems);
    }
}

/// Whether a fact can say something about an event: it is about that one, or about none.
fn concerns(fact: &Fact, event: Id<Event>) -> bool {
    let mut about =
        fact.about.iter().filter(|entity| matches!(entity, Entity::Event(_))).peekable();
    about.peek().is_none() || about.any(|entity| *entity == Entity::Event(event))
}

/// Something that is shown with a status.
struct Shown<'a> {
    thing: &'static str,
    status: Status,
    span: &'a Span,
}

impl Shown<'_> {
    fn check(&self, facts: &[Id<Fact>], site: &Site, problems: &mut Problems) {
        let Some(needed) = needed(self.status) else { return };
        let strongest = strongest(facts, site);
        if strongest.is_some_and(|fact| fact.certainty >= needed) {
            return;
        }
        let status = self.status.word();
        let Some(fact) = strongest else {
            let message = format!(
                "this {} is shown as {status}, and no fact that it cites says so",
                self.thing
            );
            problems
                .add(OVERSTATED_CERTAINTY, self.span.clone(), message)
                .help("cite the fact in `facts: […]`, or write `status: possible`");
            return;
        };
        let message = format!(
            "this {} is shown as {status}, and the strongest fact that bears it, {}, is {}",
            self.thing,
            fact.id,
            fact.certainty.word()
        );
        let borne = borne(fact.certainty).word();
        problems
            .add(OVERSTATED_CERTAINTY, self.span.clone(), message)
            .also(fact.span.clone(), "the fact")
            .help(format!(
                "write `status: {borne}`, or cite a fact that is {}; a newer fact `supersedes` an older one",
                needed.word()
            ));
    }
}

/// The least certainty that lets something be shown with a status; none where the status claims
/// nothing that a fact must bear.
fn needed(status: Status) -> Option<Certainty> {
    match status {
        Status::Possible => None,
        Status::Expected => Some(Certainty::Expected),
        Status::Scheduled | Status::Postponed | Status::Rescheduled | Status::Cancelled => {
            Some(Certainty::Scheduled)
        }
        Status::TookPlace | Status::DidNotTakePlace => Some(Certainty::Stated),
        Status::Confirmed => Some(Certainty::Confirmed),
    }
}

/// The strongest status that a fact of this certainty bears.
fn borne(certainty: Certainty) -> Status {
    match certainty {
        Certainty::Confirmed => Status::Confirmed,
        Certainty::Scheduled | Certainty::Stated => Status::Scheduled,
        Certainty::Expected | Certainty::Aim => Status::Expected,
        _ => Status::Possible,
    }
}

/// The strongest of the facts that bear a status.
fn strongest<'s>(facts: &[Id<Fact>], site: &'s Site) -> Option<&'s Fact> {
    let superseded: BTreeSet<Id<Fact>> =
        facts.iter().filter_map(|id| site.facts[*id].supersedes).collect();
    let current = facts.iter().filter(|id| !superseded.contains(id));
    let bearing: Vec<&Fact> =
        current.map(|id| &site.facts[*id]).filter(|fact| bears(fact)).collect();
    let in_doubt = bearing.iter().any(|fact| fact.certainty <= Certainty::Conditional);
    bearing
        .into_iter()
        .filter(|fact| !in_doubt || fact.certainty != Certainty::Stated)
        .max_by_key(|fact| fact.certainty)
}

/// Whether a fact says something about whether it takes place.
fn bears(fact: &Fact) -> bool {
    let tells =
        !matches!(fact.kind, FactKind::Context | FactKind::Characterisation | FactKind::Assessment);
    tells && fact.certainty <= Certainty::Confirmed
}
