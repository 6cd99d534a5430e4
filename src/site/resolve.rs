//! From names to ids, with a problem for each name that is nothing's.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{
    Blocks, Destination, Inline, Kind, Line, Name, Prose, Spanned, When, Written, zone,
};
use crate::files::{FilePath, Span};
use crate::problem::{
    BAD_VALUE, BROKEN_ANCHOR, BROKEN_LINK, Problems, UNKNOWN_ID, WRONG_CASE, nearest,
};
use crate::site::names::{Named, Names, Sort};
use crate::site::{Anchored, Entity, Fact, Id, Party, Place, Target, Text, Time};

/// A page or file of content that a relative link can lead to.
#[derive(Clone, Debug)]
pub(super) struct Linkable {
    /// Where the link leads.
    pub(super) target: Target,
    /// The anchors of its prose; none where any anchor will do here.
    pub(super) anchors: Option<Vec<String>>,
}

/// Resolves the names of one document after another.
pub(super) struct Resolver<'a> {
    pub(super) names: &'a Names,
    /// What each content file is for readers; files that readers never see are not in it.
    pub(super) linkable: &'a BTreeMap<FilePath, Linkable>,
    /// Every content file there is.
    pub(super) paths: &'a BTreeSet<FilePath>,
    pub(super) problems: &'a mut Problems,
    /// Where each fact is cited.
    pub(super) citations: BTreeMap<Id<Fact>, Vec<Span>>,
    /// Everything that something refers to.
    pub(super) referred: BTreeSet<Entity>,
    /// The file at hand.
    pub(super) file: FilePath,
    /// Its trip; none for what all trips share.
    pub(super) trip: Option<String>,
    /// The anchors of its prose.
    pub(super) anchors: Vec<String>,
}

