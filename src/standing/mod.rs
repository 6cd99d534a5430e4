//! Where an explainer stands, for the editors who make it: how sure, how well sourced, how fresh,
//! and what is new.

mod change;
mod human;
mod trip;
mod unsourced;

use serde::Serialize;

use crate::document::When;
use crate::files::Files;
use crate::page::Words;
use crate::problem::{Paint, Problems};
use crate::site::{Draft, HeldBack, Site};

pub use change::Earlier;
pub(crate) use change::{Changes, Version};

/// The form of [`Standing::json`]; it grows when a reader of an older form would be misled.
const FORM: u32 = 1;

/// Where a site stands.
#[derive(Debug, Serialize)]
pub struct Standing {
    /// The form of this list.
    version: u32,
    /// The site's name.
    title: String,
    /// The day that counts as now; none where nobody said.
    as_of: Option<String>,
    problems: Count,
    trips: Vec<trip::OfTrip>,
    drafts: Vec<DraftEntry>,
    #[serde(flatten)]
    held: HeldBack,
    /// None where there is nothing to compare with.
    changes: Option<Changes>,
    #[serde(skip)]
    words: Words,
}

/// How much is wrong.
#[derive(Clone, Copy, Debug, Serialize)]
struct Count {
    errors: usize,
    warnings: usize,
}

/// Something that readers are not shown.
#[derive(Debug, Serialize)]
struct DraftEntry {
    file: String,
    /// The entry of the file; none where the whole file is a draft.
    id: Option<String>,
}

/// What a standing is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grounds<'a> {
    /// The site as readers are shown it.
    pub(crate) site: &'a Site,
    /// Its files, for the lines of what is listed.
    pub(crate) files: &'a Files,
    /// The words in which readers are told.
    pub(crate) words: &'a Words,
    /// What is wrong with it.
    pub(crate) problems: &'a Problems,
}

impl Standing {
    /// Where a site stands.
    pub(crate) fn of(made: Grounds<'_>, drafts: Vec<Draft>, changes: Option<Changes>) -> Self {
        let (site, problems) = (made.site, made.problems);
        let today = site.as_of.as_ref().and_then(When::earliest);
        let trips = site.trips.iter().map(|(id, _)| trip::of_trip(id, today, made));
        Self {
            version: FORM,
            title: site.settings.title.clone(),
            as_of: today.map(|day| day.to_string()),
            problems: Count { errors: problems.errors(), warnings: problems.warnings() },
            trips: trips.collect(),
            drafts: drafts.into_iter().map(draft_entry).collect(),
            held: site.held.clone(),
            changes,
            words: made.words.clone(),
        }
    }

    /// Whether the content has errors, so that what is told may be incomplete.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.problems.errors > 0
    }

    /// For people: at most 80 columns where the content's own names allow it.
    #[must_use]
    pub fn human(&self, paint: Paint) -> String {
        human::write(self, paint)
    }

    /// For programs: one JSON object, whose `version` tells its form. The manual describes it.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "numbers, texts and lists are always JSON")]
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).expect("numbers, texts and lists are JSON") + "\n"
    }
}

fn draft_entry(draft: Draft) -> DraftEntry {
    DraftEntry { file: draft.file.to_string(), id: draft.id }
}
