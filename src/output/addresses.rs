//! The addresses that a printed page spells out.

use crate::output::links::addresses_followed;

/// The addresses of other sites that readers can follow from a stretch of HTML, in its order.
///
/// An address that stands there twice is listed twice: the numbers beside the links are counted by
/// the stylesheet, link by link.
pub(super) fn outside(html: &str) -> Vec<String> {
    if !may_lead_outside(html) {
        return Vec::new();
    }
    let leads_outside = |address: &String| {
        let scheme = address.split("://").next().unwrap_or_default();
        scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
    };
    addresses_followed(html).into_iter().filter(leads_outside).collect()
}

/// Whether an attribute begins with the address of another site, other than the name of SVG: most
/// pages lead nowhere else, and reading a whole one takes time.
fn may_lead_outside(html: &str) -> bool {
    html.match_indices("://").any(|(at, _)| {
        let before = html[..at].trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let before = before.trim_end_matches(|letter: char| letter.is_whitespace());
        let before = before.trim_end_matches(['"', '\'']).trim_end();
        before.ends_with('=') && !before.ends_with("xmlns=")
    })
}

#[cfg(test)]
mod tests {
    use super::outside;

    #[test]
    fn links_to_other_sites_are_listed_as_often_as_they_stand() {
        let html = "<p><a href=\"https://a.example/?x=1&amp;y=2\">A</a> <a href=\"http-blocks/\">B</a> \
                    <img src=\"https://c.example/d.png\" alt=\"\"> \
                    <a href=\"https://a.example/?x=1&amp;y=2\">A</a></p>";
        assert_eq!(outside(html), ["https://a.example/?x=1&y=2", "https://a.example/?x=1&y=2"]);
    }

    #[test]
    fn an_address_is_found_however_the_attribute_is_written() {
        for link in [
            "HREF = 'https://a.example/'",
            "href=https://a.example/",
            "href = \"HTTPS://a.example/\"",
        ] {
            let html = format!("<svg xmlns=\"http://www.w3.org/2000/svg\"/><a {link}>A</a>");
            assert_eq!(outside(&html).len(), 1, "{html}");
        }
    }

    #[test]
    fn a_page_without_such_links_has_none() {
        assert!(outside("<p><a href=\"../\">Up</a> https://a.example/</p>").is_empty());
    }
}
