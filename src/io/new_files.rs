//! Files for people to go on with: new ones where nothing stands in their way, changed ones where
//! nobody else has changed them meanwhile; all of them or none.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files::{FilePath, Files};
use crate::io::publish::write_whole;
use crate::io::world_error::WorldError;

/// What stands where a file of `files` would be written, or where its folder would be, each by its
/// path from `folder`. A name that differs in case alone counts too: on many disks it is the same.
///
/// # Errors
///
/// The folder cannot be read.
pub(crate) fn in_the_way(folder: &Path, files: &Files) -> Result<Vec<PathBuf>, WorldError> {
    let mut found = Vec::new();
    for (path, _) in files.iter() {
        found.extend(obstacle(folder, path)?);
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn obstacle(folder: &Path, path: &FilePath) -> Result<Option<PathBuf>, WorldError> {
    let mut inner = PathBuf::new();
    for part in path.as_str().split('/') {
        let is_top = inner.as_os_str().is_empty();
        let place = if is_top { folder.to_owned() } else { folder.join(&inner) };
        let failed = |error| WorldError::tried("read", &place, &error);
        let Some(name) = name_there(&place, part).map_err(failed)? else { return Ok(None) };
        inner.push(&name);
        let is_folder = fs::symlink_metadata(folder.join(&inner)).is_ok_and(|it| it.is_dir());
        let is_last = inner.components().count() == path.as_str().split('/').count();
        if name != part || is_last || !is_folder {
            return Ok(Some(inner));
        }
    }
    Ok(None)
}

/// The name in a folder that is this one, upper and lower case apart.
fn name_there(folder: &Path, name: &str) -> io::Result<Option<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        entries => entries?,
    };
    let mut alike = None;
    for entry in entries {
        let there = entry?.file_name().to_string_lossy().into_owned();
        if there == name {
            return Ok(Some(there));
        }
        if there.to_lowercase() == name.to_lowercase() {
            alike = Some(there);
        }
    }
    Ok(alike)
}

/// Whether there is something in a folder.
pub(crate) fn has_entries(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

/// Writes files into a folder, none over another; if one cannot be written, none is left.
///
/// # Errors
///
/// The system refuses, or something is there by now.
pub(crate) fn write_new(folder: &Path, files: &Files) -> Result<(), WorldError> {
    let mut made = Made::default();
    let written = write_all(folder, files, &mut made);
    if written.is_err() {
        made.undo();
    }
    written
}

/// Brings `changed`, files of the content of the site in `root`, to the disk; `before` is the site as
/// it was read. If one cannot be written, all are as they were.
///
/// # Errors
///
/// The system refuses, a file is no longer as it was read, or it lies outside of the content.
pub(crate) fn change_files(root: &Path, before: &Files, changed: &Files) -> Result<(), WorldError> {
    let mut made = Made::default();
    let written = change_all(root, before, changed, &mut made);
    if written.is_err() {
        made.undo();
    }
    written
}

fn change_all(
    root: &Path,
    before: &Files,
    changed: &Files,
    made: &mut Made,
) -> Result<(), WorldError> {
    let content = canonical(&root.join("content"))?;
    let mut new = Files::default();
    for (path, bytes) in changed.iter() {
        let Some(old) = before.get(path) else {
            require_inside(&root.join(path.as_str()), &content)?;
            new.insert(path.clone(), bytes.clone());
            continue;
        };
        // A file of the content may be a link to another one.
        let file = canonical(&root.join(path.as_str()))?;
        require_inside(&file, &content)?;
        replace(&file, old, bytes, made)?;
    }
    write_all(root, &new, made)
}

/// Puts other bytes into a file that has these old ones.
fn replace(file: &Path, old: &Arc<[u8]>, bytes: &[u8], made: &mut Made) -> Result<(), WorldError> {
    let failed = |error| WorldError::tried("write", file, &error);
    let there = fs::read(file).map_err(failed)?;
    if *there != **old {
        let what = format!("`{}` was changed meanwhile", file.display());
        return Err(WorldError::found(what, "run again; nothing was written"));
    }
    let metadata = fs::metadata(file).map_err(failed)?;
    if metadata.permissions().readonly() {
        let what = format!("`{}` is marked as read-only", file.display());
        return Err(WorldError::found(
            what,
            "allow writing to it, and run again; nothing was written",
        ));
    }
    write_whole(file, bytes)?;
    made.changed.push((file.to_owned(), Arc::clone(old)));
    fs::set_permissions(file, metadata.permissions()).map_err(failed)
}

/// Makes sure that a file which may not be there yet would lie in the folder `content`.
fn require_inside(file: &Path, content: &Path) -> Result<(), WorldError> {
    let there = file.ancestors().find(|path| fs::symlink_metadata(path).is_ok());
    if canonical(there.unwrap_or(file))?.starts_with(content) {
        return Ok(());
    }
    let what = format!("`{}` leads out of the site’s content", file.display());
    Err(WorldError::found(what, "take the link away, or write the file there yourself"))
}

fn canonical(path: &Path) -> Result<PathBuf, WorldError> {
    fs::canonicalize(path).map_err(|error| WorldError::tried("open", path, &error))
}

/// What was made and changed so far, in the order in which it was done.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    changed: Vec<(PathBuf, Arc<[u8]>)>,
}

