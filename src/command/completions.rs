//! `trip completions`: what a shell completes.

use clap::Args;
use clap_complete::Shell;

use crate::command::Ending;
use crate::io::{self, WorldError};

/// Print what a shell needs to complete commands and flags
///
/// For bash: `trip completions bash > ~/.local/share/bash-completion/completions/trip`. For zsh, a
/// file `_trip` in a folder of `$fpath`; for fish, `~/.config/fish/completions/trip.fish`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    /// Prints the script for the shell; `trip` is the whole command line.
    pub(super) fn run(&self, mut trip: clap::Command) -> Result<Ending, WorldError> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut trip, "trip", &mut script);
        io::print(&String::from_utf8_lossy(&script))?;
        Ok(Ending::Fine)
    }
}
