//! XML 1.0, element by element.

use std::fmt::Write;

use crate::draw::escape;

/// What every document begins with.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// A document that is being written.
pub(super) struct Xml {
    text: String,
    /// The names of the open elements.
    open: Vec<&'static str>,
}

/// The attributes of an element, each with its value.
type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Xml {
    /// An empty document.
    pub(super) fn new() -> Self {
        Self { text: DECLARATION.to_owned(), open: Vec::new() }
    }

    /// Begins an element that has others in it.
    pub(super) fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes, ">\n");
        self.open.push(name);
    }

    /// Ends the element that was begun last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            _ = writeln!(self.text, "</{name}>");
        }
    }

    /// An element with a text in it.
    pub(super) fn text(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.start(name, attributes, ">");
        self.text.push_str(&sound(text));
        _ = writeln!(self.text, "</{name}>");
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes, "/>\n");
    }

    /// The finished document.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn start(&mut self, name: &str, attributes: Attributes<'_>, end: &str) {
        self.indent();
        _ = write!(self.text, "<{name}");
        for (key, value) in attributes {
            _ = write!(self.text, " {key}=\"{}\"", sound(value));
        }
        self.text.push_str(end);
    }

    fn indent(&mut self) {
        self.text.extend(std::iter::repeat_n("  ", self.open.len()));
    }
}

/// A text as it may stand in a document: escaped, and without characters that XML 1.0 has no room
/// for even so.
fn sound(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    escape(&text.chars().filter(allowed).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::{DECLARATION, Xml};

    #[test]
    fn elements_are_closed_and_their_texts_escaped() {
        let mut xml = Xml::new();
        xml.open("a", &[("b", "\"<&")]);
        xml.text("c", &[], "<d>\u{0}\u{1b}&\u{fffe}é");
        xml.empty("e", &[("f", "g")]);
        let body = "<a b=\"&quot;&lt;&amp;\">\n  <c>&lt;d&gt;&amp;é</c>\n  <e f=\"g\"/>\n</a>\n";
        assert_eq!(xml.finish(), format!("{DECLARATION}{body}"));
    }
}
