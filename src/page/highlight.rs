//! Code in colour, as a few short classes that the style sheet gives colours to.
//!
//! Nine classes: `hl-k` keyword, `hl-s` string, `hl-n` number or constant, `hl-c` comment,
//! `hl-t` tag or type, `hl-a` attribute or key, `hl-f` function, `hl-v` variable, `hl-o` operator.
//! Punctuation and everything else stay as they are.

use std::sync::{LazyLock, OnceLock};

use syntect::dumps::from_uncompressed_data;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// Longer code is printed plain: it is a document of its own, and colouring it takes its time.
const LONGEST_CODE: usize = 64 * 1024;

/// Code with a longer line is printed plain: some grammars go over a line again and again.
const LONGEST_LINE: usize = 4 * 1024;

/// The class of code inside of a string, which is no longer of that string.
const PLAIN: &str = "";

/// What grammars call a stretch of code, by its beginning, and our class for it.
///
/// The first that fits counts, so the special stands before the general.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "hl-c"),
    ("entity.name.tag.yaml", "hl-a"),
    ("string", "hl-s"),
    ("markup.raw", "hl-s"),
    ("markup.underline.link", "hl-s"),
    ("constant.character.escape", "hl-s"),
    ("constant", "hl-n"),
    ("keyword.operator", "hl-o"),
    ("keyword.other.unit", "hl-n"),
    ("keyword", "hl-k"),
    ("storage.type.numeric", "hl-n"),
    ("storage", "hl-k"),
    ("markup.heading", "hl-k"),
    ("entity.name.section", "hl-k"),
    ("entity.name.function", "hl-f"),
    ("support.function", "hl-f"),
    ("variable.function", "hl-f"),
    ("entity.other.attribute-name", "hl-a"),
    ("support.type.property-name", "hl-a"),
    ("support.constant", "hl-n"),
    ("entity.name", "hl-t"),
    ("entity.other.inherited-class", "hl-t"),
    ("support.type", "hl-t"),
    ("support.class", "hl-t"),
    ("variable", "hl-v"),
    ("source", PLAIN),
];

/// The HTML of `code` with classes for its parts; `None` where `language` is not known or the
/// code is too long, so that the caller prints it plain.
///
/// `language` is a name or a file's extension, such as `yaml`, `rs` or `Markdown`.
pub(crate) fn highlight(code: &str, language: &str) -> Option<String> {
    let too_long = code.len() > LONGEST_CODE || code.lines().any(|line| line.len() > LONGEST_LINE);
    if too_long { None } else { grammar(language)?.highlight(code) }
}

/// The grammar of a language, and the set of grammars that it refers to.
struct Grammar {
    syntax: &'static SyntaxReference,
    set: &'static SyntaxSet,
}

/// The grammar for a language's name; none for plain text, which has nothing to colour.
fn grammar(language: &str) -> Option<Grammar> {
    let name = match language.trim().to_ascii_lowercase().as_str() {
        "shell" | "console" | "shell-session" => "bash".to_owned(),
        "jsonc" | "geojson" | "json-ld" | "jsonld" => "json".to_owned(),
        name => name.to_owned(),
    };
    // Every site shows some YAML, and few show anything else.
    let set = if matches!(&*name, "yaml" | "yml") { yaml() } else { all() };
    let syntax = set.find_syntax_by_token(&name)?;
    (syntax.name != "Plain Text").then_some(Grammar { syntax, set })
}

/// Our own grammar of YAML, made from `highlight/yaml.sublime-syntax`.
fn yaml() -> &'static SyntaxSet {
    static YAML: LazyLock<SyntaxSet> = LazyLock::new(|| {
        from_uncompressed_data(include_bytes!("highlight/yaml.packdump")).unwrap_or_default()
    });
    &YAML
}

/// All grammars, unpacked when one of them is asked for.
fn all() -> &'static SyntaxSet {
    static ALL: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);
    &ALL
}

impl Grammar {
    /// The HTML of `code`; `None` where the grammar is at fault.
    fn highlight(&self, code: &str) -> Option<String> {
        let mut state = ParseState::new(self.syntax);
        let mut stack = ScopeStack::new();
        let mut html = Html::default();
        for line in LinesWithEndings::from(code) {
            let mut done = 0;
            for (at, change) in state.parse_line(line, self.set).ok()? {
                html.add(&line[done..at], class(&stack));
                done = at;
                stack.apply(&change).ok()?;
            }
            html.add(&line[done..], class(&stack));
        }
        Some(html.finish())
    }
}

/// The class of a stretch with these scopes: that of the innermost one that has something to say.
fn class(stack: &ScopeStack) -> Option<&'static str> {
    // The one exception: a key of JSON is a string, and being a key is what tells it from others.
    if stack.scopes.iter().any(|scope| json_key().is_some_and(|key| key.is_prefix_of(*scope))) {
        return Some("hl-a");
    }
    stack.scopes.iter().rev().find_map(|scope| of_scope(*scope)).filter(|it| *it != PLAIN)
}