impl Resolver<'_> {
    /// The id that a name stands for, or a problem.
    pub(super) fn find<T>(&mut self, sort: Sort, name: &Name) -> Option<Id<T>> {
        let id = self.find_at(sort, &name.0.value, &name.0.span)?;
        self.refer(sort, id);
        Some(Id::at(id))
    }

    fn find_at(&mut self, sort: Sort, id: &str, span: &Span) -> Option<usize> {
        if id.is_empty() {
            return None;
        }
        match self.names.find(sort, self.trip.as_deref(), id) {
            Some(Named::Entry(index)) => return Some(index),
            Some(Named::Unreadable) => {}
            Some(Named::Draft) => {
                self.problems
                    .add(
                        UNKNOWN_ID,
                        span.clone(),
                        format!("`{id}` is a draft and is not published"),
                    )
                    .help("take out `draft: true` there, or take out what refers to it here");
            }
            None => self.report_unknown(sort, id, span),
        }
        None
    }

    fn report_unknown(&mut self, sort: Sort, id: &str, span: &Span) {
        let (thing, where_not) = sort.words();
        let message = match sort {
            Sort::Person => format!("nobody is called `{id}`"),
            _ => format!("there is no {thing} called `{id}`"),
        };
        let known = self.names.known(sort, self.trip.as_deref());
        self.problems.add(UNKNOWN_ID, span.clone(), message).label(where_not).nearest(id, known);
    }

    fn refer(&mut self, sort: Sort, index: usize) {
        self.referred.extend(entity(sort, index));
    }

    /// The facts that something rests on, each noted as cited here.
    pub(super) fn facts(&mut self, names: &[Name]) -> Vec<Id<Fact>> {
        names.iter().filter_map(|name| self.fact(name)).collect()
    }

    /// A fact, noted as cited here.
    pub(super) fn fact(&mut self, name: &Name) -> Option<Id<Fact>> {
        let fact = self.find(Sort::Fact, name)?;
        self.cite(fact, &name.0.span);
        Some(fact)
    }

    fn cite(&mut self, fact: Id<Fact>, span: &Span) {
        self.citations.entry(fact).or_default().push(span.clone());
    }

    /// Anything with one of these ids; all that have it, where ids of several sorts agree.
    pub(super) fn about(&mut self, names: &[Name]) -> Vec<Entity> {
        let mut found = BTreeSet::new();
        for name in names {
            let (prefix, id) = split_prefix(&name.0.value);
            let sorts: Vec<Sort> = ANY
                .iter()
                .filter(|(word, _)| prefix.is_none_or(|prefix| prefix == *word))
                .map(|(_, sort)| *sort)
                .collect();
            let here: Vec<Named> = sorts
                .iter()
                .filter_map(|sort| self.names.find(*sort, self.trip.as_deref(), id))
                .collect();
            for sort in &sorts {
                if let Some(Named::Entry(index)) = self.names.find(*sort, self.trip.as_deref(), id)
                {
                    found.extend(entity(*sort, index));
                    self.refer(*sort, index);
                }
            }
            if here.is_empty() {
                let known: Vec<&str> = sorts
                    .iter()
                    .flat_map(|sort| self.names.known(*sort, self.trip.as_deref()))
                    .collect();
                self.problems
                    .add(UNKNOWN_ID, name.0.span.clone(), format!("nothing is called `{id}`"))
                    .label("no id of a person, place, stop, event, section, topic …")
                    .nearest(id, known);
            }
        }
        found.into_iter().collect()
    }

    /// Who says or wants something: an id, or a description where descriptions are allowed.
    pub(super) fn party(&mut self, name: &Name) -> Option<Party> {
        const SORTS: [Sort; 3] = [Sort::Person, Sort::Organisation, Sort::Place];
        let written = &name.0.value;
        let (prefix, id) = split_prefix(written);
        for sort in SORTS {
            if prefix.is_some_and(|prefix| {
                ANY.iter().all(|(word, other)| *other != sort || *word != prefix)
            }) {
                continue;
            }
            match self.names.find(sort, self.trip.as_deref(), id) {
                Some(Named::Entry(index)) => {
                    self.refer(sort, index);
                    return Some(party_at(sort, index));
                }
                Some(_) => return None,
                None => {}
            }
        }
        if written.contains(|c: char| c.is_whitespace() || c.is_uppercase()) {
            return Some(Party::Words(written.clone()));
        }
        let known: Vec<&str> =
            SORTS.iter().flat_map(|sort| self.names.known(*sort, self.trip.as_deref())).collect();
        let near = nearest(written, known.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the id of a person, organisation or place, or a description such as `Unnamed analysts`".to_owned(),
        };
        self.problems
            .add(
                UNKNOWN_ID,
                name.0.span.clone(),
                format!("nobody and nothing is called `{written}`"),
            )
            .label("not in people.yaml, organisations.yaml or places.yaml")
            .help(help);
        None
    }

    /// A paragraph with its links resolved.
    pub(super) fn inline(&mut self, inline: &Inline) -> Text {
        self.text(&inline.0)
    }

    /// Any Markdown of a field with its links resolved.
    pub(super) fn blocks(&mut self, blocks: &Blocks) -> Text {
        self.text(&blocks.0)
    }

    /// Prose with its links resolved; a link that leads nowhere leaves its words.
    pub(super) fn text(&mut self, prose: &Prose<Written>) -> Text {
        prose.clone().map_links(|link| self.link(&link))
    }

    fn link(&mut self, link: &Written) -> Option<Anchored> {
        let to = match &link.to {
            Destination::Typed(kind, id) => self.typed(*kind, id, &link.span)?,
            Destination::File { path, anchor } => {
                self.file_link(path, anchor.as_deref(), &link.span)?
            }
            Destination::Here(anchor) => {
                self.check_anchor(anchor, &self.anchors.clone(), &link.span);
                Target::Here(anchor.clone())
            }
            Destination::Web(url) => Target::Web(url.clone()),
        };
        Some(Anchored { to, words: link.words.clone(), span: link.whole.clone() })
    }

    fn typed(&mut self, kind: Kind, id: &str, span: &Span) -> Option<Target> {
        // The id stands after the prefix of the destination.
        let span =
            Span { start: span.end.saturating_sub(id.len()).max(span.start), ..span.clone() };
        let sort = sort_of(kind);
        let index = self.find_at(sort, id, &span)?;
        self.refer(sort, index);
        Some(match kind {
            Kind::Fact => {
                self.cite(Id::at(index), &span);
                Target::Fact(Id::at(index))
            }
            Kind::Quote => {
                self.cite(Id::at(index), &span);
                Target::Quote(Id::at(index))
            }
            Kind::Figure => Target::Figure(Id::at(index)),
            Kind::Source => Target::Source(Id::at(index)),
            _ => Target::Entity(entity(sort, index)?, None),
        })
    }

    fn file_link(&mut self, path: &str, anchor: Option<&str>, span: &Span) -> Option<Target> {
        let Some(file) = self.linked_file(path) else {
            self.report_broken(path, span);
            return None;
        };
        let Some(linkable) = self.linkable.get(&file) else {
            if !self.names_unreadable(&file) {
                self.problems
                    .add(BROKEN_LINK, span.clone(), format!("`{path}` is not published"))
                    .help("link to a page that is, or take out `draft: true` there");
            }
            return None;
        };
        let (target, anchors) = (linkable.target.clone(), linkable.anchors.clone());
        if let (Some(anchor), Some(anchors)) = (anchor, anchors) {
            self.check_anchor(anchor, &anchors, span);
        }
        Some(match target {
            Target::Entity(entity, _) => {
                self.referred.insert(entity);
                Target::Entity(entity, anchor.map(str::to_owned))
            }
            Target::Page(address, _) => Target::Page(address, anchor.map(str::to_owned)),
            other => other,
        })
    }

    /// The content file that a relative link means; a folder means its first page.
    fn linked_file(&self, path: &str) -> Option<FilePath> {
        let joined = self.file.join(path)?;
        let inside = |name: &str| FilePath::new(&format!("{joined}/{name}"));
        [Some(joined.clone()), inside("index.md"), inside("trip.md")]
            .into_iter()
            .flatten()
            .find(|candidate| self.paths.contains(candidate))
    }

    /// Whether a file is there and its own problems say why it is no page.
    fn names_unreadable(&self, file: &FilePath) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.span.as_ref().is_some_and(|span| span.file == *file))
    }

    fn report_broken(&mut self, path: &str, span: &Span) {
        let known: Vec<&str> = self.paths.iter().map(FilePath::as_str).collect();
        let wanted = self.file.join(path);
        let same_letters = wanted.as_ref().and_then(|wanted| {
            let folded = wanted.as_str().to_lowercase();
            known.iter().find(|known| known.to_lowercase() == folded)
        });
        if let Some(exact) = same_letters {
            let exact = relative(&self.file, exact);
            self.problems
                .add(
                    WRONG_CASE,
                    span.clone(),
                    format!("`{path}` differs from the file's name in upper and lower case"),
                )
                .help(format!("write `{exact}`; published pages are told apart by case"));
            return;
        }
        let near = wanted.as_ref().and_then(|wanted| nearest_path(wanted, &known));
        let help = match near {
            Some(near) => format!("did you mean `{}`?", relative(&self.file, near)),
            None => "write the path of a content file, counted from this file".to_owned(),
        };
        self.problems
            .add(BROKEN_LINK, span.clone(), format!("there is no file `{path}`"))
            .help(help);
    }

    fn check_anchor(&mut self, anchor: &str, known: &[String], span: &Span) {
        if known.iter().any(|known| known == anchor) {
            return;
        }
        let place =
            Span { start: span.end.saturating_sub(anchor.len()).max(span.start), ..span.clone() };
        let problem = self.problems.add(
            BROKEN_ANCHOR,
            place,
            format!("no heading there has the anchor `#{anchor}`"),
        );
        if known.is_empty() {
            problem.help("that page's text has no headings; link to the page without `#…`");
        } else {
            problem.nearest(anchor, known.iter().map(String::as_str));
        }
    }

    /// A time zone that exists.
    pub(super) fn zone(&mut self, line: Option<&Line>) -> Option<String> {
        let line = line?;
        if zone::find(&line.value).is_some() {
            return Some(line.value.clone());
        }
        let help = match zone::nearest(&line.value) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write it as `Region/City`, such as `Asia/Seoul`".to_owned(),
        };
        self.problems
            .add(
                BAD_VALUE,
                line.span.clone(),
                format!("there is no time zone called `{}`", line.value),
            )
            .help(help);
        None
    }

    /// A place's latitude and longitude within their bounds.
    pub(super) fn position(&mut self, place: &crate::document::Place) -> Option<(f64, f64)> {
        let bounds = [(&place.lat, "latitude", 90.0), (&place.lon, "longitude", 180.0)];
        for (number, name, limit) in bounds {
            let Some(number) = number else { continue };
            if number.value.abs() > limit {
                let message = format!("a {name} lies between -{limit} and {limit} degrees");
                self.problems
                    .add(BAD_VALUE, number.span.clone(), message)
                    .help("write degrees with a decimal point, south and west negative");
                return None;
            }
        }
        Some((place.lat.as_ref()?.value, place.lon.as_ref()?.value))
    }
}

