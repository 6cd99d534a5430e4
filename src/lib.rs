//! Turns an editor's content files into an explainer of a leader's trip.
//!
//! ```text
//!           one file at a time     all together        for readers        bytes
//!  disk ──▶ Files ──▶ Document ──▶ Site ──▶ rules ──▶ Page ──▶ Output ──▶ disk    (build)
//!           └─────────── everything between the disks is pure ───────┘ └▶ nobody  (check)
//!                                  └▶ Standing ──────────────────────────▶ terminal (status)
//!  Starter, Addition ──▶ disk (init, new)       Readiness ──────────────▶ terminal (doctor)
//!                  each stage adds to one ordered list: Problems
//! ```
//!
//! Each module makes the value that it is named after, and uses only the modules above it in the
//! list below. These hold everywhere, and a type, a lint or a test holds each:
//!
//! 1. Below `io`, no file, socket, clock or environment variable. "Now" is an option.
//!    (`.clippy.toml`, `tests/it/architecture.rs`)
//! 2. A document knows no other document. (types, `tests/it/architecture.rs`)
//! 3. A `Site` is inert and fully resolved: what was a name is an id known to exist. (types)
//! 4. A template sees its view and nothing else. (types)
//! 5. Same files, same options, same bytes: ordered maps, no hash order, no clock.
//!    (`.clippy.toml`, `tests/it/rebuild.rs`)
//! 6. Wrong content is a `Problem`, a value; a wrong world is an error, and only in `io` and
//!    `command`. (types)
//! 7. A remembered answer equals a fresh one, byte for byte and problem for problem.
//!    (`memo.rs`, `tests/it/rebuild.rs`)
//! 8. `check` is `build` without the write. (`command/check.rs`)
//! 9. What we did not write, we do not delete. (`io/publish`)
//! 10. Every problem has a code, a place where there is one, and says what to do. (types, the manual)

mod files;

mod memo;
mod problem;

mod document;

mod site;

mod external;

mod rules;

mod draw;

mod page;

mod output;

mod standing;

mod pipeline;

mod starter;

mod addition;

mod readiness;

mod preview;

mod io;

mod command;

pub use command::{Ending, run};
pub use document::FileKind;
pub use draw::Drawing;
pub use files::{FilePath, Files, Position, Span};
pub use output::{Output, Part, PartKind, TextEdition, Weigh, Weight};
pub use pipeline::{Built, Memos, Options, Summary, build, build_with, status};
pub use problem::{
    Code, Paint, Problem, Problems, Severity, report, report_github, report_json, report_sarif,
};
pub use site::{Choices, HeldBack};
pub use standing::{Earlier, Standing};
