//! What can be added, and where each belongs.

use std::collections::BTreeMap;

use crate::addition::id;
use crate::document::{FileKind, Outline, ids_of};
use crate::files::{FilePath, Files};

/// Something that can be added to a site.
#[derive(Debug)]
pub(crate) struct Kind {
    /// What it is called.
    pub(crate) name: &'static str,
    /// What it is, in a few words.
    pub(crate) about: &'static str,
    /// The kind of file that it is, or stands in.
    file: &'static str,
    /// The field that is its heading, from which its id is made.
    pub(crate) heading: &'static str,
    /// Whether it is of no use until something names it.
    pub(crate) is_idle: bool,
    /// The list in trip.md that names it.
    pub(crate) list: Option<&'static str>,
    /// What a field says where the editor says nothing: what claims least.
    pub(crate) assumed: Option<(&'static str, &'static str)>,
}

const PAGE: Kind = Kind {
    name: "",
    about: "",
    file: "",
    heading: "title",
    is_idle: false,
    list: None,
    assumed: None,
};

const IDLE: Kind = Kind { heading: "name", is_idle: true, ..PAGE };

const POSSIBLE: Option<(&str, &str)> = Some(("status", "possible"));

impl Kind {
    /// Everything that can be added, in the order in which an editor meets it.
    pub(crate) const ALL: &'static [Self] = &[
        Self {
            name: "stop",
            about: "A stop of the journey",
            file: "stop",
            list: Some("stops"),
            assumed: POSSIBLE,
            ..PAGE
        },
        Self {
            name: "event",
            about: "A meeting, a signing, a summit",
            file: "event",
            assumed: POSSIBLE,
            ..PAGE
        },
        Self { name: "topic", about: "A page of a section", file: "topic", ..PAGE },
        Self {
            name: "section",
            about: "A chapter of the explainer",
            file: "section",
            list: Some("sections"),
            ..PAGE
        },
        Self { name: "person", about: "Somebody who acts", file: "people", ..IDLE },
        Self {
            name: "organisation",
            about: "An alliance, a company, an institution",
            file: "organisations",
            ..IDLE
        },
        Self { name: "place", about: "A country, a city, a venue", file: "places", ..IDLE },
        Self { name: "source", about: "Where statements come from", file: "sources", ..IDLE },
        Self {
            name: "term",
            about: "A word that readers look up",
            file: "glossary",
            heading: "term",
            ..IDLE
        },
        Self {
            name: "fact",
            about: "What is known, under the next free number",
            file: "facts",
            heading: "text",
            ..IDLE
        },
        Self {
            name: "figure",
            about: "A number that prose may quote",
            file: "figures",
            heading: "label",
            ..IDLE
        },
        Self {
            name: "want",
            about: "What one side wants from another",
            file: "wants",
            heading: "text",
            ..PAGE
        },
        Self {
            name: "moment",
            about: "A precedent, a deadline, a milestone",
            file: "timeline",
            ..PAGE
        },
        Self {
            name: "question",
            about: "A question with its answer",
            file: "questions",
            heading: "question",
            ..PAGE
        },
        Self {
            name: "update",
            about: "What changed on the page",
            file: "updates",
            heading: "text",
            ..PAGE
        },
    ];

    /// The kind of file that it is, or stands in.
    fn file_kind(&self) -> &'static FileKind {
        FileKind::named(self.file).expect("the tests ask for each")
    }

    /// Its fields, in the order of the format.
    pub(crate) fn fields(&self) -> Vec<Outline> {
        self.file_kind().outlines()
    }

    /// Whether it is a file of its own.
    pub(crate) fn is_page(&self) -> bool {
        self.file_kind().is_front_matter()
    }

    /// Whether each trip has its own.
    pub(crate) fn is_of_trip(&self) -> bool {
        self.file_kind().place.contains("/*/")
    }

    /// Whether each section has its own.
    pub(crate) fn is_of_section(&self) -> bool {
        self.name == "topic"
    }

    /// Whether its id is a number behind a letter.
    pub(crate) fn is_numbered(&self) -> bool {
        self.name == "fact"
    }

    /// The place that has the name of a new stop.
    pub(crate) fn place_of_that_name(
        &self,
        values: &BTreeMap<String, Vec<String>>,
        files: &Files,
    ) -> Option<String> {
        let name = values.get(self.heading).filter(|_| self.name == "stop")?.first()?;
        let places = files.text(&FilePath::new("content/places.yaml")?)?;
        let id = id::slug(name)?;
        ids_of(&places).into_iter().find(|place| *place == id)
    }

    /// The file that it is, or stands in.
    pub(super) fn path(&self, trip: &str, section: &str, id: &str) -> String {
        let names = [trip, section, id];
        let names = names.iter().enumerate().filter(|(at, _)| *at != 1 || self.is_of_section());
        names.fold(self.file_kind().place.to_owned(), |path, (_, name)| path.replacen('*', name, 1))
    }
}

/// The files with entries that others name: those that all trips share, and a trip's own.
pub(super) fn registries(trip: &str) -> impl Iterator<Item = FilePath> + use<> {
    let idle = Kind::ALL.iter().filter(|kind| kind.is_idle);
    let paths: Vec<FilePath> =
        idle.filter_map(|kind| FilePath::new(&kind.path(trip, "", ""))).collect();
    paths.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_one_of_the_format_and_its_heading_is_a_field() {
        for kind in Kind::ALL {
            let fields = kind.fields();
            assert!(fields.iter().any(|field| field.key == kind.heading), "{}", kind.name);
            assert!(fields.iter().any(|field| field.key == "draft"), "{}", kind.name);
        }
    }

    #[test]
    fn each_has_a_place() {
        let path = |name: &str| {
            let kind = Kind::ALL.iter().find(|kind| kind.name == name).expect("a kind");
            kind.path("tour", "trade", "a")
        };
        assert_eq!(path("stop"), "content/tour/stops/a.md");
        assert_eq!(path("topic"), "content/tour/trade/a.md");
        assert_eq!(path("section"), "content/tour/a/index.md");
        assert_eq!(path("fact"), "content/tour/facts.yaml");
        assert_eq!(path("person"), "content/people.yaml");
    }
}
