//! The folders of a site, read into memory.
//!
//! A symbolic link is followed where it leads to something in the site, and else skipped, so that
//! nothing is published by a link that lies outside; `content`, `templates` and `static` may
//! themselves be links. Only plain files are opened, for a pipe would wait for ever.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::files::{FilePath, Files};
use crate::io::stamp::Stamp;
use crate::io::world_error::WorldError;

/// The folders that a site is made from, by their names in its root.
pub(crate) const SOURCE_FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// The largest file that we read, in bytes; no page's picture or download is near it.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// What version control and file managers leave in a folder.
const LITTER: &[&str] = &[
    ".git",
    ".gitignore",
    ".gitattributes",
    ".gitkeep",
    ".hg",
    ".svn",
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
];

/// Why a link to a folder above itself is skipped.
const CIRCLE: &str = "it is a link to a folder that it lies in";

/// Why a link to nothing is skipped.
const NOWHERE: &str = "it is a link that leads nowhere";

/// What was read of a site's folder.
#[derive(Debug, Default)]
pub(crate) struct SiteFolder {
    /// The files, by their paths from the site's root.
    pub files: Files,
    /// What lies in the folders and was not read, in the order of the paths.
    pub skipped: Vec<Skipped>,
}

/// Something in a site's folders that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Skipped {
    /// Its path from the site's root.
    pub path: PathBuf,
    /// Why, in words that follow "skipped `path`: ".
    pub why: &'static str,
}

/// Reads `content`, `templates` and `static` of the site in the folder `root`.
///
/// # Errors
///
/// There is no `content`, something cannot be read or is too large, or a name cannot be written
/// in a web address.
pub(crate) fn read_site(root: &Path) -> Result<SiteFolder, WorldError> {
    SiteReader::default().read(root)
}

/// Reads a site again and again; a file that is as it was is not read twice.
#[derive(Debug, Default)]
pub(crate) struct SiteReader {
    known: BTreeMap<FilePath, Known>,
}

/// A file as it was read.
#[derive(Clone, Debug)]
struct Known {
    bytes: Arc<[u8]>,
    /// None where the file had just been changed, so that the next change might not be seen.
    stamp: Option<Stamp>,
}

impl SiteReader {
    /// Reads the site in the folder `root`, as [`read_site`] does.
    ///
    /// # Errors
    ///
    /// The same.
    pub(crate) fn read(&mut self, root: &Path) -> Result<SiteFolder, WorldError> {
        require_site(root)?;
        let mut found = Found::default();
        for folder in SOURCE_FOLDERS {
            look_through(root, folder, &mut found)?;
        }
        self.known = read_all(root, found.files, &self.known)?;
        let mut files = Files::default();
        for (path, known) in &self.known {
            files.insert(path.clone(), Arc::clone(&known.bytes));
        }
        Ok(SiteFolder { files, skipped: found.skipped })
    }
}

/// Makes sure that the folder `root` is a site's.
///
/// # Errors
///
/// There is no `content` in it.
pub(crate) fn require_site(root: &Path) -> Result<(), WorldError> {
    if root.join("content").is_dir() { Ok(()) } else { Err(no_content(root)) }
}

/// The whole path of a folder, for programs that start elsewhere.
pub(crate) fn absolute(folder: &Path) -> Result<PathBuf, WorldError> {
    std::path::absolute(folder).map_err(|error| WorldError::tried("find", folder, &error))
}

/// Whether there is a file at a path.
pub(crate) fn is_there(file: &Path) -> bool {
    file.is_file()
}

fn no_content(root: &Path) -> WorldError {
    let missing = if root.is_dir() {
        format!("there is no folder `content` in `{}`", root.display())
    } else {
        format!("there is no folder `{}`", root.display())
    };
    WorldError::found(missing, "run `trip` in a site's folder or name one with `-r`")
}

/// What the walk through the folders came upon.
#[derive(Default)]
struct Found {
    files: Vec<FilePath>,
    skipped: Vec<Skipped>,
}

