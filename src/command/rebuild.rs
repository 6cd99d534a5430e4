//! The loop behind the preview: when something was saved, the site is built again and shown.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::watch::Sender;

use crate::command::content::{count, say_left_out, summary};
use crate::command::report::more;
use crate::files::{FilePath, Files};
use crate::io::{self, Ring, SiteFolder, SiteReader, Skipped, Stopwatch, Watch, WorldError};
use crate::pipeline::{Built, Memos, Options, build_with};
use crate::preview::Preview;
use crate::problem::{Paint, report};
use crate::site::Choices;

/// How many looks in a row must fail before that is told: a quarter of a second goes by.
const LOOKS: usize = 4;

/// Builds a site again and again, and hands each preview on.
pub(super) struct Rebuild {
    root: PathBuf,
    options: Options,
    /// What takes long to make, from the build before.
    memos: Memos,
    shown: Sender<Arc<Preview>>,
    watch: Watch,
    reader: SiteReader,
    /// The files of the last build.
    files: Option<Files>,
    /// What was left out the last time.
    skipped: Vec<Skipped>,
    /// Why the files could not be read at the last looks, and at how many.
    unreadable: Option<(WorldError, usize)>,
    /// Why there are no files to read, as it was told.
    trouble: Option<WorldError>,
    /// A build with errors that may be of a file half written; the second look decides.
    doubtful: Option<Attempt>,
    /// When the pages that are shown were built.
    good_since: Option<String>,
    /// Whether the last thing told was that something is wrong.
    is_broken: bool,
    /// Where the server is, such as `http://127.0.0.1:1111`.
    origin: String,
    /// Where the site was said to be.
    address: String,
}

/// A build and what is told of it.
struct Attempt {
    built: Built,
    /// What was saved, in a few words.
    saved: String,
    took: String,
}

impl Rebuild {
    /// The loop over the site in `root`, which a server at `origin` shows.
    pub(super) fn new(
        root: PathBuf,
        choices: Choices,
        origin: String,
        shown: Sender<Arc<Preview>>,
    ) -> Self {
        Self {
            // Watched before the first build, so that no save falls in between.
            watch: Watch::over(&root),
            root,
            options: Options { choices, ..Options::default() },
            memos: Memos::default(),
            reader: SiteReader::default(),
            shown,
            files: None,
            skipped: Vec::new(),
            unreadable: None,
            trouble: None,
            doubtful: None,
            good_since: None,
            is_broken: false,
            origin,
            address: String::new(),
        }
    }

    /// Builds for the first time, then follows every change; with `open`, the browser is opened.
    pub(super) fn run(mut self, open: bool) {
        self.look(Ring::SecondLook);
        self.say_where();
        if open && let Err(error) = io::open_in_browser(&self.address) {
            io::complain(&format!("warning: {error}\n"));
        }
        loop {
            let ring = self.watch.wait();
            self.look(ring);
            self.say_where();
        }
    }

    /// Says where the site is, again where its own settings have moved it.
    fn say_where(&mut self) {
        let address = format!("{}{}", self.origin, self.shown.borrow().mount());
        if address != self.address {
            io::tell(&format!("the preview is at {address}; Ctrl-C ends it\n"));
            self.address = address;
        }
    }

    /// Looks at the folders; a slip of ours must not end the preview, which would show what was for
    /// ever.
    fn look(&mut self, ring: Ring) {
        if catch_unwind(AssertUnwindSafe(|| self.follow(ring))).is_err() {
            // What a build left half done is not to be relied on.
            self.memos = Memos::default();
            self.show_trouble(&WorldError::found(
                "this content makes `trip` itself fail, which is our mistake",
                "undo your last change, and send us the content",
            ));
        }
    }

    /// Builds if something is different.
    fn follow(&mut self, ring: Ring) {
        let watch = Stopwatch::start();
        let files = match self.read() {
            Ok(files) => files,
            Err(error) => return self.suspect(error),
        };
        self.unreadable = None;
        let changed = self.files.as_ref().map(|before| changed(before, &files));
        if changed.as_ref().is_some_and(Vec::is_empty) && self.trouble.is_none() {
            return self.settle(ring);
        }
        let saved = saved(changed.as_deref().unwrap_or_default());
        let is_first = self.files.is_none();
        self.trouble = None;
        let files = self.files.insert(files);
        self.options.choices.now = Some(io::now());
        let built = build_with(files, &self.options, &mut self.memos);
        let attempt = Attempt { built, saved, took: watch.elapsed() };
        if is_first || attempt.built.problems.errors() == 0 {
            self.show(attempt);
        } else {
            self.doubtful = Some(attempt);
            self.watch.look_again();
        }
    }

