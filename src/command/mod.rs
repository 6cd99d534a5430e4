//! The command line: one file a subcommand, its flags and its `run`.

mod build;
mod check;
mod completions;
mod content;
mod doctor;
mod explain;
mod external;
mod init;
mod man;
mod new;
mod new_correction;
mod rebuild;
mod report;
mod schema;
mod serve;
mod status;
mod updates_file;
mod weights;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

use crate::io;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All is well.
    Fine,
    /// The content has problems.
    Problems,
    /// The tool could not do its work: a wrong call, a full disk.
    Failed,
}

impl Ending {
    /// The exit code: 0, 1 or 2.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Problems => 1,
            Self::Failed => 2,
        }
    }
}

/// Turns a newsroom's content files into an explainer of a leader's trip.
#[derive(Debug, Parser)]
#[command(name = "trip", version, propagate_version = true, subcommand_required = true)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
struct Trip {
    /// The site's folder, with `content/` in it
    #[arg(short, long, global = true, value_name = "ROOT", default_value = ".")]
    root: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Build),
    Check(check::Check),
    Completions(completions::Completions),
    Doctor(doctor::Doctor),
    Explain(explain::Explain),
    Init(init::Init),
    Man(man::Man),
    New(new::New),
    Schema(schema::Schema),
    Serve(serve::Serve),
    Status(status::Status),
}

/// Runs the tool with its arguments, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Ending {
    let trip = match Trip::try_parse_from(arguments) {
        Ok(trip) => trip,
        Err(error) => return explain_usage(&error),
    };
    let ended = match trip.command {
        Command::Build(build) => build.run(&trip.root),
        Command::Check(check) => check.run(&trip.root),
        Command::Completions(completions) => completions.run(Trip::command()),
        Command::Doctor(doctor) => doctor.run(&trip.root),
        Command::Explain(explain) => explain.run(),
        Command::Init(init) => init.run(),
        Command::Man(man) => man.run(Trip::command()),
        Command::New(new) => new.run(&trip.root),
        Command::Schema(schema) => schema.run(),
        Command::Serve(serve) => serve.run(&trip.root),
        Command::Status(status) => status.run(&trip.root),
    };
    ended.unwrap_or_else(|error| {
        io::complain(&format!("error: {error}\n"));
        Ending::Failed
    })
}

/// Prints help and version as asked, and anything else as a wrong call.
fn explain_usage(error: &clap::Error) -> Ending {
    let text = error.render().ansi().to_string();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            io::tell(&text);
            Ending::Fine
        }
        _ => {
            io::complain(&text);
            Ending::Failed
        }
    }
}
