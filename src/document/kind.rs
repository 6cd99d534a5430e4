//! The kinds of files that editors type, and the schema of each.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use crate::document::outline::{Outline, outlines};
use crate::document::record::Field;
use crate::document::schema::Definitions;
use crate::document::written::{
    Entries, Event, Fact, Figure, Identified, Media, Moment, Organisation, Person, Place, Question,
    Section, Settings, Source, Stop, Term, Trip, Update, Want,
};

/// A kind of file that editors type.
#[derive(Clone, Copy, Debug)]
pub struct FileKind {
    /// What the kind is called: `facts`.
    pub name: &'static str,
    /// Where such files stand in a site, with `*` for any name: `content/*/facts.yaml`.
    pub place: &'static str,
    /// What such a file holds, in a sentence.
    pub about: &'static str,
    content: fn(&mut Definitions) -> Value,
}

impl FileKind {
    /// Every kind there is, in the order in which an editor meets them.
    pub const ALL: &'static [Self] = &[
        fields::<Settings>(
            "site",
            "content/site.yaml",
            "The publisher, and what holds for every page.",
        ),
        entries::<Person>("people", "content/people.yaml", "Who acts."),
        entries::<Organisation>(
            "organisations",
            "content/organisations.yaml",
            "Alliances, companies, institutions.",
        ),
        entries::<Place>("places", "content/places.yaml", "Countries, cities, venues."),
        entries::<Source>("sources", "content/sources.yaml", "Where statements come from."),
        entries::<Term>("glossary", "content/glossary.yaml", "Words that readers look up."),
        fields::<Trip>("trip", "content/*/trip.md", "The trip as a whole."),
        fields::<Stop>("stop", "content/*/stops/*.md", "Where the traveller stops."),
        fields::<Event>("event", "content/*/events/*.md", "A meeting, a signing, a summit."),
        fields::<Section>("section", "content/*/*/index.md", "A chapter of the explainer."),
        fields::<Section>("topic", "content/*/*/*.md", "A page of a section."),
        entries::<Fact>("facts", "content/*/facts.yaml", "What is known, fact by fact."),
        entries::<Figure>("figures", "content/*/figures.yaml", "Numbers that prose may quote."),
        entries::<Want>("wants", "content/*/wants.yaml", "What each side wants from whom."),
        entries::<Moment>(
            "timeline",
            "content/*/timeline.yaml",
            "Precedents, deadlines, milestones.",
        ),
        entries::<Question>("questions", "content/*/questions.yaml", "What readers ask."),
        entries::<Update>("updates", "content/*/updates.yaml", "What changed, and what was wrong."),
        entries::<Media>(
            "media",
            "content/*/media/media.yaml",
            "What pictures show and whose they are.",
        ),
    ];

    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|kind| kind.name == name)
    }

    /// Whether such a file is Markdown, of which the schema describes the front matter alone.
    #[must_use]
    pub fn is_front_matter(&self) -> bool {
        self.place.strip_suffix(".md").is_some()
    }

    /// The name of the file in which its schema is kept.
    #[must_use]
    pub fn schema_file(&self) -> String {
        format!("content-{}.schema.json", self.name)
    }

    /// Its schema in JSON Schema, draft 2020-12, as the text of a file.
    #[must_use]
    pub fn schema(&self) -> String {
        let mut definitions = Definitions::default();
        let content = (self.content)(&mut definitions);
        let part = if self.is_front_matter() { " (front matter)" } else { "" };
        let title = format!("{}{part}", self.place);
        format!("{:#}\n", definitions.into_schema(&title, self.about, content))
    }
}

impl FileKind {
    /// Where the schemas stand for those who edit a site, counted from its root.
    pub const SCHEMA_FOLDER: &'static str = ".vscode/schemas";

    /// The text of `.vscode/settings.json`, which says which schema is for which file.
    #[must_use]
    pub fn editor_settings() -> String {
        let kinds = Self::ALL.iter().filter(|kind| !kind.is_front_matter());
        let mut places: Vec<(String, Value)> = kinds
            .map(|kind| {
                let schema = format!("./{}/{}", Self::SCHEMA_FOLDER, kind.schema_file());
                (schema, json!(kind.place))
            })
            .collect();
        places.sort_by(|a, b| a.0.cmp(&b.0));
        let settings = json!({ "yaml.schemas": places.into_iter().collect::<Map<_, _>>() });
        format!("{EDITOR_SETTINGS}{settings:#}\n")
    }

    /// The schemas for those who edit a site, each with the name of its file.
    pub fn editor_schemas() -> impl Iterator<Item = (String, String)> {
        let kinds = Self::ALL.iter().filter(|kind| !kind.is_front_matter());
        kinds.map(|kind| (kind.schema_file(), kind.schema()))
    }

    /// The fields of a record of this kind, in the order in which editors are shown them.
    pub(crate) fn outlines(&self) -> Vec<Outline> {
        let mut definitions = Definitions::default();
        let content = (self.content)(&mut definitions);
        let record = content.get("additionalProperties").unwrap_or(&content);
        outlines(record, &definitions)
    }
}

/// The head of the editor's settings, where those who write will look.
const EDITOR_SETTINGS: &str = "\
// Made from the content format, like the schemas beside it: `trip schema -o .vscode/schemas`.
// The YAML extension checks and completes the `.yaml` files. It does not look at the fields between
// the `---` lines of a Markdown file, nor from one file to another: `trip check` does.
";

/// The names of all fields, those of records in records too.
static FIELDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut definitions = Definitions::default();
    for kind in FileKind::ALL {
        (kind.content)(&mut definitions);
    }
    definitions.fields()
});

/// Whether some kind of file has a field of that name.
pub(super) fn is_field(name: &str) -> bool {
    FIELDS.contains(name)
}

/// A file that is one record.
const fn fields<T: Field>(
    name: &'static str,
    place: &'static str,
    about: &'static str,
) -> FileKind {
    FileKind { name, place, about, content: T::schema }
}

/// A file of entries, each a record.
const fn entries<T: Identified>(
    name: &'static str,
    place: &'static str,
    about: &'static str,
) -> FileKind {
    FileKind { name, place, about, content: Entries::<T>::schema }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::role::Role;
    use crate::files::FilePath;

    #[test]
    fn a_file_of_each_kind_is_read_where_the_kind_says() {
        for kind in FileKind::ALL {
            let path = FilePath::new(&kind.place.replace('*', "some")).expect("a path");
            let role = Role::of(&path);
            assert!(!matches!(role, Role::Misplaced | Role::Ignored), "{path}");
            assert_eq!(role.is_markdown(), kind.is_front_matter(), "{path}");
        }
    }
}
