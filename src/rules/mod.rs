//! What a desk editor would send back: one rule, one file.

mod circular_reference;
mod dates_out_of_order;
mod figure_mismatch;
mod history_mismatch;
mod long_title;
mod missing_credit;
mod outdated_fact;
mod overstated_certainty;
mod overstated_words;
mod quote_mismatch;
mod relative_date;
mod stale_status;
mod stop_outside_trip;
mod stray_picture;
mod term_without_definition;
mod uncovered_fact;
mod unmade_correction;
mod unsourced_fact;
mod unused_entry;
mod vague_correction;

use crate::problem::Problems;
use crate::site::{Anchored, Event, Site, Stop, Text, Topic};

pub(crate) use stale_status::passed;
pub(crate) use uncovered_fact::{is_stated, stated_facts};

/// Applies every rule. What is missing is told last, and only where nothing is wrong: a slip
/// elsewhere may be what makes it seem so.
pub(crate) fn apply(site: &Site, problems: &mut Problems) {
    circular_reference::apply(site, problems);
    dates_out_of_order::apply(site, problems);
    figure_mismatch::apply(site, problems);
    history_mismatch::apply(site, problems);
    long_title::apply(site, problems);
    missing_credit::apply(site, problems);
    outdated_fact::apply(site, problems);
    overstated_certainty::apply(site, problems);
    overstated_words::apply(site, problems);
    quote_mismatch::apply(site, problems);
    relative_date::apply(site, problems);
    stale_status::apply(site, problems);
    stop_outside_trip::apply(site, problems);
    unmade_correction::apply(site, problems);
    vague_correction::apply(site, problems);
    if problems.errors() == 0 {
        stray_picture::apply(site, problems);
        term_without_definition::apply(site, problems);
        uncovered_fact::apply(site, problems);
        unsourced_fact::apply(site, problems);
        unused_entry::apply(site, problems);
    }
}

/// Every text of the site that readers are shown, in the order of the model.
fn texts(site: &Site) -> Vec<&Text> {
    let mut texts: Vec<&Text> = Vec::new();
    for (_, trip) in site.trips.iter() {
        texts.extend(trip_texts(trip));
    }
    texts.extend(site.stops.iter().flat_map(|(_, stop)| stop_texts(stop)));
    texts.extend(site.events.iter().flat_map(|(_, event)| event_texts(event)));
    texts.extend(topics(site).flat_map(topic_texts));
    texts.extend(site.organisations.iter().filter_map(|(_, it)| it.summary.as_ref()));
    texts.extend(site.terms.iter().filter_map(|(_, it)| it.definition.as_ref()));
    texts.extend(site.facts.iter().map(|(_, fact)| &fact.text));
    texts.extend(site.figures.iter().filter_map(|(_, figure)| figure.means.as_ref()));
    texts.extend(site.media.iter().filter_map(|(_, media)| media.caption.as_ref()));
    texts
}

/// The topics of all sections, and the sections' own introductions.
fn topics(site: &Site) -> impl Iterator<Item = &Topic> {
    let sections = site.sections.iter().map(|(_, section)| &section.page);
    sections.chain(site.topics.iter().map(|(_, topic)| topic))
}

fn stop_texts(stop: &Stop) -> Vec<&Text> {
    stop.summary.iter().chain(&stop.agenda).chain([&stop.body]).collect()
}

fn event_texts(event: &Event) -> Vec<&Text> {
    let mut texts: Vec<&Text> = event.summary.iter().chain(&event.agenda).collect();
    texts.extend(event.outcome.iter().chain(event.precedent.iter().map(|it| &it.text)));
    texts.extend(event.history.iter().filter_map(|change| change.note.as_ref()));
    texts.push(&event.body);
    texts
}

fn topic_texts(topic: &Topic) -> Vec<&Text> {
    topic.summary.iter().chain([&topic.body]).collect()
}

fn trip_texts(trip: &crate::site::Trip) -> Vec<&Text> {
    let mut texts: Vec<&Text> = Vec::new();
    let single = [&trip.dek, &trip.purpose, &trip.why_it_matters, &trip.ordinal, &trip.method];
    texts.extend(single.into_iter().flatten());
    texts.extend(trip.key_points.iter().map(|point| &point.text));
    texts.extend(trip.wants.iter().map(|want| &want.text));
    for moment in &trip.timeline {
        texts.extend([&moment.title].into_iter().chain(&moment.what_changes));
    }
    texts.extend(trip.questions.iter().flat_map(|it| [&it.question, &it.answer]));
    for update in &trip.updates {
        texts.extend([&update.text].into_iter().chain(&update.was).chain(&update.now));
    }
    texts.push(&trip.body);
    texts
}

/// Every link of the site.
fn links(site: &Site) -> impl Iterator<Item = &Anchored> {
    texts(site).into_iter().flat_map(Text::links)
}

/// Text with curly quotation marks made straight and spaces made plain, so that typography is no
/// difference.
fn plain_typography(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| {
            word.chars()
                .map(|c| match c {
                    '‘' | '’' | '‛' => '\'',
                    '“' | '”' | '„' => '"',
                    '‑' => '-',
                    other => other,
                })
                .collect()
        })
        .collect();
    words.join(" ")
}
