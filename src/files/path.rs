//! A file's path from the site's root.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// A path from the site's root, with `/` between its parts and no `.` or `..` among them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(Arc<str>);

impl FilePath {
    /// A path from its text; `None` if it is absolute, empty, or climbs out of the site.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let sound = !text.is_empty()
            && !text.contains('\\')
            && text.split('/').all(|part| !matches!(part, "" | "." | ".."));
        sound.then(|| Self(text.into()))
    }

    /// The path as text, such as `content/asia-tour/trip.md`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part, such as `trip.md`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The last part without its extension, such as `trip`.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// What follows the last dot of the last part, such as `md`; empty without a dot.
    #[must_use]
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// Whether a content file of this name says something itself, in Markdown or YAML.
    #[must_use]
    pub(crate) fn is_text(&self) -> bool {
        matches!(self.extension(), "md" | "yaml" | "yml")
    }

    /// The folder that the file is in, without a slash at its end; empty for the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The path that the relative `link` of this file leads to; `None` if it leaves the site.
    #[must_use]
    pub fn join(&self, link: &str) -> Option<Self> {
        let mut parts: Vec<&str> =
            self.folder().split('/').filter(|part| !part.is_empty()).collect();
        for part in link.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Self::new(&parts.join("/"))
    }
}

/// Paths are sorted as their texts are, so that one can be looked up by its text.
impl Borrow<str> for FilePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
