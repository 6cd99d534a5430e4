//! Runs the manual: every case of `tests/spec/*.md`.
//!
//! A case is what stands under one heading. Its blocks, by the words after the fence:
//!
//! - `yaml content/people.yaml` is an input file; `latin-1` behind it writes it in that encoding,
//!   `times 40000` writes it so many times over, `escaped` turns `\u{A0}` into that character;
//! - `picture content/tour/media/port.jpg` is a JPEG: `640 × 480`, or `640 × 480, 200 kB`;
//! - `gone content/site.yaml` takes a file of the base site away;
//! - `sh` with `trip build --drafts` says how the site is built;
//! - `problems` is the whole list of what is wrong, a line each; without it nothing may be wrong;
//! - `text /stops/japan/` is what the page's `<main>` says: the lines of a paragraph in this order,
//!   with other words between them; paragraphs in any order;
//! - `says /feed.xml` is what a published file says: its lines in this order, with others between
//!   them; those of a calendar unfolded;
//! - `links /stops/japan/` are links of the page, as `[words](href)`;
//! - `json printed` is all that the command prints, where `sh` asks for a report in that `--format`;
//! - `status` is what `trip status` says of it, and `status json` what `--format json` says;
//! - `yaml was content/people.yaml` is a file as an earlier version had it; the others were as they
//!   are;
//! - `published` and `not published` list files of the finished site.
//!
//! `UPDATE=1 cargo test` rewrites the `problems`, what is `printed`, the `status`, and the tables
//! of `fields.rs` and `data.rs`.

mod chapter;
mod coverage;
mod data;
mod fields;

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use rayon::prelude::*;
use trip_explainer::{Built, Paint, report_github, report_json};

use crate::given::{Given, file_of, nothing, problem_lines, text_of};
use crate::golden::{diff, is_update, root};
use crate::markup::{Element, one_line};
use chapter::{Block, Case, Chapter, Found};

/// The folder of the manual.
const FOLDER: &str = "tests/spec";

/// The chapter and the heading that show the base site.
const BASE: (&str, &str) = ("index.md", "The site that every example starts from");

/// The files of the base site, as the manual shows them.
pub(crate) fn base() -> &'static BTreeMap<String, String> {
    static FILES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    FILES.get_or_init(|| {
        let chapter = chapters().into_iter().find(|chapter| chapter.name == BASE.0);
        let cases = chapter.expect("the manual has an index").cases;
        let case = cases.into_iter().find(|case| case.heading == BASE.1).expect("a base site");
        let inputs = case.blocks.into_iter().filter(Block::is_input);
        inputs.map(|block| (block.words[1].clone(), block.text)).collect()
    })
}

/// Files by their paths, and what is wrong with them, a line each.
pub(crate) type Faulty = (Vec<(String, Vec<u8>)>, String);

/// The cases of a chapter in which something is wrong.
pub(crate) fn faulty_cases(name: &str) -> Vec<Faulty> {
    let chapter = chapters().into_iter().find(|chapter| chapter.name == name);
    let cases = chapter.expect("a chapter of the manual").cases.into_iter();
    cases
        .filter_map(|case| {
            let problems = case.block("problems")?.text.clone();
            let inputs = case.blocks.iter().filter(|block| block.is_input());
            Some((inputs.map(|it| (it.words[1].clone(), it.bytes())).collect(), problems))
        })
        .collect()
}

/// Every problem that the manual shows, a line each.
pub(crate) fn shown_problems() -> Vec<String> {
    chapters()
        .iter()
        .flat_map(|chapter| &chapter.cases)
        .filter_map(|case| case.block("problems"))
        .flat_map(|block| block.text.lines().map(str::to_owned))
        .collect()
}

/// The chapters of the manual, by name.
fn chapters() -> Vec<Chapter> {
    let folder = fs::read_dir(root().join(FOLDER)).expect("the manual is there");
    let mut names: Vec<String> = folder
        .map(|entry| entry.expect("the folder can be read").file_name())
        .filter_map(|name| name.into_string().ok())
        .filter(|name| name.ends_with(".md"))
        .collect();
    names.sort();
    names.into_iter().map(|name| Chapter::read(&root().join(FOLDER), name)).collect()
}

/// A case of the manual, for those who try its files in another way.
pub(crate) struct Example {
    /// Its chapter and its heading.
    pub(crate) title: String,
    /// The files that it shows, each with its path.
    pub(crate) files: Vec<(String, String)>,
    /// What is wrong with them, a line each.
    pub(crate) problems: String,
}

