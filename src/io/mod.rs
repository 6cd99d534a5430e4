//! The only code that touches the world: disk, terminal, clock, git, network.
#![expect(clippy::disallowed_methods, reason = "the world is touched here and nowhere else")]

mod browser;
mod clock;
mod disk;
mod earlier;
mod editor;
mod git;
mod new_files;
mod publish;
mod repository;
mod server;
mod stamp;
mod surroundings;
mod terminal;
mod watch;
mod web;
mod world_error;

pub(crate) use browser::open_in_browser;
pub(crate) use clock::{now, session_name, time_of_day};
pub(crate) use disk::{
    SiteFolder, SiteReader, Skipped, absolute, is_there, read_site, require_site,
};
pub(crate) use earlier::published_at;
pub(crate) use editor::Editor;
pub(crate) use git::{last_commit, own_branch, own_remote, past_of, revision};
pub(crate) use new_files::{change_files, has_entries, in_the_way, write_new};
pub(crate) use publish::{PublishOptions, publish, published_in, write_file};
pub(crate) use repository::folder_of;
pub(crate) use server::{Opened, Opener, Showing, WhenTaken, editor_link, listen, serve};
pub(crate) use surroundings::surroundings;
pub(crate) use terminal::{Stopwatch, ask_person, complain, is_person_there, print, tell};
pub(crate) use watch::{Ring, Watch};
pub(crate) use web::{Manners, ask};
pub(crate) use world_error::WorldError;
