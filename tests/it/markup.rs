//! Published pages as readers get them: words, links and headings, whatever the markup around them.

use std::collections::BTreeMap;

use html5gum::{HtmlString, Token, Tokenizer};

/// Elements that have no end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements that stand within a line; all others begin a line of their own.
const WITHIN_A_LINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "data", "dfn", "del", "em", "i", "img", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Elements whose text nobody reads as text.
const UNREAD: &[&str] = &["script", "style", "svg", "template"];

/// An element of a page.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// The tag.
    pub(crate) name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Node>,
}

#[derive(Debug)]
enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// Reads a page whose end tags are all written.
    pub(crate) fn parse(html: &str) -> Self {
        let mut open = vec![Self::default()];
        for Ok(token) in Tokenizer::new(html) {
            match token {
                Token::StartTag(tag) => {
                    let attributes = tag.attributes.iter();
                    let attributes = attributes.map(|(name, value)| (text(name), text(value)));
                    let name = text(&tag.name);
                    let is_leaf = tag.self_closing || VOID.contains(&name.as_str());
                    open.push(Self {
                        name,
                        attributes: attributes.collect(),
                        children: Vec::new(),
                    });
                    if is_leaf {
                        close(&mut open);
                    }
                }
                Token::EndTag(tag) => {
                    let name = text(&tag.name);
                    if let Some(at) = open.iter().rposition(|element| element.name == name) {
                        while open.len() > at {
                            close(&mut open);
                        }
                    }
                }
                Token::String(words) => add(&mut open, Node::Text(text(&words))),
                _ => {}
            }
        }
        while open.len() > 1 {
            close(&mut open);
        }
        open.remove(0)
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// All attributes.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The elements in this one, outer before inner, in the order of the page.
    pub(crate) fn descendants(&self) -> Vec<&Element> {
        let mut all = Vec::new();
        for node in &self.children {
            if let Node::Element(element) = node {
                all.push(element);
                all.extend(element.descendants());
            }
        }
        all
    }

    /// The first element of this name.
    pub(crate) fn first(&self, name: &str) -> Option<&Element> {
        self.descendants().into_iter().find(|element| element.name == name)
    }

    /// The first element of this name, taken out of the page.
    pub(crate) fn take(self, name: &str) -> Option<Element> {
        if self.name == name {
            return Some(self);
        }
        let mut children = self.children.into_iter();
        children.find_map(|node| match node {
            Node::Element(element) => element.take(name),
            Node::Text(_) => None,
        })
    }

    /// The way from this element to each that is `wanted`, outermost first, both ends included.
    pub(crate) fn ways_to(&self, wanted: &dyn Fn(&Element) -> bool) -> Vec<Vec<&Element>> {
        let mut ways = Vec::new();
        if wanted(self) {
            ways.push(vec![self]);
        }
        for node in &self.children {
            let Node::Element(element) = node else { continue };
            ways.extend(element.ways_to(wanted).into_iter().map(|mut way| {
                way.insert(0, self);
                way
            }));
        }
        ways
    }

    /// Whether it has this class.
    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").unwrap_or_default().split_whitespace().any(|it| it == class)
    }

    /// The text that stands in it and in none of its inner elements.
    pub(crate) fn own_text(&self) -> String {
        let words = self.children.iter().map(|node| match node {
            Node::Text(words) => words.as_str(),
            Node::Element(_) => " ",
        });
        one_line(&words.collect::<String>())
    }

    /// Every text in it, that of pictures included.
    pub(crate) fn all_text(&self) -> Vec<String> {
        let inner = self.descendants().into_iter().map(Self::own_text);
        inner.chain([self.own_text()]).filter(|text| !text.is_empty()).collect()
    }

    /// What is read in it, a line for each block.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut text = String::new();
        self.write(&mut text);
        text.lines().map(one_line).filter(|line| !line.is_empty()).collect()
    }

    /// What is read in it, on one line.
    pub(crate) fn text(&self) -> String {
        self.lines().join(" ")
    }

    /// The links in it: where each leads, and its words.
    pub(crate) fn links(&self) -> Vec<(&str, String)> {
        let anchors = self.descendants().into_iter().filter(|element| element.name == "a");
        anchors.filter_map(|a| Some((a.attribute("href")?, a.text()))).collect()
    }

    /// The words of its headings.
    pub(crate) fn headings(&self) -> Vec<String> {
        let is_heading = |name: &str| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let headings = self.descendants().into_iter().filter(|it| is_heading(&it.name));
        headings.map(Self::text).collect()
    }

    fn write(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(words) => text.push_str(&words.replace(['\n', '\r', '\t'], " ")),
                Node::Element(element) if UNREAD.contains(&element.name.as_str()) => {}
                Node::Element(element) => {
                    let edge = match element.name.as_str() {
                        "td" | "th" | "dt" => " ",
                        name if WITHIN_A_LINE.contains(&name) => "",
                        _ => "\n",
                    };
                    text.push_str(edge);
                    element.write(text);
                    text.push_str(edge);
                }
            }
        }
    }
}

