//! A correction says what was wrong and what is right.

use crate::document::UpdateKind;
use crate::problem::{Problems, VAGUE_CORRECTION};
use crate::site::Site;

/// Words that say that something changed and not what.
const EMPTY: &[&str] =
    &["updated", "update", "corrected", "correction", "fixed", "changed", "clarified"];

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    for (_, trip) in site.trips.iter() {
        for update in &trip.updates {
            let text = update.text.plain_text();
            let says_nothing = text.split_whitespace().all(|word| {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
                EMPTY.contains(&word.as_str())
            });
            let is_correction = update.kind == UpdateKind::Correction;
            if is_correction && (update.was.is_none() || update.now.is_none()) {
                problems
                    .add(
                        VAGUE_CORRECTION,
                        update.kind_span.clone(),
                        "a correction must say what was wrong and what is right",
                    )
                    .help("add `was:` with the error and `now:` with the truth");
            } else if says_nothing {
                problems
                    .add(
                        VAGUE_CORRECTION,
                        update.text.span.clone(),
                        format!("“{text}” does not say what changed"),
                    )
                    .help("tell readers in a sentence what is new or was wrong");
            }
        }
    }
}