/// The value of a date field; unknown where nothing is written.
pub(super) fn when(field: Option<&Spanned<When>>) -> When {
    field.map(|when| when.value.clone()).unwrap_or_default()
}

/// The time that a `when` and its words give; a clock time without a zone is one of `zone`.
pub(super) fn time(field: Option<&Spanned<When>>, words: Option<&Line>, zone: &str) -> Time {
    Time { when: when(field).in_zone(zone), text: words.map(|line| line.value.clone()) }
}

/// The sorts that `about` may name, each with the prefix that singles it out.
const ANY: &[(&str, Sort)] = &[
    ("section", Sort::Section),
    ("topic", Sort::Topic),
    ("stop", Sort::Stop),
    ("event", Sort::Event),
    ("person", Sort::Person),
    ("org", Sort::Organisation),
    ("place", Sort::Place),
    ("term", Sort::Term),
    ("figure", Sort::Figure),
    ("trip", Sort::Trip),
];

fn split_prefix(written: &str) -> (Option<&str>, &str) {
    match written.split_once(':') {
        Some((prefix, id)) if ANY.iter().any(|(word, _)| *word == prefix) => (Some(prefix), id),
        _ => (None, written),
    }
}

fn party_at(sort: Sort, index: usize) -> Party {
    match sort {
        Sort::Person => Party::Person(Id::at(index)),
        Sort::Organisation => Party::Organisation(Id::at(index)),
        _ => Party::Place(Id::<Place>::at(index)),
    }
}

