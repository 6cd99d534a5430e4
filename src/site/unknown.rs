//! Ids that are nothing's: however often one is named, it is one problem with one cause.

use std::collections::BTreeSet;

use crate::document::{Line, is_sound_id, range_of_ids};
use crate::files::Span;
use crate::problem::{DUPLICATE_ID, Problem, Problems, UNKNOWN_ID, names, nearest_id};
use crate::site::names::{Named, Names, Sort};
use crate::site::{Entity, References};

/// What is asked for where an id is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Something of one sort.
    One,
    /// Somebody or something that acts.
    Party,
    /// The same, or a description of several words.
    Speaker,
    /// Anything that has an id.
    Anything,
}

/// A place that names an id which is nothing's.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) id: String,
    pub(super) asked: Asked,
    /// What it could be.
    pub(super) sorts: Vec<Sort>,
    /// The trip of the file; none for what all trips share.
    pub(super) trip: Option<String>,
    pub(super) span: Span,
}

impl Mention {
    /// Whether one and the same thing is missing here and there.
    fn is_of(&self, other: &Self) -> bool {
        let scopes = [self.trip.as_deref(), other.trip.as_deref()];
        let may_be_one = |sort: &&Sort| {
            other.sorts.contains(sort)
                && (!sort.is_of_trip() || scopes.contains(&None) || scopes[0] == scopes[1])
        };
        self.id == other.id && self.sorts.iter().any(|sort| may_be_one(&sort))
    }

    fn message(&self) -> String {
        let id = &self.id;
        match (self.asked, self.sorts.as_slice()) {
            (Asked::One, [Sort::Person]) => format!("nobody is called `{id}`"),
            (Asked::One, [sort, ..]) => format!("there is no {} called `{id}`", sort.words().0),
            (Asked::Party | Asked::Speaker, _) => format!("nobody and nothing is called `{id}`"),
            _ => format!("nothing is called `{id}`"),
        }
    }

    fn label(&self) -> &'static str {
        match (self.asked, self.sorts.as_slice()) {
            (Asked::One, [sort, ..]) => sort.words().1,
            (Asked::Party | Asked::Speaker, _) => {
                "not in people.yaml, organisations.yaml or places.yaml"
            }
            _ => "no id of a person, place, stop, event, section, topic …",
        }
    }
}

/// What is needed to tell of unknown ids.
pub(super) struct Unknown<'a> {
    pub(super) names: &'a Names,
    pub(super) references: &'a References,
    pub(super) problems: &'a mut Problems,
}

