//! `trip build`: from content to a folder that can be published.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::command::Ending;
use crate::command::content::{self, Content};
use crate::command::report::Report;
use crate::io::{self, PublishOptions, Stopwatch, WorldError};
use crate::output::{Output, Vanished};
use crate::pipeline::Built;

/// Build the site
///
/// Nothing is written if there is an error; the folder stays as it was.
#[derive(Debug, Args)]
pub(super) struct Build {
    /// Where to write; `public` in ROOT if left out, with --portable `portable`
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    #[command(flatten)]
    content: Content,
    #[command(flatten)]
    report: Report,
    /// Write a copy that opens from the disk, without a server: to read it offline, to send it, or
    /// with --drafts to show it before it is published
    #[arg(long)]
    portable: bool,
    /// Write into a folder that holds other files too
    #[arg(long)]
    force: bool,
}

impl Build {
    /// Builds and writes the site.
    pub(super) fn run(&self, root: &Path) -> Result<Ending, WorldError> {
        let watch = Stopwatch::start();
        let mut built = self.content.build(root)?;
        let (name, output) = self.copy();
        let folder = self.output.clone().unwrap_or_else(|| root.join(name));
        let before = io::published_in(&folder)?;
        built.compare(&before, Vanished::FromOwnFolder, self.content.is_strict());
        if let Some(table) = self.content.weights(&built) {
            self.report.aside(&table);
        }
        self.report.aside(&self.content.held_back(&built));
        let ending = self.report.problems(&built, root, "; nothing was written")?;
        if ending != Ending::Fine {
            return Ok(ending);
        }
        let options = PublishOptions { force: self.force };
        let published = io::publish(&output(&built), &folder, root, options)?;
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
    /// The folder where none is named, and what is written there of what was built.
    fn copy(&self) -> (&'static str, fn(&Built) -> Cow<'_, Output>) {
        if self.portable {
            ("portable", |built| Cow::Owned(built.output.portable()))
        } else {
            ("public", |built| Cow::Borrowed(&built.output))
        }
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
