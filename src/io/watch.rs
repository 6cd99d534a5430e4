//! A bell that rings when something in a site's folders may have changed.
//!
//! It says neither what nor how: whoever hears it looks at the folders again, so that no event that is
//! lost, doubled or out of order can lead to a wrong page. Where the system tells nothing (a network
//! disk, a limit that is reached) the bell rings by itself from time to time.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};

use crate::io::disk::SOURCE_FOLDERS;

/// A pause in which nothing more comes in: whoever saves a file takes less for the whole of it.
const QUIET: Duration = Duration::from_millis(4);

/// The longest that we wait for such a pause: a checkout of many files goes on for longer.
const LONGEST: Duration = Duration::from_millis(60);

/// A second look follows each change: what was written in two parts, or into a new folder before we
/// watched it, is seen then.
const SECOND_LOOK: Duration = Duration::from_millis(60);

/// How often the bell rings by itself.
const EACH: Duration = Duration::from_secs(2);

/// Why the bell rang.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ring {
    /// The system told of a change.
    Change,
    /// Time for the second look after one.
    SecondLook,
    /// Nothing was told for a while.
    Silence,
}

/// The bell.
pub(crate) struct Watch {
    root: PathBuf,
    bell: Receiver<()>,
    watcher: Option<RecommendedWatcher>,
    /// The folders that are watched, with what tells them from others of the same name.
    watched: Vec<(PathBuf, Identity)>,
    second_look: Option<Instant>,
}

/// What tells a folder from another one that has taken its name.
type Identity = Option<same_file::Handle>;

impl Watch {
    /// Watches the folders of the site in `root`, whether they are there or not.
    pub(crate) fn over(root: &Path) -> Self {
        let (sender, bell) = sync_channel(1);
        let watcher = recommended_watcher(move |event| ring(&sender, &event)).ok();
        let root = root.to_owned();
        let mut watch = Self { root, bell, watcher, watched: Vec::new(), second_look: None };
        watch.look_for_folders();
        watch
    }

    /// Waits until something may have changed; after a change, until it has come to rest.
    pub(crate) fn wait(&mut self) -> Ring {
        let patience =
            self.second_look.map_or(EACH, |at| at.saturating_duration_since(Instant::now()));
        // Saves that never end must not put it off for ever.
        if patience.is_zero() {
            self.second_look = None;
            self.look_for_folders();
            return Ring::SecondLook;
        }
        let rung = match self.bell.recv_timeout(patience) {
            Ok(()) => {
                self.wait_for_quiet();
                self.look_again();
                Ring::Change
            }
            Err(RecvTimeoutError::Timeout) if self.second_look.take().is_some() => Ring::SecondLook,
            Err(RecvTimeoutError::Timeout) => Ring::Silence,
            // Without a watcher nobody rings but the clock.
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(patience);
                self.second_look = None;
                Ring::Silence
            }
        };
        self.look_for_folders();
        rung
    }

    /// Asks for a second look, though nothing was told: what was seen may be on its way.
    pub(crate) fn look_again(&mut self) {
        self.second_look.get_or_insert_with(|| Instant::now() + SECOND_LOOK);
    }

    fn wait_for_quiet(&self) {
        let began = Instant::now();
        while began.elapsed() < LONGEST && self.bell.recv_timeout(QUIET).is_ok() {}
    }

    /// Watches the folders that are there now: one that was deleted and made again is another.
    fn look_for_folders(&mut self) {
        let folders = SOURCE_FOLDERS.iter().map(|name| self.root.join(name));
        let above = std::iter::once((self.root.clone(), RecursiveMode::NonRecursive));
        let wanted = above.chain(folders.map(|folder| (folder, RecursiveMode::Recursive)));
        for (folder, mode) in wanted.collect::<Vec<_>>() {
            self.watch_folder(&folder, mode);
        }
    }

    fn watch_folder(&mut self, folder: &Path, mode: RecursiveMode) {
        let identity = same_file::Handle::from_path(folder).ok();
        if self.watched.iter().any(|(other, known)| other == folder && *known == identity) {
            return;
        }
        let Some(watcher) = &mut self.watcher else { return };
        let _ = watcher.unwatch(folder);
        let is_watched = identity.is_some() && watcher.watch(folder, mode).is_ok();
        self.watched.retain(|(other, _)| other != folder);
        if is_watched {
            self.watched.push((folder.to_owned(), identity));
        }
    }
}

/// Rings for whatever may have changed a file; that we read them ourselves is no change.
fn ring(bell: &SyncSender<()>, event: &notify::Result<Event>) {
    use notify::event::{AccessKind, AccessMode};
    let is_change = match event {
        Ok(event) => match event.kind {
            EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
            _ => true,
        },
        Err(_) => true,
    };
    if is_change {
        // A bell that rings already need not ring twice.
        if let Err(TrySendError::Full(()) | TrySendError::Disconnected(())) = bell.try_send(()) {}
    }
}
