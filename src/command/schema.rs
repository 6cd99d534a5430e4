//! `trip schema`: the content format, for the editors and tools that check while one types.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::command::Ending;
use crate::command::content::count;
use crate::document::FileKind;
use crate::io::{self, WorldError};

/// Give the JSON Schema of a kind of content file
///
/// Prints the schema of KIND, or writes it to DIR. Without KIND, lists the kinds, or writes the
/// schemas of all of them to DIR. A schema knows one file alone: `trip check` knows the whole site.
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// The kind of file
    #[arg(value_name = "KIND", value_parser = kinds(), hide_possible_values = true)]
    kind: Option<String>,
    /// Where to write, a file for each kind
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

impl Schema {
    /// Prints or writes what is asked for.
    pub(super) fn run(&self) -> Result<Ending, WorldError> {
        let kind = self.kind.as_deref().and_then(FileKind::named);
        match (kind, &self.output) {
            (Some(kind), None) => io::tell(&kind.schema()),
            (None, None) => io::tell(&list()),
            (Some(kind), Some(folder)) => write(&[*kind], folder)?,
            (None, Some(folder)) => write(FileKind::ALL, folder)?,
        }
        Ok(Ending::Fine)
    }
}

fn kinds() -> PossibleValuesParser {
    FileKind::ALL.iter().map(|kind| PossibleValue::new(kind.name).help(kind.about)).into()
}

/// The kinds, a line each.
fn list() -> String {
    let longest = |text: fn(&FileKind) -> &str| {
        FileKind::ALL.iter().map(|kind| text(kind).len()).max().unwrap_or_default()
    };
    let (name, place) = (longest(|kind| kind.name), longest(|kind| kind.place));
    let mut list = String::new();
    for kind in FileKind::ALL {
        let _ = writeln!(list, "{:name$}  {:place$}  {}", kind.name, kind.place, kind.about);
    }
    list + "\n`trip schema KIND` prints the schema of one kind, `trip schema -o DIR` writes all.\n"
}

fn write(kinds: &[FileKind], folder: &Path) -> Result<(), WorldError> {
    for kind in kinds {
        io::write_file(folder, &kind.schema_file(), kind.schema().as_bytes())?;
    }
    io::tell(&format!("wrote {} to {}\n", count(kinds.len(), "schema"), folder.display()));
    Ok(())
}
