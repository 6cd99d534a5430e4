//! Whether the modules of `src/` use only those that `lib.rs` lists above them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::golden::root;

/// The stages, each of which may use those before it.
const ORDER: &[&str] = &[
    "files",
    "memo",
    "problem",
    "document",
    "site",
    "external",
    "rules",
    "draw",
    "page",
    "output",
    "standing",
    "pipeline",
    "starter",
    "addition",
    "readiness",
    "preview",
    "io",
    "command",
];

/// Pairs that do not know each other, although one comes after the other.
const STRANGERS: &[(&str, &str)] = &[("page", "rules"), ("draw", "rules"), ("rules", "page")];

/// All that `io` may see.
const SEEN_BY_IO: &[&str] =
    &["files", "external", "output", "preview", "problem", "readiness", "io"];

/// What only `io` may name.
const WORLD: &[&str] = &[
    "std::fs",
    "std::env",
    "TcpListener",
    "TcpStream",
    "UdpSocket",
    "ToSocketAddrs",
    "std::process",
    "SystemTime",
    "Instant",
    "Zoned::now",
    "Timestamp::now",
];

/// The stage whose code may start from the arguments: `main.rs` hands them over.
const ENTRANCE: &str = "main.rs";

#[test]
fn lib_rs_lists_the_modules_in_the_order_of_the_architecture() {
    let lib = &sources()["lib.rs"];
    let listed: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).collect();
    assert_eq!(listed, ORDER);
}

#[test]
fn a_module_uses_only_the_modules_above_it() {
    let mut faults = Vec::new();
    for (file, source) in sources() {
        let Some(from) = stage(&file) else { continue };
        for (line, to) in uses(&source) {
            if !may_use(from, &to) {
                faults.push(format!("src/{file}:{line}: `{from}` uses `{to}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_io_touches_the_world() {
    let mut faults = Vec::new();
    for (file, source) in sources() {
        if stage(&file) == Some("io") || file == ENTRANCE {
            continue;
        }
        for (line, text) in code_lines(&source) {
            if let Some(word) = WORLD.iter().find(|word| text.contains(**word)) {
                faults.push(format!("src/{file}:{line}: `{word}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn one_file_names_the_yaml_library() {
    let sources = sources();
    let naming = sources.iter().filter(|(_, source)| {
        code_lines(source).iter().any(|(_, line)| line.contains("serde_yaml"))
    });
    assert_eq!(naming.map(|(file, _)| file.as_str()).collect::<Vec<_>>(), ["document/yaml.rs"]);
}

#[test]
fn every_file_begins_by_saying_what_it_is_for() {
    let sources = sources();
    let silent: Vec<&String> =
        sources.iter().filter(|(_, source)| !source.starts_with("//! ")).map(|it| it.0).collect();
    assert!(silent.is_empty(), "no `//!` line at the top of {silent:?}");
}

#[test]
fn the_tests_begin_by_saying_what_they_are_for_too() {
    let mut files = BTreeMap::new();
    collect(&root().join("tests/it"), "", &mut files);
    let silent: Vec<&String> =
        files.iter().filter(|(_, source)| !source.starts_with("//! ")).map(|it| it.0).collect();
    assert!(silent.is_empty(), "no `//!` line at the top of {silent:?}");
}

fn may_use(from: &str, to: &str) -> bool {
    let place = |stage: &str| ORDER.iter().position(|other| *other == stage);
    let Some((from_place, to_place)) = place(from).zip(place(to)) else { return false };
    let strangers = STRANGERS.contains(&(from, to));
    let hidden = from == "io" && !SEEN_BY_IO.contains(&to);
    to_place <= from_place && !strangers && !hidden
}

/// The stage that a file of `src/` belongs to; none for `lib.rs` and `main.rs`.
fn stage(file: &str) -> Option<&'static str> {
    let first = file.split('/').next().unwrap_or(file).trim_end_matches(".rs");
    ORDER.iter().copied().find(|stage| *stage == first)
}

/// The stages that a source names after `crate::`, each with its line.
fn uses(source: &str) -> Vec<(usize, String)> {
    let text: String = code_lines(source).iter().map(|(_, line)| format!("{line}\n")).collect();
    let mut uses = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        // `$crate::` in a macro is the same crate; `the_crate::` is another.
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let line = text[..at].matches('\n').count() + 1;
        let names = names_after(&text[at + "crate::".len()..]);
        uses.extend(names.into_iter().map(|name| (line, name)));
    }
    uses
}

/// The first name of a path, or of each path in `{…}`.
fn names_after(rest: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let Some(group) = rest.strip_prefix('{') else { return vec![word(rest)] };
    let (mut depth, mut parts, mut start) = (0, Vec::new(), 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.into_iter().map(word).filter(|name| !name.is_empty()).collect()
}

/// The lines of a source, each with its number and without its comment.
fn code_lines(source: &str) -> Vec<(usize, &str)> {
    source
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.split("//").next().unwrap_or_default()))
        .collect()
}

/// Every Rust file of `src/` by its path, without what is compiled for unit tests only.
fn sources() -> BTreeMap<String, String> {
    let mut sources = BTreeMap::new();
    collect(&root().join("src"), "", &mut sources);
    sources.retain(|file, _| !file.ends_with("tests.rs"));
    for source in sources.values_mut() {
        if let Some(at) = source.find("\n#[cfg(test)]\nmod tests {") {
            source.truncate(at + 1);
        }
    }
    sources
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let name = entry.file_name().into_string().expect("a plain name");
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), files);
        } else if name.ends_with(".rs") {
            let source = fs::read_to_string(entry.path()).expect("the source can be read");
            files.insert(format!("{prefix}{name}"), source);
        }
    }
}

#[test]
fn uses_are_found_in_groups_and_in_paths() {
    let source = "use crate::{a::{b, c}, d};\nfn e() { crate::f::g(); } // crate::h\n";
    let found = uses(source);
    let found: Vec<(usize, &str)> =
        found.iter().map(|(line, name)| (*line, name.as_str())).collect();
    assert_eq!(found, [(1, "a"), (1, "d"), (2, "f")]);
}
