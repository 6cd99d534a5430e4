//! The only code that touches the world: disk, terminal, clock.
#![expect(clippy::disallowed_methods, reason = "the world is touched here and nowhere else")]

mod disk;
mod publish;
mod repository;
mod terminal;
mod world_error;

pub(crate) use disk::read_site;
pub(crate) use publish::{PublishOptions, publish, write_file};
pub(crate) use repository::folder_of;
pub(crate) use terminal::{Stopwatch, complain, print, tell};
pub(crate) use world_error::WorldError;