/// The scope that a key of JSON stands in.
fn json_key() -> Option<Scope> {
    static KEY: OnceLock<Option<Scope>> = OnceLock::new();
    *KEY.get_or_init(|| Scope::new("meta.structure.dictionary.key.json").ok())
}

/// What the scope says of the class; `None` if nothing.
fn of_scope(scope: Scope) -> Option<&'static str> {
    classes().iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map(|(_, class)| *class)
}

/// `CLASSES` as the scopes that syntect compares.
fn classes() -> &'static [(Scope, &'static str)] {
    static SCOPES: OnceLock<Vec<(Scope, &'static str)>> = OnceLock::new();
    SCOPES.get_or_init(|| {
        let parsed = CLASSES.iter().map(|(name, class)| Some((Scope::new(name).ok()?, *class)));
        parsed.flatten().collect()
    })
}

/// HTML in the making; neighbours of one class share a `<span>`.
#[derive(Default)]
struct Html {
    text: String,
    open: Option<&'static str>,
    /// White space that belongs to whatever comes next, if that has the class that is open.
    waiting: String,
}

impl Html {
    fn add(&mut self, text: &str, class: Option<&'static str>) {
        if text.is_empty() {
            return;
        }
        if text.trim().is_empty() {
            self.waiting.push_str(text);
            return;
        }
        let core = text.trim();
        let (lead, trail) = text.split_once(core).unwrap_or_default();
        self.waiting.push_str(lead);
        self.switch(class);
        self.escape(core);
        self.waiting.push_str(trail);
    }

    /// Goes on in `class`; white space between two spans stands in neither.
    fn switch(&mut self, class: Option<&'static str>) {
        let waiting = std::mem::take(&mut self.waiting);
        if class == self.open {
            self.text.push_str(&waiting);
        } else {
            self.close();
            self.text.push_str(&waiting);
            self.begin(class);
        }
    }

    fn begin(&mut self, class: Option<&'static str>) {
        self.open = class;
        if let Some(class) = class {
            self.text.push_str("<span class=\"");
            self.text.push_str(class);
            self.text.push_str("\">");
        }
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.text.push_str("</span>");
        }
    }

    fn escape(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' => self.text.push_str("&quot;"),
                plain => self.text.push(plain),
            }
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.text + &self.waiting
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{
        CLASSES, Grammar, LONGEST_CODE, LONGEST_LINE, PLAIN, all, grammar, highlight, yaml,
    };

    const SAMPLES: &[(&str, &str)] = &[
        ("yaml", "F45:\n  text: Trump is \"open\" to it.\n  n: 12 # a & b\n  sources: [brief]\n"),
        ("json", "{\"a\": [1, true, \"x\\n<b>\"]}"),
        ("markdown", "# Title\n\n*a* [b](c.md) `d`\n\n```rust\nfn x() {}\n```\n"),
        ("html", "<p class=\"a\" hidden>b &amp; c<!-- d --><script>let x = '</p>';</script>"),
        ("css", "@media print { a:hover { color: #fff; margin: 1rem !important } }"),
        ("js", "const f = (a) => `x${a + 1}`; // done"),
        ("rust", "/// Doc.\npub fn f<'a>(x: &'a str) -> u8 { let y = \"s\\n\"; 1 }\r\n"),
        ("bash", "for f in *.md; do echo \"$f\" | sed 's/a/b/'; done\n"),
        ("python", "def f(x: int = 1) -> str:\n\t'''doc\n\tstring'''\n\treturn f\"{x}\" # ok"),
    ];

    /// The text that a browser shows.
    fn shown(html: &str) -> String {
        let mut text = String::new();
        for piece in html.split('<') {
            text.push_str(piece.rsplit('>').next().unwrap_or_default());
        }
        let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        plain.replace("&amp;", "&")
    }

    #[test]
    fn the_yaml_of_the_manual_reads_well() {
        let code = "F45:\n  text: Trump is open to meeting Kim.\n  certainty: possible # not \
                    confirmed\n  sources: [brief]\n";
        let html = "<span class=\"hl-a\">F45</span>:\n  <span class=\"hl-a\">text</span>: \
            <span class=\"hl-s\">Trump is open to meeting Kim.</span>\n  \
            <span class=\"hl-a\">certainty</span>: <span class=\"hl-s\">possible</span> \
            <span class=\"hl-c\"># not confirmed</span>\n  <span class=\"hl-a\">sources</span>: \
            [<span class=\"hl-s\">brief</span>]\n";
        assert_eq!(highlight(code, "yaml").as_deref(), Some(html));
    }

    #[test]
    fn facts_are_coloured_as_syntect_colours_them() {
        let every =
            Grammar { syntax: all().find_syntax_by_name("YAML").expect("YAML"), set: all() };
        let ours = grammar("yaml").expect("YAML");
        assert!(std::ptr::eq(ours.set, yaml()), "YAML is taken from all grammars");
        let facts = include_str!("../../content/asia-tour/facts.yaml");
        assert_eq!(ours.highlight(facts), every.highlight(facts));
    }

    #[test]
    fn each_part_of_yaml_has_its_colour() {
        let samples = [
            ("%YAML 1.2\n---\n", "<k>%YAML 1.2</k>\n---\n"),
            ("a: b: c", "<a>a</a>: <a>b</a>: <s>c</s>"),
            ("a:b c#d: e # f", "<a>a:b c#d</a>: <s>e</s> <c># f</c>"),
            ("\"c\": 'd''e'", "<a>&quot;c&quot;</a>: <s>'d''e'</s>"),
            ("- -1.5e3 # c", "- <n>-1.5e3</n> <c># c</c>"),
            ("- 1 of 2", "- <s>1 of 2</s>"),
            ("y: yes", "<a>y</a>: <n>yes</n>"),
            ("- 2031-04-02", "- <n>2031-04-02</n>"),
            (
                "{x: 1, y: [~, 'b', no one]}",
                "{<a>x</a>: <n>1</n>, <a>y</a>: [<n>~</n>, <s>'b'</s>, <s>no one</s>]}",
            ),
            ("- &a !!map\n- *a", "- <t>&amp;a</t> <k>!!map</k>\n- <v>*a</v>"),
            ("? k\n: v", "? <s>k</s>\n: <s>v</s>"),
            ("- \"two\n  lines\"", "- <s>&quot;two\n  lines&quot;</s>"),
            (
                "t: |\n\n  no: # key\n   1\n\nu: >-\n",
                "<a>t</a>: <k>|</k>\n\n  <s>no: # key\n   1</s>\n\n<a>u</a>: <k>&gt;-</k>\n",
            ),
            ("t: | # c\nu: v", "<a>t</a>: <k>|</k> <c># c</c>\n<a>u</a>: <s>v</s>"),
        ];
        for (code, marked) in samples {
            let mut html = marked.to_owned();
            for class in "aknsctv".chars() {
                html = html.replace(&format!("<{class}>"), &format!("<span class=\"hl-{class}\">"));
                html = html.replace(&format!("</{class}>"), "</span>");
            }
            assert_eq!(highlight(code, "yaml"), Some(html), "{code}");
        }
    }

    #[test]
    fn the_reader_sees_the_code_as_it_was_written() {
        for (language, code) in SAMPLES {
            let html = highlight(code, language).expect(language);
            assert_eq!(shown(&html), *code, "{language}");
        }
    }

    #[test]
    fn every_sample_is_coloured_by_classes_alone() {
        for (language, code) in SAMPLES {
            let html = highlight(code, language).expect(language);
            let tags = html.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default());
            for tag in tags {
                let ours = tag.strip_prefix("span class=\"hl-").is_some_and(|rest| rest.len() == 2);
                assert!(ours || tag == "/span", "{language}: <{tag}>");
            }
            assert!(html.matches("<span").count() >= 3, "{language}: {html}");
        }
    }

    #[test]
    fn there_are_at_most_ten_classes() {
        let classes: BTreeSet<&str> =
            CLASSES.iter().map(|(_, class)| *class).filter(|class| *class != PLAIN).collect();
        assert!(classes.len() <= 10, "{classes:?}");
    }

    #[test]
    fn a_key_of_json_is_told_from_a_string() {
        let html = "{<span class=\"hl-a\">&quot;a&quot;</span>: \
            <span class=\"hl-s\">&quot;b\\n&quot;</span>}";
        assert_eq!(highlight("{\"a\": \"b\\n\"}", "json").as_deref(), Some(html));
    }

    #[test]
    fn a_script_in_the_code_is_text() {
        let html = highlight("<script>alert(1)</script>\"</code></pre>", "html").expect("html");
        assert!(!html.contains("<script") && !html.contains("</pre"), "{html}");
    }

    #[test]
    fn neighbours_of_one_class_share_a_span() {
        let html = highlight("# one two\n# three\n", "yaml").expect("yaml");
        assert_eq!(html, "<span class=\"hl-c\"># one two\n# three</span>\n");
    }

    #[test]
    fn languages_go_by_their_names_and_extensions() {
        for name in ["yaml", "yml", "YAML", "json", "md", "markdown", "html", "css", "js", "xml"] {
            assert!(highlight("a", name).is_some(), "{name}");
        }
        for name in ["javascript", "rust", "rs", "bash", "sh", "shell", "python", "py", "sql"] {
            assert!(highlight("a", name).is_some(), "{name}");
        }
    }

    #[test]
    fn an_unknown_language_is_left_to_the_caller() {
        for name in ["", "toml", "text", "txt", "plain text", "klingon", "../yaml"] {
            assert_eq!(highlight("a = 1", name), None, "{name}");
        }
    }

    #[test]
    fn very_long_code_is_left_to_the_caller() {
        assert_eq!(highlight(&"a: b\n".repeat(LONGEST_CODE / 5 + 1), "yaml"), None);
        assert_eq!(highlight(&"a".repeat(LONGEST_LINE + 1), "yaml"), None);
    }
}
