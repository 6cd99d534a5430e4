//! `trip check`: everything that `trip build` does, without the write.

use std::path::Path;

use clap::Args;

use crate::command::Ending;
use crate::command::content::{self, Content};
use crate::io::{self, Stopwatch, WorldError};

/// Check the site without writing anything
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    content: Content,
}

impl Check {
    /// Builds the site in memory and says what is wrong.
    pub(super) fn run(&self, root: &Path) -> Result<Ending, WorldError> {
        let watch = Stopwatch::start();
        let built = self.content.build(root)?;
        let ending = content::tell_problems(&built, "");
        if ending == Ending::Fine {
            io::tell(&format!("checked {}, in {}\n", content::summary(&built), watch.elapsed()));
        }
        Ok(ending)
    }
}