/// Every case of the manual.
pub(crate) fn examples() -> Vec<Example> {
    let example = |chapter: &str, case: Case| Example {
        title: format!("{chapter} “{}”", case.heading),
        problems: case.block("problems").map(|block| block.text.clone()).unwrap_or_default(),
        files: case
            .blocks
            .into_iter()
            .filter(Block::is_input)
            .map(|block| (block.words[1].clone(), block.text))
            .collect(),
    };
    let cases = chapters().into_iter().flat_map(|chapter| {
        chapter.cases.into_iter().map(move |case| example(&chapter.name, case))
    });
    cases.collect()
}

#[test]
fn the_manual_is_true() {
    let mut failures = Vec::new();
    for chapter in chapters() {
        let results: Vec<(&Case, Found, Vec<String>)> = chapter
            .cases
            .par_iter()
            .filter(|case| case.says_something())
            .map(|case| run_or_panic(case, &chapter.name))
            .collect();
        if is_update() {
            chapter.rewrite(results.iter().map(|(case, found, _)| (*case, found)));
        }
        failures.extend(results.into_iter().flat_map(|(_, _, failures)| failures));
    }
    // After the problems, because both may rewrite the same chapter.
    failures.extend(fields::check());
    failures.extend(data::check());
    assert!(failures.is_empty(), "{} fail:\n\n{}", failures.len(), failures.join("\n"));
}

/// Like `run`, with a panic of the generator as a failure of the one case.
fn run_or_panic<'c>(case: &'c Case, chapter: &str) -> (&'c Case, Found, Vec<String>) {
    let run = AssertUnwindSafe(|| run(case, chapter));
    catch_unwind(run).unwrap_or_else(|_| {
        let text = |block: &Block| block.text.clone();
        let problems = case.block("problems").map_or_else(String::new, text);
        let expected = Found { problems, shown: case.shown().map(text).collect() };
        let failure = format!("{FOLDER}/{chapter}:{} “{}”: panics", case.line, case.heading);
        (case, expected, vec![failure])
    })
}

/// What comes of a case's site, and how the case fails.
fn run<'c>(case: &'c Case, chapter: &str) -> (&'c Case, Found, Vec<String>) {
    let site = site(case);
    let problems = problem_lines(site.built()).trim().to_owned();
    let found = Found { problems, shown: shown(case, &site) };
    let expected = case.block("problems").map_or("", |block| block.text.as_str());
    let mut failures = Vec::new();
    if expected.trim() != found.problems && !is_update() {
        failures.push(format!("the problems differ:\n{}", diff(expected, &found.problems)));
    } else {
        let claims = case.blocks.iter().filter(|block| !block.is_input());
        failures.extend(claims.filter_map(|block| check(block, &site).err()));
    }
    for (block, shown) in case.shown().zip(&found.shown).filter(|_| !is_update()) {
        if block.text.trim() != shown.trim() {
            failures.push(format!("what is printed differs:\n{}", diff(&block.text, shown)));
        }
    }
    let title = format!("{FOLDER}/{chapter}:{} “{}”", case.line, case.heading);
    (case, found, failures.into_iter().map(|failure| format!("{title}: {failure}")).collect())
}

/// What a command prints, for each block of the case that shows it.
fn shown(case: &Case, site: &Given) -> Vec<String> {
    let earlier = earlier(case);
    let shown = |block: &Block| match (block.is_status(), block.words.last()?.as_str()) {
        (true, "json") => Some(site.status(earlier.as_ref()).json()),
        (true, _) => Some(site.status(earlier.as_ref()).human(Paint::Plain)),
        (false, _) => report(case, site),
    };
    case.shown().map(|block| shown(block).unwrap_or_else(|| "(no --format)".to_owned())).collect()
}

/// The case's site as it was, if a block tells of it.
fn earlier(case: &Case) -> Option<Given> {
    let mut was = case.blocks.iter().filter(|block| block.words.iter().any(|it| it == "was"));
    let path = |block: &Block| block.words[2].clone();
    let first = was.next()?;
    let then = self::site(case).and(&path(first), first.text.as_str());
    Some(was.fold(then, |site, block| site.and(&path(block), block.text.as_str())))
}

