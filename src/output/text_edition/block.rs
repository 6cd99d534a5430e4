//! Blocks: paragraphs, headings, lists, quotations.

use std::collections::BTreeMap;

use super::tree::{Element, Node};
use super::{TextEdition, escape, table};

/// Elements that stand among blocks, and not within a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements that say nothing without a screen or a script.
const SILENT: &[&str] =
    &["button", "fieldset", "iframe", "nav", "noscript", "script", "select", "style", "template"];

/// A class of ours whose parts stand apart on a screen, and here have a sign between them.
const APART: &[&str] = &["event-line", "dates", "source-line"];

/// What stands between parts in a row.
pub(super) const BETWEEN: &str = " · ";

/// Classes of ours for paragraphs that say what the next one is.
const LABELS: &[&str] = &["label", "fact-id", "alert-title"];

/// A piece of the page.
#[derive(Debug, PartialEq)]
pub(super) enum Block {
    Paragraph(String),
    Heading(String),
    /// What the next paragraph is: it stands in front of it.
    Label(String),
    /// How sure we are of the first paragraph beside it.
    Mark(String),
    /// A list, a table, a quotation, code.
    Other(String),
}

impl Block {
    pub(super) fn into_text(self) -> String {
        match self {
            Self::Paragraph(text)
            | Self::Heading(text)
            | Self::Label(text)
            | Self::Mark(text)
            | Self::Other(text) => text,
        }
    }
}

/// Writes a page, and remembers what it rests on.
#[derive(Default)]
pub(super) struct Writer {
    /// The names of the sources with the way to each.
    pub(super) sources: BTreeMap<String, String>,
    /// Whether the page lists its sources itself.
    lists_sources: bool,
}

impl Writer {
    /// A whole page: its text, its sources, and where it is from.
    pub(super) fn page(mut self, main: &Element, edition: &TextEdition) -> String {
        let blocks = self.blocks(&main.children);
        let mut blocks = texts(with_heading_first(blocks, |heading| heading.starts_with("# ")));
        let [address, sources] = &*edition.words;
        blocks.push("---".to_owned());
        if !self.lists_sources && !self.sources.is_empty() {
            let links = self.sources.iter().map(|(name, href)| format!("[{name}]({href})"));
            blocks.push(format!("**{sources}:** {}", links.collect::<Vec<_>>().join("; ")));
        }
        blocks.push(format!("{address} <{}>", escape::address(&edition.url)));
        blocks.join("\n\n") + "\n"
    }

    /// The blocks that nodes make; what stands in a line between them is a paragraph.
    pub(super) fn blocks(&mut self, nodes: &[Node]) -> Vec<Block> {
        let mut blocks = Blocks::default();
        let mut start = 0;
        for (at, node) in nodes.iter().enumerate() {
            let Node::Element(element) = node else { continue };
            let is_silent = is_silent(element);
            if !is_silent && !is_block(element) {
                continue;
            }
            blocks.push_paragraph(&self.line(&nodes[start..at]));
            start = at + 1;
            if !is_silent {
                blocks.extend(self.block(element));
            }
        }
        blocks.push_paragraph(&self.line(&nodes[start..]));
        blocks.all
    }

