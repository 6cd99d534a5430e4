//! Anchors of headings, made as GitHub makes them.

use std::collections::{BTreeMap, BTreeSet};

/// Makes anchors that are unique in one prose.
#[derive(Default)]
pub(super) struct Anchors {
    used: BTreeSet<String>,
    /// The number to try next for each repeated anchor.
    next: BTreeMap<String, usize>,
}

impl Anchors {
    /// The anchor of a heading that reads `text`, or the one that its editor gave it; a repeated one
    /// gets `-1`, `-2` …
    pub(super) fn of(&mut self, text: &str, given: Option<&str>) -> String {
        let slug = given.map_or_else(|| slug(text), str::to_owned);
        let base = if slug.is_empty() { "section".to_owned() } else { slug };
        let next = self.next.entry(base.clone()).or_default();
        let mut anchor = base.clone();
        while !self.used.insert(anchor.clone()) {
            *next += 1;
            anchor = format!("{base}-{next}");
        }
        anchor
    }
}

/// Lower case, hyphens for spaces, and nothing but letters, digits, hyphens and underscores.
fn slug(text: &str) -> String {
    let kept = text.trim().chars().filter_map(|c| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || matches!(c, '-' | '_') => Some(c),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}
