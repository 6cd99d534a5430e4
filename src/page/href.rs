//! The way from one page to another.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// Where links start from.
#[derive(Clone, Debug)]
pub(crate) enum From<'a> {
    /// A page, by its address from the site's root: links are relative to it.
    Page(&'a str),
    /// A page that is shown at any depth: links begin with this absolute address of the root.
    Anywhere(&'a str),
}

impl From<'_> {
    /// The link to an address from the site's root, perhaps to a place on its page.
    pub(crate) fn to(&self, page: &str, anchor: Option<&str>) -> String {
        let way = match self {
            Self::Page(here) if *here == page && anchor.is_some() => String::new(),
            Self::Page(here) => relative(here, page),
            Self::Anywhere(root) => format!("{root}{page}"),
        };
        match anchor {
            Some(anchor) => format!("{way}#{anchor}"),
            None => way,
        }
    }
}

/// An address with all that may not stand in a URI (RFC 3986) escaped, such as letters with accents;
/// what is escaped already stays as it is.
pub(crate) fn uri(address: &str) -> String {
    const FORBIDDEN: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'<')
        .add(b'>')
        .add(b'\\')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    utf8_percent_encode(address, FORBIDDEN).to_string()
}

/// The relative way between two addresses from the site's root.
fn relative(here: &str, there: &str) -> String {
    let here: Vec<&str> = here.split('/').collect();
    let (here, there_parts) = (&here[..here.len() - 1], there.split('/').collect::<Vec<_>>());
    let folders = &there_parts[..there_parts.len() - 1];
    let shared = here.iter().zip(folders).take_while(|(a, b)| a == b).count();
    let way = format!("{}{}", "../".repeat(here.len() - shared), there_parts[shared..].join("/"));
    if way.is_empty() { "./".to_owned() } else { way }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_to_their_page() {
        assert_eq!(
            From::Page("trade/rare-earths/").to("facts/", Some("fact-F1")),
            "../../facts/#fact-F1"
        );
        assert_eq!(From::Page("trade/rare-earths/").to("trade/", None), "../");
        assert_eq!(From::Page("").to("trade/", None), "trade/");
        assert_eq!(From::Page("trade/").to("", None), "../");
        assert_eq!(From::Page("").to("", None), "./");
        assert_eq!(From::Page("facts/").to("facts/", Some("a")), "#a");
        assert_eq!(From::Page("trade/").to("trade/autos/", None), "autos/");
        assert_eq!(From::Page("").to("assets/style.css", None), "assets/style.css");
    }

    #[test]
    fn a_uri_is_plain_ascii() {
        assert_eq!(
            uri("https://a.example/são paulo/?x=%20#f"),
            "https://a.example/s%C3%A3o%20paulo/?x=%20#f"
        );
    }

    #[test]
    fn the_page_for_missing_pages_links_from_the_root() {
        let from = From::Anywhere("https://example.org/asia/");
        assert_eq!(from.to("trade/", None), "https://example.org/asia/trade/");
    }
}
