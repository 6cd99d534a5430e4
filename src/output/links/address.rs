//! Where a link leads, worked out as a browser does it.

use std::borrow::Cow;

use crate::files::FilePath;

/// Schemes that lead out of the site and cannot run code in it.
const OUTSIDE: &[&str] =
    &["https", "http", "mailto", "tel", "sms", "geo", "webcal", "feed", "ftp", "urn", "doi"];

/// Schemes whose addresses are programs, or pages that may hold one.
const ACTIVE: &[&str] = &["javascript", "vbscript", "data"];

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// To another site.
    Elsewhere,
    /// To a file of this site, if it is there.
    Here(Target),
    /// To code that would run in the reader's browser.
    Active,
    /// To a scheme that no browser knows.
    UnknownScheme(String),
    /// To the root of the host, which need not be the root of the site.
    Rooted(Option<Target>),
    /// Above the root of the site.
    Above,
}

/// A file of the site and a place in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The output path, with `index.html` where the link names a folder.
    pub path: String,
    /// What stands after `#`, as written.
    pub fragment: Option<String>,
}

/// Where `link` leads from the page at the output path `page`.
pub(super) fn resolve(page: &FilePath, link: &str, base_url: &str) -> Address {
    let link = as_browsers_read(link);
    if let Some(rest) = below(&link, base_url) {
        return target("", rest).map_or(Address::Above, Address::Here);
    }
    if let Some(scheme) = scheme(&link) {
        return of_scheme(scheme);
    }
    if link.starts_with('/') {
        return Address::Rooted(target("", &link));
    }
    relative(page, &link)
}

/// Whether `link` is a relative one with a path, so that it depends on its page's address.
pub(super) fn depends_on_its_page(link: &str) -> bool {
    let link = as_browsers_read(link);
    scheme(&link).is_none() && !link.starts_with(['/', '#', '?']) && !link.is_empty()
}

/// Whether a `data:` address can be shown without running anything.
pub(super) fn is_inert_data(link: &str) -> bool {
    let link = as_browsers_read(link).to_ascii_lowercase();
    link.starts_with("data:image/") || link == "data:,"
}

/// Whether `link` is an address of the site with the site's own host in it.
pub(super) fn is_absolute_here(link: &str, base_url: &str) -> bool {
    !link.contains(char::is_whitespace) && below(link, base_url).is_some()
}

/// The bytes that `%` escapes in `text` stand for; `text` itself where they are no UTF-8.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = (*first == b'%').then(|| hex_pair(after)).flatten();
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The byte that two hexadecimal digits write.
fn hex_pair(bytes: &[u8]) -> Option<u8> {
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    Some((digit(0)? * 16 + digit(1)?) as u8)
}

/// Without the spaces around and the line breaks inside, which browsers drop (`java\nscript:`).
fn as_browsers_read(link: &str) -> Cow<'_, str> {
    let dropped = ['\t', '\n', '\r'];
    let trimmed = link.trim_matches(|c: char| c <= ' ');
    if trimmed.contains(dropped) { trimmed.replace(dropped, "").into() } else { trimmed.into() }
}

/// What follows the site's own address in `link`.
fn below<'a>(link: &'a str, base_url: &str) -> Option<&'a str> {
    let base = base_url.trim_end_matches('/');
    let rest = link.strip_prefix(base).filter(|_| !base.is_empty())?;
    (rest.is_empty() || rest.starts_with(['/', '?', '#'])).then_some(rest)
}

/// What stands before the colon of an absolute address.
fn scheme(link: &str) -> Option<&str> {
    let (scheme, _) = link.split_once(':')?;
    let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    sound.then_some(scheme)
}

fn of_scheme(scheme: &str) -> Address {
    let scheme = scheme.to_ascii_lowercase();
    if ACTIVE.contains(&scheme.as_str()) {
        Address::Active
    } else if OUTSIDE.contains(&scheme.as_str()) {
        Address::Elsewhere
    } else {
        Address::UnknownScheme(scheme)
    }
}

/// Where a link without scheme and without a leading slash leads.
fn relative(page: &FilePath, link: &str) -> Address {
    if link.is_empty() || link.starts_with(['#', '?']) {
        let (_, fragment) = parts(link);
        return Address::Here(Target { path: page.as_str().to_owned(), fragment });
    }
    target(page.folder(), link).map_or(Address::Above, Address::Here)
}

