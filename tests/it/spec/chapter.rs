//! A chapter of the manual: headings, and the blocks under each.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::picture::described;

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
    pub(super) fn rewrite<'f>(
        &self,
        found: impl DoubleEndedIterator<Item = (&'f Case, &'f Found)>,
    ) {
        let mut lines = self.lines.clone();
        for (case, found) in found.rev() {
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
    /// What is printed, for each block that shows it.
    pub(super) shown: Vec<String>,
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

    /// The blocks with what a command prints.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.is_shown())
    }

    fn rewrite(&self, found: &Found, lines: &mut Vec<String>) {
        let problems = fenced("problems", &found.problems);
        let mut edits: Vec<(Range<usize>, Vec<String>)> = Vec::new();
        match (self.block("problems"), found.problems.is_empty()) {
            (Some(old), true) => edits.push((old.range(), Vec::new())),
            (Some(old), false) => edits.push((old.range(), problems)),
            (None, true) => {}
            (None, false) => {
                let after = self.blocks.last().map_or(self.line, |last| last.lines.1 + 1);
                edits.push((after..after, [vec![String::new()], problems].concat()));
            }
        }
        for (old, shown) in self.shown().zip(&found.shown) {
            edits.push((old.range(), fenced(&old.words.join(" "), shown)));
        }
        // What is replaced further down does not move what stands above.
        edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        for (range, new) in edits {
            drop(lines.splice(range, new));
        }
    }
}

/// The lines of a block with these words after its fence.
fn fenced(words: &str, text: &str) -> Vec<String> {
    let inner = text.trim_end().lines().map(str::to_owned);
    [format!("```{words}")].into_iter().chain(inner).chain(["```".to_owned()]).collect()
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
            || self.is_shown()
            || (matches!(first, "text" | "links" | "says") && second.starts_with('/'))
    }

    fn is_shown(&self) -> bool {
        self.is_status() || self.words.get(1).is_some_and(|word| word == "printed")
    }

    /// Whether it is what `trip status` prints.
    pub(super) fn is_status(&self) -> bool {
        self.words.first().is_some_and(|word| word == "status")
    }

    fn range(&self) -> Range<usize> {
        self.lines.0..self.lines.1 + 1
    }

    /// The bytes of the file that it is.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let words: Vec<&str> = self.words.iter().skip(2).map(String::as_str).collect();
        let latin = |text: &str| text.chars().map(|c| u8::try_from(c).expect("Latin-1")).collect();
        match words.as_slice() {
            [] if self.words[0] == "picture" => {
                described(&self.text).unwrap_or_else(|| panic!("no picture is {:?}", self.text))
            }
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
