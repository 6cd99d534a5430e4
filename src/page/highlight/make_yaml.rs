//! Makes `yaml.packdump`; `README.md` says what that is.
//!
//! ```sh
//! cargo run --example yaml-grammar
//! ```

use std::path::Path;

use syntect::dumps::dump_to_uncompressed_file;
use syntect::parsing::syntax_definition::{Pattern, SyntaxDefinition};
use syntect::parsing::{Regex, SyntaxSet, SyntaxSetBuilder};

fn main() {
    let defaults = SyntaxSet::load_defaults_newlines().into_builder();
    let mut grammars = SyntaxSetBuilder::new();
    for syntax in defaults.syntaxes() {
        let is_yaml = syntax.name == "YAML";
        grammars.add(if is_yaml { with_plain_classes(syntax.clone()) } else { place_of(syntax) });
    }
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/page/highlight/yaml.packdump");
    dump_to_uncompressed_file(&grammars.build(), target).expect("the file can be written");
}

/// A grammar that does nothing but keep its place: grammars refer to each other by their places.
fn place_of(syntax: &SyntaxDefinition) -> SyntaxDefinition {
    let mut place = SyntaxDefinition { first_line_match: None, hidden: true, ..syntax.clone() };
    place.name.clear();
    place.file_extensions.clear();
    place.variables.clear();
    place.contexts.clear();
    place
}

/// The grammar in which a space, a digit and a letter are those of ASCII, as YAML has them.
fn with_plain_classes(mut syntax: SyntaxDefinition) -> SyntaxDefinition {
    let contexts = syntax.contexts.values_mut();
    for pattern in contexts.flat_map(|context| &mut context.patterns) {
        if let Pattern::Match(pattern) = pattern {
            pattern.regex = Regex::new(plain(pattern.regex.regex_str()));
        }
    }
    syntax
}

/// A regular expression with `\s`, `\d` and `\w` spelled out.
fn plain(regex: &str) -> String {
    let mut plain = String::with_capacity(regex.len());
    let mut depth = 0_usize;
    let mut characters = regex.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => plain.push_str(&escape(characters.next(), depth > 0)),
            other => {
                match other {
                    '[' => depth += 1,
                    ']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                plain.push(other);
            }
        }
    }
    plain
}

/// What stands for a backslash and a letter, within brackets or outside of them.
fn escape(letter: Option<char>, in_brackets: bool) -> String {
    let class = match letter {
        Some('s') => "[:space:]",
        Some('S') => "[:^space:]",
        Some('d') => "0-9",
        Some('w') => "0-9A-Za-z_",
        other => return other.map_or("\\".to_owned(), |letter| format!("\\{letter}")),
    };
    if in_brackets { class.to_owned() } else { format!("[{class}]") }
}
