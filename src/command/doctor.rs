//! `trip doctor`: whether a site is ready to be published.

use std::path::Path;

use clap::{Args, ValueEnum};

use crate::command::{Ending, content};
use crate::io::{self, WorldError};
use crate::pipeline::{Options, build};
use crate::readiness::Readiness;

/// Look for what goes wrong when a site is published, and say what to do
///
/// The address in site.yaml, the workflow, the names of files, git and what was built. Writes
/// nothing and asks no other machine. Ends with 1 if something is wrong.
#[derive(Debug, Args)]
pub(super) struct Doctor {
    /// How it is told
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// For whom it is told.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people, a line for each check
    Human,
    /// For programs: one JSON object
    Json,
}

impl Doctor {
    /// Looks at the site in `root` and around it.
    pub(super) fn run(&self, root: &Path) -> Result<Ending, WorldError> {
        let files = content::read(root)?;
        let sources = files.iter().map(|(path, _)| path.as_str().to_owned()).collect();
        let built = build(&files, &Options::default());
        let readiness = Readiness::of(&built, &io::surroundings(root, sources));
        match self.format {
            Format::Human => io::tell(&readiness.human()),
            Format::Json => io::print(&readiness.json())?,
        }
        Ok(if readiness.is_wrong() { Ending::Problems } else { Ending::Fine })
    }
}
