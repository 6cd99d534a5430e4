//! `trip new correction`: an entry of `updates.yaml`, with every other byte of the file kept.

use std::path::Path;

use clap::{Args, ValueEnum};

use crate::command::content::{self, date};
use crate::command::{Ending, updates_file};
use crate::document::When;
use crate::files::{FilePath, Files};
use crate::io::{self, WorldError};
use crate::pipeline::{Built, Options, build};
use crate::problem::{Paint, Severity, report};
use crate::site::Choices;

/// Write a correction into updates.yaml
///
/// What is not given is asked for on a terminal. Nothing is written if the correction has a mistake.
#[derive(Debug, Args)]
pub(super) struct Correction {
    /// The folder of the trip in `content/`; the front trip if left out
    #[arg(long, value_name = "FOLDER")]
    trip: Option<String>,
    /// What was wrong: an id such as `event:dinner` or `trade/fish#quotas`, or a part of the page
    #[arg(long = "where", value_name = "PASSAGE")]
    passage: Option<String>,
    /// What the passage said, in its own words
    #[arg(long, value_name = "WORDS")]
    was: Option<String>,
    /// What it says now
    #[arg(long, value_name = "WORDS")]
    now: Option<String>,
    /// What readers are told, in a sentence
    #[arg(long, value_name = "SENTENCE")]
    text: Option<String>,
    /// How grave the error was
    #[arg(long, value_enum, default_value_t = Gravity::Ordinary)]
    gravity: Gravity,
    /// The day of the correction; today in the newsroom if left out
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
}

/// How grave an error was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Gravity {
    /// Told at the foot of the page
    Ordinary,
    /// Told above the dek, of the page and of the trip page
    Serious,
}

impl Correction {
    /// Writes the correction into the site in `root`.
    pub(super) fn run(&self, root: &Path) -> Result<Ending, WorldError> {
        let files = content::read(root)?;
        let options = Options {
            choices: Choices { as_of: Some(io::now()), drafts: true, ..Choices::default() },
            ..Options::default()
        };
        let built = build(&files, &options);
        let path = self.file(&files, &built)?;
        let fields = self.fields(&built)?;
        let old = text_of(&files, &path)?;
        let new = updates_file::with_entry(&old, &fields).map_err(|entry| {
            let what = format!("`{path}` is in braces or brackets, which are not written into");
            WorldError::found(what, format!("write it there yourself:\n{entry}"))
        })?;
        let mut changed = files;
        changed.insert(path.clone(), new.clone().into_bytes());
        if tell_mistakes(&build(&changed, &options), &path) {
            return Ok(Ending::Problems);
        }
        io::write_file(&root.join(path.folder()), path.name(), new.as_bytes())?;
        io::tell(&format!("wrote a correction into {path}; read it, then `trip check`\n"));
        Ok(Ending::Fine)
    }

    /// The list of updates of the trip.
    fn file(&self, files: &Files, built: &Built) -> Result<FilePath, WorldError> {
        let front = built.site.front.map(|trip| built.site.trips[trip].id.clone());
        let trips = || {
            let all: Vec<&str> = built.site.trips.iter().map(|(_, it)| it.id.as_str()).collect();
            format!("name the folder of a trip with `--trip`: {}", all.join(", "))
        };
        let folder = self.trip.clone().or(front);
        let folder = folder.ok_or_else(|| WorldError::found("no trip is at the front", trips()))?;
        let is_there = |path: &FilePath| files.get(path).is_some();
        let trip = FilePath::new(&format!("content/{folder}/trip.md")).filter(is_there);
        let file = trip.and_then(|trip| trip.join("updates.yaml"));
        file.ok_or_else(|| WorldError::found(format!("there is no trip `{folder}`"), trips()))
    }

    /// The fields of the entry, those that are missing asked for.
    fn fields(&self, built: &Built) -> Result<Vec<(&'static str, String)>, WorldError> {
        let today = built.site.as_of.as_ref().and_then(When::earliest);
        let today = today.map(|day| day.to_string()).unwrap_or_default();
        let mut fields =
            vec![("date", self.date.clone().unwrap_or(today)), ("kind", "correction".to_owned())];
        if self.gravity == Gravity::Serious {
            fields.push(("gravity", "serious".to_owned()));
        }
        let asked = [
            (
                "where",
                &self.passage,
                "Where was it wrong (event:dinner, trade/fish, introduction)?",
            ),
            ("was", &self.was, "What did it say?"),
            ("now", &self.now, "What does it say now?"),
            ("text", &self.text, "What are readers told, in a sentence?"),
        ];
        for (name, given, question) in asked {
            fields.push((name, answer(name, given.as_deref(), question)?));
        }
        Ok(fields)
    }
}

/// Tells the mistakes in the file as it would be; whether there are any.
fn tell_mistakes(built: &Built, path: &FilePath) -> bool {
    let mut mistakes = built.problems.clone();
    mistakes.keep(|problem| {
        let is_here = problem.span.as_ref().is_some_and(|span| span.file == *path);
        is_here && problem.severity == Severity::Error
    });
    io::complain(&report(&mistakes, &built.files, Paint::Colour));
    if mistakes.errors() > 0 {
        io::complain("nothing was written\n");
    }
    mistakes.errors() > 0
}

/// The text of a file; empty where it is not there.
fn text_of(files: &Files, path: &FilePath) -> Result<String, WorldError> {
    let bytes = files.get(path).map(|bytes| bytes.to_vec()).unwrap_or_default();
    String::from_utf8(bytes).map_err(|_| {
        let what = format!("`{path}` is not written in UTF-8, so that not all of it could be kept");
        WorldError::found(what, "save it as UTF-8 first")
    })
}

/// What is given, or what is answered on the terminal.
fn answer(flag: &str, given: Option<&str>, question: &str) -> Result<String, WorldError> {
    let missing = || {
        let what = format!("`--{flag}` is missing, and there is no terminal to ask on");
        WorldError::found(what, format!("add `--{flag}` with what it says"))
    };
    let answer = match given {
        Some(given) => given.to_owned(),
        None => io::is_person_there()
            .then(|| io::ask_person(&format!("{question} ")))
            .flatten()
            .ok_or_else(missing)?,
    };
    match answer.trim() {
        "" => {
            let what = format!("`--{flag}` says nothing");
            Err(WorldError::found(what, "a correction says what was wrong and what is right"))
        }
        answer => Ok(answer.to_owned()),
    }
}
