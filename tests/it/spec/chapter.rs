//! A chapter of the manual: headings, and the blocks under each.

use std::fs;
use std::path::{Path, PathBuf};

/// Where input files of a site begin.
const ROOTS: &[&str] = &["content/", "templates/", "static/"];

/// A chapter.
pub(super) struct Chapter {
    /// The file's name.
    pub(super) name: String,
    /// What stands under each heading.
    pub(super) cases: Vec<Case>,
    path: PathBuf,
    lines: Vec<String>,
}

/// What stands under one heading.
pub(super) struct Case {
    /// The heading's words.
    pub(super) heading: String,
    /// Its line, from 1.
    pub(super) line: usize,
    /// The fenced blocks.
    pub(super) blocks: Vec<Block>,
}

/// A fenced block.
pub(super) struct Block {
    /// The words after the fence.
    pub(super) words: Vec<String>,
    /// The lines between the fences.
    pub(super) text: String,
    /// The first and the last line, from 0, fences included.
    lines: (usize, usize),
}

impl Chapter {
    /// Reads a chapter.
    pub(super) fn read(folder: &Path, name: String) -> Self {
        let path = folder.join(&name);
        let text = fs::read_to_string(&path).expect("a chapter can be read");
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let cases = cases(&lines, &name);
        Self { name, cases, path, lines }
    }

    /// Writes what was found into the chapter.
    pub(super) fn rewrite(&self, found: &[(&Case, &Found)]) {
        let mut lines = self.lines.clone();
        for (case, found) in found.iter().rev() {
            case.rewrite(found, &mut lines);
        }
        if lines != self.lines {
            fs::write(&self.path, lines.join("\n") + "\n").expect("the chapter can be written");
        }
    }
}

/// What comes of the files of a case.
#[derive(Default)]
pub(super) struct Found {
    /// All that is wrong, a line each.
    pub(super) problems: String,
    /// What `trip status` says, for each block that shows it.
    pub(super) statuses: Vec<String>,
}

impl Case {
    /// Whether there is anything to try.
    pub(super) fn says_something(&self) -> bool {
        self.blocks.iter().any(|block| block.is_input() || block.is_claim())
    }

    /// The block whose first word this is.
    pub(super) fn block(&self, word: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.words == [word])
    }

    /// The blocks that show what `trip status` says.
    pub(super) fn statuses(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.words[..1] == ["status"])
    }

    /// Rewrites from the last line to the first, so that the places of the others stay right.
    fn rewrite(&self, found: &Found, lines: &mut Vec<String>) {
        let problems = found.problems.trim();
        if self.block("problems").is_none() && !problems.is_empty() {
            let after = self.blocks.last().map_or(self.line, |last| last.lines.1 + 1);
            let fenced = ["", "```problems"].into_iter().chain(problems.lines()).chain(["```"]);
            lines.splice(after..after, fenced.map(str::to_owned));
        }
        let mut statuses = found.statuses.iter().rev();
        for block in self.blocks.iter().rev() {
            let (first, last) = block.lines;
            match block.words[0].as_str() {
                "problems" if problems.is_empty() => drop(lines.drain(first..=last)),
                "problems" => block.fill(problems, lines),
                "status" => block.fill(statuses.next().map_or("", |status| status.trim()), lines),
                _ => {}
            }
        }
    }
}

impl Block {
    /// Whether it is a file of the site.
    pub(super) fn is_input(&self) -> bool {
        let path = self.words.get(1).filter(|_| self.words[0] != "gone");
        path.is_some_and(|path| ROOTS.iter().any(|root| path.starts_with(root)))
    }

    /// Whether it says what comes of the files.
    fn is_claim(&self) -> bool {
        let first = self.words.first().map(String::as_str).unwrap_or_default();
        let second = self.words.get(1).map(String::as_str).unwrap_or_default();
        matches!(first, "problems" | "published" | "not" | "gone" | "status")
            || (matches!(first, "text" | "links") && second.starts_with('/'))
    }

    /// Puts a text between its fences.
    fn fill(&self, text: &str, lines: &mut Vec<String>) {
        let (first, last) = self.lines;
        lines.splice(first + 1..last, text.lines().map(str::to_owned));
    }

    /// The bytes of the file that it is.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let words: Vec<&str> = self.words.iter().skip(2).map(String::as_str).collect();
        match words.as_slice() {
            [] => self.text.clone().into_bytes(),
            ["latin-1"] => self.text.chars().map(|c| u8::try_from(c).expect("Latin-1")).collect(),
            ["times", times] => self.text.repeat(times.parse().expect("a number")).into_bytes(),
            other => panic!("the manual writes {other:?} behind a path"),
        }
    }
}

fn cases(lines: &[String], name: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        if let Some(fence) = fence_of(line) {
            let length = lines[at + 1..].iter().position(|line| line.trim_end() == fence);
            let length = length.unwrap_or_else(|| panic!("{name}:{} is never closed", at + 1));
            let words = line[fence.len()..].split_whitespace().map(str::to_owned).collect();
            let text = lines[at + 1..=at + length].iter().map(|line| format!("{line}\n")).collect();
            let block = Block { words, text, lines: (at, at + length + 1) };
            let case = cases.last_mut().unwrap_or_else(|| panic!("{name}: a block has no heading"));
            case.blocks.push(block);
            at += length + 1;
        } else if line.starts_with('#') {
            let heading = line.trim_start_matches('#').trim().to_owned();
            cases.push(Case { heading, line: at + 1, blocks: Vec::new() });
        }
        at += 1;
    }
    cases
}

/// The fence that opens a block: three backticks or more.
fn fence_of(line: &str) -> Option<&str> {
    let end = line.find(|c| c != '`').unwrap_or(line.len());
    (end >= 3).then(|| &line[..end])
}