impl Made {
    /// Takes it all away again, as far as that is possible: what made the writing fail is told.
    fn undo(self) {
        for (file, old) in self.changed.iter().rev() {
            let _ = write_whole(file, old);
        }
        for file in self.files.iter().rev() {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn write_all(folder: &Path, files: &Files, made: &mut Made) -> Result<(), WorldError> {
    for (path, bytes) in files.iter() {
        let file = folder.join(path.as_str());
        make_folders(file.parent().unwrap_or(folder), made)?;
        let failed = |error| WorldError::tried("write", &file, &error);
        let mut opened =
            OpenOptions::new().write(true).create_new(true).open(&file).map_err(failed)?;
        made.files.push(file.clone());
        opened.write_all(bytes).map_err(failed)?;
    }
    Ok(())
}

/// Makes a folder and those around it, and notes which were not there.
fn make_folders(folder: &Path, made: &mut Made) -> Result<(), WorldError> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(outer) = folder.parent() {
        make_folders(outer, made)?;
    }
    fs::create_dir(folder).map_err(|error| WorldError::tried("make", folder, &error))?;
    made.folders.push(folder.to_owned());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(paths: &[&str]) -> Files {
        let mut files = Files::default();
        for path in paths {
            files.insert(FilePath::new(path).expect("a path"), path.as_bytes());
        }
        files
    }

    #[test]
    fn what_is_in_the_way_is_told_by_the_name_that_it_has() {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |path: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, "").expect("a file");
        };
        put("a/b.md");
        put("Readme.md");
        put("c");
        put("d/other");
        let wanted = files(&["README.md", "a/b.md", "a/c.md", "c/d.md", "d/e/f.md"]);
        let found = in_the_way(folder.path(), &wanted).expect("it can be read");
        assert_eq!(found, ["Readme.md", "a/b.md", "c"].map(PathBuf::from));
        assert_eq!(in_the_way(&folder.path().join("new"), &wanted), Ok(Vec::new()));
    }

    fn site(text: &str) -> (tempfile::TempDir, Files) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("content/t")).expect("a folder");
        fs::write(folder.path().join("content/a.yaml"), text).expect("a file");
        let mut read = Files::default();
        read.insert(FilePath::new("content/a.yaml").expect("a path"), text.as_bytes());
        (folder, read)
    }

    #[test]
    fn changed_and_new_files_are_written_together_or_not_at_all() {
        let (folder, before) = site("old");
        let both = files(&["content/a.yaml", "content/t/s/b.md"]);
        change_files(folder.path(), &before, &both).expect("it can be written");
        let text = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap_or_default();
        assert_eq!(text("content/a.yaml"), "content/a.yaml");
        assert_eq!(text("content/t/s/b.md"), "content/t/s/b.md");

        let (folder, before) = site("old");
        fs::write(folder.path().join("content/t/s"), "a file").expect("a file");
        change_files(folder.path(), &before, &both).expect_err("`s` is no folder");
        let text = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap_or_default();
        assert_eq!(text("content/a.yaml"), "old");
    }

    #[test]
    fn what_somebody_else_has_changed_is_left_alone() {
        let (folder, before) = site("old");
        fs::write(folder.path().join("content/a.yaml"), "theirs").expect("a file");
        let error = change_files(folder.path(), &before, &files(&["content/a.yaml"]));
        assert!(error.expect_err("theirs").to_string().contains("was changed meanwhile"));
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link_that_leads_out_of_the_content() {
        let (folder, mut before) = site("old");
        let elsewhere = tempfile::tempdir().expect("a folder");
        fs::write(elsewhere.path().join("b.yaml"), "theirs").expect("a file");
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("content/t/out"))
            .expect("a link");
        for path in ["content/t/out/new.md", "content/t/out/b.yaml"] {
            before.insert(
                FilePath::new("content/t/out/b.yaml").expect("a path"),
                b"theirs".as_slice(),
            );
            let error = change_files(folder.path(), &before, &files(&[path])).expect_err(path);
            assert!(error.to_string().contains("leads out"), "{error}");
        }
        assert_eq!(fs::read_dir(elsewhere.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn a_failure_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("b"), "mine").expect("a file");
        let error = write_new(folder.path(), &files(&["a/deep/file", "b"])).expect_err("`b`");
        assert!(error.to_string().contains("something else is there"), "{error}");
        assert!(!folder.path().join("a").exists());
        assert_eq!(fs::read_to_string(folder.path().join("b")).expect("it is there"), "mine");
    }
}