/// Lists the files under `folder`, which need not be there.
fn look_through(root: &Path, folder: &'static str, found: &mut Found) -> Result<(), WorldError> {
    let top = root.join(folder);
    if !top.is_dir() {
        return Ok(());
    }
    let site = [canonical(root)?, canonical(&top)?];
    let mut walk = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        match entry {
            Ok(entry) => {
                let verdict = judge(&entry, folder, &site);
                if !matches!(verdict, Verdict::Take) && entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                found.note(root, &entry, &verdict)?;
            }
            Err(error) if is_ignored(error.path(), folder) => {}
            Err(error) => found.skipped.push(unwalkable(root, &error)?),
        }
    }
    Ok(())
}

impl Found {
    fn note(&mut self, root: &Path, entry: &DirEntry, verdict: &Verdict) -> Result<(), WorldError> {
        match verdict {
            Verdict::Take if entry.file_type().is_dir() => {}
            Verdict::Take => self.files.push(file_path(root, entry.path())?),
            Verdict::Skip(why) => self.skipped.push(skipped(root, entry.path(), why)),
            Verdict::Ignore => {}
        }
        Ok(())
    }
}

/// What to do with something in a folder.
enum Verdict {
    /// Read the file, or look into the folder.
    Take,
    /// Pass over it in silence.
    Ignore,
    /// Pass over it and say why.
    Skip(&'static str),
}

fn judge(entry: &DirEntry, folder: &str, site: &[PathBuf; 2]) -> Verdict {
    if entry.depth() == 0 {
        return Verdict::Take;
    }
    if is_ignored(Some(entry.path()), folder) {
        return Verdict::Ignore;
    }
    if entry.path_is_symlink()
        && let Some(why) = fault_of_link(entry.path(), site)
    {
        return Verdict::Skip(why);
    }
    let kind = entry.file_type();
    if kind.is_dir() || kind.is_file() {
        return Verdict::Take;
    }
    Verdict::Skip("it is neither a file nor a folder")
}

/// Whether a name says that the newsroom does not mean it for the site.
pub(super) fn is_ignored(path: Option<&Path>, folder: &str) -> bool {
    let name = path.and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    // Word processors keep such a file beside a document that is open, and other editors what a file
    // was before or is about to be.
    let is_lock = name.starts_with("~$") || name.starts_with(".~lock.");
    let is_copy = name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'));
    let is_passing = name.ends_with("___jb_tmp___") || name.ends_with("___jb_old___");
    is_lock
        || is_copy
        || is_passing
        || LITTER.contains(&&*name)
        || (folder != "static" && name.starts_with(['_', '.']))
}

/// Why a link is not followed; `site` is the root and the folder that is looked through.
fn fault_of_link(link: &Path, site: &[PathBuf; 2]) -> Option<&'static str> {
    let Ok(target) = fs::canonicalize(link) else {
        return Some(NOWHERE);
    };
    let [root, top] = site;
    if *root == target {
        return Some(CIRCLE);
    }
    let inside = target.starts_with(root) || target.starts_with(top);
    (!inside).then_some("it is a link that leads out of the site")
}

/// A link that leads nowhere or round in a circle is skipped; a folder that is closed to us is an
/// error.
fn unwalkable(root: &Path, error: &walkdir::Error) -> Result<Skipped, WorldError> {
    let path = error.path().unwrap_or(root);
    if error.loop_ancestor().is_some() {
        return Ok(skipped(root, path, CIRCLE));
    }
    if fs::symlink_metadata(path).is_ok_and(|it| it.is_symlink()) {
        return Ok(skipped(root, path, NOWHERE));
    }
    let reason = error.io_error().map_or_else(|| io::Error::other("unknown"), copy);
    Err(WorldError::tried("read", path, &reason))
}

/// The same error again, for one that is only lent to us.
fn copy(error: &io::Error) -> io::Error {
    error.raw_os_error().map_or_else(|| error.kind().into(), io::Error::from_raw_os_error)
}

fn skipped(root: &Path, path: &Path, why: &'static str) -> Skipped {
    Skipped { path: path.strip_prefix(root).unwrap_or(path).to_owned(), why }
}

