//! One pass over a page's HTML: what it offers to link to, and what it links to.

use std::collections::BTreeSet;

use html5gum::emitters::callback::CallbackEvent;

use crate::output::{PartKind, html};

/// What a link check needs to know of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::output) struct Scan {
    /// The ids of its elements.
    pub ids: BTreeSet<String>,
    /// The names of its `<a name>` anchors, an older way to write an id.
    pub names: BTreeSet<String>,
    /// Ids that stand more than once.
    pub twice: BTreeSet<String>,
    /// Where its `<base>` says that relative links start.
    pub base: Option<String>,
    /// Every address in it, in order, as the browser reads it.
    pub links: Vec<Link>,
    /// What the browser fetches to show it, in order.
    pub loads: Vec<Load>,
    /// Bytes of the scripts that stand in it.
    pub script_bytes: usize,
}

/// Something that the browser fetches to show a page.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::output) struct Load {
    /// The address with its character references resolved.
    pub address: String,
    /// What it is to the page.
    pub part: PartKind,
}

/// An address in a page.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::output) struct Link {
    /// The address with its character references resolved.
    pub address: String,
    /// What the page does with it.
    pub purpose: Purpose,
}

/// What a page does with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::output) enum Purpose {
    /// Takes the reader there, or loads what may run.
    Follow,
    /// Shows it as a picture, which cannot run code.
    Show,
    /// Tells machines, as in `<meta property="og:image">`; most of such values are no addresses.
    Mention,
}

/// What the value of an attribute is to us.
#[derive(Clone, Copy)]
enum Meaning {
    Id,
    Name,
    Base,
    Address(Purpose),
    Candidates,
}

impl Scan {
    /// Reads a page.
    pub(super) fn of(page: &[u8]) -> Self {
        let mut scanner = Scanner::default();
        html::read(page, |event| scanner.see(event));
        scanner.scan
    }

    /// Whether `#fragment` leads to something in the page.
    pub(super) fn has(&self, fragment: &str) -> bool {
        self.ids.contains(fragment) || self.names.contains(fragment)
    }

    /// Notes what an attribute says.
    fn note(&mut self, meaning: Meaning, value: &str) {
        match meaning {
            Meaning::Id => self.note_id(value),
            Meaning::Name => drop(self.names.insert(value.to_owned())),
            Meaning::Base => drop(self.base.get_or_insert_with(|| value.to_owned())),
            Meaning::Address(purpose) => self.link(value, purpose),
            Meaning::Candidates => {
                candidates(value).for_each(|address| self.link(address, Purpose::Show));
            }
        }
    }

    fn note_id(&mut self, id: &str) {
        if !self.ids.insert(id.to_owned()) {
            self.twice.insert(id.to_owned());
        }
    }

    fn link(&mut self, address: &str, purpose: Purpose) {
        self.links.push(Link { address: address.to_owned(), purpose });
    }
}

/// Where the tokenizer is.
#[derive(Default)]
struct Scanner {
    element: String,
    attribute: Option<Meaning>,
    load: Opened,
    in_script: bool,
    scan: Scan,
}

/// What an open start tag says of something to load.
#[derive(Default)]
struct Opened {
    /// The attribute at hand.
    attribute: Option<LoadAttribute>,
    address: Option<String>,
    rel: String,
    kind: String,
}

/// An attribute that decides what is loaded.
#[derive(Clone, Copy)]
enum LoadAttribute {
    Address,
    Rel,
    Type,
}

impl Scanner {
    fn see(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.element.clear();
                self.element.push_str(&String::from_utf8_lossy(name));
                self.load = Opened::default();
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = meaning(&self.element, name);
                self.load.attribute = load_attribute(&self.element, name);
            }
            CallbackEvent::AttributeValue { value }
                if self.attribute.is_some() || self.load.attribute.is_some() =>
            {
                let value = String::from_utf8_lossy(value);
                if let Some(meaning) = self.attribute.take() {
                    self.scan.note(meaning, &value);
                }
                self.load.note(&value);
            }
            CallbackEvent::CloseStartTag { .. } => {
                self.close_start_tag();
                // Attributes of an end tag mean nothing, so no element may be open for them.
                self.element.clear();
            }
            CallbackEvent::String { value } if self.in_script => {
                self.scan.script_bytes += value.len();
            }
            CallbackEvent::EndTag { .. } => self.in_script = false,
            _ => {}
        }
    }

    fn close_start_tag(&mut self) {
        let opened = std::mem::take(&mut self.load);
        self.in_script =
            self.element == "script" && opened.address.is_none() && opened.is_javascript();
        if let Some(part) = opened.part(&self.element)
            && let Some(address) = opened.address
        {
            self.scan.loads.push(Load { address, part });
        }
    }
}

impl Opened {
    fn note(&mut self, value: &str) {
        match self.attribute.take() {
            Some(LoadAttribute::Address) => self.address = Some(value.to_owned()),
            Some(LoadAttribute::Rel) => self.rel = value.to_ascii_lowercase(),
            Some(LoadAttribute::Type) => self.kind = value.to_ascii_lowercase(),
            None => {}
        }
    }

    /// What the browser fetches for `element`; none if it fetches nothing.
    fn part(&self, element: &str) -> Option<PartKind> {
        let has = |word: &str| self.rel.split_ascii_whitespace().any(|it| it == word);
        match element {
            "img" => Some(PartKind::Picture),
            "script" if self.is_javascript() => Some(PartKind::Script),
            "link" if has("stylesheet") => Some(PartKind::Stylesheet),
            "link" if has("modulepreload") => Some(PartKind::Script),
            "link" if has("icon") => Some(PartKind::Picture),
            "link" if has("preload") => Some(PartKind::Other),
            _ => None,
        }
    }

