//! What readers are told without a fact or a source behind it.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::Event as Markdown;
use serde::Serialize;

use crate::document::Piece;
use crate::files::{FilePath, Span};
use crate::site::{Anchored, Event, Fact, Id, Stop, Target, Text, Topic, Trip};
use crate::standing::Grounds;

/// Something that rests on nothing.
#[derive(Debug, Serialize)]
pub(super) struct Unsourced {
    pub(super) file: String,
    /// From 1.
    pub(super) line: usize,
    /// What it is, in a few words.
    pub(super) what: String,
}

/// What rests on no fact and no source in a trip, in the order in which readers come upon it.
pub(super) fn of_trip(trip: &Trip, grounds: Grounds<'_>) -> Vec<Unsourced> {
    let mut found = Search { grounds, found: Vec::new() };
    let facts = trip.ledger.iter().map(|id| &grounds.site.facts[*id]);
    for fact in facts.filter(|fact| fact.sources.is_empty()) {
        found.add(&fact.id_span, format!("fact {}", fact.id));
    }
    found.entries(trip);
    found.passages(&trip.body);
    for section in trip.sections.iter().map(|id| &grounds.site.sections[*id]) {
        found.topic(&section.page);
        for topic in &section.topics {
            found.topic(&grounds.site.topics[*topic]);
        }
    }
    for id in &trip.stops {
        found.stop(&grounds.site.stops[*id]);
    }
    for id in &trip.events {
        found.event(&grounds.site.events[*id]);
    }
    found.found
}

/// A look through a trip.
struct Search<'a> {
    grounds: Grounds<'a>,
    found: Vec<Unsourced>,
}

impl Search<'_> {
    fn add(&mut self, span: &Span, what: String) {
        self.add_at(&span.file, span.start, what);
    }

    fn add_at(&mut self, file: &FilePath, at: usize, what: String) {
        let text = self.grounds.files.text(file).unwrap_or_default();
        let line = Span::new(file, at..at).position(&text).line;
        self.found.push(Unsourced { file: file.to_string(), line, what });
    }

    /// The lists of a trip's page.
    fn entries(&mut self, trip: &Trip) {
        for (number, point) in (1..).zip(&trip.key_points) {
            self.entry(&point.facts, &[&point.text], || format!("key point {number}"));
        }
        for (number, want) in (1..).zip(&trip.wants) {
            self.entry(&want.facts, &[&want.text], || format!("want {number}"));
        }
        for moment in &trip.timeline {
            let texts: Vec<&Text> =
                [&moment.title].into_iter().chain(&moment.what_changes).collect();
            self.entry(&moment.facts, &texts, || format!("timeline entry `{}`", moment.id));
        }
        for question in &trip.questions {
            let texts = [&question.answer, &question.question];
            self.entry(&question.facts, &texts, || format!("answer to `{}`", question.id));
        }
    }

    /// An entry of a list, told by its first text.
    fn entry(&mut self, facts: &[Id<Fact>], texts: &[&Text], what: impl Fn() -> String) {
        if facts.is_empty() && !texts.iter().any(|text| cites(text)) {
            self.add(&texts[0].span, what());
        }
    }

    fn topic(&mut self, topic: &Topic) {
        self.page(&topic.facts, topic.summary.as_ref(), &topic.body, &topic.span);
    }

    fn stop(&mut self, stop: &Stop) {
        self.page(&stop.facts, stop.summary.as_ref(), &stop.body, &stop.span);
    }

    fn event(&mut self, event: &Event) {
        self.page(&event.facts, event.summary.as_ref(), &event.body, &event.span);
    }

    /// A page that rests on nothing at all, or the passages of one that does.
    fn page(&mut self, facts: &[Id<Fact>], summary: Option<&Text>, body: &Text, span: &Span) {
        let cited = !facts.is_empty() || summary.is_some_and(cites) || cites(body);
        if cited {
            self.passages(body);
        } else {
            self.add_at(&span.file, 0, "the whole page".to_owned());
        }
    }

    /// The passages under headings that say something and cite nothing.
    fn passages(&mut self, body: &Text) {
        for passage in passages(body).into_iter().filter(|it| it.says && !it.cites) {
            let Some(heading) = passage.heading else { continue };
            self.add_at(&body.span.file, passage.at.start, format!("“{}”", heading.trim()));
        }
    }
}

/// Whether a text states a fact, quotes or counts something registered, or names a source.
fn cites(text: &Text) -> bool {
    text.links().any(is_citation)
}

fn is_citation(link: &Anchored) -> bool {
    matches!(link.to, Target::Fact(_) | Target::Quote(_) | Target::Figure(_) | Target::Source(_))
}

/// What stands under one heading.
#[derive(Default)]
struct Passage {
    /// The heading's words; none for what comes before the first one.
    heading: Option<String>,
    at: Range<usize>,
    /// Whether there are words under the heading.
    says: bool,
    /// Whether they cite something, themselves or in a footnote.
    cites: bool,
}

fn passages(body: &Text) -> Vec<Passage> {
    let notes = citing_footnotes(body);
    let mut passages = vec![Passage::default()];
    let (mut in_heading, mut in_footnote) = (false, false);
    for (piece, at) in &body.pieces {
        if let Piece::Heading { .. } = piece {
            let heading = Some(String::new());
            passages.push(Passage { heading, at: at.clone(), ..Passage::default() });
        }
        let passage = passages.last_mut().expect("there is one from the start");
        match piece {
            Piece::Heading { .. } => in_heading = true,
            Piece::HeadingEnd { .. } => in_heading = false,
            Piece::Footnote(_) => in_footnote = true,
            Piece::FootnoteEnd => in_footnote = false,
            _ if in_footnote => {}
            Piece::Plain(Markdown::Text(words) | Markdown::Code(words)) => {
                match &mut passage.heading {
                    Some(heading) if in_heading => heading.push_str(words),
                    _ => passage.says |= !words.trim().is_empty(),
                }
            }
            Piece::Link(link) => passage.cites |= is_citation(link),
            Piece::Cite(links) => passage.cites |= !links.is_empty(),
            Piece::FootnoteMark(label) => passage.cites |= notes.contains(label.as_str()),
            _ => {}
        }
    }
    passages
}

/// The labels of the footnotes that cite something.
fn citing_footnotes(body: &Text) -> BTreeSet<&str> {
    let mut citing = BTreeSet::new();
    let mut label = None;
    for (piece, _) in &body.pieces {
        match piece {
            Piece::Footnote(name) => label = Some(name.as_str()),
            Piece::FootnoteEnd => label = None,
            Piece::Link(link) if is_citation(link) => citing.extend(label),
            Piece::Cite(links) if !links.is_empty() => citing.extend(label),
            _ => {}
        }
    }
    citing
}
