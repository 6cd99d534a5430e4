//! What `trip new` adds to a site: a page or an entry, where it belongs, and what has to know of it.

mod id;
mod kind;
mod lines;

use std::collections::BTreeMap;

use crate::document::{Form, Outline};
use crate::document::{draft_entry, ids_of, is_sound_id, with_entry, with_item, without_draft};
use crate::files::{FilePath, Files};
use crate::problem::{names, nearest};

pub(crate) use kind::Kind;

/// What is to be added.
#[derive(Clone, Debug)]
pub(crate) struct Wanted<'a> {
    /// What it is.
    pub(crate) kind: &'static Kind,
    /// Its fields by their keys, the heading among them.
    pub(crate) values: BTreeMap<String, Vec<String>>,
    /// Its id, where the editor chose one.
    pub(crate) id: Option<&'a str>,
    /// The trip that it belongs to; where there is only one, it need not be named.
    pub(crate) trip: Option<&'a str>,
    /// The section of a topic; where there is only one, it need not be named.
    pub(crate) section: Option<&'a str>,
    /// The page that states a fact, by its file's path from the trip's folder.
    pub(crate) on: Option<&'a str>,
    /// Whether the fields that are left out are left out without a comment, too.
    pub(crate) is_bare: bool,
    /// Text in which ids of entries stand that were there once.
    pub(crate) past: &'a str,
}

/// What has to be written.
#[derive(Clone, Debug)]
pub(crate) struct Addition {
    /// The files that are new or change, as they will be.
    pub(crate) files: Files,
    /// The file that has the page or the entry.
    pub(crate) file: FilePath,
    /// The new id.
    pub(crate) id: String,
    /// Whether readers are not shown it yet.
    pub(crate) is_draft: bool,
    /// What else was done, in words for the editor.
    pub(crate) notes: Vec<String>,
}

/// Why nothing can be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// What is wrong.
    pub(crate) what: String,
    /// What to do.
    pub(crate) cure: String,
}

fn refusal(what: impl Into<String>, cure: impl Into<String>) -> Refusal {
    Refusal { what: what.into(), cure: cure.into() }
}

/// The trips of a site, by their folders.
pub(crate) fn trips(files: &Files) -> Vec<&str> {
    let parts = files.under("content/").map(|(path, _)| path.as_str().split('/').collect());
    parts
        .filter_map(|parts: Vec<&str>| match parts.as_slice() {
            [_, trip, "trip.md"] => Some(*trip),
            _ => None,
        })
        .collect()
}

/// The sections of a trip, by their folders.
fn sections<'f>(files: &'f Files, trip: &str) -> Vec<&'f str> {
    let parts = files.under("content/").map(|(path, _)| path.as_str().split('/').collect());
    parts
        .filter_map(|parts: Vec<&str>| match parts.as_slice() {
            [_, of, section, "index.md"] if *of == trip => Some(*section),
            _ => None,
        })
        .collect()
}

/// The one of `known` that is meant; `flag` names it where there are several.
fn choose<'k>(
    (thing, flag): (&str, &str),
    named: Option<&str>,
    known: &[&'k str],
) -> Result<&'k str, Refusal> {
    match (named, known) {
        (None, [only]) => Ok(only),
        (None, []) => Err(refusal(
            format!("there is no {thing} to add to"),
            format!("make one: `trip new {thing}`, or `trip init` for a whole site"),
        )),
        (None, _) => Err(refusal(
            format!("there are several {thing}s"),
            format!("say which with `{flag}`: {}", names(known)),
        )),
        (Some(named), _) => known.iter().find(|it| **it == named).copied().ok_or_else(|| {
            let cure = match nearest(named, known.iter().copied()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("there are {}", names(known)),
            };
            refusal(format!("there is no {thing} called `{}`", named.escape_debug()), cure)
        }),
    }
}

/// What to write so that `wanted` is part of the site; nothing is checked yet but where it goes.
///
/// # Errors
///
/// It has no place, no id, or a file is in a form that cannot be added to.
pub(crate) fn addition(files: &Files, wanted: &Wanted<'_>) -> Result<Addition, Refusal> {
    let place = Place::of(files, wanted)?;
    let id = place.new_id(wanted)?;
    let file = place.file(&id)?;
    let is_idle = wanted.kind.is_idle && wanted.on.is_none();
    let is_draft = is_idle || wanted.values.contains_key("draft");
    let mut new = Addition { files: Files::default(), file, id, is_draft, notes: Vec::new() };
    new.write(&place, wanted)?;
    if !is_draft {
        new.list(&place)?;
        new.publish_what_it_names(&place, wanted);
    }
    if let Some(page) = wanted.on {
        new.state_on(page, &place)?;
    }
    Ok(new)
}

