//! `trip check`: everything that `trip build` does, without the write.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::command::Ending;
use crate::command::content::{self, Content};
use crate::command::external::External;
use crate::command::report::Report;
use crate::io::{self, Stopwatch, WorldError};
use crate::output::Vanished;

/// Check the site without writing anything
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    content: Content,
    #[command(flatten)]
    report: Report,
    #[command(flatten)]
    external: External,
    /// What was published before: the folder of an earlier build, its `.trip-manifest` or its
    /// `data/trip.json`; an address in it that is no more is an error
    #[arg(long, value_name = "PATH")]
    since: Option<PathBuf>,
}

impl Check {
    /// Builds the site in memory and says what is wrong.
    pub(super) fn run(&self, root: &Path) -> Result<Ending, WorldError> {
        let watch = Stopwatch::start();
        let mut built = self.content.build(root)?;
        if let Some(table) = self.content.weights(&built) {
            self.report.aside(&table);
        }
        if let Some(path) = &self.since {
            let before = io::published_at(path, &built.site.settings.base_url)?;
            built.compare(&before, Vanished::FromReaders, self.content.is_strict());
        }
        // What is wrong with the content is told even where no other site can be reached.
        let asked = self.external.ask(&mut built, self.content.is_strict());
        self.report.aside(&self.content.held_back(&built));
        let ending = self.report.problems(&built, root, "")?;
        if ending == Ending::Fine {
            let line = format!("checked {}, in {}\n", content::summary(&built), watch.elapsed());
            self.report.aside(&line);
        }
        self.report.aside(&asked?);
        Ok(ending)
    }
}
