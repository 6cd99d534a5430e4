//! What a file is for, told from its path alone.

use crate::files::FilePath;

/// What a file under `content/` is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// `site.yaml`
    Settings,
    /// `people.yaml`
    People,
    /// `organisations.yaml`
    Organisations,
    /// `places.yaml`
    Places,
    /// `sources.yaml`
    Sources,
    /// `glossary.yaml`
    Glossary,
    /// A file of a trip's folder.
    InTrip {
        /// The folder's name.
        trip: String,
        /// What the file is for there.
        role: TripRole,
    },
    /// A file that the generator leaves alone, such as a README.
    Ignored,
    /// A file that stands where nothing of its kind belongs.
    Misplaced,
}

/// What a file of a trip's folder is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TripRole {
    /// `trip.md`
    Trip,
    /// `stops/ID.md`
    Stop(String),
    /// `events/ID.md`
    Event(String),
    /// `SECTION/index.md`
    Section(String),
    /// `SECTION/TOPIC.md`
    Topic {
        /// The section's folder.
        section: String,
        /// The file's stem.
        topic: String,
    },
    /// `facts.yaml`
    Facts,
    /// `figures.yaml`
    Figures,
    /// `wants.yaml`
    Wants,
    /// `timeline.yaml`
    Timeline,
    /// `questions.yaml`
    Questions,
    /// `updates.yaml`
    Updates,
    /// `media/media.yaml`
    MediaList,
    /// `media/FILE`
    MediaFile,
}

/// The names of the files that can stand in `content/` itself.
pub(super) const ROOT_FILES: &[&str] = &[
    "site.yaml",
    "people.yaml",
    "organisations.yaml",
    "places.yaml",
    "sources.yaml",
    "glossary.yaml",
];

/// The names of the files that can stand in a trip's folder itself.
pub(super) const TRIP_FILES: &[&str] = &[
    "trip.md",
    "facts.yaml",
    "figures.yaml",
    "wants.yaml",
    "timeline.yaml",
    "questions.yaml",
    "updates.yaml",
];

impl Role {
    /// What the file at `path`, which is under `content/`, is for.
    pub(super) fn of(path: &FilePath) -> Self {
        let parts: Vec<&str> = path.as_str().split('/').skip(1).collect();
        if path.name().eq_ignore_ascii_case("readme.md") {
            return Self::Ignored;
        }
        match parts.as_slice() {
            ["site.yaml"] => Self::Settings,
            ["people.yaml"] => Self::People,
            ["organisations.yaml"] => Self::Organisations,
            ["places.yaml"] => Self::Places,
            ["sources.yaml"] => Self::Sources,
            ["glossary.yaml"] => Self::Glossary,
            [trip, rest @ ..] if !rest.is_empty() => match TripRole::of(rest) {
                Some(role) => Self::InTrip { trip: (*trip).to_owned(), role },
                None => Self::Misplaced,
            },
            _ => Self::Misplaced,
        }
    }
}

impl Role {
    /// Whether the file is front matter with prose after it, and not YAML alone.
    pub(super) fn is_markdown(&self) -> bool {
        let Self::InTrip { role, .. } = self else { return false };
        matches!(
            role,
            TripRole::Trip
                | TripRole::Stop(_)
                | TripRole::Event(_)
                | TripRole::Section(_)
                | TripRole::Topic { .. }
        )
    }
}

impl TripRole {
    fn of(parts: &[&str]) -> Option<Self> {
        Some(match parts {
            ["trip.md"] => Self::Trip,
            ["facts.yaml"] => Self::Facts,
            ["figures.yaml"] => Self::Figures,
            ["wants.yaml"] => Self::Wants,
            ["timeline.yaml"] => Self::Timeline,
            ["questions.yaml"] => Self::Questions,
            ["updates.yaml"] => Self::Updates,
            ["media", "media.yaml"] => Self::MediaList,
            ["media", .., file] if markdown_stem(file).is_none() => Self::MediaFile,
            ["media", ..] | ["stops" | "events", "index.md"] => return None,
            ["stops", file] => Self::Stop(markdown_stem(file)?),
            ["events", file] => Self::Event(markdown_stem(file)?),
            [section, "index.md"] => Self::Section((*section).to_owned()),
            [section, file] => {
                Self::Topic { section: (*section).to_owned(), topic: markdown_stem(file)? }
            }
            _ => return None,
        })
    }
}

fn markdown_stem(file: &str) -> Option<String> {
    file.strip_suffix(".md").filter(|stem| !stem.is_empty()).map(str::to_owned)
}
