//! Earlier versions of a site's content, as git keeps them.
//!
//! The `git` on the path is asked, and asked to read only: neither the work tree nor the index is
//! touched, and nothing is fetched.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::path::Path;
use std::process::{ChildStdin, Command, Stdio};
use std::{io, thread};

use crate::files::{FilePath, Files};
use crate::io::WorldError;
use crate::io::disk::is_ignored;
use crate::readiness::Repository;

/// The folder that is compared.
const FOLDER: &str = "content";

/// The content of a site as a commit has it.
#[derive(Debug)]
pub(crate) struct Revision {
    /// The beginning of the commit's hash, long enough to name it.
    pub(crate) commit: String,
    /// The files of `content`; those that are no text are empty.
    pub(crate) files: Files,
}

/// The last commit; none where git is not there, the site is not kept in it, or nothing of it has
/// been committed yet.
///
/// # Errors
///
/// Git has the commit and cannot read it.
pub(crate) fn last_commit(root: &Path) -> Result<Option<Revision>, WorldError> {
    let Ok(commit) = ask(root, &["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]) else {
        return Ok(None);
    };
    let revision = read(root, commit.trim())?;
    let has_content = revision.files.iter().next().is_some();
    Ok(has_content.then_some(revision))
}

/// The commit that `name` stands for: a hash, a branch, a tag, `HEAD~2`.
///
/// # Errors
///
/// Git is not there, does not know the name, cannot read the commit, or has no content in it.
pub(crate) fn revision(root: &Path, name: &str) -> Result<Revision, WorldError> {
    // What begins like a flag would be taken for one.
    let named = format!("{}^{{commit}}", name.trim_start_matches('-'));
    let found = match ask(root, &["rev-parse", "--verify", "--quiet", &named]) {
        Ok(commit) if !name.starts_with('-') => commit,
        Err(Refusal::NotThere) => return Err(no_git()),
        _ => return Err(unknown(root, name)),
    };
    let revision = read(root, found.trim())?;
    if revision.files.iter().next().is_none() {
        return Err(WorldError::found(
            format!("there is no folder `{FOLDER}` in `{name}`"),
            "name a revision in which the site is there",
        ));
    }
    Ok(revision)
}

fn no_git() -> WorldError {
    WorldError::found("there is no `git` here", "install it, or leave `--since` out")
}

/// Why a name is no revision: because of the name, or because there is no history at all.
fn unknown(root: &Path, name: &str) -> WorldError {
    match ask(root, &["rev-parse", "--is-inside-work-tree"]) {
        Ok(_) => WorldError::found(
            format!("git knows no revision `{}`", name.escape_debug()),
            "name a commit, a branch or a tag; a shallow clone lacks older ones",
        ),
        Err(refusal) => WorldError {
            what: format!("git keeps no history of `{}`", root.display()),
            reason: refusal.reason(),
            cure: "leave `--since` out, or run in a clone".to_owned(),
        },
    }
}

/// Where `origin` of the repository is whose root `folder` is, if it is one.
pub(crate) fn own_remote(folder: &Path) -> Option<String> {
    if folder.join(".git").exists() { remote(folder) } else { None }
}

/// The branch of the repository whose root `folder` is, if it is one.
pub(crate) fn own_branch(folder: &Path) -> Option<String> {
    if folder.join(".git").exists() { branch(folder) } else { None }
}

fn branch(folder: &Path) -> Option<String> {
    line(folder, &["symbolic-ref", "--short", "--quiet", "HEAD"])
}

fn remote(folder: &Path) -> Option<String> {
    line(folder, &["config", "--get", "remote.origin.url"])
}

/// What git answers, as one line that has something in it.
fn line(folder: &Path, arguments: &[&str]) -> Option<String> {
    let answer = ask(folder, arguments).ok()?.trim().to_owned();
    (!answer.is_empty()).then_some(answer)
}

/// Every line that was ever taken from a file or added to it, as far as this clone knows; empty
/// where git does not.
pub(crate) fn past_of(root: &Path, path: &str) -> String {
    let arguments =
        ["log", "--format=", "--no-color", "--no-ext-diff", "--unified=0", "--patch", "--", path];
    ask(root, &arguments).unwrap_or_default()
}

/// What git says of the site in `root`; none where it is not kept in it.
pub(super) fn repository(root: &Path) -> Option<Repository> {
    ask(root, &["rev-parse", "--is-inside-work-tree"]).ok()?;
    let tracked = ask(root, &["ls-files", "-z", "--", "content", "templates", "static", "public"]);
    let tracked = tracked.unwrap_or_default();
    let ignored = ask(root, &["check-ignore", "--no-index", "--quiet", "public/index.html"]);
    Some(Repository {
        remote: remote(root),
        branch: branch(root),
        is_shallow: line(root, &["rev-parse", "--is-shallow-repository"]).as_deref()
            == Some("true"),
        tracked: tracked.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect(),
        ignores_output: ignored.is_ok(),
    })
}

/// Why git gave no answer.
enum Refusal {
    /// There is no git.
    NotThere,
    /// Git's own words; empty where it was silent.
    Said(String),
}

impl Refusal {
    fn reason(self) -> Option<String> {
        match self {
            Self::NotThere => None,
            Self::Said(words) => Some(words).filter(|words| !words.is_empty()),
        }
    }
}

fn git(root: &Path, arguments: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(root).arg("--no-pager").args(arguments).stdin(Stdio::null());
    git.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").env("GIT_NO_LAZY_FETCH", "1");
    git
}

/// What git answers, as text.
fn ask(root: &Path, arguments: &[&str]) -> Result<String, Refusal> {
    let output = git(root, arguments).output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Refusal::NotThere,
        _ => Refusal::Said(error.to_string()),
    })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let words = String::from_utf8_lossy(&output.stderr);
    let first = words.lines().next().unwrap_or_default().trim_start_matches("fatal: ");
    Err(Refusal::Said(first.to_owned()))
}

