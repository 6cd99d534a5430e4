//! Nothing is shown with more certainty than the strongest fact that bears it.

use crate::document::{Certainty, Status};
use crate::files::Span;
use crate::problem::{OVERSTATED_CERTAINTY, Problems};
use crate::site::{Fact, Id, Site};

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    // Where facts cannot be read or are not there, nothing can be said of what they bear.
    if problems.hide("facts") || site.lacks_facts {
        return;
    }
    for (id, stop) in site.stops.iter() {
        if problems.lose_references(&stop.span) {
            continue;
        }
        let shown = Shown { thing: "stop", status: stop.status, span: &stop.status_span };
        shown.check(&site.facts_bearing_stop(id), site, problems);
    }
    for (id, event) in site.events.iter() {
        if problems.lose_references(&event.span) {
            continue;
        }
        let shown = Shown { thing: "event", status: event.status, span: &event.status_span };
        shown.check(&site.facts_bearing_event(id), site, problems);
    }
}

/// Something that is shown with a status.
struct Shown<'a> {
    thing: &'static str,
    status: Status,
    span: &'a Span,
}

impl Shown<'_> {
    fn check(&self, bearing: &[Id<Fact>], site: &Site, problems: &mut Problems) {
        let Some(needed) = needed(self.status) else { return };
        let facts = bearing.iter().map(|id| &site.facts[*id]);
        let strongest = facts.max_by_key(|fact| fact.certainty);
        if strongest.is_some_and(|fact| fact.certainty >= needed) {
            return;
        }
        if let Some(fact) = strongest {
            self.report(fact, needed, problems);
            return;
        }
        let (thing, status) = (self.thing, self.status.word());
        let message =
            format!("this {thing} is shown as {status}, and no fact that it cites says so");
        problems
            .add(OVERSTATED_CERTAINTY, self.span.clone(), message)
            .help("cite the fact in `facts: […]`, or write `status: possible`");
    }

    fn report(&self, fact: &Fact, needed: Certainty, problems: &mut Problems) {
        let message = format!(
            "this {} is shown as {}, and the strongest fact that bears it, {}, is {}",
            self.thing,
            self.status.word(),
            fact.id,
            fact.certainty.word()
        );
        let help = format!(
            "write `status: {}`, or cite a fact that is {}; a newer fact `supersedes` an older one",
            borne(fact.certainty).word(),
            needed.word()
        );
        problems
            .add(OVERSTATED_CERTAINTY, self.span.clone(), message)
            .also(fact.span.clone(), "the fact")
            .help(help);
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
