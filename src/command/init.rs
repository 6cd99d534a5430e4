//! `trip init`: a small finished site to begin from.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::command::Ending;
use crate::command::content::count;
use crate::files::Files;
use crate::io::{self, WorldError};
use crate::readiness::pages_address;
use crate::starter::{Wishes, starter};

/// What a new repository often has already, and may keep.
const KEPT: &[&str] = &["README.md", ".gitignore"];

/// Begin a site: a small finished explainer, to write yours over
///
/// DIR may be new, empty, or a new git repository. Nothing that is there is overwritten: a README.md
/// and a .gitignore stay as they are, and with any other file that would be written DIR is refused.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder to begin in; `.` for this one
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Add the workflow that checks and publishes the site on GitHub Pages
    #[arg(long)]
    github: bool,
    /// The newsroom's name
    #[arg(long, value_name = "NAME", value_parser = name)]
    name: Option<String>,
}

fn name(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() || text.contains(char::is_control) {
        return Err("write a name in one line".to_owned());
    }
    Ok(text.to_owned())
}

impl Init {
    /// Writes the starter and says what comes next.
    pub(super) fn run(&self) -> Result<Ending, WorldError> {
        let remote = io::own_remote(&self.folder);
        let base_url = remote.as_deref().and_then(pages_address);
        let branch = io::own_branch(&self.folder);
        let wishes = Wishes { newsroom: self.name.clone(), base_url, github: self.github, branch };
        let mut files = starter(&wishes);
        let kept = self.keep(&mut files)?;
        self.refuse_taken(&files)?;
        io::write_new(&self.folder, &files)?;
        io::tell(&self.summary(files.iter().count(), &kept));
        Ok(Ending::Fine)
    }

    /// Leaves those files out that the folder has and may keep; which they are.
    fn keep(&self, files: &mut Files) -> Result<Vec<&'static str>, WorldError> {
        let mut kept = Vec::new();
        for name in KEPT {
            if io::in_the_way(&self.folder, files)?.iter().any(|path| is_named(path, name)) {
                files.remove(name);
                kept.push(*name);
            }
        }
        Ok(kept)
    }

    fn refuse_taken(&self, files: &Files) -> Result<(), WorldError> {
        let mut taken = io::in_the_way(&self.folder, files)?;
        // Other content would be part of the same site.
        if taken.is_empty() && io::has_entries(&self.folder.join("content")) {
            taken.push(PathBuf::from("content"));
        }
        if taken.is_empty() {
            return Ok(());
        }
        let list: Vec<String> = taken.iter().map(|path| format!("  {}", path.display())).collect();
        let what = format!("`{}` has already\n{}\n", self.folder.display(), list.join("\n"));
        Err(WorldError {
            what: format!("nothing was written, since {}", what.trim_end()),
            reason: None,
            cure: "choose another folder, or move them away".to_owned(),
        })
    }

    fn summary(&self, number: usize, kept: &[&str]) -> String {
        let folder = self.folder.display();
        let files = count(number, "file");
        let mut text = format!(
            "wrote {files} to `{folder}`: an explainer of Nixon’s visit to China, to write yours over\n"
        );
        for name in kept {
            let more = if *name == ".gitignore" { "; add the line `/public` to it" } else { "" };
            let _ = writeln!(text, "`{name}` is yours and stays{more}");
        }
        let enter = format!("  cd {}\n", quoted(&self.folder));
        let next = if self.folder == Path::new(".") {
            "  trip serve -O        # look at it while you write\n  trip check --strict  # before you publish\n"
        } else {
            "  trip serve -O        # look at it while you write\n"
        };
        let enter = if self.folder == Path::new(".") { "" } else { &enter };
        format!("{text}\nNext:\n{enter}{next}")
    }
}

/// Whether a path is this name, upper and lower case apart.
fn is_named(path: &Path, name: &str) -> bool {
    path.to_string_lossy().to_lowercase() == name.to_lowercase()
}

/// A path as a shell reads it.
fn quoted(path: &Path) -> String {
    let text = path.to_string_lossy();
    shlex::try_quote(&text).map_or_else(|_| text.to_string(), std::borrow::Cow::into_owned)
}
