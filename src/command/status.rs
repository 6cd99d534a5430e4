//! `trip status`: where the explainer stands, for those who make it.

use std::path::Path;

use clap::{Args, ValueEnum};

use crate::command::{Ending, content};
use crate::io::{self, WorldError};
use crate::pipeline::{Options, status};
use crate::problem::Paint;
use crate::site::Choices;
use crate::standing::Earlier;

/// Show how sure, how well sourced and how fresh everything is
///
/// Facts by certainty and by how many pages state them, stops and meetings by status, what is
/// stale, unsourced or a draft, and what is new since the last commit. Writes nothing.
#[derive(Debug, Args)]
pub(super) struct Status {
    /// How it is told
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// What to compare with: a commit, a branch or a tag of git; the last commit if left out
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
    /// The day or time that counts as now, such as 2025-11-01; the clock's if left out
    #[arg(long, value_name = "MOMENT", value_parser = content::date)]
    as_of: Option<String>,
}

/// For whom it is told.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people, at most 80 columns wide
    Human,
    /// For programs: one JSON object, which the manual describes
    Json,
}

impl Status {
    /// Builds the site in memory and says where it stands.
    pub(super) fn run(&self, root: &Path) -> Result<Ending, WorldError> {
        let files = content::read(root)?;
        let as_of = self.as_of.clone().unwrap_or_else(io::now);
        let choices = Choices { as_of: Some(as_of), ..Choices::default() };
        let options = Options { choices, ..Options::default() };
        let standing = status(&files, &options, self.earlier(root)?.as_ref());
        match self.format {
            Format::Human => io::tell(&standing.human(Paint::Colour)),
            Format::Json => io::print(&standing.json())?,
        }
        Ok(if standing.has_errors() { Ending::Problems } else { Ending::Fine })
    }

    /// The version to compare with, if there is one.
    fn earlier(&self, root: &Path) -> Result<Option<Earlier>, WorldError> {
        let (name, revision) = match &self.since {
            Some(name) => (name.as_str(), Some(io::revision(root, name)?)),
            None => ("the last commit", io::last_commit(root)?),
        };
        Ok(revision.map(|it| Earlier { name: format!("{name}, {}", it.commit), files: it.files }))
    }
}
