//! `trip man`: the manual pages of the commands.

use std::path::{Path, PathBuf};

use clap::Args;
use clap_mangen::Man as Page;

use crate::command::Ending;
use crate::command::content::count;
use crate::io::{self, WorldError};

/// Print the manual page, or write one for each command
#[derive(Debug, Args)]
pub(super) struct Man {
    /// Where to write, a file for each command: `trip.1`, `trip-build.1` …
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

impl Man {
    /// Prints or writes the pages; `trip` is the whole command line.
    pub(super) fn run(&self, mut trip: clap::Command) -> Result<Ending, WorldError> {
        trip.build();
        let Some(folder) = &self.output else {
            io::print(&String::from_utf8_lossy(&page(&trip)?))?;
            return Ok(Ending::Fine);
        };
        let written = write(&trip, folder)?;
        io::tell(&format!("wrote {} to {}\n", count(written, "manual page"), folder.display()));
        Ok(Ending::Fine)
    }
}

/// Writes the page of a command and those of its own commands; how many that are.
fn write(command: &clap::Command, folder: &Path) -> Result<usize, WorldError> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    io::write_file(folder, &format!("{name}.1"), &page(command)?)?;
    let inner = command.get_subcommands().filter(|inner| !inner.is_hide_set());
    inner.map(|inner| write(inner, folder)).sum::<Result<usize, _>>().map(|inner| inner + 1)
}

fn page(command: &clap::Command) -> Result<Vec<u8>, WorldError> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut page = Vec::new();
    let rendered = Page::new(command.clone()).title(name).render(&mut page);
    rendered.map_err(|error| WorldError::tried("write", Path::new("the manual page"), &error))?;
    Ok(page)
}
