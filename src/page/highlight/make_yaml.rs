//! Makes `yaml.packdump` of `yaml.sublime-syntax`, so that the tool need not read that when it runs.
//!
//! ```sh
//! cargo run --example yaml-grammar
//! ```

use std::path::Path;

use syntect::dumps::dump_to_uncompressed_file;
use syntect::parsing::SyntaxSetBuilder;
use syntect::parsing::syntax_definition::SyntaxDefinition;

fn main() {
    let grammar = include_str!("yaml.sublime-syntax");
    let grammar = SyntaxDefinition::load_from_str(grammar, true, None).expect("a grammar");
    let mut grammars = SyntaxSetBuilder::new();
    grammars.add(grammar);
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/page/highlight/yaml.packdump");
    dump_to_uncompressed_file(&grammars.build(), target).expect("the file can be written");
}
