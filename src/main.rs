//! `trip`: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(trip_explainer::run(std::env::args_os()).code())
}