    /// Whether a script is one that runs, and not data such as JSON-LD.
    fn is_javascript(&self) -> bool {
        self.kind.is_empty() || self.kind == "module" || self.kind.contains("javascript")
    }
}

fn load_attribute(element: &str, attribute: &[u8]) -> Option<LoadAttribute> {
    Some(match (element, attribute) {
        ("link", b"href") | ("script" | "img", b"src") => LoadAttribute::Address,
        ("link", b"rel") => LoadAttribute::Rel,
        ("script", b"type") => LoadAttribute::Type,
        _ => return None,
    })
}

/// What `attribute` of `element` is to us; nothing for most.
fn meaning(element: &str, attribute: &[u8]) -> Option<Meaning> {
    let purpose = purpose(element);
    match (element, attribute) {
        ("", _) => None,
        (_, b"id") => Some(Meaning::Id),
        ("a", b"name") => Some(Meaning::Name),
        ("base", b"href") => Some(Meaning::Base),
        ("meta", b"content") => Some(Meaning::Address(Purpose::Mention)),
        ("object", b"data") => Some(Meaning::Address(Purpose::Follow)),
        (_, b"href" | b"src" | b"poster" | b"action" | b"formaction" | b"cite" | b"xlink:href") => {
            Some(Meaning::Address(purpose))
        }
        (_, b"srcset" | b"imagesrcset") => Some(Meaning::Candidates),
        _ => None,
    }
}

/// What `element` does with its address.
fn purpose(element: &str) -> Purpose {
    match element {
        "img" | "image" | "source" | "video" | "link" => Purpose::Show,
        _ => Purpose::Follow,
    }
}

/// The addresses of a `srcset`, as the HTML standard splits it.
fn candidates(srcset: &str) -> impl Iterator<Item = &str> {
    let mut rest = srcset;
    std::iter::from_fn(move || {
        let start = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let end = start.find(|c: char| c.is_ascii_whitespace()).unwrap_or(start.len());
        let (address, after) = start.split_at(end);
        // A comma at an address's end says that it has no descriptor; inside it is part of it.
        let bare = address.trim_end_matches(',');
        rest = if bare.len() < address.len() { after } else { after_descriptor(after) };
        (!bare.is_empty()).then_some(bare)
    })
}

/// What follows the comma that ends a descriptor such as `2x`.
fn after_descriptor(text: &str) -> &str {
    text.split_once(',').map_or("", |(_, after)| after)
}

#[cfg(test)]
mod tests {
    use super::{Purpose, Scan, candidates};
    use crate::output::PartKind;

    fn addresses(html: &str) -> Vec<String> {
        Scan::of(html.as_bytes()).links.into_iter().map(|link| link.address).collect()
    }

    #[test]
    fn every_kind_of_address_is_seen() {
        let html = r#"<a href=a><img src="b" srcset="c 1x, d 2x"><video poster='e'><form action=f>
            <object data=g><q cite=h><use xlink:href=i><button formaction=j>"#;
        assert_eq!(addresses(html), ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]);
    }

    #[test]
    fn character_references_are_resolved() {
        assert_eq!(addresses("<a href='?a=1&amp;b=&#50;'>"), ["?a=1&b=2"]);
    }

    #[test]
    fn text_comments_scripts_and_end_tags_hold_no_links() {
        let html =
            "<!-- <a href=a> --><script>'<a href=b>'</script><title><a href=c></title></a href=d>";
        assert_eq!(addresses(html), [""; 0]);
    }

    #[test]
    fn an_id_that_stands_twice_is_noticed_and_a_name_beside_an_id_is_not() {
        let scan = Scan::of(b"<a id=x name=x></a><p id=y><p id=z><p id=y>");
        assert_eq!(scan.twice.into_iter().collect::<Vec<_>>(), ["y"]);
    }

    #[test]
    fn what_shows_a_picture_is_told_from_what_is_followed() {
        let scan = Scan::of(b"<img src=a><a href=b><meta content=c>");
        let purposes: Vec<Purpose> = scan.links.iter().map(|link| link.purpose).collect();
        assert_eq!(purposes, [Purpose::Show, Purpose::Follow, Purpose::Mention]);
    }

    #[test]
    fn what_the_browser_fetches_is_told_from_what_it_only_links_to() {
        let html = "<link rel=canonical href=a><link rel='Alternate StyleSheet' href=b>\
            <script src=c></script><script type=application/ld+json src=d></script>\
            <img src=e loading=lazy><a href=f></a><img srcset='g 1x'><link href=h rel=icon>";
        let loads: Vec<(PartKind, String)> = Scan::of(html.as_bytes())
            .loads
            .into_iter()
            .map(|load| (load.part, load.address))
            .collect();
        let expected = [
            (PartKind::Stylesheet, "b"),
            (PartKind::Script, "c"),
            (PartKind::Picture, "e"),
            (PartKind::Picture, "h"),
        ];
        assert_eq!(loads, expected.map(|(part, address)| (part, address.to_owned())));
    }

    #[test]
    fn only_what_runs_counts_as_a_script() {
        let html = "<script>let a;</script><script type=application/ld+json>{}</script>\
            <script type=module>1</script><p>text</p><script src=a>no</script>";
        assert_eq!(Scan::of(html.as_bytes()).script_bytes, "let a;".len() + "1".len());
    }

    #[test]
    fn a_comma_may_stand_in_an_address_of_a_srcset() {
        let found: Vec<&str> = candidates(" a,b.png 1x,c.png, d.png 2x ,").collect();
        assert_eq!(found, ["a,b.png", "c.png", "d.png"]);
    }
}