/// The report for programs that the command of a case asks for.
fn report(case: &Case, site: &Given) -> Option<String> {
    let (_, format) = case.block("sh")?.text.split_once("--format ")?;
    let Built { problems, files, held, .. } = site.built();
    Some(match format.split_whitespace().next()? {
        "json" => report_json(problems, files, ".", held),
        "github" => report_github(problems, files, ""),
        other => panic!("the manual uses `--format {other}`, which its runner does not know"),
    })
}

/// The base site with the case's files over it, built as the case asks.
fn site(case: &Case) -> Given {
    let mut site = nothing();
    let is_gone = |path: &str| case.blocks.iter().any(|it| it.words == ["gone", path]);
    for (path, text) in base().iter().filter(|(path, _)| !is_gone(path)) {
        site = site.and(path, text.as_str());
    }
    for block in case.blocks.iter().filter(|block| block.is_input()) {
        site = site.and(&block.words[1], block.bytes());
    }
    match case.block("sh") {
        Some(block) => with_flags(site, &block.text),
        None => site,
    }
}

/// The site built as a line such as `trip build --as-of 2025-11-01` says.
fn with_flags(mut site: Given, line: &str) -> Given {
    let mut words = line.split_whitespace().skip(2);
    while let Some(flag) = words.next() {
        let mut value = || words.next().map(str::to_owned);
        site = match flag {
            "--drafts" => site.with(|choices| choices.drafts = true),
            "--strict" => site.strictly(),
            "--as-of" => site.with(|choices| choices.as_of = value()),
            // In another form, the problems are the same ones.
            "--format" => {
                value();
                site
            }
            "--base-url" => site.with(|choices| choices.base_url = value()),
            other => panic!("the manual uses `{other}`, which its runner does not know"),
        };
    }
    site
}

/// Whether the built site is as a block says.
fn check(block: &Block, site: &Given) -> Result<(), String> {
    let words: Vec<&str> = block.words.iter().map(String::as_str).collect();
    let lines = block.text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_there = |path: &str| text_of(&site.built().output, path).is_some();
    match words.as_slice() {
        [_, "printed"] => Ok(()),
        ["text", address] => check_text(address, &block.text, site),
        ["says", path] => check_says(path, lines, site),
        ["links", address] => check_links(address, lines, site),
        ["published"] => match lines.into_iter().find(|path| !is_there(path)) {
            Some(path) => Err(format!("`{path}` is not published")),
            None => Ok(()),
        },
        ["not", "published"] => match lines.into_iter().find(|path| is_there(path)) {
            Some(path) => Err(format!("`{path}` is published")),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn check_text(address: &str, wanted: &str, site: &Given) -> Result<(), String> {
    let main = page(address, site)?
        .take("main")
        .ok_or_else(|| format!("`{address}` has no <main>"))?
        .text();
    for paragraph in wanted.split("\n\n") {
        let mut rest = main.as_str();
        for fragment in paragraph.lines().map(one_line).filter(|line| !line.is_empty()) {
            let at = rest.find(&fragment).ok_or_else(|| {
                format!("`{address}` does not say “{fragment}” here. It says:\n{main}")
            })?;
            rest = &rest[at + fragment.len()..];
        }
    }
    Ok(())
}

fn check_says<'l>(
    path: &str,
    lines: impl Iterator<Item = &'l str>,
    site: &Given,
) -> Result<(), String> {
    let text = text_of(&site.built().output, path.trim_start_matches('/'));
    let text = text.ok_or_else(|| format!("there is no `{path}`"))?.replace("\r\n ", "");
    let mut rest = text.lines().map(str::trim);
    for line in lines {
        if !rest.any(|other| other == line) {
            return Err(format!("`{path}` does not say “{line}” here. It says:\n{text}"));
        }
    }
    Ok(())
}

fn check_links<'l>(
    address: &str,
    links: impl Iterator<Item = &'l str>,
    site: &Given,
) -> Result<(), String> {
    let page = page(address, site)?;
    let there: Vec<String> =
        page.links().iter().map(|(href, words)| format!("[{words}]({href})")).collect();
    for link in links {
        if !there.iter().any(|other| other == link) {
            return Err(format!("`{address}` has no link {link}, but:\n{}", there.join("\n")));
        }
    }
    Ok(())
}

fn page(address: &str, site: &Given) -> Result<Element, String> {
    let html = text_of(&site.built().output, &file_of(address));
    html.map(|html| Element::parse(&html)).ok_or_else(|| format!("there is no page `{address}`"))
}
