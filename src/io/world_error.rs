//! What went wrong outside of the content: a folder, a disk, a permission.

use std::fmt;
use std::io;
use std::path::Path;

/// Why we could not do what was asked, in words for the person at the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WorldError {
    /// What we tried or found, with the path: lower case, no full stop.
    pub what: String,
    /// The system's reason in plain words, where it gave one.
    pub reason: Option<String>,
    /// What to do.
    pub cure: String,
}

impl WorldError {
    /// Something that we found and will not go on with.
    pub(crate) fn found(what: impl Into<String>, cure: impl Into<String>) -> Self {
        Self { what: what.into(), reason: None, cure: cure.into() }
    }

    /// Something that we tried and the system refused: "cannot *read* `path`".
    pub(crate) fn tried(verb: &str, path: &Path, error: &io::Error) -> Self {
        let (reason, cure) = plain_words(error);
        let what = format!("cannot {verb} `{}`", path.display());
        Self { what, reason: Some(reason), cure: cure.to_owned() }
    }
}

impl fmt::Display for WorldError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.what)?;
        if let Some(reason) = &self.reason {
            write!(formatter, ": {reason}")?;
        }
        write!(formatter, "; {}", self.cure)
    }
}

impl std::error::Error for WorldError {}

/// The reason that a system gives and what helps against it.
fn plain_words(error: &io::Error) -> (String, &'static str) {
    let (reason, cure) = match error.kind() {
        io::ErrorKind::NotFound => ("it is not there", "try again if it was there a moment ago"),
        io::ErrorKind::PermissionDenied => {
            ("you have no permission", "change who may read and write it, or choose another folder")
        }
        io::ErrorKind::StorageFull => ("the disk is full", "make room on the disk and run again"),
        io::ErrorKind::QuotaExceeded => {
            ("your share of the disk is used up", "make room on the disk and run again")
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            ("the disk cannot be written to", "choose a folder on another disk")
        }
        io::ErrorKind::NotADirectory => {
            ("a part of the path is a file, not a folder", "move that file away or rename it")
        }
        io::ErrorKind::IsADirectory => ("it is a folder", "move that folder away or rename it"),
        io::ErrorKind::AlreadyExists => ("something else is there", "move it away or rename it"),
        io::ErrorKind::InvalidFilename => {
            ("the name is too long or not allowed on this disk", "choose a shorter, simpler name")
        }
        io::ErrorKind::ResourceBusy => {
            ("another program is using it", "close that program and run again")
        }
        _ => return (without_number(error), "see to that and run again"),
    };
    (reason.to_owned(), cure)
}

/// The system's own words in lower case, without its number.
fn without_number(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or_default();
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use std::io::{self, ErrorKind};
    use std::path::Path;

    use super::WorldError;

    #[test]
    fn an_error_says_what_why_and_what_to_do() {
        let error = WorldError::tried("read", Path::new("a"), &ErrorKind::StorageFull.into());
        assert_eq!(
            error.to_string(),
            "cannot read `a`: the disk is full; make room on the disk and run again"
        );
    }

    #[test]
    fn a_reason_without_plain_words_is_the_system_s_without_its_number() {
        let error =
            WorldError::tried("read", Path::new("a"), &io::Error::other("Odd (os error 7)"));
        assert_eq!(error.reason.as_deref(), Some("odd"));
    }
}
