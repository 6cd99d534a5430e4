//! How long a site takes to build, and to build again after an edited sentence.
//!
//! ```sh
//! cargo run --release --example rebuild -- [DIR]
//! ```
//!
//! Measured is everything between the files and the output, in this one process; reading and
//! writing are not. The edited sentence stands in the first topic, stop or other text of the site.

#![allow(clippy::disallowed_methods, reason = "an example is its own world")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use trip_explainer::{FilePath, Files, Memos, Options, build, build_with};

/// Builds of each sort.
const RUNS: usize = 25;

fn main() {
    let root = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("."), PathBuf::from);
    let mut files = Files::default();
    for folder in ["content", "templates", "static"] {
        collect(&root.join(folder), folder, &mut files);
    }
    let options = Options::default();
    let mut memos = Memos::default();
    let built = build_with(&files, &options, &mut memos);
    let runs = if built.summary.pages > 500 { 3 } else { RUNS };
    println!("{} pages, {} problems", built.summary.pages, built.problems.iter().count());
    tell("all of it", runs, |_| drop(build(&files, &options)));
    tell("nothing changed", runs, |_| drop(build_with(&files, &options, &mut memos)));
    let (path, text) = edited(&files);
    println!("edited: {path}");
    tell("an edited sentence", runs, |run| {
        files.insert(path.clone(), format!("{text}\n\nEdited {run} times.\n").into_bytes());
        drop(build_with(&files, &options, &mut memos));
    });
}

/// The text that is edited: a page of prose deep in the site.
fn edited(files: &Files) -> (FilePath, String) {
    let pages = files
        .under("content/")
        .filter(|(path, _)| path.as_str().matches('/').count() == 3 && path.extension() == "md");
    let (path, bytes) = pages.max_by_key(|(_, bytes)| bytes.len()).expect("a page of prose");
    (path.clone(), String::from_utf8_lossy(bytes).into_owned())
}

/// Says how long `work` takes.
fn tell(what: &str, runs: usize, mut work: impl FnMut(usize)) {
    let mut times: Vec<Duration> = (0..runs)
        .map(|run| {
            let start = Instant::now();
            work(run);
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let in_milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    let (least, median) = (in_milliseconds(times[0]), in_milliseconds(times[runs / 2]));
    println!("{what:20} median {median:8.1} ms, least {least:8.1} ms");
}

fn collect(folder: &Path, path: &str, files: &mut Files) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.map(|entry| entry.expect("the folder can be read")) {
        let name = entry.file_name().into_string().expect("a plain name");
        let inside = format!("{path}/{name}");
        if entry.path().is_dir() {
            collect(&entry.path(), &inside, files);
        } else if let Some(path) = FilePath::new(&inside) {
            files.insert(path, fs::read(entry.path()).expect("the file can be read"));
        }
    }
}
