//! Corrections on the page that they are about: the notes, and the marks that lead to them.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Gravity;
use crate::draw::escape;
use crate::page::scene::Scene;
use crate::page::view::{NoteMarkView, NotesView};
use crate::page::{Plan, Subject, trip};
use crate::site::{Entity, Id, Mark, Note, PARTS, Trip};

/// The notes about a page; none for the trip page and the list of updates, which have all.
pub(super) fn on_page(plan: &Plan, scene: &Scene<'_>) -> NotesView {
    if matches!(plan.subject, Subject::Trip(_) | Subject::Updates(_) | Subject::Redirect(..)) {
        return NotesView::default();
    }
    let site = scene.site;
    let mut notes = NotesView::default();
    if let Some(whole) = whole(plan) {
        let about = site.notes_about(whole).into_iter();
        // A serious one stands where the mark would.
        let ordinary = about.filter(|note| site.noted(*note).gravity == Gravity::Ordinary);
        notes.marks = ordinary.map(|note| view(note, scene)).collect();
    }
    // On a page that trips share, two notes may have one id; both are in the lists of their trips.
    let mut seen = BTreeSet::new();
    for note in site.notes_on(&plan.address) {
        let update = site.noted(*note);
        if !seen.insert(update.id.as_str()) {
            continue;
        }
        let view = trip::update(update, &site.trips[note.trip], scene);
        match update.gravity {
            Gravity::Serious => notes.serious.push(view),
            Gravity::Ordinary => notes.ordinary.push(view),
        }
    }
    notes
}

/// What a page is about as a whole.
fn whole(plan: &Plan) -> Option<Mark<'static>> {
    plan.subject.entity().map(Mark::Whole)
}

/// The marks of the notes about just that.
pub(super) fn marks(mark: Mark<'_>, scene: &Scene<'_>) -> Vec<NoteMarkView> {
    scene.site.notes_about(mark).into_iter().map(|note| view(note, scene)).collect()
}

fn view(note: Note, scene: &Scene<'_>) -> NoteMarkView {
    let update = scene.site.noted(note);
    NoteMarkView {
        kind: update.kind.word(),
        date: scene.date(&update.date).unwrap_or_default(),
        href: format!("#{}", update.anchor()),
    }
}

/// The marks of the parts of a trip page, by the keys of all parts.
pub(super) fn of_parts(
    trip: Id<Trip>,
    scene: &Scene<'_>,
) -> BTreeMap<&'static str, Vec<NoteMarkView>> {
    PARTS.iter().map(|part| (*part, marks(Mark::Part(trip, part), scene))).collect()
}

/// The marks of the notes about a heading, as markup behind it; empty where there are none.
pub(super) fn behind_heading(entity: Entity, anchor: &str, scene: &Scene<'_>) -> String {
    let marks = marks(Mark::Heading(entity, anchor), scene);
    let link = |mark: &NoteMarkView| {
        let kind = scene.words.get(&format!("update_kind.{}", mark.kind));
        let words = [("kind", kind.as_str()), ("date", mark.date.text.as_str())];
        let words = scene.words.fill("updates.mark", &words);
        format!(
            "<p class=\"corrected corrected-{}\"><a href=\"{}\">{}</a></p>\n",
            mark.kind,
            escape(&mark.href),
            escape(&words)
        )
    };
    marks.iter().map(link).collect()
}
