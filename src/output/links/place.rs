//! Where in the content a link of a page was written.

use std::ops::Range;

use super::address::decoded;

/// Where `text`, a content file, writes the link that became `address` in the page.
///
/// An editor writes `../trade/rare-earths.md#who`, the page says `../trade/rare-earths/#who`; so
/// we look for the address itself, then for its fragment, then for the last name of its path.
pub(super) fn find(text: &str, address: &str) -> Option<Range<usize>> {
    needles(address).iter().find_map(|needle| find_alone(text, needle))
}

/// What to look for, the most telling first.
fn needles(address: &str) -> Vec<String> {
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = path.split('?').next().unwrap_or_default();
    let last = last_name(path);
    let mut needles = vec![address.to_owned(), decoded(address).into_owned()];
    if !fragment.is_empty() {
        needles.push(format!("{last}.md#{fragment}"));
        needles.push(format!("#{fragment}"));
        needles.push(format!("#{}", decoded(fragment)));
    }
    needles.extend([last.to_owned(), decoded(last).into_owned()]);
    needles.retain(|needle| needle.chars().any(char::is_alphanumeric));
    needles
}

/// The last name of a path that says something: `rare-earths` of `../rare-earths/index.html`.
fn last_name(path: &str) -> &str {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

/// Where `needle` stands as a name of its own: `japan` is in `(japan.md)`, not in `japanese`.
fn find_alone(text: &str, needle: &str) -> Option<Range<usize>> {
    let edge = |c: Option<char>| c.is_some_and(continues_a_name);
    let open_start = edge(needle.chars().next());
    let open_end = edge(needle.chars().next_back());
    text.match_indices(needle).map(|(start, _)| start..start + needle.len()).find(|range| {
        let continued_before = open_start && edge(text[..range.start].chars().next_back());
        let continued_after = open_end && edge(text[range.end..].chars().next());
        !continued_before && !continued_after
    })
}

fn continues_a_name(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

#[cfg(test)]
mod tests {
    use super::find;

    fn found<'a>(text: &'a str, address: &str) -> Option<&'a str> {
        find(text, address).map(|range| &text[range])
    }

    #[test]
    fn the_address_itself_is_found_first() {
        assert_eq!(found("b [a](../b/)", "../b/"), Some("../b/"));
    }

    #[test]
    fn a_link_to_a_content_file_is_found_by_its_name() {
        let text = "The japanese side: [Japan](../stops/japan.md).";
        assert_eq!(find(text, "../../stops/japan/"), Some(36..41));
    }

    #[test]
    fn an_anchor_is_found_with_its_page() {
        let text = "[a](b.md#who) [c](d.md#who)";
        assert_eq!(found(text, "../d/#who"), Some("d.md#who"));
        assert_eq!(found("[a](#wh%C3%B6)", "../d/#wh%C3%B6"), Some("#wh%C3%B6"));
    }

    #[test]
    fn what_only_the_template_links_to_is_not_found() {
        assert_eq!(found("Japan.", "../../"), None);
        assert_eq!(found("Japan.", "../japan-map.svg"), None);
    }
}
