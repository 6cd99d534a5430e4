//! A build that can be shown, and what is looked up in it while people read.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::files::FilePath;
use crate::output::{page_address, page_path};
use crate::pipeline::Built;
use crate::preview::place::{Index, Place};
use crate::site::{Entity, Fact, Id};

/// What a path of a web address cannot have in it as it is.
const ESCAPED: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`');

/// A build without errors.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) built: Built,
    /// When it was built, such as `14:02:31`.
    pub(super) time: String,
    /// The path of its base URL, percent-encoded.
    pub(super) mount: String,
    /// The version of the session's first build that could be shown.
    pub(super) first: u64,
    index: OnceLock<Index>,
    facts: OnceLock<BTreeMap<(FilePath, String), Id<Fact>>>,
}

impl Shown {
    pub(super) fn new(built: Built, time: &str, first: u64) -> Self {
        let mount = mount(&built.site.settings.base_url);
        let (index, facts) = (OnceLock::new(), OnceLock::new());
        Self { built, time: time.to_owned(), mount, first, index, facts }
    }

    /// The words of the content, where they stand.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.built.files))
    }

    /// The facts by the places at which readers find them in full.
    pub(super) fn facts(&self) -> &BTreeMap<(FilePath, String), Id<Fact>> {
        self.facts.get_or_init(|| {
            let site = &self.built.site;
            let place = |id| {
                let address = site.address(Entity::Fact(id))?;
                Some(((page_path(&address.page)?, address.anchor?), id))
            };
            site.facts.iter().filter_map(|(id, _)| place(id)).collect()
        })
    }

    /// The published file that a page at a path of the server is; the path is percent-encoded.
    pub(super) fn page_at(&self, path: &str) -> Option<FilePath> {
        let inner = decoded(path)?;
        let inner = inner.strip_prefix(&decoded(&self.mount)?)?.to_owned();
        let output = &self.built.output;
        // A page may be asked for without the ending of its name, too.
        let with_ending = FilePath::new(&format!("{inner}.html"));
        let named = with_ending.filter(|page| output.get(page).is_some());
        page_path(&inner).filter(|page| output.get(page).is_some() || named.is_none()).or(named)
    }

    /// The path of the server at which a published file is, percent-encoded.
    pub(super) fn address_of(&self, file: &FilePath) -> String {
        let address = page_address(file);
        let inner = address.trim_start_matches('/');
        format!("{}{}", self.mount, utf8_percent_encode(inner, ESCAPED))
    }

    /// Where the entry is written that readers find at an anchor such as `fact-F7`.
    pub(super) fn entry_at(&self, anchor: &str) -> Option<Place> {
        let (_, id) = anchor.split_once('-')?;
        self.index().entry(id)
    }
}

/// The path of a base URL, which ends with a slash.
fn mount(base_url: &str) -> String {
    let after_scheme = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    let path = after_scheme.find('/').map_or("/", |at| &after_scheme[at..]);
    // What is escaped already stays so.
    utf8_percent_encode(&decoded(path).unwrap_or_default(), ESCAPED).to_string()
}

/// A path with its escapes resolved; none where that is no path of a site: what is no UTF-8, has a
/// control character, or hides a separator.
pub(super) fn decoded(path: &str) -> Option<String> {
    let text = percent_decode_str(path).decode_utf8().ok()?;
    let hides = text.matches('/').count() != path.matches('/').count();
    (!hides && !text.contains(|c: char| c.is_control() || c == '\\')).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mount_is_the_path_of_the_base_url() {
        assert_eq!(mount("https://example.org/"), "/");
        assert_eq!(mount("https://example.org/news/trip/"), "/news/trip/");
        assert_eq!(
            mount("https://example.org/v%C3%A9rit%C3%A9/été/"),
            "/v%C3%A9rit%C3%A9/%C3%A9t%C3%A9/"
        );
    }

    #[test]
    fn a_path_that_hides_something_is_none() {
        assert_eq!(decoded("a%20b/c"), Some("a b/c".to_owned()));
        for path in ["a%2Fb", "a%5cb", "a\\b", "%00", "a%0d%0ab", "%ff", "%c0%ae"] {
            assert_eq!(decoded(path), None, "{path}");
        }
    }
}
