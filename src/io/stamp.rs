//! Whether a file is as it was when it was read, by what the system says of it.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// The coarsest clock that a disk keeps: FAT knows every second second.
const COARSEST: Duration = Duration::from_secs(2);

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    identity: Identity,
}

/// Which file it is, and when something of it was changed last: a time of modification can be set
/// back, that one cannot.
#[cfg(unix)]
type Identity = [i64; 4];
#[cfg(not(unix))]
type Identity = ();

#[cfg(unix)]
fn identity(metadata: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    [
        metadata.dev().cast_signed(),
        metadata.ino().cast_signed(),
        metadata.ctime(),
        metadata.ctime_nsec(),
    ]
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Identity {}

impl Stamp {
    /// The stamp of a file.
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self {
            size: metadata.len(),
            modified: metadata.modified().ok(),
            identity: identity(metadata),
        }
    }

    /// Whether a change after `now` would give another stamp: the last one is so long ago that it
    /// cannot have the same time on the disk's clock.
    pub(super) fn is_settled(&self, now: SystemTime) -> bool {
        let is_long_ago = |time: SystemTime| now.duration_since(time).is_ok_and(|it| it > COARSEST);
        self.modified.is_some_and(is_long_ago) && self.is_identity_settled(now)
    }

    #[cfg(unix)]
    fn is_identity_settled(&self, now: SystemTime) -> bool {
        let [_, _, seconds, _] = self.identity;
        let Ok(seconds) = u64::try_from(seconds) else { return false };
        let changed = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        now.duration_since(changed).is_ok_and(|it| it > COARSEST)
    }

    #[cfg(not(unix))]
    fn is_identity_settled(&self, _: SystemTime) -> bool {
        true
    }
}
