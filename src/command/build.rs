//! `trip build`: from content to a folder that can be published.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::command::Ending;
use crate::command::content::{self, Content};
use crate::command::report::Report;
use crate::io::{self, PublishOptions, Stopwatch, WorldError};

/// Build the site
///
/// Nothing is written if there is an error; the folder stays as it was.
#[derive(Debug, Args)]
pub(super) struct Build {
    /// Where to write; `public` in ROOT if left out
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    #[command(flatten)]
    content: Content,
    #[command(flatten)]
    report: Report,
    /// Write into a folder that holds other files too
    #[arg(long)]
    force: bool,
}

impl Build {
    /// Builds and writes the site.
    pub(super) fn run(&self, root: &Path) -> Result<Ending, WorldError> {
        let watch = Stopwatch::start();
        let built = self.content.build(root)?;
        if let Some(table) = self.content.weights(&built) {
            self.report.aside(&table);
        }
        let ending = self.report.problems(&built, root, "; nothing was written")?;
        if ending != Ending::Fine {
            return Ok(ending);
        }
        let folder = self.output.clone().unwrap_or_else(|| root.join("public"));
        let options = PublishOptions { force: self.force };
        let published = io::publish(&built.output, &folder, root, options)?;
        self.report.aside(&format!(
            "built {}, {} kB in {}: {} written{}, {} unchanged, {} removed, in {}\n",
            content::summary(&built),
            built.summary.bytes.div_ceil(1000),
            folder.display(),
            published.written,
            drawn(published.drawn),
            published.unchanged,
            published.removed,
            watch.elapsed(),
        ));
        Ok(Ending::Fine)
    }
}

/// How many of the written files are share cards, which take most of the time.
fn drawn(cards: usize) -> String {
    match cards {
        0 => String::new(),
        1 => " (1 share card drawn)".to_owned(),
        cards => format!(" ({cards} share cards drawn)"),
    }
}
