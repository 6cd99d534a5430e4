//! Nothing is shown with more certainty than the strongest fact that bears it.

use crate::document::{Certainty, Status};
use crate::files::Span;
use crate::problem::{OVERSTATED_CERTAINTY, Problems};
use crate::site::{Entity, Fact, Id, Site};

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    // Where facts cannot be read or are not there, nothing can be said of what they bear.
    if problems.hide("facts") || site.lacks_facts {
        return;
    }
    for (id, stop) in site.stops.iter() {
        if problems.lose_references(&stop.span) || any_slip(&stop.facts, site, problems) {
            continue;
        }
        let (entity, cited) = (Entity::Stop(id), stop.facts.clone());
        let (status, span) = (stop.status, &stop.status_span);
        let shown = Shown { thing: "stop", entity, status, span, cited: &cited, site };
        shown.check(&site.facts_bearing_stop(id), problems);
    }
    for (id, event) in site.events.iter() {
        let cited = event.cited();
        if problems.lose_references(&event.span) || any_slip(&cited, site, problems) {
            continue;
        }
        let (entity, status, span) = (Entity::Event(id), event.status, &event.status_span);
        let shown = Shown { thing: "event", entity, status, span, cited: &cited, site };
        shown.check(&site.facts_bearing_event(id), problems);
    }
}

/// Whether one of these facts has a problem of its own, so that it may not say what is meant.
fn any_slip(facts: &[Id<Fact>], site: &Site, problems: &Problems) -> bool {
    facts.iter().any(|id| problems.any_error_in(&site.facts[*id].span))
}

/// Something that is shown with a status.
struct Shown<'a> {
    thing: &'static str,
    entity: Entity,
    status: Status,
    span: &'a Span,
    cited: &'a [Id<Fact>],
    site: &'a Site,
}

impl Shown<'_> {
    fn check(&self, bearing: &[Id<Fact>], problems: &mut Problems) {
        let Some(needed) = needed(self.status) else { return };
        let facts = bearing.iter().map(|id| &self.site.facts[*id]);
        let strongest = facts.max_by_key(|fact| fact.certainty);
        if strongest.is_some_and(|fact| fact.certainty >= needed) {
            return;
        }
        let (thing, status) = (self.thing, self.status.word());
        let message = match strongest {
            Some(fact) => format!(
                "this {thing} is shown as {status}, and the strongest fact that bears it, {}, is {}",
                fact.id,
                fact.certainty.word()
            ),
            None => {
                format!("this {thing} is shown as {status}, and no fact that it cites says so")
            }
        };
        let help = self.cure(strongest, needed);
        let problem = problems.add(OVERSTATED_CERTAINTY, self.span.clone(), message);
        if let Some(fact) = strongest {
            problem.also(fact.span.clone(), "the fact");
        }
        problem.help(help);
    }

    fn cure(&self, strongest: Option<&Fact>, needed: Certainty) -> String {
        if let Some(uncited) = self.uncited(needed) {
            return uncited;
        }
        let lower = strongest.map_or(Status::Possible, |fact| borne(fact.certainty)).word();
        if strongest.is_some() && !is_put_off(self.status) {
            return format!(
                "write `status: {lower}`, or cite a fact that is {}; a newer fact `supersedes` an \
                 older one",
                needed.word()
            );
        }
        let cure = match self.status {
            Status::Cancelled => "add a fact that says that it was called off, and cite it",
            Status::Postponed | Status::Rescheduled => {
                "add a fact that says that it was put off, and cite it"
            }
            _ => "cite the fact in `facts: […]`",
        };
        let idle = self.idle(needed).map_or_else(String::new, |why| format!("{why}; "));
        format!("{idle}{cure}, or write `status: {lower}`")
    }

    /// A fact that would bear the status, and is not cited.
    fn uncited(&self, needed: Certainty) -> Option<String> {
        if is_put_off(self.status) || needed == Certainty::Stated {
            return None;
        }
        let site = self.site;
        let id = site.fact_to_cite(self.entity, self.cited, needed)?;
        let fact = &site.facts[id];
        let mut list: Vec<&str> = self.cited.iter().map(|id| site.facts[*id].id.as_str()).collect();
        list.push(&fact.id);
        Some(format!(
            "{} is {} and about this {}, and is not cited: `facts: [{}]`",
            fact.id,
            fact.certainty.word(),
            self.thing,
            list.join(", ")
        ))
    }

    /// Why a cited fact that is certain enough does not count.
    fn idle(&self, needed: Certainty) -> Option<String> {
        let site = self.site;
        self.cited.iter().find_map(|id| {
            let fact = &site.facts[*id];
            if fact.certainty < needed || fact.certainty > Certainty::Confirmed {
                return None;
            }
            if let Some(newer) = site.superseded.get(id) {
                let newer = &site.facts[*newer].id;
                return Some(format!("{} does not count: {newer} has taken its place", fact.id));
            }
            let other = fact.about.iter().find_map(|entity| match entity {
                Entity::Event(event) => Some(&site.events[*event].id),
                _ => None,
            });
            let is_elsewhere = fact.about_events && !fact.about.contains(&self.entity);
            let other = other.filter(|_| is_elsewhere && self.thing == "event")?;
            Some(format!("{} does not count: it is about `{other}`", fact.id))
        })
    }
}

/// Whether the status says that something will not be as it was planned.
fn is_put_off(status: Status) -> bool {
    matches!(status, Status::Cancelled | Status::Postponed | Status::Rescheduled)
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
