//! The only code that touches the world: disk, terminal, clock, git, network.
#![expect(clippy::disallowed_methods, reason = "the world is touched here and nowhere else")]

mod clock;
mod disk;
mod git;
mod publish;
mod repository;
mod terminal;
mod web;
mod world_error;

pub(crate) use clock::now;
pub(crate) use disk::read_site;
pub(crate) use git::{last_commit, revision};
pub(crate) use publish::{PublishOptions, publish, write_file};
pub(crate) use repository::folder_of;
pub(crate) use terminal::{Stopwatch, complain, print, tell};
pub(crate) use web::{Manners, ask};
pub(crate) use world_error::WorldError;
