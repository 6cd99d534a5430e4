//! What was answered lately, so that nobody is asked twice in a day.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::external::Answer;

/// How long an address counts as there, in seconds: a day.
const GOOD_FOR: i64 = 24 * 60 * 60;

/// How long another answer counts, in seconds: an hour, in which a server may come back.
const BAD_FOR: i64 = 60 * 60;

/// The form of the file; one of another form is not read.
const FORM: u32 = 1;

/// A longer file is none of ours, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The answers of earlier runs.
#[derive(Debug)]
pub(super) struct Cache {
    file: Option<PathBuf>,
    entries: BTreeMap<String, Entry>,
    now: i64,
}

/// The file as it is written.
#[derive(Debug, Serialize, Deserialize)]
struct Written {
    version: u32,
    addresses: BTreeMap<String, Entry>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Entry {
    /// When it was asked, in seconds since 1970 (UTC).
    asked: i64,
    answer: Answer,
}

impl Entry {
    fn is_fresh(&self, now: i64) -> bool {
        let good_for = match self.answer {
            Answer::Fine | Answer::Moved(_) => GOOD_FOR,
            Answer::Broken(_) | Answer::Private | Answer::Unsure(_) => BAD_FOR,
        };
        // A time to come is that of a clock that was wrong.
        (0..good_for).contains(&(now - self.asked))
    }
}

/// The file in the user's cache folder; none where the system names no such folder.
pub(super) fn usual_place() -> Option<PathBuf> {
    let folder = |name: &str| env::var_os(name).map(PathBuf::from).filter(|it| it.is_absolute());
    let base = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Caches"))
    } else {
        // XDG Base Directory Specification 0.8.
        folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")))
    };
    Some(base?.join("trip-explainer").join("addresses.json"))
}

impl Cache {
    /// What a file remembers; nothing where there is none or it cannot be read.
    pub(super) fn load(file: Option<&Path>) -> Self {
        let now = Timestamp::now().as_second();
        let mut entries = file.and_then(read).unwrap_or_default();
        entries.retain(|_, entry| entry.is_fresh(now));
        Self { file: file.map(Path::to_owned), entries, now }
    }

    /// The answer that an address gave lately.
    pub(super) fn get(&self, url: &str) -> Option<Answer> {
        self.entries.get(url).map(|entry| entry.answer.clone())
    }

    /// Remembers an answer.
    pub(super) fn set(&mut self, url: &str, answer: &Answer) {
        let entry = Entry { asked: self.now, answer: answer.clone() };
        self.entries.insert(url.to_owned(), entry);
    }

    /// Writes the file. That it cannot be written is no reason to fail: it costs time alone.
    pub(super) fn save(self) {
        let Some(file) = &self.file else { return };
        let written = Written { version: FORM, addresses: self.entries };
        let Ok(json) = serde_json::to_vec(&written) else { return };
        let _ = replace(file, &json);
    }
}

fn read(file: &Path) -> Option<BTreeMap<String, Entry>> {
    let mut json = Vec::new();
    File::open(file).ok()?.take(LARGEST).read_to_end(&mut json).ok()?;
    let written: Written = serde_json::from_slice(&json).ok()?;
    (written.version == FORM).then_some(written.addresses)
}

/// Puts a whole file in the place of the old one, so that two runs at once leave one of the two.
fn replace(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    fs::create_dir_all(file.parent().unwrap_or(file))?;
    let new = file.with_extension(format!("{}.new", process::id()));
    fs::write(&new, bytes).and_then(|()| fs::rename(&new, file)).inspect_err(|_| {
        let _ = fs::remove_file(&new);
    })
}