fn text(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn add(open: &mut [Element], node: Node) {
    open.last_mut().expect("the page itself stays open").children.push(node);
}

fn close(open: &mut Vec<Element>) {
    let element = open.pop().expect("an element is open");
    add(open, Node::Element(element));
}

/// A text with each run of spaces and line ends as one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The `<main>` of a page, with what a test asks of it.
pub(crate) struct Main {
    address: String,
    text: String,
    links: Vec<(String, String)>,
    headings: Vec<String>,
}

impl Main {
    /// The `<main>` of the page at `address`.
    pub(crate) fn of(address: &str, page: &Element) -> Self {
        let main = page.first("main").unwrap_or_else(|| panic!("`{address}` has no <main>"));
        let links = main.links().into_iter();
        Self {
            address: address.to_owned(),
            text: main.text(),
            links: links.map(|(href, words)| (href.to_owned(), words)).collect(),
            headings: main.headings(),
        }
    }

    /// All its words, on one line.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// It says these words, in this order, with others between them.
    #[track_caller]
    pub(crate) fn says<'w>(&self, fragments: impl IntoIterator<Item = &'w str>) {
        let mut rest = self.text.as_str();
        for fragment in fragments {
            let fragment = one_line(fragment);
            let Some(at) = rest.find(&fragment) else {
                let known =
                    if self.text.contains(&fragment) { "not in this order" } else { "nowhere" };
                panic!("`{}` says “{fragment}” {known}. It says:\n{}", self.address, self.text);
            };
            rest = &rest[at + fragment.len()..];
        }
    }

    /// It does not say this.
    #[track_caller]
    pub(crate) fn lacks(&self, words: &str) {
        assert!(!self.text.contains(words), "`{}` says “{words}”:\n{}", self.address, self.text);
    }

    /// It has a link with these words to this address.
    #[track_caller]
    pub(crate) fn links_to(&self, href: &str, words: &str) {
        let there = self.links.iter().any(|link| link.0 == href && link.1 == words);
        let all: String =
            self.links.iter().map(|(href, words)| format!("[{words}]({href})\n")).collect();
        assert!(there, "`{}` has no link [{words}]({href}), but:\n{all}", self.address);
    }

    /// It has a heading with these words.
    #[track_caller]
    pub(crate) fn has_heading(&self, words: &str) {
        let all = &self.headings;
        assert!(all.iter().any(|it| it == words), "`{}` has the headings {all:?}", self.address);
    }
}

#[test]
fn a_page_is_read_as_words_links_and_headings() {
    let page = Element::parse(
        "<main><h1>A &amp; b</h1><ul><li><a href=x>One</a>,\n two<br>three</li></ul></main>",
    );
    let main = Main::of("/", &page);
    assert_eq!(main.text(), "A & b One, two three");
    main.says(["A & b", "two"]);
    main.links_to("x", "One");
    main.has_heading("A & b");
}
