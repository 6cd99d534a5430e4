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

    /// Writes the problems that were found into the chapter.
    pub(super) fn rewrite(&self, found: &[(&Case, &str)]) {
        let mut lines = self.lines.clone();
        for (case, problems) in found.iter().rev() {
            case.rewrite(problems.trim(), &mut lines);
        }
        if lines != self.lines {
            fs::write(&self.path, lines.join("\n") + "\n").expect("the chapter can be written");
        }
    }
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

    fn rewrite(&self, problems: &str, lines: &mut Vec<String>) {
        let block = || {
            let inner = problems.lines().map(str::to_owned);
            ["```problems".to_owned()].into_iter().chain(inner).chain(["```".to_owned()])
        };
        match (self.block("problems"), problems.is_empty()) {
            (Some(old), true) => drop(lines.drain(old.lines.0..=old.lines.1)),
            (Some(old), false) => drop(lines.splice(old.lines.0..=old.lines.1, block())),
            (None, true) => {}
            (None, false) => {
                let after = self.blocks.last().map_or(self.line, |last| last.lines.1 + 1);
                let spaced = [String::new()].into_iter().chain(block());
                drop(lines.splice(after..after, spaced));
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
        matches!(first, "problems" | "published" | "not" | "gone")
            || (matches!(first, "text" | "links") && second.starts_with('/'))
    }

    /// The bytes of the file that it is.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let words: Vec<&str> = self.words.iter().skip(2).map(String::as_str).collect();
        let latin = |text: &str| text.chars().map(|c| u8::try_from(c).expect("Latin-1")).collect();
        match words.as_slice() {
            [] => self.text.clone().into_bytes(),
            ["escaped"] => unescaped(&self.text).into_bytes(),
            ["latin-1"] => latin(&self.text),
            ["escaped", "latin-1"] => latin(&unescaped(&self.text)),
            ["times", times] => self.text.repeat(times.parse().expect("a number")).into_bytes(),
            other => panic!("the manual writes {other:?} behind a path"),
        }
    }
}

/// The text with each `\u{A0}` as the character of that number, so that readers see what they could
/// not tell from a space.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let (number, rest) = part.split_once('}').expect("a number in braces");
        let c = u32::from_str_radix(number, 16).ok().and_then(char::from_u32);
        format!("{text}{}{rest}", c.expect("the number of a character"))
    })
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