/// The file that `link` names, starting in `folder`; `None` if it climbs out of the site.
fn target(folder: &str, link: &str) -> Option<Target> {
    let (path, fragment) = parts(link);
    let mut names: Vec<Cow<'_, str>> =
        folder.split('/').filter(|name| !name.is_empty()).map(Cow::Borrowed).collect();
    let path = path.strip_prefix('/').unwrap_or(path);
    let (way, last) = path.rsplit_once('/').unwrap_or(("", path));
    for name in way.split('/').filter(|_| !way.is_empty()) {
        step(&mut names, decoded(name))?;
    }
    let last = decoded(last);
    let names_folder = matches!(&*last, "" | "." | "..");
    step(&mut names, if last.is_empty() { ".".into() } else { last })?;
    names.extend(names_folder.then_some(Cow::Borrowed("index.html")));
    Some(Target { path: names.join("/"), fragment })
}

/// Goes into the folder `name`, or up; `None` above the root.
fn step<'a>(names: &mut Vec<Cow<'a, str>>, name: Cow<'a, str>) -> Option<()> {
    match &*name {
        "." => {}
        ".." => drop(names.pop()?),
        // An empty name stays in, so that `a//b` is not taken for `a/b`.
        _ => names.push(name),
    }
    Some(())
}

/// The path of `link` without its query, and its fragment.
fn parts(link: &str) -> (&str, Option<String>) {
    let (before, fragment) = match link.split_once('#') {
        Some((before, fragment)) => (before, Some(fragment.to_owned())),
        None => (link, None),
    };
    (before.split('?').next().unwrap_or_default(), fragment)
}

#[cfg(test)]
mod tests {
    use super::{Address, Target, resolve};
    use crate::files::FilePath;

    fn leads(link: &str) -> Address {
        let page = FilePath::new("stops/japan/index.html").expect("a sound path");
        resolve(&page, link, "https://example.org/repo/")
    }

    fn here(path: &str, fragment: Option<&str>) -> Address {
        let fragment = fragment.map(str::to_owned);
        Address::Here(Target { path: path.to_owned(), fragment })
    }

    #[test]
    fn a_folder_stands_for_its_index() {
        assert_eq!(leads("../malaysia/"), here("stops/malaysia/index.html", None));
        assert_eq!(leads("."), here("stops/japan/index.html", None));
        assert_eq!(leads("../.."), here("index.html", None));
        assert_eq!(leads("../../"), here("index.html", None));
    }

    #[test]
    fn a_query_is_dropped_and_a_fragment_kept() {
        assert_eq!(leads("../../a.html?b/c#d"), here("a.html", Some("d")));
        assert_eq!(leads("?print#d"), here("stops/japan/index.html", Some("d")));
        assert_eq!(leads(""), here("stops/japan/index.html", None));
    }

    #[test]
    fn escapes_are_decoded_before_dots_are_followed() {
        assert_eq!(leads("%2e%2E/s%C3%A3o.html"), here("stops/são.html", None));
        assert_eq!(leads("50%.html"), here("stops/japan/50%.html", None));
    }

    #[test]
    fn an_address_under_the_site_s_own_is_here() {
        assert_eq!(leads("https://example.org/repo"), here("index.html", None));
        assert_eq!(leads("https://example.org/repo/a/#b"), here("a/index.html", Some("b")));
        assert_eq!(leads("https://example.org/repository/"), Address::Elsewhere);
    }

    #[test]
    fn a_doubled_slash_is_not_smoothed_away() {
        assert_eq!(leads("a//b"), here("stops/japan/a//b", None));
    }

    #[test]
    fn what_climbs_out_of_the_site_is_above() {
        assert_eq!(leads("../../../x"), Address::Above);
        assert_eq!(leads("https://example.org/repo/../x"), Address::Above);
    }

    #[test]
    fn active_schemes_are_seen_through_disguise() {
        for link in ["javascript:x", " \u{1}JavaScript:x", "java\nscript:x", "VBSCRIPT:x", "data:,"]
        {
            assert_eq!(leads(link), Address::Active, "{link:?}");
        }
    }

    #[test]
    fn a_colon_after_a_slash_makes_no_scheme() {
        assert_eq!(leads("./a:b"), here("stops/japan/a:b", None));
        assert_eq!(leads("mailto:a@b.org"), Address::Elsewhere);
        assert_eq!(leads("htps://b.org"), Address::UnknownScheme("htps".to_owned()));
    }

    #[test]
    fn a_leading_slash_is_the_host_s_root() {
        assert!(matches!(leads("/a/"), Address::Rooted(Some(_))));
        assert!(matches!(leads("//b.org/"), Address::Rooted(_)));
    }
}
