//! `trip new`: adds a page or an entry, so that the site has nothing new wrong with it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};

use crate::addition::{Addition, Kind, Refusal, Wanted, addition, trips};
use crate::command::new_correction::Correction;
use crate::command::report::more;
use crate::command::{Ending, content};
use crate::document::{Form, Outline};
use crate::files::Files;
use crate::io::{self, WorldError};
use crate::pipeline::{Options, build};
use crate::problem::{Paint, Problem, Problems, Severity, report};
use crate::site::Choices;

/// What `trip new` is asked for.
#[derive(Debug)]
pub(super) enum New {
    Wish(Wish),
    Correction(Correction),
}

/// The flags of `trip new KIND`.
#[derive(Debug)]
pub(super) struct Wish {
    kind: &'static Kind,
    matches: ArgMatches,
}

impl Args for New {
    fn augment_args(command: Command) -> Command {
        // Few calls are for `new`, so the fields are told from the format only when they are needed.
        let kinds = Kind::ALL
            .iter()
            .map(|kind| Command::new(kind.name).about(kind.about).defer(with_flags));
        command
            .about(ABOUT)
            .long_about(format!("{ABOUT}\n\n{MORE}"))
            .subcommand_value_name("KIND")
            .subcommand_help_heading("Kinds")
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommands(kinds)
            .subcommand(Correction::augment_args(Command::new(CORRECTION)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for New {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        if let Some((CORRECTION, matches)) = matches.subcommand() {
            return Correction::from_arg_matches(matches).map(Self::Correction);
        }
        let named = matches.subcommand().and_then(|(name, matches)| {
            let kind = Kind::ALL.iter().find(|kind| kind.name == name)?;
            Some(Self::Wish(Wish { kind, matches: matches.clone() }))
        });
        named.ok_or_else(|| Error::new(clap::error::ErrorKind::MissingSubcommand))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Flags that are about the addition, and no fields of it.
const ID: &str = "new-id";
const TRIP: &str = "in-trip";
const SECTION: &str = "in-section";
const ON: &str = "on-page";
const BARE: &str = "bare";
const HEADING: &str = "named-heading";

/// The one addition that is checked against what it corrects.
const CORRECTION: &str = "correction";

const ABOUT: &str = "Add a page or an entry to the site";
const MORE: &str = "\
What is required and not given is asked for, if somebody is there to answer. Fields that are left out \
are written as comments, with what they mean. The site is checked with the addition first: if \
anything would be wrong that was not, nothing is written.";

/// The command of a kind with the flags of its fields.
fn with_flags(command: Command) -> Command {
    let Some(kind) = Kind::ALL.iter().find(|kind| kind.name == command.get_name()) else {
        return command;
    };
    let fields = kind.fields();
    let heading = fields.iter().find(|field| field.key == kind.heading);
    let about = heading.map(meaning).unwrap_or_default();
    let option = |id: &'static str, long: &'static str, value: &'static str, help: &'static str| {
        Arg::new(id).long(long).value_name(value).value_parser(line).help(help)
    };
    let title = Arg::new(kind.heading).value_name(kind.heading.to_uppercase());
    let mut command = command
        .arg(title.value_parser(line).help(about))
        .arg(named_heading(kind))
        .args(fields.iter().filter(|field| field.key != kind.heading).filter_map(flag))
        .arg(Arg::new(BARE).long("bare").action(ArgAction::SetTrue).help("Leave the comments out"));
    if !kind.is_numbered() {
        let help = "Its id, where the one made of its heading does not suit";
        command = command.arg(option(ID, "id", "ID", help));
    }
    if kind.is_of_trip() {
        let help = "The trip’s folder, if there are several";
        command = command.arg(option(TRIP, "trip", "TRIP", help));
    }
    if kind.is_of_section() {
        let help = "The section’s folder, if there are several";
        command = command.arg(option(SECTION, "section", "SECTION", help));
    }
    if kind.is_numbered() {
        let help = "The page that states it, such as `stops/japan.md`; without one it is a draft";
        command = command.arg(option(ON, "on", "FILE", help));
    }
    command
}

/// The heading by its name, for who writes it as a flag like all others.
fn named_heading(kind: &'static Kind) -> Arg {
    let named = Arg::new(HEADING).long(kind.heading.replace('_', "-")).value_parser(line);
    named.value_name(kind.heading.to_uppercase()).conflicts_with(kind.heading).hide(true)
}

/// What a field means, as flags are told: without a full stop.
fn meaning(field: &Outline) -> String {
    field.about.trim_end_matches('.').to_owned()
}

/// The flag of a field; none for fields that have fields of their own.
fn flag(field: &Outline) -> Option<Arg> {
    let arg = Arg::new(field.key.clone()).long(field.key.replace('_', "-")).help(meaning(field));
    let arg = match &field.form {
        Form::Record => return None,
        Form::Flag => return Some(arg.action(ArgAction::SetTrue)),
        Form::Words(words) => {
            arg.value_parser(PossibleValuesParser::new(words.iter().map(|(word, _)| word.clone())))
        }
        Form::Number => arg.value_parser(number).allow_hyphen_values(true),
        Form::Id | Form::Text => arg.value_parser(line),
    };
    let arg = arg.value_name(field.key.to_uppercase());
    Some(match (field.is_list, &field.form) {
        (true, Form::Id) => {
            let single = field.key.trim_end_matches('s').replace('_', "-");
            arg.action(ArgAction::Append).value_delimiter(',').alias(single)
        }
        (true, _) => arg.action(ArgAction::Append),
        _ => arg,
    })
}

/// A line of text with something in it.
fn line(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("write something".to_owned());
    }
    if text.contains(char::is_control) {
        return Err("write it in one line, without tabs or other invisible characters".to_owned());
    }
    Ok(text.to_owned())
}

/// A number as it was written.
fn number(text: &str) -> Result<String, String> {
    let is_number = text.parse::<f64>().is_ok_and(f64::is_finite);
    let is_plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    if is_number && is_plain {
        return Ok(text.to_owned());
    }
    Err("write digits, with a point before decimals".to_owned())
}

impl From<Refusal> for WorldError {
    fn from(Refusal { what, cure }: Refusal) -> Self {
        Self::found(what, cure)
    }
}

impl New {
    /// Adds what is wanted to the site in `root`.
    pub(super) fn run(&self, root: &Path) -> Result<Ending, WorldError> {
        match self {
            Self::Wish(wish) => wish.run(root),
            Self::Correction(correction) => correction.run(root),
        }
    }
}

impl Wish {
    fn run(&self, root: &Path) -> Result<Ending, WorldError> {
        let files = content::read(root)?;
        let wanted = Wanted {
            kind: self.kind,
            values: self.values(&files)?,
            id: self.text(ID),
            trip: self.text(TRIP),
            section: self.text(SECTION),
            on: self.text(ON),
            is_bare: self.matches.get_flag(BARE),
            past: &self.past(root, &files),
        };
        let addition = match addition(&files, &wanted) {
            Ok(addition) => addition,
            Err(refusal) => return refuse(&files, refusal),
        };
        let (wrong, shown) = new_problems(&files, &addition);
        if !wrong.is_empty() {
            return Ok(tell(&wrong, &shown, "with the addition, this would be wrong"));
        }
        io::change_files(root, &files, &addition.files)?;
        io::tell(&self.summary(&addition, &files));
        Ok(Ending::Fine)
    }

    fn text(&self, flag: &str) -> Option<&str> {
        self.matches.try_get_one::<String>(flag).ok().flatten().map(String::as_str)
    }

    /// Numbers that were used once are used no more, not even those that only git remembers.
    fn past(&self, root: &Path, files: &Files) -> String {
        let trip = match (self.text(TRIP), trips(files).as_slice()) {
            (Some(trip), known) => known.iter().find(|it| **it == trip).copied(),
            (None, [only]) => Some(*only),
            _ => None,
        };
        let trip = trip.filter(|_| self.kind.is_numbered());
        trip.map(|trip| io::past_of(root, &format!("content/{trip}/facts.yaml")))
            .unwrap_or_default()
    }

    /// The fields that are given, assumed, or asked for.
    fn values(&self, files: &Files) -> Result<BTreeMap<String, Vec<String>>, WorldError> {
        let fields = self.kind.fields();
        let mut values = BTreeMap::new();
        for field in &fields {
            if let Some(given) = self.given(field) {
                values.insert(field.key.clone(), given);
            }
        }
        self.assume(&mut values, files);
        let missing: Vec<&Outline> = fields
            .iter()
            .filter(|field| field.required || field.key == self.kind.heading)
            .filter(|field| !values.contains_key(&field.key))
            .collect();
        if !missing.is_empty() && !io::is_person_there() {
            return Err(self.missing(&missing));
        }
        for field in missing {
            values.insert(field.key.clone(), vec![ask(field)?]);
        }
        Ok(values)
    }

    fn given(&self, field: &Outline) -> Option<Vec<String>> {
        if field.form == Form::Flag {
            return self.matches.get_flag(&field.key).then(Vec::new);
        }
        let named = (field.key == self.kind.heading).then(|| self.text(HEADING)).flatten();
        if let Some(named) = named {
            return Some(vec![named.to_owned()]);
        }
        let values = self.matches.try_get_many::<String>(&field.key).ok().flatten()?;
        Some(values.cloned().collect())
    }

    /// What claims least where nothing is said, and the place that has the stop's own name.
    fn assume(&self, values: &mut BTreeMap<String, Vec<String>>, files: &Files) {
        if let Some((key, value)) = self.kind.assumed {
            values.entry(key.to_owned()).or_insert_with(|| vec![value.to_owned()]);
        }
        let place = self.kind.place_of_that_name(values, files);
        if let Some(place) = place.filter(|_| !values.contains_key("place")) {
            values.insert("place".to_owned(), vec![place]);
        }
    }

    fn missing(&self, missing: &[&Outline]) -> WorldError {
        let name = |field: &&Outline| {
            let meaning = meaning(field);
            if field.key == self.kind.heading {
                return format!("  {}: {meaning}", field.key.to_uppercase());
            }
            let words = match &field.form {
                Form::Words(words) => {
                    let words: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
                    format!(" ({})", words.join(", "))
                }
                _ => String::new(),
            };
            format!("  --{}: {meaning}{words}", field.key.replace('_', "-"))
        };
        let list: Vec<String> = missing.iter().map(name).collect();
        WorldError::found(
            format!("`trip new {}` needs more", self.kind.name),
            format!("say also\n{}", list.join("\n")),
        )
    }

    /// What was written where, and what the editor should know.
    fn summary(&self, addition: &Addition, before: &Files) -> String {
        let text = addition.files.text(&addition.file).unwrap_or_default();
        let old = before.text(&addition.file).unwrap_or_default();
        let line = if old.is_empty() || self.kind.is_page() {
            1
        } else {
            let same = text.lines().zip(old.lines()).take_while(|(new, old)| new == old).count();
            let rest = text.lines().skip(same);
            same + 1 + rest.take_while(|line| line.trim().is_empty()).count()
        };
        let (name, id) = (self.kind.name, &addition.id);
        let mut summary = format!("added the {name} `{id}`: {}:{line}\n", addition.file);
        if addition.is_draft {
            let cure = if self.kind.is_numbered() {
                format!(
                    "link the words that state it, `[words](fact:{id})`, and take out `draft: true`"
                )
            } else {
                "take out `draft: true` once a page names it".to_owned()
            };
            let _ = writeln!(summary, "it is a draft: {cure}");
        }
        for note in &addition.notes {
            let _ = writeln!(summary, "{note}");
        }
        summary
    }
}

/// Shows what is wrong instead of writing anything.
fn tell(wrong: &Problems, files: &Files, why: &str) -> Ending {
    io::complain(&report(wrong, files, Paint::Colour));
    io::complain(&format!("nothing was written: {why}\n"));
    io::complain(&more(wrong));
    Ending::Problems
}

/// Why nothing can be added: files that cannot be read, or else the refusal itself.
fn refuse(files: &Files, refusal: Refusal) -> Result<Ending, WorldError> {
    let built = build(files, &Options::default());
    let mut broken = Problems::default();
    broken.extend(built.problems.iter().filter(|it| is_broken(it)).cloned());
    if broken.is_empty() {
        return Err(refusal.into());
    }
    Ok(tell(&broken, &built.files, "mend this first"))
}

fn ask(field: &Outline) -> Result<String, WorldError> {
    let (words, allowed) = match &field.form {
        Form::Words(words) => {
            let list: Vec<String> =
                words.iter().map(|(word, about)| format!("    {word}: {about}\n")).collect();
            (list.concat(), words.iter().map(|(word, _)| word.as_str()).collect())
        }
        _ => (String::new(), Vec::new()),
    };
    loop {
        let question = format!("{}\n{words}{}: ", field.about, field.key);
        let answer = io::ask_person(&question).ok_or_else(|| {
            WorldError::found("nobody answered", "give it as a flag; nothing was written")
        })?;
        let checked = if field.form == Form::Number { number(&answer) } else { line(&answer) };
        match checked {
            Ok(answer) if allowed.is_empty() || allowed.contains(&answer.as_str()) => {
                return Ok(answer);
            }
            Ok(_) => io::complain("write one of the words\n"),
            Err(cure) => io::complain(&format!("{cure}\n")),
        }
    }
}

/// What would be wrong with the addition and is not wrong now, with the files that show it.
fn new_problems(before: &Files, addition: &Addition) -> (Problems, Files) {
    let mut after = before.clone();
    for (path, bytes) in addition.files.iter() {
        after.insert(path.clone(), bytes.clone());
    }
    let mut new = Problems::default();
    let mut shown = after.clone();
    // What a draft says is looked at as if it were published; that nothing names it is no news then.
    let views = [(false, true), (true, false)];
    for (drafts, strict) in views.into_iter().take(if addition.is_draft { 2 } else { 1 }) {
        let choices = Choices { drafts, ..Choices::default() };
        let options = Options { choices, strict, ..Options::default() };
        let built = build(&after, &options);
        if built.problems.is_empty() {
            continue;
        }
        let known = build(before, &options).problems;
        let is_new = |problem: &&Problem| !known.iter().any(|it| is_same(it, problem));
        let told = built.problems.iter().filter(|it| it.severity == Severity::Error);
        new.extend(told.filter(is_new).cloned());
        shown = built.files;
    }
    new.sort();
    (new, shown)
}

/// Whether two problems of two versions of a site are the same; lines may have moved.
fn is_same(one: &Problem, other: &Problem) -> bool {
    let file = |problem: &Problem| problem.span.as_ref().map(|span| span.file.clone());
    one.code == other.code && one.message == other.message && file(one) == file(other)
}

/// Whether a problem keeps a whole file from being read.
fn is_broken(problem: &Problem) -> bool {
    ["bad-yaml", "not-text", "too-large"].contains(&problem.code.name)
}
