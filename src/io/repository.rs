//! Where a site lies in its repository.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::io::world_error::WorldError;

/// What lies in the root of a repository: a folder, or a file in a worktree or submodule.
const MARK: &str = ".git";

/// The site's folder `root` as its repository sees it, with `/` between the parts; empty where the
/// two are the same.
///
/// Annotations of code are counted from the root of the repository, wherever the tool is called:
/// that is the nearest folder around the site with `.git` in it. Where there is none, it is the
/// folder that we are called in, or, where the site is not in that one, the site's own.
pub(crate) fn folder_of(root: &Path) -> Result<String, WorldError> {
    let whole = |path: &Path| {
        fs::canonicalize(path).map_err(|error| WorldError::tried("read", path, &error))
    };
    let site = whole(root)?;
    let repository = site.ancestors().find(|folder| folder.join(MARK).exists());
    let base = match repository {
        Some(folder) => folder.to_owned(),
        None => env::current_dir().and_then(fs::canonicalize).unwrap_or_else(|_| PathBuf::new()),
    };
    let inner = site.strip_prefix(&base).unwrap_or(Path::new(""));
    let parts = inner.components().map(|part| part.as_os_str().to_string_lossy());
    Ok(parts.collect::<Vec<_>>().join("/"))
}

/// The root of the repository that the site's folder `root` lies in; the folder itself where it lies
/// in none.
pub(super) fn root_of(root: &Path) -> PathBuf {
    let whole = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let repository = whole.ancestors().find(|folder| folder.join(MARK).exists());
    repository.map(Path::to_owned).unwrap_or(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_repository_counts_wherever_we_are_called() {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().join("news desk/site");
        fs::create_dir_all(&site).expect("a folder");
        let repository = folder.path().join("news desk").join(MARK);
        fs::write(&repository, "gitdir: elsewhere").expect("a file");
        assert_eq!(folder_of(&site).as_deref(), Ok("site"));
        fs::remove_file(repository).expect("it is there");
        fs::create_dir(site.join(MARK)).expect("a folder");
        assert_eq!(folder_of(&site).as_deref(), Ok(""));
    }

    #[test]
    fn a_site_that_lies_nowhere_we_know_of_counts_by_itself() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(folder_of(folder.path()).as_deref(), Ok(""));
    }
}