/// The content of a commit, by its whole hash.
fn read(root: &Path, commit: &str) -> Result<Revision, WorldError> {
    let failed = |reason: Option<String>| WorldError {
        what: format!("git cannot read the commit {commit}"),
        reason,
        cure: "see what `git fsck` says, or fetch what is missing".to_owned(),
    };
    let short = ask(root, &["rev-parse", "--short", commit]);
    let short = short.map_err(|refusal| failed(refusal.reason()))?;
    // Names are counted from the folder that git is run in, as ours are.
    let list = ask(root, &["ls-tree", "-r", "-z", commit, "--", "content/"]);
    let list = list.map_err(|refusal| failed(refusal.reason()))?;
    let mut files = Files::default();
    let mut texts = Vec::new();
    for (path, blob) in list.split('\0').filter_map(entry) {
        // Pictures are large, and only their names matter.
        if path.is_text() {
            texts.push((path, blob.to_owned()));
        } else {
            files.insert(path, Vec::new());
        }
    }
    read_blobs(root, texts, &mut files).map_err(|error| failed(Some(error.to_string())))?;
    Ok(Revision { commit: short.trim().to_owned(), files })
}

/// A file that the site is made from, of a line such as `100644 blob 1a2b…\tcontent/trip.md`.
fn entry(line: &str) -> Option<(FilePath, &str)> {
    let (about, path) = line.split_once('\t')?;
    let mut about = about.split(' ');
    let (mode, kind, blob) = (about.next()?, about.next()?, about.next()?);
    let file = kind == "blob" && mode != SYMBOLIC_LINK;
    let ignored = Path::new(path).iter().any(|part| is_ignored(Some(part.as_ref()), FOLDER));
    let path = FilePath::new(path).filter(|_| file && !ignored)?;
    Some((path, blob))
}

/// The mode of a symbolic link.
const SYMBOLIC_LINK: &str = "120000";

/// Adds the files whose bytes git keeps under these names.
fn read_blobs(root: &Path, texts: Vec<(FilePath, String)>, files: &mut Files) -> io::Result<()> {
    let mut child = git(root, &["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let questions: String = texts.iter().flat_map(|(_, blob)| [blob.as_str(), "\n"]).collect();
    let stdin = child.stdin.take().ok_or(ErrorKind::BrokenPipe)?;
    // Git answers while it is still asked, and would wait for us for ever.
    let asking = thread::spawn(move || ask_all(stdin, &questions));
    let mut answers = BufReader::new(child.stdout.take().ok_or(ErrorKind::BrokenPipe)?);
    let read = || -> io::Result<()> {
        for (path, _) in texts {
            files.insert(path, answer(&mut answers)?);
        }
        Ok(())
    };
    let read = read();
    drop(answers);
    let _ = asking.join();
    child.wait()?;
    read
}

fn ask_all(mut git: ChildStdin, questions: &str) {
    // If git has gone away, reading its answers says so.
    let _ = git.write_all(questions.as_bytes());
}

/// One answer: `1a2b… blob 12`, the bytes, a line break.
fn answer(answers: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
    let size = size.ok_or_else(|| io::Error::other(format!("git said `{}`", head.trim_end())))?;
    let mut bytes = Vec::new();
    answers.take(size + 1).read_to_end(&mut bytes)?;
    if bytes.pop().is_none() || bytes.len() as u64 != size {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}
