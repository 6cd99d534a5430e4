//! What stands within a line: links, emphasis, code, pictures.

use std::fmt::Write;

use super::block::{BETWEEN, Writer, is_silent, label, raw_text};
use super::escape;
use super::tree::{Element, Node};
use crate::site::TEXT_EDITION;

/// Classes of ours whose words stand apart from those before them.
const APART: &[&str] = &["status", "role", "kind", "count", "credit"];

/// The folder of pages that are shown within other sites, and have no text edition.
const EMBEDS: &str = "embed/";

impl Writer {
    /// What nodes say in a line; hard breaks are in it as two spaces and a line's end.
    pub(super) fn line(&mut self, nodes: &[Node]) -> String {
        let mut line = String::new();
        self.push_all(nodes, &mut line);
        line
    }

    fn push_all(&mut self, nodes: &[Node], line: &mut String) {
        for node in nodes {
            match node {
                Node::Text(text) => escape::push(line, text),
                Node::Element(element) if is_silent(element) => {}
                Node::Element(element) => self.push(element, line),
            }
        }
    }

    fn push(&mut self, element: &Element, line: &mut String) {
        let inside = &element.children;
        match element.name.as_str() {
            "a" => self.push_link(element, line),
            "strong" | "b" => self.push_between("**", inside, line),
            "em" | "i" => self.push_between("*", inside, line),
            "s" | "del" => self.push_between("~~", inside, line),
            "code" | "kbd" | "samp" => line.push_str(&escape::code(&raw_text(element))),
            "q" => {
                line.push('“');
                self.push_all(inside, line);
                line.push('”');
            }
            "cite" if element.has_class("citation") => self.push_citation(element, line),
            "sup" => _ = write!(line, "[{}]", self.words(element)),
            "span" if element.has_class("label") => {
                line.push_str(&label(self.line(inside).trim()));
            }
            "span" if is_apart(element) => {
                push_sign(line);
                self.push_all(inside, line);
            }
            "br" => line.push_str("  \n"),
            "img" => push_picture(element, line),
            "input" => push_box(element, line),
            _ => self.push_all(inside, line),
        }
    }

    /// What an element says, without links.
    pub(super) fn words(&mut self, element: &Element) -> String {
        self.note_sources(element);
        let mut words = String::new();
        push_words(&element.children, &mut words);
        words.trim().to_owned()
    }

    fn push_link(&mut self, element: &Element, line: &mut String) {
        let text = self.line(&element.children);
        let (text, href) = (text.trim(), element.attribute("href").unwrap_or_default());
        if text.is_empty() {
            return;
        }
        // Of a place on the same page there is no more to open.
        if href.is_empty() || href.starts_with('#') {
            // An arrow back to the text leads nowhere at all.
            let has_words = text.contains(char::is_alphanumeric);
            line.push_str(if has_words { text } else { "" });
            return;
        }
        // An exclamation mark in front would make it a picture.
        if line.ends_with('!') {
            line.insert(line.len() - 1, '\\');
        }
        _ = write!(line, "[{text}]({})", way(href));
    }

    fn push_between(&mut self, sign: &str, inside: &[Node], line: &mut String) {
        let text = self.line(inside);
        let bare = text.trim();
        let before = line.chars().next_back();
        // A sign between a letter and a quotation mark would stay a sign.
        let is_open =
            !before.is_some_and(char::is_alphanumeric) || bare.starts_with(char::is_alphanumeric);
        if text.starts_with(' ') {
            escape::push(line, " ");
        }
        if bare.is_empty() || !is_open {
            line.push_str(bare);
        } else {
            _ = write!(line, "{sign}{bare}{sign}");
        }
        if text.ends_with(' ') {
            escape::push(line, " ");
        }
    }

    /// The sources of what stands before, in brackets.
    fn push_citation(&mut self, element: &Element, line: &mut String) {
        let words = self.words(element);
        escape::push(line, " ");
        _ = write!(line, "[{words}]");
    }

    /// Remembers the sources to which a line below a passage, or a citation, links.
    fn note_sources(&mut self, element: &Element) {
        if !element.has_class("ledger-sources") && !element.has_class("citation") {
            return;
        }
        for link in element.elements().filter(|part| part.name == "a") {
            let mut name = String::new();
            push_words(&link.children, &mut name);
            let href = link.attribute("href").unwrap_or_default();
            if !href.starts_with('#') {
                self.sources.entry(name.trim().to_owned()).or_insert_with(|| way(href));
            }
        }
    }
}

fn is_apart(element: &Element) -> bool {
    APART.iter().any(|class| element.has_class(class))
}

/// Ends what stands in the line, unless it has a sign at its end already.
fn push_sign(line: &mut String) {
    line.truncate(line.trim_end().len());
    let is_ended = line.ends_with([',', ';', ':', '·', '(', '[']);
    if !line.is_empty() {
        line.push_str(if is_ended { " " } else { BETWEEN });
    }
}

fn push_words(nodes: &[Node], line: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => escape::push(line, text),
            Node::Element(element) if is_silent(element) => {}
            Node::Element(element) => {
                if is_apart(element) {
                    push_sign(line);
                }
                push_words(&element.children, line);
            }
        }
    }
}

fn push_picture(element: &Element, line: &mut String) {
    let mut words = String::new();
    escape::push(&mut words, element.attribute("alt").unwrap_or_default());
    let source = escape::address(element.attribute("src").unwrap_or_default());
    if !words.is_empty() {
        _ = write!(line, "![{}]({source})", words.trim());
    }
}

fn push_box(element: &Element, line: &mut String) {
    if element.attribute("type") == Some("checkbox") {
        let done = element.attribute("checked").is_some();
        line.push_str(if done { "[x]" } else { "[ ]" });
    }
}

/// A link of the page as the text edition has it: to the text edition of another page, and else as
/// it is. Anchors are left out, since there are none in a text.
fn way(href: &str) -> String {
    let is_elsewhere = href.starts_with('/') || has_scheme(href);
    let (path, _) = href.split_once('#').unwrap_or((href, ""));
    let is_page = path.ends_with('/') && !path.contains(EMBEDS);
    if is_elsewhere || !is_page {
        return escape::address(href);
    }
    let folder = path.strip_prefix("./").unwrap_or(path);
    escape::address(&format!("{folder}{TEXT_EDITION}"))
}

fn has_scheme(href: &str) -> bool {
    let before = href.split(['/', '?', '#']).next().unwrap_or_default();
    before.contains(':')
}