/// The path from the site's root, with `/` between its parts on every system.
fn file_path(root: &Path, path: &Path) -> Result<FilePath, WorldError> {
    let from_root = path.strip_prefix(root).unwrap_or(path);
    let mut parts = Vec::new();
    for component in from_root.components() {
        if let Component::Normal(name) = component {
            parts.push(name.to_str().ok_or_else(|| bad_name(path, "is not UTF-8"))?);
        }
    }
    let text = parts.join("/");
    if text.chars().any(char::is_control) {
        return Err(bad_name(path, "has a line break or another invisible character in it"));
    }
    FilePath::new(&text).ok_or_else(|| bad_name(path, "has a `\\` in it"))
}

fn bad_name(path: &Path, fault: &str) -> WorldError {
    WorldError::found(
        format!("the name of `{}` {fault}", path.to_string_lossy().escape_debug()),
        "rename the file: its name becomes part of a web address",
    )
}

/// The files at `paths`, as they are or are known to be; the first that cannot be read, in their
/// order, is the error.
fn read_all(
    root: &Path,
    paths: Vec<FilePath>,
    known: &BTreeMap<FilePath, Known>,
) -> Result<BTreeMap<FilePath, Known>, WorldError> {
    let now = SystemTime::now();
    let read = |path: &FilePath| {
        let file = root.join(path.as_str());
        match known.get(path).filter(|known| is_as_it_was(&file, known)) {
            Some(known) => Ok(known.clone()),
            None => read_file(&file, now),
        }
    };
    let read: Vec<Result<Known, ReadError>> = paths.par_iter().map(read).collect();
    let mut files = BTreeMap::new();
    for (path, file) in paths.into_iter().zip(read) {
        match file {
            Ok(file) => _ = files.insert(path, file),
            Err(ReadError::TooLarge(size)) => return Err(too_large(&path, size)),
            // An editor has just saved by renaming: the file was not there, then or now.
            Err(ReadError::Refused(error)) if error.kind() == ErrorKind::NotFound => {}
            Err(ReadError::Refused(error)) => {
                return Err(WorldError::tried("read", &root.join(path.as_str()), &error));
            }
        }
    }
    Ok(files)
}

fn is_as_it_was(file: &Path, known: &Known) -> bool {
    let Some(stamp) = known.stamp else { return false };
    fs::metadata(file).is_ok_and(|metadata| Stamp::of(&metadata) == stamp)
}

/// Why a file was not read.
enum ReadError {
    TooLarge(u64),
    Refused(io::Error),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::Refused(error)
    }
}

fn read_file(path: &Path, now: SystemTime) -> Result<Known, ReadError> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    let size = metadata.len();
    if size > LARGEST_FILE {
        return Err(ReadError::TooLarge(size));
    }
    let mut bytes = Vec::with_capacity(size as usize);
    // A file that grows while it is read stops at the limit too.
    file.take(LARGEST_FILE).read_to_end(&mut bytes)?;
    let stamp = Stamp::of(&metadata);
    Ok(Known { bytes: bytes.into(), stamp: stamp.is_settled(now).then_some(stamp) })
}

fn too_large(path: &FilePath, size: u64) -> WorldError {
    const MEBIBYTE: u64 = 1024 * 1024;
    WorldError::found(
        format!(
            "`{}` has {} MiB, and a file of a site has {} at most",
            path,
            size.div_ceil(MEBIBYTE),
            LARGEST_FILE / MEBIBYTE
        ),
        "publish it elsewhere and link to it",
    )
}