    fn block(&mut self, element: &Element) -> Vec<Block> {
        self.lists_sources |= element.attribute("id") == Some("part-sources");
        match element.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(element),
            "p" | "dt" | "summary" | "caption" => self.paragraph(element),
            "ul" | "ol" => self.list(element),
            "dl" => self.descriptions(element),
            "table" => table::write(element, self),
            "blockquote" => self.quotation(element),
            "pre" => vec![Block::Other(code(element))],
            "hr" => vec![Block::Other("---".to_owned())],
            "svg" => picture(element).into_iter().collect(),
            _ => self.blocks(&element.children),
        }
    }

    fn heading(&mut self, element: &Element) -> Vec<Block> {
        let line = self.line(&element.children);
        let line = line.trim().replace("  \n", " ");
        let level: usize = element.name[1..].parse().unwrap_or(1);
        let end = if line.ends_with('#') { "\\#" } else { "" };
        let text = line.strip_suffix(if end.is_empty() { "" } else { "#" }).unwrap_or(&line);
        let heading = format!("{} {text}{end}", "#".repeat(level));
        if line.is_empty() { Vec::new() } else { vec![Block::Heading(heading)] }
    }

    fn paragraph(&mut self, element: &Element) -> Vec<Block> {
        if element.has_class("ledger-line") {
            return self.mark(element).map(Block::Mark).into_iter().collect();
        }
        let is_apart = APART.iter().any(|class| element.has_class(class));
        let line = if is_apart { self.parts(element) } else { self.line(&element.children) };
        let text = line.trim();
        if text.is_empty() {
            return Vec::new();
        }
        let is_label = LABELS.iter().any(|class| element.has_class(class));
        if is_label || matches!(element.name.as_str(), "dt" | "summary" | "caption") {
            return vec![Block::Label(label(text))];
        }
        let mut blocks = Blocks::default();
        blocks.push_paragraph(text);
        blocks.all
    }

    /// A line whose parts have a sign between them.
    fn parts(&mut self, element: &Element) -> String {
        let lines = element.children.iter().map(|child| self.line(std::slice::from_ref(child)));
        let parts: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(BETWEEN)
    }

    /// How sure we are of a passage, in brackets: certainties with their facts, then the sources.
    fn mark(&mut self, element: &Element) -> Option<String> {
        let parts = element.elements().filter(|part| !part.has_class("spoken"));
        let words = parts.map(|part| self.words(part)).filter(|words| !words.is_empty());
        let words: Vec<String> = words.collect();
        (!words.is_empty()).then(|| format!("[{}]", words.join("; ")))
    }

    fn quotation(&mut self, element: &Element) -> Vec<Block> {
        let text = texts(self.blocks(&element.children)).join("\n\n");
        let lines = text.lines().map(|line| format!("> {line}").trim_end().to_owned());
        let quotation = lines.collect::<Vec<_>>().join("\n");
        if text.is_empty() { Vec::new() } else { vec![Block::Other(quotation)] }
    }

    /// A list; one whose entries have headings is a chapter, and has no marks.
    fn list(&mut self, element: &Element) -> Vec<Block> {
        let items: Vec<Vec<Block>> =
            element.elements().map(|item| self.blocks(&item.children)).collect();
        let items: Vec<Vec<Block>> = items.into_iter().filter(|item| !item.is_empty()).collect();
        if items.iter().flatten().any(|block| matches!(block, Block::Heading(_))) {
            return items.into_iter().flat_map(|item| with_heading_first(item, |_| true)).collect();
        }
        let is_ordered = element.name == "ol";
        let mark = |at: usize| if is_ordered { format!("{}. ", at + 1) } else { "- ".to_owned() };
        let items = items.into_iter().enumerate().map(|(at, item)| (mark(at), texts(item)));
        list(&items.collect::<Vec<_>>()).into_iter().collect()
    }

    /// Names with what belongs to each, as a list.
    fn descriptions(&mut self, element: &Element) -> Vec<Block> {
        let mut items: Vec<Blocks> = Vec::new();
        let groups = element.elements().flat_map(|child| match child.name.as_str() {
            "div" => child.elements().collect::<Vec<_>>(),
            _ => vec![child],
        });
        for part in groups {
            if part.name == "dt" || items.is_empty() {
                items.push(Blocks::default());
            }
            let blocks = self.block(part);
            if let Some(item) = items.last_mut() {
                item.extend(blocks);
            }
        }
        let items = items.into_iter().map(|item| ("- ".to_owned(), texts(item.all)));
        list(&items.collect::<Vec<_>>()).into_iter().collect()
    }
}

/// Blocks in a row.
#[derive(Default)]
struct Blocks {
    all: Vec<Block>,
}