/// Where something belongs.
struct Place<'a> {
    files: &'a Files,
    kind: &'static Kind,
    /// The trip's folder; empty for what all trips share.
    trip: &'a str,
    section: &'a str,
}

impl<'a> Place<'a> {
    fn of(files: &'a Files, wanted: &Wanted<'_>) -> Result<Self, Refusal> {
        let kind = wanted.kind;
        let trip = if kind.is_of_trip() {
            choose(("trip", "--trip"), wanted.trip, &trips(files))?
        } else {
            ""
        };
        let section = if kind.is_of_section() {
            choose(("section", "--section"), wanted.section, &sections(files, trip))?
        } else {
            ""
        };
        Ok(Self { files, kind, trip, section })
    }

    fn file(&self, id: &str) -> Result<FilePath, Refusal> {
        let path = self.kind.path(self.trip, self.section, id);
        FilePath::new(&path)
            .ok_or_else(|| refusal(format!("`{path}` can be no file"), "choose another `--id`"))
    }

    fn text(&self, path: &FilePath) -> Result<String, Refusal> {
        let Some(bytes) = self.files.get(path) else { return Ok(String::new()) };
        let text = String::from_utf8(bytes.to_vec());
        text.map_err(|_| refusal(format!("`{path}` is not UTF-8 text"), "save it as UTF-8"))
    }

    /// The ids that are there.
    fn ids(&self) -> Result<Vec<String>, Refusal> {
        if !self.kind.is_page() {
            return Ok(ids_of(&self.text(&self.file("")?)?));
        }
        let (before, after) = self
            .kind
            .path(self.trip, self.section, "*")
            .split_once('*')
            .map_or_else(Default::default, |(before, after)| (before.to_owned(), after.to_owned()));
        let inner = self.files.under(&before).filter_map(|(path, _)| {
            path.as_str().strip_prefix(&before)?.strip_suffix(&after).map(str::to_owned)
        });
        let reserved = ["index", "stops", "events", "media"].map(str::to_owned);
        Ok(inner.chain(reserved).collect())
    }

    fn new_id(&self, wanted: &Wanted<'_>) -> Result<String, Refusal> {
        let taken = self.ids()?;
        if let Some(id) = wanted.id {
            return chosen_id(id, &taken);
        }
        if self.kind.is_numbered() {
            return Ok(id::next_number(&taken, &self.texts_that_name(), wanted.past));
        }
        let heading = wanted.values.get(self.kind.heading).and_then(|it| it.first());
        let heading = heading.map(String::as_str).unwrap_or_default();
        id::slug(heading).map(|slug| id::free(&slug, &taken)).ok_or_else(|| {
            let what =
                format!("`{}` has no letters and digits to make an id of", heading.escape_debug());
            refusal(what, "name one with `--id`")
        })
    }

    /// The texts that may name a fact of the trip: its own files, and those that all trips share.
    fn texts_that_name(&self) -> Vec<String> {
        let own = format!("content/{}/", self.trip);
        let named = self.files.under("content/").filter(|(path, _)| {
            let is_shared = path.as_str().matches('/').count() == 1;
            path.is_text() && (is_shared || path.as_str().starts_with(&own))
        });
        // A file that all trips share names the facts of another one with its folder before them.
        let others: Vec<String> = trips(self.files)
            .into_iter()
            .filter(|trip| *trip != self.trip)
            .map(|trip| format!("{trip}/"))
            .collect();
        let own_only =
            |text: String| others.iter().fold(text, |text, it| text.replace(it, "other"));
        named.map(|(_, bytes)| own_only(String::from_utf8_lossy(bytes).into_owned())).collect()
    }
}

/// The id that the editor chose, if it can be one and is free.
fn chosen_id(id: &str, taken: &[String]) -> Result<String, Refusal> {
    if !is_sound_id(id) {
        let cure = match id::slug(id) {
            Some(sound) => format!("write letters, digits and hyphens, such as `{sound}`"),
            None => "write letters, digits and hyphens".to_owned(),
        };
        return Err(refusal(format!("`{}` cannot be an id", id.escape_debug()), cure));
    }
    if let Some(there) = taken.iter().find(|it| it.to_lowercase() == id.to_lowercase()) {
        return Err(refusal(
            format!("`{there}` is taken"),
            format!("choose another, such as `{}`", id::free(id, taken)),
        ));
    }
    Ok(id.to_owned())
}

