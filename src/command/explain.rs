//! `trip explain`: what a code means, why it matters, and how the problem is mended.

use clap::Args;

use crate::command::Ending;
use crate::io::{self, WorldError};
use crate::problem::{Code, Severity, nearest};

/// Explain a problem by its code, or list all codes
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The code in the brackets of a message, such as `unknown-id`
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

impl Explain {
    /// Prints the explanation of one code, or a line about each.
    pub(super) fn run(&self) -> Result<Ending, WorldError> {
        let text = match &self.code {
            Some(written) => find(written)?.explained(),
            None => list(),
        };
        io::tell(&text);
        Ok(Ending::Fine)
    }
}

/// The code that is meant; one copied from a message may have its brackets.
fn find(written: &str) -> Result<Code, WorldError> {
    let inner = written.split_once('[').map_or(written, |(_, rest)| rest);
    let name = inner.trim_matches([']', ':', ' ']).to_lowercase().replace(['_', ' '], "-");
    Code::named(&name).ok_or_else(|| {
        let cure = match nearest(&name, Code::ALL.iter().map(|code| code.name)) {
            Some(known) => format!("did you mean `trip explain {known}`?"),
            None => "`trip explain` lists all codes".to_owned(),
        };
        WorldError::found(format!("there is no code `{written}`"), cure)
    })
}

/// All codes, each with its meaning, by how grave they are.
fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.name.len()).max().unwrap_or_default();
    let line = |code: &Code| format!("  {:width$}  {}\n", code.name, code.meaning);
    let section = |severity: Severity| -> String {
        Code::ALL.iter().filter(|code| code.severity == severity).map(line).collect()
    };
    format!(
        "Errors: nothing is published while there is one.\n\n{}\n\
         Warnings: the site is built all the same, unless you say --strict.\n\n{}\n\
         `trip explain CODE` tells the cause, shows a mistake, and how it is mended.\n",
        section(Severity::Error),
        section(Severity::Warning),
    )
}