impl Unknown<'_> {
    /// Reports each id once, and says whether there is no fact at all.
    pub(super) fn report(mut self, mentions: Vec<Mention>) -> bool {
        let mut empty: BTreeSet<(Sort, Option<String>)> = BTreeSet::new();
        for group in grouped(mentions) {
            let told = |sort: Sort, trip: &Option<String>| {
                empty.iter().any(|(other, seen)| {
                    *other == sort && (seen.is_none() || trip.is_none() || seen == trip)
                })
            };
            let lead = &group[0];
            // Where a whole file is missing, one report says so, and not one for each entry.
            if let (Asked::One, [sort]) = (lead.asked, lead.sorts.as_slice())
                && self.names.known(*sort, lead.trip.as_deref()).is_empty()
            {
                if told(*sort, &lead.trip) {
                    continue;
                }
                empty.insert((*sort, lead.trip.clone()));
            }
            if !self.is_a_repeated_id(&group) {
                self.report_group(&group);
            }
        }
        empty.iter().any(|(sort, _)| *sort == Sort::Fact)
    }

    fn report_group(&mut self, group: &[Mention]) {
        let (lead, first) = (&group[0], first_of(group));
        let message = match group.len() {
            1 => lead.message(),
            many => format!("{} ({many} places)", lead.message()),
        };
        let help = self.cure(group);
        let problem = self.problems.add(UNKNOWN_ID, first.clone(), message);
        problem.label(lead.label()).help(help);
        note_all(problem, group, first);
    }

    /// Whether the id is that of an entry which was given another's by mistake; that is reported
    /// there, and told there what is missing.
    fn is_a_repeated_id(&mut self, group: &[Mention]) -> bool {
        let id = &group[0].id;
        let repeated = |mention: &Mention| -> Option<Line> {
            let of = |sort: &Sort| self.names.repeated(*sort, mention.trip.as_deref());
            mention.sorts.iter().flat_map(of).find(|line| are_alike(&line.value, id)).cloned()
        };
        let Some(repeated) = group.iter().find_map(repeated) else { return false };
        let Some(problem) = self.problems.find(DUPLICATE_ID, &repeated.span) else { return false };
        problem.help(format!(
            "is one of the two `{id}`, which is referred to and defined nowhere? give it that id"
        ));
        for mention in group {
            problem.also(mention.span.clone(), format!("`{id}` is referred to here"));
        }
        true
    }

    /// What to do about an id that is nothing's.
    fn cure(&self, group: &[Mention]) -> String {
        let lead = &group[0];
        if let Some(ids) = range_of_ids(&lead.id) {
            return format!("write the ids one by one: `{}`", ids.join(", "));
        }
        let trip = lead.trip.as_deref();
        let known: Vec<&str> =
            lead.sorts.iter().flat_map(|sort| self.names.known(*sort, trip)).collect();
        let one = match (lead.asked, lead.sorts.as_slice()) {
            (Asked::One, [sort]) => Some(*sort),
            _ => None,
        };
        let or_one_of = |cure: String| match known.len() {
            1..=16 => format!("{cure}, or write one of {}", names(&known)),
            _ => cure,
        };
        if let Some(near) = nearest_id(&lead.id, known.iter().copied()) {
            return format!("did you mean `{near}`?");
        }
        if let Some(file) = self.renamed(group) {
            return format!("`{file}` is there and nothing refers to it: was it renamed?");
        }
        match one {
            Some(Sort::Fact) if group.len() > 1 => {
                "put it back with `certainty: outdated`, or cite the fact that replaced it"
                    .to_owned()
            }
            Some(sort) if sort.file().is_some() && is_sound_id(&lead.id) => {
                let file = sort.file().unwrap_or_default();
                or_one_of(format!("add `{}:` to {file}", lead.id))
            }
            _ if lead.asked == Asked::Speaker => {
                or_one_of("describe them in several words, such as `officials in Seoul`".to_owned())
            }
            _ if (1..=16).contains(&known.len()) => format!("write one of {}", names(&known)),
            Some(sort) => sort.words().2.to_owned(),
            None if lead.asked == Asked::Party => {
                "write the id of a person, organisation or place".to_owned()
            }
            None => "write the id of something that is defined".to_owned(),
        }
    }

    /// The only file that the missing page may be in under a new name: nothing refers to that one,
    /// and a single place names the old one only where the two have a word in common.
    fn renamed(&self, group: &[Mention]) -> Option<String> {
        let lead = &group[0];
        let trip = lead.trip.as_deref().or(self.names.trips.first().map(String::as_str))?;
        let is_unused = |sort: Sort, id: &str| match self.names.find(sort, Some(trip), id) {
            Some(Named::Entry(index)) => {
                Entity::at(sort, index).is_some_and(|entity| !self.references.any(entity))
            }
            _ => false,
        };
        let named_in = |file: &str| group.iter().any(|it| it.span.file.as_str().ends_with(file));
        let files = lead.sorts.iter().flat_map(|sort| {
            let ids = self.names.known(*sort, Some(trip)).into_iter();
            ids.filter(|id| is_unused(*sort, id)).filter_map(|id| Some((id, sort.page_file(id)?)))
        });
        let unused: Vec<(&str, String)> = files.filter(|(_, file)| !named_in(file)).collect();
        let akin = |id: &str| id.split('-').any(|word| lead.id.split('-').any(|it| it == word));
        let alike: Vec<&(&str, String)> = unused.iter().filter(|(id, _)| akin(id)).collect();
        match (alike.as_slice(), unused.as_slice()) {
            ([(_, file)], _) => Some(file.clone()),
            ([], [(_, file)]) if group.len() > 1 => Some(file.clone()),
            _ => None,
        }
    }
}

/// The mentions of each missing thing, the one that says most exactly what it is before the others.
fn grouped(mut mentions: Vec<Mention>) -> Vec<Vec<Mention>> {
    mentions.sort_by_key(|mention| (mention.sorts.len(), mention.trip.is_none()));
    let mut groups: Vec<Vec<Mention>> = Vec::new();
    for mention in mentions {
        match groups.iter_mut().find(|group| mention.is_of(&group[0])) {
            Some(group) if group.iter().any(|other| other.span == mention.span) => {}
            Some(group) => group.push(mention),
            None => groups.push(vec![mention]),
        }
    }
    groups
}

/// The first place in the order of files and lines.
fn first_of(group: &[Mention]) -> &Span {
    group.iter().map(|mention| &mention.span).min().unwrap_or(&group[0].span)
}

fn note_all(problem: &mut Problem, group: &[Mention], first: &Span) {
    let rest: BTreeSet<&Span> =
        group.iter().map(|mention| &mention.span).filter(|span| *span != first).collect();
    for span in rest {
        problem.also(span.clone(), "and here");
    }
}

/// Whether one id may be a slip for the other, or a copy of which the number was to be changed.
fn are_alike(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "");
    letters(one) == letters(other) || nearest_id(one, [other]).is_some()
}
