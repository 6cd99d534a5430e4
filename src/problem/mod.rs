//! What is wrong with the content, so that an editor can fix it.

mod code;
mod explanation;
mod github;
mod human;
mod json;
mod nearest;
mod sarif;
mod sources;

use crate::files::Span;

pub(crate) use code::*;
pub use code::{Code, Severity};
pub use github::report_github;
pub(crate) use human::texts;
pub use human::{Paint, report};
pub use json::report_json;
pub(crate) use nearest::{names, nearest, nearest_id};
pub use sarif::report_sarif;

/// One thing to fix: what is wrong, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which rule is broken.
    pub code: Code,
    /// How grave it is in this run.
    pub severity: Severity,
    /// The culprit; none where no file is to blame.
    pub span: Option<Span>,
    /// What is wrong, in the editor's words: lower case, no full stop.
    pub message: String,
    /// A few words under the culprit itself.
    pub label: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// Other places that matter, each with what stands there.
    pub also: Vec<(Span, String)>,
}

impl Problem {
    /// A problem as grave as its code says.
    fn new(code: Code, span: Option<Span>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            span,
            message: message.into(),
            label: None,
            help: None,
            also: Vec::new(),
        }
    }

    /// Adds a few words under the culprit.
    pub(crate) fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = Some(label.into());
        self
    }

    /// Adds what to do.
    pub(crate) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place that matters.
    pub(crate) fn also(&mut self, span: Span, note: impl Into<String>) -> &mut Self {
        self.also.push((span, note.into()));
        self
    }

    /// Proposes the known name that is nearest to `written`, or lists the names if they are few.
    pub(crate) fn nearest<'a>(
        &mut self,
        written: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> &mut Self {
        if let Some(help) = nearest::proposal(written, known) {
            self.help = Some(help);
        }
        self
    }
}

/// A text with nothing in it that a terminal would obey.
pub(crate) fn visible(text: String) -> String {
    if text.contains(char::is_control) { text.replace(char::is_control, " ") } else { text }
}

/// All problems of a run; sorted by file and offset once `sort` is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    list: Vec<Problem>,
    /// Places that name something which is not there; one problem may tell of many of them.
    lost: Vec<Span>,
    silenced: usize,
}

impl Problems {
    /// Adds a problem at a place and returns it, so that help can be added.
    pub(crate) fn add(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Problem {
        self.push(Problem::new(code, Some(span), message))
    }

    /// Adds a problem that no file is to blame for.
    pub(crate) fn add_placeless(&mut self, code: Code, message: impl Into<String>) -> &mut Problem {
        self.push(Problem::new(code, None, message))
    }

    fn push(&mut self, problem: Problem) -> &mut Problem {
        self.list.push(problem);
        self.list.last_mut().expect("a problem was just added")
    }

    /// Adds all problems of another list.
    pub(crate) fn append(&mut self, other: Self) {
        self.list.extend(other.list);
        self.lost.extend(other.lost);
        self.silenced += other.silenced;
    }

    /// Adds problems that another run has found.
    pub(crate) fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        self.list.extend(problems);
    }

    /// Notes that a reference leads nowhere, which is reported there or elsewhere.
    pub(crate) fn lose(&mut self, reference: &Span) {
        self.lost.push(reference.clone());
    }

    /// The problem of this code at this place, so that more can be said of it.
    pub(crate) fn find(&mut self, code: Code, span: &Span) -> Option<&mut Problem> {
        self.list.iter_mut().find(|it| it.code == code && it.span.as_ref() == Some(span))
    }

    /// Puts the problems in the order of their places and drops exact repetitions.
    pub(crate) fn sort(&mut self) {
        self.list.sort_by(|a, b| {
            (&a.span, a.code.name, &a.message).cmp(&(&b.span, b.code.name, &b.message))
        });
        self.list.dedup();
    }

    /// Takes out the warnings that the newsroom does not want to hear, and counts them.
    pub(crate) fn silence(&mut self, codes: &[Code]) {
        let before = self.list.len();
        self.list.retain(|it| it.severity == Severity::Error || !codes.contains(&it.code));
        self.silenced += before - self.list.len();
    }

    /// Takes out all but those that somebody wants to hear.
    pub(crate) fn keep(&mut self, wanted: impl FnMut(&Problem) -> bool) {
        self.list.retain(wanted);
    }

    /// Turns every warning into an error.
    pub(crate) fn make_strict(&mut self) {
        for problem in &mut self.list {
            problem.severity = Severity::Error;
        }
    }

    /// All problems.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }

    /// Whether an error within a stretch is reported, so that what it says may not be meant.
    pub(crate) fn any_error_in(&self, span: &Span) -> bool {
        let errors = self.list.iter().filter(|problem| problem.severity == Severity::Error);
        let places = errors.filter_map(|problem| problem.span.as_ref());
        places.chain(&self.lost).any(|at| span.covers(at))
    }

    /// Whether a reference within a stretch is reported as leading nowhere, or a field that may have held
    /// one is not known, so that what it would have led to is not known either.
    pub(crate) fn lose_references(&self, span: &Span) -> bool {
        let losing = [UNKNOWN_ID, UNKNOWN_KEY, WRONG_TYPE];
        let lost = self.list.iter().filter(|problem| losing.contains(&problem.code));
        let places = lost.filter_map(|problem| problem.span.as_ref());
        places.chain(&self.lost).any(|at| span.covers(at))
    }

    /// Whether a file of that stem could not be read, so that it may say what nobody sees.
    pub(crate) fn hide(&self, stem: &str) -> bool {
        let hiding = [BAD_YAML, MISPLACED_FILE, NOT_TEXT, TOO_LARGE];
        let hidden = self.list.iter().filter(|problem| hiding.contains(&problem.code));
        hidden.filter_map(|problem| problem.span.as_ref()).any(|span| span.file.stem() == stem)
    }

    /// How many of them are errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.list.iter().filter(|problem| problem.severity == Severity::Error).count()
    }

    /// How many of them are warnings.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.list.len() - self.errors()
    }

    /// How many warnings were taken out because `site.yaml` silences them.
    #[must_use]
    pub fn silenced(&self) -> usize {
        self.silenced
    }

    /// Whether there is no problem at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
