//! Nothing is shown with more certainty than the strongest fact that it cites.

use crate::document::{Certainty, Status};
use crate::files::Span;
use crate::problem::{OVERSTATED_CERTAINTY, Problems};
use crate::site::{Fact, Id, Site};

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    for (_, stop) in site.stops.iter() {
        check("stop", stop.status, &stop.status_span, &stop.facts, site, problems);
    }
    for (_, event) in site.events.iter() {
        let mut facts = event.facts.clone();
        facts.extend(event.likelihood.iter().filter_map(|likelihood| likelihood.fact));
        check("event", event.status, &event.status_span, &facts, site, problems);
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
        Status::Confirmed | Status::TookPlace | Status::DidNotTakePlace => Some(Certainty::Stated),
    }
}

fn check(
    thing: &str,
    status: Status,
    span: &Span,
    facts: &[Id<Fact>],
    site: &Site,
    problems: &mut Problems,
) {
    let Some(needed) = needed(status) else { return };
    // An assessment and what is outdated stand apart: they bear nothing.
    let bearing = |id: &&Id<Fact>| site.facts[**id].certainty <= Certainty::Confirmed;
    let strongest = facts.iter().filter(bearing).max_by_key(|id| site.facts[**id].certainty);
    let message = match strongest {
        Some(id) if site.facts[*id].certainty >= needed => return,
        Some(id) => {
            let fact = &site.facts[*id];
            format!(
                "this {thing} is shown as {}, and the strongest fact it cites, {}, is {}",
                status.word(),
                fact.id,
                fact.certainty.word()
            )
        }
        None => {
            format!("this {thing} is shown as {}, and it cites no fact that says so", status.word())
        }
    };
    let problem = problems.add(OVERSTATED_CERTAINTY, span.clone(), message);
    problem.help(match strongest {
        Some(id) => format!(
            "write `status: {}`, or cite a stronger fact in `facts`",
            weaker(site.facts[*id].certainty)
        ),
        None => "cite the fact in `facts: […]`, or write `status: possible`".to_owned(),
    });
    if let Some(id) = strongest {
        problem.also(site.facts[*id].span.clone(), "the fact");
    }
}

/// The strongest status that a fact of this certainty bears.
fn weaker(certainty: Certainty) -> &'static str {
    if certainty >= Certainty::Scheduled && certainty <= Certainty::Confirmed {
        Status::Scheduled.word()
    } else if certainty >= Certainty::Expected && certainty <= Certainty::Aim {
        Status::Expected.word()
    } else {
        Status::Possible.word()
    }
}
