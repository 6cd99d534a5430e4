//! Single files of the output folder: written whole or not at all, and removed without following
//! a link.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use crate::io::world_error::WorldError;

/// How the names of our temporary files begin.
pub(super) const TEMPORARY: &str = ".trip-tmp-";

/// Puts a file with these bytes in the place of whatever file or link is at `target`.
pub(in crate::io) fn write_whole(target: &Path, bytes: &[u8]) -> Result<(), WorldError> {
    let temporary = temporary_beside(target);
    let written = write_new(&temporary, bytes).and_then(|()| fs::rename(&temporary, target));
    written.map_err(|error| {
        // What made the writing fail matters more than what may make the tidying fail.
        let _ = fs::remove_file(&temporary);
        WorldError::tried("write", target, &error)
    })
}

/// A name in the folder of `target` that no other file that we write has.
fn temporary_beside(target: &Path) -> PathBuf {
    let digest = xxh3_64(target.as_os_str().as_encoded_bytes());
    target.with_file_name(format!("{TEMPORARY}{:x}-{digest:x}", std::process::id()))
}

/// Writes a file that is not there yet, so that no link can lead the bytes elsewhere.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let options = options.write(true).create_new(true);
    let mut file = match options.open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            options.open(path)?
        }
        opened => opened?,
    };
    file.write_all(bytes)
}

/// Removes the temporary files in one folder, as far as that is possible.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            // One that stays is no harm: it is in no manifest, and the next run tries again.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Removes the file or link at `path`, which is there.
pub(super) fn remove(path: &Path) -> Result<(), WorldError> {
    let removed = fs::remove_file(path).or_else(|error| {
        // On Windows a link to a folder is removed as a folder; elsewhere this fails too.
        fs::remove_dir(path).map_err(|_| error)
    });
    removed.map_err(|error| WorldError::tried("remove", path, &error))
}

/// Removes the file or link at `path`, and nothing of another kind; whether it was there.
pub(super) fn remove_file_or_link(path: &Path) -> Result<bool, WorldError> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() || found.is_symlink() => remove(path).map(|()| true),
        _ => Ok(false),
    }
}

/// Whether `inner` of `folder` is a folder that no link on the way leads out of.
pub(super) fn is_real_folder(folder: &Path, inner: &str) -> bool {
    let mut path = folder.to_owned();
    inner.split('/').filter(|name| !name.is_empty()).all(|name| {
        path.push(name);
        fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir())
    })
}
