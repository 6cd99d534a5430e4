//! What every command that reads a site has in common.

use std::fmt::Write;
use std::path::Path;

use clap::Args;

use crate::command::report::silenced;
use crate::command::weights;
use crate::document::parse_date;
use crate::files::Files;
use crate::io::{self, Skipped, WorldError};
use crate::output::{Weigh, Weight, kilobytes};
use crate::pipeline::{Built, Options, build};
use crate::problem::visible;
use crate::site::Choices;

/// Of what is kept back with something else, how much is named.
const MOST_NAMES: usize = 20;

/// The flags that decide what readers are shown.
#[derive(Debug, Args)]
pub(super) struct Edition {
    /// Where the site is published, instead of where `site.yaml` says
    #[arg(short = 'u', long, value_name = "BASE_URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Show what is marked `draft: true`, and what has a `publish_at` to come
    #[arg(long)]
    pub(super) drafts: bool,
    /// The day or time that counts as now, such as 2025-11-01 or 2025-11-01T06:00[Europe/London];
    /// without it, the clock decides what has a `publish_at` or `expires`, and nothing else
    #[arg(long, value_name = "MOMENT", value_parser = date)]
    as_of: Option<String>,
}

impl Edition {
    /// What the flags choose, at the present moment.
    pub(super) fn choices(&self) -> Choices {
        Choices {
            drafts: self.drafts,
            base_url: self.base_url.clone(),
            as_of: self.as_of.clone(),
            now: Some(io::now()),
        }
    }
}

/// The flags that decide what is built.
#[derive(Debug, Args)]
pub(super) struct Content {
    #[command(flatten)]
    edition: Edition,
    /// Take warnings as errors
    #[arg(long)]
    strict: bool,
    /// List what each page makes a reader's browser load, the heaviest first
    #[arg(long)]
    weights: bool,
}

impl Content {
    /// Whether warnings are taken as errors.
    pub(super) fn is_strict(&self) -> bool {
        self.strict
    }

    /// Reads the site in `root` and builds it in memory.
    pub(super) fn build(&self, root: &Path) -> Result<Built, WorldError> {
        // This thread has nothing else to do, so it takes a share of the work; if threads are
        // running already, they do without it.
        let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
        let files = read(root)?;
        let choices = self.edition.choices();
        let weigh = if self.weights { Weigh::All } else { Weigh::Suspects };
        Ok(build(&files, &Options { choices, strict: self.strict, weigh }))
    }

    /// The table of what pages weigh, if it is asked for and there are pages.
    pub(super) fn weights(&self, built: &Built) -> Option<String> {
        (self.weights && !built.weights.is_empty()).then(|| weights::table(&built.weights))
    }

    /// What is held back and until when, a line each, and what is kept back with it.
    pub(super) fn held_back(&self, built: &Built) -> String {
        let shown = if self.edition.drafts { "shown before its time, " } else { "" };
        let line = |line: &String| format!("{shown}held back: {line}\n");
        let mut text: String = built.held.lines().iter().map(line).collect();
        let names = built.held.names_with_it();
        if !names.is_empty() {
            let rest = names.len().saturating_sub(MOST_NAMES);
            let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
            let names = names[..names.len() - rest].join(", ");
            let _ = writeln!(text, "kept back with what alone uses it: {names}{more}");
        }
        visible_lines(&text)
    }
}

/// Reads the site in `root`, and says what is left out.
pub(super) fn read(root: &Path) -> Result<Files, WorldError> {
    let site = io::read_site(root)?;
    say_left_out(&site.skipped);
    Ok(site.files)
}

/// Says what of a site's folders is left out, and why.
pub(super) fn say_left_out(skipped: &[Skipped]) {
    for Skipped { path, why } in skipped {
        io::complain(&format!("note: {} is left out: {why}\n", path.display()));
    }
}

/// A number with its noun: "1 page", "2 pages".
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// How many facts the pages state, and how many warnings there are or are silenced.
pub(super) fn summary(built: &Built) -> String {
    let summary = &built.summary;
    let warnings = match built.problems.warnings() {
        0 => String::new(),
        number => format!(", {}", count(number, "warning")),
    };
    let of_trips = built.weights.iter().filter(|weight| weight.kind == "trip");
    let trip = of_trips.map(Weight::total).max();
    let trip = trip.map(|bytes| format!(", trip page {}", kilobytes(bytes))).unwrap_or_default();
    format!(
        "{}, {} of {} stated{trip}{warnings}{}",
        count(summary.pages, "page"),
        summary.stated,
        count(summary.facts, "fact"),
        silenced(&built.problems),
    )
}

/// An absolute web address that pages can be published under.
fn base_url(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest)
            if !rest.is_empty()
                && !rest.starts_with('/')
                && !rest.contains(['?', '#', ' ', '"', '<', '>']) =>
        {
            Ok(text.to_owned())
        }
        _ => Err("write an address such as https://example.org/asia/".to_owned()),
    }
}

/// A day that can count as now.
pub(super) fn date(text: &str) -> Result<String, String> {
    match parse_date(text) {
        Ok(when) if when.earliest().is_some() => Ok(text.to_owned()),
        Ok(_) => Err("write a day such as 2025-11-01".to_owned()),
        Err(error) => Err(format!("{}; {}", error.message, error.help)),
    }
}

/// A text with nothing in it that a terminal would obey but the ends of its lines.
fn visible_lines(text: &str) -> String {
    text.lines().map(|line| visible(line.to_owned()) + "\n").collect()
}
