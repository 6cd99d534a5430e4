//! The elements of a page's `<main>`, each with what stands in it.
//!
//! This is no parser for all HTML that there is: it closes what HTML lets one leave open, and
//! otherwise takes the tags as they stand.

use html5gum::emitters::callback::CallbackEvent;

use crate::output::html;

/// How deep elements may lie in each other; what lies deeper stands beside each other.
const DEEPEST: usize = 100;

/// The attributes that are of use; most of the others draw maps.
const USED: &[&[u8]] = &[
    b"alt",
    b"aria-hidden",
    b"checked",
    b"class",
    b"colspan",
    b"content",
    b"hidden",
    b"href",
    b"id",
    b"name",
    b"role",
    b"scope",
    b"src",
    b"type",
];

/// Elements that have nothing in them.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements that end a paragraph.
const ENDS_PARAGRAPH: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Node {
    /// Text, its character references resolved.
    Text(String),
    Element(Element),
}

/// An element with its attributes and what stands in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(&'static [u8], String)>,
    pub(super) children: Vec<Node>,
}

impl Element {
    /// The value of an attribute, if it is there.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| *key == name.as_bytes())
            .map(|(_, value)| value.as_str())
    }

    /// Whether it is of a class.
    pub(super) fn has_class(&self, class: &str) -> bool {
        self.attribute("class")
            .is_some_and(|all| all.split_ascii_whitespace().any(|it| it == class))
    }

    /// The elements right in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }
}

/// A page as far as its text edition needs it.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Its `<main>`; none if it has none.
    pub(super) main: Option<Element>,
    /// Whether it asks search engines to leave it out.
    pub(super) is_hidden: bool,
}

/// Reads a page.
pub(super) fn read(page: &[u8]) -> Read {
    let mut reader = Reader::default();
    html::read(page, |event| reader.see(event));
    reader.close_to(0);
    reader.read
}

#[derive(Default)]
struct Reader {
    read: Read,
    /// The start tag at hand.
    tag: Option<Element>,
    /// Whether its attribute at hand is of use.
    is_used: bool,
    /// The elements that are open, `<main>` first; none outside of it.
    open: Vec<Element>,
}

impl Reader {
    fn see(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Some(Element { name: text(name), ..Element::default() });
            }
            CallbackEvent::AttributeName { name } => {
                let used = USED.iter().find(|used| **used == *name);
                self.is_used = used.is_some();
                if let (Some(tag), Some(name)) = (&mut self.tag, used) {
                    tag.attributes.push((name, String::new()));
                }
            }
            CallbackEvent::AttributeValue { value } if self.is_used => {
                let tag = self.tag.as_mut();
                if let Some(attribute) = tag.and_then(|tag| tag.attributes.last_mut()) {
                    attribute.1 = text(value);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some(tag) = self.tag.take() {
                    self.start(tag, *self_closing);
                }
            }
            CallbackEvent::EndTag { name } => {
                self.tag = None;
                let name = text(name);
                if let Some(at) = self.open.iter().rposition(|element| element.name == name) {
                    self.close_to(at);
                }
            }
            CallbackEvent::String { value } => self.append(Node::Text(text(value))),
            _ => {}
        }
    }

    fn start(&mut self, tag: Element, self_closing: bool) {
        if self.open.is_empty() {
            self.start_outside(tag);
            return;
        }
        self.close_implied(&tag.name);
        if self_closing || VOID.contains(&tag.name.as_str()) {
            self.append(Node::Element(tag));
        } else if self.open.len() < DEEPEST {
            self.open.push(tag);
        }
    }

    fn start_outside(&mut self, tag: Element) {
        match tag.name.as_str() {
            "main" if self.read.main.is_none() => self.open.push(tag),
            "meta" if tag.attribute("name") == Some("robots") => {
                let content = tag.attribute("content").unwrap_or_default();
                self.read.is_hidden |= content.to_ascii_lowercase().contains("noindex");
            }
            _ => {}
        }
    }

    /// Closes what the start of an element ends without a tag.
    fn close_implied(&mut self, name: &str) {
        let (closed, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "td" | "th" => (&["td", "th"], &["tr"]),
            "tr" => (&["tr"], &["table"]),
            "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot"], &["table"]),
            name if ENDS_PARAGRAPH.contains(&name) => (&["p"], &["button", "td", "li"]),
            _ => return,
        };
        let is_in = |names: &[&str], element: &Element| names.contains(&element.name.as_str());
        let start = self.open.iter().rposition(|it| is_in(within, it)).map_or(1, |at| at + 1);
        let found = self.open.iter().skip(start).position(|element| is_in(closed, element));
        if let Some(at) = found {
            self.close_to(start + at);
        }
    }

    /// Closes the open elements down to the one at `at`, which is closed too.
    fn close_to(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(element) = self.open.pop() else { return };
            if self.open.is_empty() {
                self.read.main = Some(element);
            } else {
                self.append(Node::Element(element));
            }
        }
    }

    /// Adds to the element that was opened last.
    fn append(&mut self, node: Node) {
        if let Some(element) = self.open.last_mut() {
            element.children.push(node);
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Element, Node, read};

    /// The elements by their names, each with what stands in it.
    fn shape(element: &Element) -> String {
        let inside = element.children.iter().map(|child| match child {
            Node::Text(text) => text.clone(),
            Node::Element(element) => shape(element),
        });
        format!("{}({})", element.name, inside.collect::<Vec<_>>().join(" "))
    }

    fn main(html: &str) -> String {
        shape(&read(html.as_bytes()).main.expect("a main part"))
    }

    #[test]
    fn only_what_is_in_main_counts() {
        assert_eq!(main("<h1>A</h1><main><p>B</p></main><p>C"), "main(p(B))");
        assert!(read(b"<p>A").main.is_none());
    }

    #[test]
    fn what_html_lets_one_leave_open_is_closed() {
        assert_eq!(
            main("<main><ul><li>A<li>B</ul><p>C<p>D</main>"),
            "main(ul(li(A) li(B)) p(C) p(D))"
        );
        assert_eq!(
            main("<main><table><tr><th>A<td>B<tr><td>C</table>"),
            "main(table(tr(th(A) td(B)) tr(td(C))))"
        );
        assert_eq!(
            main("<main><ul><li>A<ul><li>B</ul><li>C</ul>"),
            "main(ul(li(A ul(li(B))) li(C)))"
        );
    }

    #[test]
    fn a_tag_too_many_does_no_harm() {
        assert_eq!(main("<main></p><em>A</strong>B</em></div>C"), "main(em(A B) C)");
    }

    #[test]
    fn what_lies_too_deep_stands_beside_each_other() {
        let deep = format!("<main>{}A{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
        assert!(main(&deep).contains('A'));
    }

    #[test]
    fn a_page_may_ask_to_be_left_out() {
        assert!(read(b"<meta name=robots content='noindex, follow'><main>").is_hidden);
        assert!(!read(b"<meta name=robots content=all><title>noindex</title><main>").is_hidden);
    }
}
