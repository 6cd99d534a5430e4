//! A feed in Atom (RFC 4287).

use super::{Entry, Feed};
use crate::output::xml::Xml;
use crate::site::Edition;

/// The feed as it is published at `url`.
pub(super) fn write(feed: &Feed, url: &str) -> String {
    let mut xml = Xml::new();
    let namespace = ("xmlns", "http://www.w3.org/2005/Atom");
    xml.open("feed", &[namespace, ("xml:lang", &feed.language)]);
    xml.text("id", &[], &feed.id);
    xml.text("title", &[], &feed.title);
    xml.text("subtitle", &[], &feed.subtitle);
    let media_type = Edition::Atom.media_type();
    xml.empty("link", &[("rel", "self"), ("type", media_type), ("href", url)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &feed.home)]);
    // Entries are sorted, so the first is the one that changed last.
    if let Some(newest) = feed.entries.first() {
        xml.text("updated", &[], &newest.date);
    }
    for author in &feed.authors {
        xml.open("author", &[]);
        xml.text("name", &[], &author.name);
        if let Some(url) = &author.url {
            xml.text("uri", &[], url);
        }
        xml.close();
    }
    for entry in &feed.entries {
        add(entry, &mut xml);
    }
    xml.finish()
}

fn add(entry: &Entry, xml: &mut Xml) {
    let (kind, label) = &entry.kind;
    xml.open("entry", &[]);
    xml.text("id", &[], &entry.id);
    xml.text("title", &[], &entry.title);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)]);
    xml.text("updated", &[], &entry.date);
    xml.empty("category", &[("term", kind), ("label", label)]);
    xml.text("content", &[("type", "html")], &entry.html);
    xml.close();
}