fn canonical(path: &Path) -> Result<PathBuf, WorldError> {
    fs::canonicalize(path).map_err(|error| WorldError::tried("open", path, &error))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use tempfile::TempDir;

    use super::{LARGEST_FILE, SiteFolder, SiteReader, Stamp, read_site};

    /// A folder with these files in it.
    fn folder(files: &[&str]) -> TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        root
    }

    fn read(root: &TempDir) -> SiteFolder {
        read_site(root.path()).unwrap()
    }

    fn paths(site: &SiteFolder) -> Vec<&str> {
        site.files.iter().map(|(path, _)| path.as_str()).collect()
    }

    fn skipped(site: &SiteFolder) -> Vec<(&str, &str)> {
        site.skipped.iter().map(|it| (it.path.to_str().unwrap(), it.why)).collect()
    }

    fn error(root: &Path) -> String {
        read_site(root).unwrap_err().to_string()
    }

    #[test]
    fn a_site_is_its_content_templates_and_static_files() {
        let root = folder(&["content/t/trip.md", "templates/a.html", "static/b.css", "README.md"]);
        let site = read(&root);
        assert_eq!(paths(&site), ["content/t/trip.md", "static/b.css", "templates/a.html"]);
        let (_, bytes) = site.files.iter().next().unwrap();
        assert_eq!(&**bytes, b"content/t/trip.md");
        assert_eq!(skipped(&site), []);
    }

    #[test]
    fn a_name_that_begins_with_an_underscore_or_a_dot_is_ignored_in_content_and_templates() {
        let root = folder(&["content/_a.md", "content/.b/c.md", "content/_d/e.md", "templates/.f"]);
        assert_eq!(paths(&read(&root)), [""; 0]);
    }

    #[test]
    fn what_editors_keep_beside_an_open_document_is_ignored() {
        let names = [
            "content/t/stops/~$japan.md",
            "content/t/.~lock.a.md#",
            "content/t/stops/japan.md~",
            "content/t/stops/#japan.md#",
            "content/t/stops/japan.md___jb_tmp___",
            "static/~$a.css",
        ];
        assert_eq!(paths(&read(&folder(&names))), [""; 0]);
    }

    #[test]
    fn in_static_only_litter_is_ignored() {
        let root = folder(&["content/a.md", "static/.well-known/x", "static/_redirects"]);
        let litter = folder(&["static/.git/HEAD", "static/a/.DS_Store", "static/Thumbs.db"]);
        fs::create_dir(litter.path().join("content")).unwrap();
        assert_eq!(
            paths(&read(&root)),
            ["content/a.md", "static/.well-known/x", "static/_redirects"]
        );
        assert_eq!(paths(&read(&litter)), [""; 0]);
    }

    #[test]
    fn a_site_that_is_read_again_is_as_it_is_on_the_disk() {
        let root = folder(&["content/a.md", "content/b.md", "static/c.css"]);
        let mut reader = SiteReader::default();
        let mut texts = || -> Vec<String> {
            let site = reader.read(root.path()).unwrap();
            site.files.iter().map(|(_, it)| String::from_utf8_lossy(it).into_owned()).collect()
        };
        let path = |name: &str| root.path().join(name);
        let long_ago = SystemTime::now() - Duration::from_secs(60);
        let set_back = |name: &str| {
            fs::File::options()
                .write(true)
                .open(path(name))
                .unwrap()
                .set_modified(long_ago)
                .unwrap();
        };
        set_back("content/a.md");
        assert_eq!(texts(), ["content/a.md", "content/b.md", "static/c.css"]);
        // The same size, and the same time: programs that copy files set it.
        fs::write(path("content/a.md"), "content/A.md").unwrap();
        set_back("content/a.md");
        fs::write(path("content/b.md"), "content/B.md").unwrap();
        assert_eq!(texts(), ["content/A.md", "content/B.md", "static/c.css"]);
        fs::rename(path("content/b.md"), path("content/a.md")).unwrap();
        assert_eq!(texts(), ["content/B.md", "static/c.css"]);
        fs::remove_file(path("static/c.css")).unwrap();
        assert_eq!(texts(), ["content/B.md"]);
    }

    #[test]
    fn what_has_just_changed_is_read_again() {
        let root = folder(&["content/a.md"]);
        let now = SystemTime::now();
        let stamp = Stamp::of(&fs::metadata(root.path().join("content/a.md")).unwrap());
        assert!(!stamp.is_settled(now));
        assert!(!stamp.is_settled(now - Duration::from_secs(60)), "a time to come");
        assert!(stamp.is_settled(now + Duration::from_secs(60)));
    }

    #[test]
    fn a_folder_without_content_is_no_site() {
        let root = folder(&["README.md"]);
        let path = root.path().display();
        assert_eq!(
            error(root.path()),
            format!(
                "there is no folder `content` in `{path}`; run `trip` in a site's folder or name \
                 one with `-r`"
            )
        );
        assert!(error(&root.path().join("no")).starts_with("there is no folder `"));
    }

    #[test]
    fn a_file_of_more_than_64_mebibytes_is_refused_unread() {
        let root = folder(&["content/a.md", "static/big.bin"]);
        let file = fs::File::create(root.path().join("static/big.bin")).unwrap();
        file.set_len(LARGEST_FILE + 1).unwrap();
        assert!(error(root.path()).contains("has 65 MiB, and a file of a site has 64 at most"));
    }

    #[cfg(unix)]
    mod unix {
        use std::ffi::OsStr;
        use std::fs;
        use std::os::unix::ffi::OsStrExt;
        use std::os::unix::fs::{PermissionsExt, symlink};
        use std::os::unix::net::UnixListener;

        use super::{error, folder, paths, read, skipped};

        #[test]
        fn a_link_within_the_site_is_followed() {
            let root = folder(&["content/a.md", "media/x.jpg", "shared.md"]);
            symlink("../shared.md", root.path().join("content/b.md")).unwrap();
            symlink("../media", root.path().join("content/media")).unwrap();
            assert_eq!(
                paths(&read(&root)),
                ["content/a.md", "content/b.md", "content/media/x.jpg"]
            );
        }

        #[test]
        fn a_link_out_of_the_site_is_skipped_with_its_reason() {
            let outside = folder(&["secret/key.md"]);
            let root = folder(&["content/a.md"]);
            symlink(outside.path().join("secret"), root.path().join("content/s")).unwrap();
            symlink(outside.path().join("secret/key.md"), root.path().join("content/k.md"))
                .unwrap();
            let site = read(&root);
            assert_eq!(paths(&site), ["content/a.md"]);
            let why = "it is a link that leads out of the site";
            assert_eq!(skipped(&site), [("content/k.md", why), ("content/s", why)]);
        }

        #[test]
        fn a_link_that_leads_nowhere_or_in_a_circle_is_skipped() {
            let root = folder(&["content/a.md"]);
            symlink("gone.md", root.path().join("content/b.md")).unwrap();
            symlink("../content", root.path().join("content/same")).unwrap();
            symlink("..", root.path().join("content/up")).unwrap();
            // Emacs marks a file that is being edited in this way.
            symlink("me@here.1", root.path().join("content/.#a.md")).unwrap();
            let site = read(&root);
            assert_eq!(paths(&site), ["content/a.md"]);
            let circle = "it is a link to a folder that it lies in";
            assert_eq!(
                skipped(&site),
                [
                    ("content/b.md", "it is a link that leads nowhere"),
                    ("content/same", circle),
                    ("content/up", circle)
                ]
            );
        }

        #[test]
        fn the_content_folder_itself_may_be_a_link() {
            let elsewhere = folder(&["a.md"]);
            symlink("a.md", elsewhere.path().join("b.md")).unwrap();
            let root = tempfile::tempdir().unwrap();
            symlink(elsewhere.path(), root.path().join("content")).unwrap();
            assert_eq!(paths(&read(&root)), ["content/a.md", "content/b.md"]);
        }

        #[test]
        fn a_socket_or_pipe_is_never_opened() {
            let root = folder(&["content/a.md"]);
            let _socket = UnixListener::bind(root.path().join("content/s.md")).unwrap();
            let site = read(&root);
            assert_eq!(skipped(&site), [("content/s.md", "it is neither a file nor a folder")]);
        }

        #[test]
        fn a_name_that_is_not_utf_8_is_an_error_in_clear_words() {
            let root = folder(&["content/a.md"]);
            fs::write(root.path().join("content").join(OsStr::from_bytes(b"b\xff.md")), "")
                .unwrap();
            let message = error(root.path());
            assert!(message.contains("is not UTF-8; rename the file"), "{message}");
        }

        #[test]
        fn a_name_with_a_line_break_is_an_error() {
            let root = folder(&["content/a\nb.md"]);
            assert!(error(root.path()).contains("a\\nb.md` has a line break"));
        }

        #[test]
        fn a_file_that_is_closed_to_us_is_an_error() {
            let root = folder(&["content/a.md"]);
            let file = root.path().join("content/a.md");
            fs::set_permissions(&file, fs::Permissions::from_mode(0o0)).unwrap();
            // Whoever runs the tests as root may read everything.
            if fs::read(&file).is_err() {
                assert!(error(root.path()).contains("you have no permission"));
            }
        }
    }
}
