//! A site that is read from a folder or an unpacked archive, without a server.
//!
//! A server answers a link to a folder with the `index.html` in it, and a file system does not. So
//! the links of each page are written out, in the very bytes of the page: whatever template, prose
//! or file of the newsroom they come from. A copy is no second place to find the site, so every
//! page asks search engines to leave it alone.

use std::ops::Range;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use crate::draw::escape;
use crate::files::FilePath;
use crate::output::Output;

/// What only a server has a use for.
const FOR_SERVERS: [&str; 2] = ["404.html", ".nojekyll"];

/// The attributes whose values are addresses.
const ADDRESSES: [&[u8]; 7] =
    [b"href", b"src", b"action", b"formaction", b"data", b"poster", b"xlink:href"];

const NOINDEX: &str = "<meta name=\"robots\" content=\"noindex\">\n";

impl Output {
    /// The same files for reading without a server: see the manual's chapter on portable builds.
    #[must_use]
    pub fn portable(&self) -> Self {
        let mut portable = Self::default();
        for (path, bytes) in self.iter().filter(|(path, _)| is_for_readers(path)) {
            if path.extension() == "html" {
                portable.insert(path.clone(), page(&String::from_utf8_lossy(bytes)).into_bytes());
            } else {
                portable.insert(path.clone(), bytes.clone());
            }
        }
        portable.texts.clone_from(&self.texts);
        portable
    }
}

fn is_for_readers(path: &FilePath) -> bool {
    !FOR_SERVERS.contains(&path.as_str())
}

/// Something to write instead of a stretch of a page.
struct Edit {
    range: Range<usize>,
    text: String,
}

/// A page with its links written out.
fn page(html: &str) -> String {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut edits = Vec::new();
    let mut is_indexed = true;
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => {
                if is_robots(&tag) {
                    is_indexed = false;
                    edits.extend(hidden(&tag, html));
                }
                edits.extend(edits_of(&tag, html));
            }
            Token::EndTag(tag) if tag.name.as_slice() == b"head" && is_indexed => {
                let start = tag.span.start;
                edits.push(Edit { range: start..start, text: NOINDEX.to_owned() });
                is_indexed = false;
            }
            _ => {}
        }
    }
    edited(html, &edits)
}

/// Whether a tag says what search engines may do with the page.
fn is_robots(tag: &StartTag<usize>) -> bool {
    value(tag, b"name").is_some_and(|name| name.eq_ignore_ascii_case("robots"))
}

/// What it says instead.
fn hidden(tag: &StartTag<usize>, html: &str) -> Option<Edit> {
    let range = value_at(html, tag.attributes.get(&b"content"[..])?.span.start)?;
    Some(Edit { range, text: "\"noindex\"".to_owned() })
}

fn value(tag: &StartTag<usize>, name: &[u8]) -> Option<String> {
    let value = tag.attributes.get(name)?;
    Some(String::from_utf8_lossy(value).into_owned())
}

fn edits_of(tag: &StartTag<usize>, html: &str) -> Vec<Edit> {
    let is_refresh = value(tag, b"http-equiv").is_some_and(|it| it.eq_ignore_ascii_case("refresh"));
    let mut edits = Vec::new();
    for (name, written) in &tag.attributes {
        let address = String::from_utf8_lossy(written);
        let text = if ADDRESSES.contains(&name.as_slice()) {
            written_out(&address)
        } else if is_refresh && name.as_slice() == b"content" {
            refreshing(&address)
        } else {
            None
        };
        let edit = text.zip(value_at(html, written.span.start));
        edits.extend(
            edit.map(|(text, range)| Edit { range, text: format!("\"{}\"", escape(&text)) }),
        );
    }
    edits
}

/// Where the value stands of the attribute that begins at an offset, with its quotation marks.
fn value_at(html: &str, attribute: usize) -> Option<Range<usize>> {
    let sign = attribute + html.get(attribute..)?.find('=')? + 1;
    let rest = html[sign..].trim_start();
    let start = html.len() - rest.len();
    let end = match rest.chars().next()? {
        mark @ ('"' | '\'') => rest[1..].find(mark)? + 2,
        _ => rest.find(|c: char| c.is_ascii_whitespace() || c == '>')?,
    };
    Some(start..start + end)
}

/// `0; url=../japan/` with its address written out.
fn refreshing(content: &str) -> Option<String> {
    let (wait, address) = content.split_once("url=")?;
    Some(format!("{wait}url={}", written_out(address.trim())?))
}

/// A relative link to a folder as a link to the page in it; none for others.
fn written_out(link: &str) -> Option<String> {
    let end = link.find(['?', '#']).unwrap_or(link.len());
    let (path, rest) = link.split_at(end);
    let first = path.split('/').next().unwrap_or_default();
    if path.is_empty() || first.contains(':') || path.starts_with('/') {
        return None;
    }
    match path.rsplit('/').next() {
        Some("") => Some(format!("{path}index.html{rest}")),
        Some("." | "..") => Some(format!("{path}/index.html{rest}")),
        _ => None,
    }
}

/// A text with its edits made.
fn edited(text: &str, edits: &[Edit]) -> String {
    let mut made = String::with_capacity(text.len() + 16 * edits.len());
    let mut at = 0;
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.range.start);
    for Edit { range, text: new } in edits {
        made.push_str(&text[at..range.start]);
        made.push_str(new);
        at = range.end;
    }
    made + &text[at..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_folders_lead_to_the_pages_in_them() {
        let html = "<a id=x href=\"../japan/?a=1&amp;b#c\" class=y>1</a><a href=../..>2</a>\
            <a href='./'>3</a><a href=\"#here\">4</a><a href=\"a.pdf\">5</a><img src=b/c.jpg>\
            <a href=\"https://example.org/\">6</a><a href=\"mailto:a@b/\">7</a><!-- <a href=\"d/\"> -->";
        let expected = "<a id=x href=\"../japan/index.html?a=1&amp;b#c\" class=y>1</a>\
            <a href=\"../../index.html\">2</a><a href=\"./index.html\">3</a><a href=\"#here\">4</a>\
            <a href=\"a.pdf\">5</a><img src=b/c.jpg><a href=\"https://example.org/\">6</a>\
            <a href=\"mailto:a@b/\">7</a><!-- <a href=\"d/\"> -->";
        assert_eq!(page(html), expected);
    }

    #[test]
    fn letters_of_several_bytes_shift_nothing() {
        let html = "<p title=\"Größe 日本\">日本 – <a title=\"ö\" href=\"日本/\">ü</a></p>";
        assert_eq!(page(html), html.replace("日本/", "日本/index.html"));
    }

    #[test]
    fn a_page_that_leads_on_leads_to_a_file() {
        let html = "<meta http-equiv=\"refresh\" content=\"0; url=../b/\">";
        assert_eq!(page(html), html.replace("../b/", "../b/index.html"));
    }

    #[test]
    fn every_page_asks_not_to_be_found_and_asks_once() {
        let page = page("<head><title>A</title>\n</head><body><p></body>");
        assert_eq!(page, format!("<head><title>A</title>\n{NOINDEX}</head><body><p></body>"));
        assert_eq!(super::page(&page), page);
        let shown = "<head><meta name=robots content='max-image-preview:large'></head>";
        let hidden = shown.replace("'max-image-preview:large'", "\"noindex\"");
        assert_eq!(super::page(shown), hidden);
    }
}