impl Blocks {
    fn extend(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            self.push(block);
        }
    }

    /// Adds a block; a label goes into the paragraph behind it, a mark to the first one.
    fn push(&mut self, block: Block) {
        match (block, self.all.last_mut()) {
            (Block::Paragraph(text), Some(Block::Label(label))) => {
                let text = format!("{label} {text}");
                self.all.pop();
                self.all.push(Block::Paragraph(text));
            }
            (Block::Mark(mark), _) => self.push_mark(mark),
            (block, _) => self.all.push(block),
        }
    }

    fn push_mark(&mut self, mark: String) {
        let first = self.all.iter_mut().find_map(|block| match block {
            Block::Paragraph(text) => Some(text),
            _ => None,
        });
        match first {
            Some(text) => text.extend([" ", &mark]),
            None => self.push(Block::Paragraph(mark)),
        }
    }

    fn push_paragraph(&mut self, line: &str) {
        let lines = line.trim().lines().map(escape::line_start);
        let text = lines.collect::<Vec<_>>().join("\n");
        if !text.is_empty() {
            self.push(Block::Paragraph(text));
        }
    }
}

/// The blocks with what stands before their first such heading behind it.
fn with_heading_first(mut blocks: Vec<Block>, is_it: impl Fn(&str) -> bool) -> Vec<Block> {
    let is_heading = |block: &Block| matches!(block, Block::Heading(text) if is_it(text));
    if let Some(at) = blocks.iter().position(is_heading) {
        blocks[..=at].rotate_right(1);
    }
    blocks
}

pub(super) fn texts(blocks: Vec<Block>) -> Vec<String> {
    blocks.into_iter().map(Block::into_text).collect()
}

/// Marks and items as one list, with room between items of several blocks.
fn list(items: &[(String, Vec<String>)]) -> Option<Block> {
    let is_loose = items.iter().any(|(_, blocks)| blocks.len() > 1);
    let item = |(mark, blocks): &(String, Vec<String>)| {
        let indent = format!("\n{}", " ".repeat(mark.len()));
        let text = blocks.join("\n\n").replace('\n', &indent);
        format!("{mark}{}", text.replace(&format!("{indent}\n"), "\n\n"))
    };
    let items: Vec<String> = items.iter().map(item).collect();
    let between = if is_loose { "\n\n" } else { "\n" };
    (!items.is_empty()).then(|| Block::Other(items.join(between)))
}

/// Words that say what follows.
pub(super) fn label(text: &str) -> String {
    let has_sign = text.ends_with(|c: char| c.is_ascii_punctuation() || c == '…');
    if has_sign { format!("**{text}**") } else { format!("**{text}:**") }
}

/// Whether readers of plain text are told nothing of an element.
pub(super) fn is_silent(element: &Element) -> bool {
    let is_drawn = element.name == "svg" && element.attribute("role") != Some("img");
    is_drawn
        || SILENT.contains(&element.name.as_str())
        || element.attribute("aria-hidden") == Some("true")
        || element.attribute("hidden").is_some()
        || element.has_class("addresses")
}

fn is_block(element: &Element) -> bool {
    BLOCKS.contains(&element.name.as_str()) || element.name == "svg"
}

/// What a drawing says to those who cannot see it.
fn picture(element: &Element) -> Option<Block> {
    let text_of = |name: &str| {
        let found = element.elements().find(|part| part.name == name)?;
        Some(raw_text(found).split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let texts: Vec<String> = ["title", "desc"].into_iter().filter_map(text_of).collect();
    let mut line = String::new();
    escape::push(&mut line, &texts.join(". "));
    (!line.is_empty()).then(|| Block::Paragraph(format!("[{line}]")))
}

fn code(element: &Element) -> String {
    let inside = element.elements().find(|part| part.name == "code");
    let class = inside.and_then(|code| code.attribute("class")).unwrap_or_default();
    let language = class.split_whitespace().find_map(|class| class.strip_prefix("language-"));
    escape::code_block(language.unwrap_or_default(), &raw_text(element))
}

/// The text in an element, as it stands there.
pub(super) fn raw_text(element: &Element) -> String {
    let texts = element.children.iter().map(|child| match child {
        Node::Text(text) => text.clone(),
        Node::Element(element) => raw_text(element),
    });
    texts.collect()
}
