//! The tests of the whole: from content files to published pages, and the command line.
//!
//! `tests/README.md` says how to add a case. Most run in memory; `cli`, `starter` and `doctor` run the
//! real binary in folders of their own.
// Tests read their own files and start the binary, which is the world that the lints keep out.
#![allow(clippy::disallowed_methods)]
// The texts here are short, and read better in one expression; our own files end in lower case.
#![allow(clippy::format_collect, clippy::case_sensitive_file_extension_comparisons)]

mod architecture;
mod asia_tour;
mod cards;
mod cli;
mod doctor;
mod editions;
mod embeds;
mod explain;
mod formats;
mod given;
mod golden;
mod json_ld;
mod look;
mod markup;
mod nixon_1972;
mod pages;
mod pages_workflow;
mod picture;
mod pictures;
mod portable;
mod rebuild;
mod schema;
mod serve;
mod slips;
mod spec;
mod starter;
mod weights;