    /// The files cannot be read. A folder that is being replaced is away for a moment only, so this
    /// is told when some looks in a row have found the same.
    fn suspect(&mut self, error: WorldError) {
        if self.trouble.as_ref() == Some(&error) {
            return;
        }
        let is_first = self.files.is_none() && self.unreadable.is_none();
        let before = self.unreadable.take().filter(|(other, _)| *other == error);
        let looks = before.map_or(1, |(_, looks)| looks + 1);
        if is_first || looks >= LOOKS {
            self.show_trouble(&error);
            self.trouble = Some(error.clone());
        } else {
            self.watch.look_again();
        }
        self.unreadable = Some((error, looks));
    }

    /// Reads the site, and says what is left out where that is not what it was.
    fn read(&mut self) -> Result<Files, WorldError> {
        let SiteFolder { files, skipped } = self.reader.read(&self.root)?;
        if self.skipped != skipped {
            say_left_out(&skipped);
            self.skipped = skipped;
        }
        Ok(files)
    }

    /// Nothing is different: what was doubtful is certain now.
    fn settle(&mut self, ring: Ring) {
        if ring != Ring::Change
            && let Some(attempt) = self.doubtful.take()
        {
            self.show(attempt);
        }
    }

    fn show(&mut self, attempt: Attempt) {
        self.doubtful = None;
        let time = io::time_of_day();
        self.tell(&attempt, &time);
        self.replace(|preview| preview.after(attempt.built, &time));
    }

    fn show_trouble(&mut self, error: &WorldError) {
        self.doubtful = None;
        self.is_broken = true;
        io::complain(&format!("{} error: {error}\n", io::time_of_day()));
        let what = error
            .reason
            .as_ref()
            .map_or_else(|| error.what.clone(), |reason| format!("{}: {reason}", error.what));
        self.replace(|preview| preview.after_trouble(&what, &error.cure));
    }

    fn replace(&self, next: impl FnOnce(&Preview) -> Preview) {
        let next = next(&self.shown.borrow());
        self.shown.send_replace(Arc::new(next));
    }

    /// Says in the terminal what came of a save.
    fn tell(&mut self, attempt: &Attempt, time: &str) {
        let Attempt { built, saved, took } = attempt;
        let problems = &built.problems;
        if !problems.is_empty() {
            io::complain(&report(problems, &built.files, Paint::Colour));
        }
        io::complain(&more(problems));
        if problems.errors() > 0 {
            let errors = count(problems.errors(), "error");
            let shown = match &self.good_since {
                Some(since) => format!("the pages of {since} are shown"),
                None => "there are no pages to show yet".to_owned(),
            };
            io::complain(&format!("{time} {saved}{errors}; {shown}\n"));
            self.is_broken = true;
            return;
        }
        let is_first = self.good_since.replace(time.to_owned()).is_none();
        let mended = if mem::take(&mut self.is_broken) { "mended, " } else { "" };
        let what = if is_first { summary(built) } else { pages(built) };
        io::tell(&format!("{time} {saved}{mended}{what}, in {took}\n"));
    }
}

/// How many pages there are now, and how many warnings: what a save may change.
fn pages(built: &Built) -> String {
    let pages = count(built.summary.pages, "page");
    match built.problems.warnings() {
        0 => pages,
        number => format!("{pages}, {}", count(number, "warning")),
    }
}

/// The files that are new, other or gone.
fn changed<'f>(before: &'f Files, now: &'f Files) -> Vec<&'f FilePath> {
    let other = now.iter().filter(|(path, bytes)| before.get(path) != Some(*bytes));
    let gone = before.iter().filter(|(path, _)| now.get(path).is_none());
    other.chain(gone).map(|(path, _)| path).collect()
}

/// The files that were saved, to stand before what came of it.
fn saved(changed: &[&FilePath]) -> String {
    match changed {
        [] => String::new(),
        [file] => format!("{file}: "),
        [file, others @ ..] => format!("{file} and {}: ", count(others.len(), "other file")),
    }
}
