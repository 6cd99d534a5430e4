//! `trip check`: everything that `trip build` does, without the write.

use std::path::Path;

use clap::Args;

use crate::command::Ending;
use crate::command::content::{self, Content};
use crate::command::report::Report;
use crate::io::{Stopwatch, WorldError};

/// Check the site without writing anything
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    content: Content,
    #[command(flatten)]
    report: Report,
}

impl Check {
    /// Builds the site in memory and says what is wrong.
    pub(super) fn run(&self, root: &Path) -> Result<Ending, WorldError> {
        let watch = Stopwatch::start();
        let built = self.content.build(root)?;
        if let Some(table) = self.content.weights(&built) {
            self.report.aside(&table);
        }
        let ending = self.report.problems(&built, root, "")?;
        if ending == Ending::Fine {
            let line = format!("checked {}, in {}\n", content::summary(&built), watch.elapsed());
            self.report.aside(&line);
        }
        Ok(ending)
    }
}
