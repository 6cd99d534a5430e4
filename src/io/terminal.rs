//! What people read while the tool runs, and how long it took.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::time::Instant;

use crate::io::world_error::WorldError;

/// Prints to standard output. Colours are left out where nobody sees them and where `NO_COLOR`
/// asks for it; a reader that has gone away is no fault of ours.
pub(crate) fn tell(text: &str) {
    let _ = anstream::stdout().write_all(text.as_bytes());
}

/// Prints a report for programs to standard output, byte for byte. A reader that has gone away has
/// read what it wanted; any other failure would leave half a report.
pub(crate) fn print(text: &str) -> Result<(), WorldError> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(WorldError::tried("write to", Path::new("standard output"), &error))
        }
        _ => Ok(()),
    }
}

/// Prints to standard error, like [`tell`].
pub(crate) fn complain(text: &str) {
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// Whether somebody sits at a terminal who can be asked.
pub(crate) fn is_person_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks for a line; none where nobody answers any more.
pub(crate) fn ask_person(question: &str) -> Option<String> {
    complain(question);
    let mut line = String::new();
    let read = io::stdin().read_line(&mut line).ok()?;
    (read > 0).then(|| line.trim().to_owned())
}

/// Measures how long something takes.
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    /// Begins to measure.
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since the start, as people say it.
    pub(crate) fn elapsed(&self) -> String {
        let elapsed = self.0.elapsed();
        match elapsed.as_millis() {
            0..10 => format!("{:.1} ms", elapsed.as_secs_f64() * 1000.0),
            10..1000 => format!("{} ms", elapsed.as_millis()),
            _ => format!("{:.2} s", elapsed.as_secs_f64()),
        }
    }
}