impl Addition {
    /// The page itself, or the file with the entry in it.
    fn write(&mut self, place: &Place<'_>, wanted: &Wanted<'_>) -> Result<(), Refusal> {
        let fields = place.kind.fields();
        let lines = lines::lines(&fields, wanted, self.is_draft);
        let before = place.text(&self.file)?;
        let text = if place.kind.is_page() {
            format!(
                "---\n{}---\n",
                lines.iter().fold(String::new(), |text, line| text + line + "\n")
            )
        } else {
            with_entry(&before, &self.id, &lines).ok_or_else(|| {
                let what = format!("`{}` is in a form that cannot be added to", self.file);
                let entry = lines.join("\n  ");
                refusal(what, format!("write the entry yourself:\n\n{}:\n  {entry}\n", self.id))
            })?
        };
        self.files.insert(self.file.clone(), text.into_bytes());
        Ok(())
    }

    /// Tells the trip of a new stop or section.
    fn list(&mut self, place: &Place<'_>) -> Result<(), Refusal> {
        let Some(key) = place.kind.list else { return Ok(()) };
        let id = self.id.clone();
        self.add_item(&format!("content/{}/trip.md", place.trip), key, &id, place)?;
        let moved = if key == "stops" { "; move it to where it comes in the journey" } else { "" };
        self.notes.push(format!("`{id}` is the last of `{key}` in trip.md{moved}"));
        Ok(())
    }

    /// Lists a new fact on the page that is to state it.
    fn state_on(&mut self, page: &str, place: &Place<'_>) -> Result<(), Refusal> {
        let own = format!("content/{}/", place.trip);
        let inner = page.strip_prefix("./").unwrap_or(page);
        let inner = inner.strip_prefix(&own).unwrap_or(inner);
        let pages = place.files.under(&own).filter(|(path, _)| path.extension() == "md");
        let pages = pages.filter_map(|(path, _)| path.as_str().strip_prefix(&own));
        let pages: Vec<&str> = pages.collect();
        if !pages.contains(&inner) {
            let cure = match nearest(inner, pages) {
                Some(page) => format!("did you mean `--on {page}`?"),
                None => "name the file of a page, such as `--on trip.md`".to_owned(),
            };
            let page = page.escape_debug();
            return Err(refusal(format!("there is no page `{page}` in `{own}`"), cure));
        }
        let path = format!("{own}{inner}");
        let id = self.id.clone();
        self.add_item(&path, "facts", &id, place)?;
        self.notes
            .push(format!("`{path}` shows it; link the words that state it: `[words](fact:{id})`"));
        Ok(())
    }

    fn add_item(
        &mut self,
        path: &str,
        key: &str,
        id: &str,
        place: &Place<'_>,
    ) -> Result<(), Refusal> {
        let file = FilePath::new(path).filter(|path| place.files.get(path).is_some());
        let file =
            file.ok_or_else(|| refusal(format!("there is no `{path}`"), "write it first"))?;
        let text = with_item(&place.text(&file)?, key, id).ok_or_else(|| {
            let what = format!("`{key}` of `{path}` is in a form that cannot be added to");
            refusal(what, format!("write it as `{key}: [{id}]` yourself"))
        })?;
        self.files.insert(file, text.into_bytes());
        Ok(())
    }

    /// What was a draft because nothing named it is one no more.
    fn publish_what_it_names(&mut self, place: &Place<'_>, wanted: &Wanted<'_>) {
        let is_id = |field: &&Outline| field.form == Form::Id;
        let fields = place.kind.fields();
        let named = fields.iter().filter(is_id).filter_map(|field| wanted.values.get(&field.key));
        for id in named.flatten() {
            for path in kind::registries(place.trip) {
                let Some(text) = self.files.text(&path).or_else(|| place.files.text(&path)) else {
                    continue;
                };
                let published = draft_entry(&text, id).then(|| without_draft(&text, id)).flatten();
                if let Some(published) = published {
                    self.notes.push(format!("`{id}` in {} is no draft any more", path.name()));
                    self.files.insert(path, published.into_bytes());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