fn sort_of(kind: Kind) -> Sort {
    match kind {
        Kind::Person => Sort::Person,
        Kind::Organisation => Sort::Organisation,
        Kind::Place => Sort::Place,
        Kind::Term => Sort::Term,
        Kind::Event => Sort::Event,
        Kind::Stop => Sort::Stop,
        Kind::Figure => Sort::Figure,
        Kind::Fact | Kind::Quote => Sort::Fact,
        Kind::Source => Sort::Source,
    }
}

/// The entity of a sort at an index of its registry; a picture is none.
fn entity(sort: Sort, index: usize) -> Option<Entity> {
    Some(match sort {
        Sort::Trip => Entity::Trip(Id::at(index)),
        Sort::Section => Entity::Section(Id::at(index)),
        Sort::Topic => Entity::Topic(Id::at(index)),
        Sort::Stop => Entity::Stop(Id::at(index)),
        Sort::Event => Entity::Event(Id::at(index)),
        Sort::Person => Entity::Person(Id::at(index)),
        Sort::Organisation => Entity::Organisation(Id::at(index)),
        Sort::Place => Entity::Place(Id::at(index)),
        Sort::Source => Entity::Source(Id::at(index)),
        Sort::Term => Entity::Term(Id::at(index)),
        Sort::Fact => Entity::Fact(Id::at(index)),
        Sort::Figure => Entity::Figure(Id::at(index)),
        Sort::Media => return None,
    })
}

/// The known path that `wanted` is most likely a slip for: the same name elsewhere, or a near one.
fn nearest_path<'k>(wanted: &FilePath, known: &[&'k str]) -> Option<&'k str> {
    let same_name = |path: &&&str| path.rsplit('/').next() == Some(wanted.name());
    known
        .iter()
        .find(same_name)
        .copied()
        .or_else(|| nearest(wanted.as_str(), known.iter().copied()))
}

/// The way from a file to another path, as a relative link.
fn relative(from: &FilePath, to: &str) -> String {
    let here: Vec<&str> = from.folder().split('/').collect();
    let there: Vec<&str> = to.split('/').collect();
    let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(here.len() - shared);
    format!("{up}{}", there[shared..].join("/"))
}
