//! What a browser is shown while an editor works: the last good site, and the problems since.
//!
//! A [`Preview`] is a value that never changes; each build makes the next one. It holds the very
//! bytes that would be published and finds them as GitHub Pages does, so that what preview shows
//! is what gets published. All that it adds is its client, which HTML pages load from
//! `/~preview/`: there is no trace of it in the output.

mod find;
mod head;
mod history;
mod place;
mod problem_page;
mod shown;
mod state;

use std::sync::Arc;

use serde::Deserialize;

use crate::files::FilePath;
use crate::pipeline::Built;

pub(crate) use find::{Found, Served};
use history::History;
pub(crate) use place::Place;
use shown::Shown;
use state::Told;

/// The path under which the preview keeps what is its own, beside the site.
pub(crate) const OWN: &str = "/~preview/";

/// The script that HTML pages load.
pub(crate) const CLIENT: &str = include_str!("client/preview.js");

/// The folders whose files an editor may open from a page.
const FOLDERS: &[&str] = &["content/", "templates/", "static/"];

/// What is the same for a whole run of the preview.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    /// A name that no other run has, so that an open page notices a restart.
    pub(crate) id: String,
    /// Whether drafts are shown.
    pub(crate) drafts: bool,
}

/// What a browser is shown, as of one build.
#[derive(Clone, Debug)]
pub(crate) struct Preview {
    session: Arc<Session>,
    /// Counts what came to be known in the session, from 1.
    version: u64,
    /// The last build without errors.
    shown: Option<Arc<Shown>>,
    /// What is wrong since.
    told: Arc<Told>,
    history: Arc<History>,
}

/// What a page wants to know of the content that it was made from.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Question {
    /// The path of the page, such as `/news/trip/trade/`.
    page: String,
    /// What a block of the page says, and what the blocks around it say, from inside out.
    texts: Vec<String>,
    /// The id of an element that the block is in.
    anchor: Option<String>,
    /// A content file, where the place is known already.
    path: Option<String>,
    /// The line in that file, from 1.
    line: usize,
    /// The column in that line, from 1.
    column: usize,
}

impl Preview {
    /// A preview that has nothing to show yet.
    pub(crate) fn new(session: Session) -> Self {
        Self {
            session: Arc::new(session),
            version: 0,
            shown: None,
            told: Arc::default(),
            history: Arc::default(),
        }
    }

    /// What is shown after another build, which ended at `time`, such as `14:02:31`.
    #[must_use]
    pub(crate) fn after(&self, built: Built, time: &str) -> Self {
        let version = self.version + 1;
        let told = Arc::new(Told::problems(&built.problems, &built.files));
        let session = Arc::clone(&self.session);
        if built.problems.errors() > 0 {
            let (shown, history) = (self.shown.clone(), Arc::clone(&self.history));
            return Self { session, version, shown, told, history };
        }
        let before = self.shown.as_ref().map(|shown| &shown.built);
        let history = Arc::new(self.history.after(version, before, &built));
        let first = self.shown.as_ref().map_or(version, |shown| shown.first);
        let shown = Some(Arc::new(Shown::new(built, time, first)));
        Self { session, version, shown, told, history }
    }

    /// What is shown where the site's files could not be read, or the build itself failed: `what`
    /// says why, `cure` what to do.
    #[must_use]
    pub(crate) fn after_trouble(&self, what: &str, cure: &str) -> Self {
        let told = Arc::new(Told::trouble(what, cure));
        Self { version: self.version + 1, told, ..self.clone() }
    }

    /// The path that the site is mounted at, percent-encoded and with a slash at both ends.
    pub(crate) fn mount(&self) -> &str {
        self.shown.as_ref().map_or("/", |shown| &shown.mount)
    }

    /// The name of the session.
    pub(crate) fn session(&self) -> &str {
        &self.session.id
    }

    /// How many times something came to be known.
    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    /// Where the content says what a reader sees; else the file that the page was made from.
    pub(crate) fn place(&self, question: &Question) -> Option<Place> {
        if let Some(path) = &question.path {
            let path = FilePath::new(path)?;
            if !FOLDERS.iter().any(|folder| path.as_str().starts_with(folder)) {
                return None;
            }
            let (line, column) = (question.line.max(1), question.column.max(1));
            return Some(Place { path, line, column });
        }
        let shown = self.shown.as_ref()?;
        let page = shown.page_at(&question.page);
        let own = page.as_ref().and_then(|page| shown.built.sources.get(page));
        let index = shown.index();
        let (inner, outer) = question.texts.split_at(question.texts.len().min(2));
        let of_anchor = || shown.entry_at(question.anchor.as_deref()?);
        index
            .find(inner, own)
            .or_else(of_anchor)
            .or_else(|| index.find(outer, own))
            .or_else(|| own.cloned().map(Place::start_of))
    }
}

#[cfg(test)]
mod tests;
