//! How the problems of a site are told: in which form, and by what ending.

use std::path::Path;

use clap::{Args, ValueEnum};

use crate::command::Ending;
use crate::command::content::count;
use crate::io::{self, WorldError};
use crate::pipeline::Built;
use crate::problem::{Paint, Problems, report, report_github, report_json, report_sarif};

/// The flag that decides how problems are told.
#[derive(Debug, Args)]
pub(super) struct Report {
    /// How problems are told: for people, or for programs on standard output
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// A form in which problems are told: for people with the lines that they are about, or for programs
/// as JSON, as annotations for GitHub Actions, or as SARIF for code scanning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Human,
    Json,
    Github,
    Sarif,
}

impl Report {
    /// Tells all problems of the site in `root`; the ending says whether there are errors among
    /// them, and `consequence` follows their number.
    pub(super) fn problems(
        &self,
        built: &Built,
        root: &Path,
        consequence: &str,
    ) -> Result<Ending, WorldError> {
        let (problems, files) = (&built.problems, &built.files);
        match self.format {
            Format::Human => io::complain(&report(problems, files, Paint::Colour)),
            Format::Json => {
                io::print(&report_json(problems, files, &root.to_string_lossy(), &built.held))?;
            }
            Format::Github => io::print(&report_github(problems, files, &io::folder_of(root)?))?,
            Format::Sarif => io::print(&report_sarif(problems, files, &io::folder_of(root)?))?,
        }
        if problems.errors() > 0 {
            io::complain(&format!("{}{consequence}\n", numbers(problems)));
        }
        io::complain(&more(problems));
        Ok(if problems.errors() > 0 { Ending::Problems } else { Ending::Fine })
    }

    /// Tells something beside the problems: on standard output, unless a report for programs is there.
    pub(super) fn aside(&self, line: &str) {
        if self.format == Format::Human { io::tell(line) } else { io::complain(line) }
    }
}

/// How many errors there are, and warnings, and how many nobody wants to hear of.
fn numbers(problems: &Problems) -> String {
    let warned = match problems.warnings() {
        0 => String::new(),
        number => format!(" and {}", count(number, "warning")),
    };
    format!("{}{warned}{}", count(problems.errors(), "error"), silenced(problems))
}

/// How many warnings are silenced, to follow other numbers.
pub(super) fn silenced(problems: &Problems) -> String {
    match problems.silenced() {
        0 => String::new(),
        number => format!(", {} silenced by site.yaml", count(number, "warning")),
    }
}

/// Where more is told about the problems.
pub(super) fn more(problems: &Problems) -> String {
    let mut codes: Vec<&str> = problems.iter().map(|problem| problem.code.name).collect();
    codes.sort_unstable();
    codes.dedup();
    match codes.as_slice() {
        [] => String::new(),
        [code] => format!("`trip explain {code}` tells more\n"),
        [code, ..] => format!("`trip explain CODE` tells more, such as `trip explain {code}`\n"),
    }
}
