//! `sitemap.xml` for search engines (<https://www.sitemaps.org/protocol.html>), and `robots.txt`,
//! which tells them of it.
//!
//! A page has a `lastmod` where its file has an `updated`, and none otherwise: the day of a build
//! says nothing of what changed.

use jiff::civil::Date;

use crate::files::FilePath;
use crate::output::xml::Xml;
use crate::output::{Output, add_file};

/// The file at the root that names all pages, or all files that do.
const SITEMAP: &str = "sitemap.xml";

/// The file that tells robots where they may go.
const ROBOTS: &str = "robots.txt";

/// The most pages that one file may name.
const MOST_PAGES: usize = 50_000;

/// The most bytes that one file may have.
const MOST_BYTES: usize = 50 * 1024 * 1024;

/// The most characters that an address may have there.
const LONGEST_ADDRESS: usize = 2_047;

/// The most bytes of an entry beside its address.
const AROUND_ADDRESS: usize = 120;

/// A page for search engines.
pub(super) struct Listed {
    /// The absolute address, a URI.
    pub(super) url: String,
    /// The editor's day of the last change; none where there is none.
    pub(super) updated: Option<Date>,
}

/// Adds the sitemap of all pages, in several files if it has to be.
pub(super) fn add(pages: &[Listed], base_url: &str, output: &mut Output) {
    let parts = parts(pages, MOST_PAGES, MOST_BYTES);
    if let [all] = parts.as_slice() {
        add_file(SITEMAP, page_list(all).into_bytes(), output);
        return;
    }
    let name = |number: usize| format!("sitemap-{number}.xml");
    for (number, part) in (1..).zip(&parts) {
        add_file(&name(number), page_list(part).into_bytes(), output);
    }
    let names: Vec<String> =
        (1..=parts.len()).map(|it| format!("{base_url}{}", name(it))).collect();
    add_file(SITEMAP, index(&names).into_bytes(), output);
}

/// Adds `robots.txt`, unless the site has its own.
///
/// Robots ask for it at the root of a host only; below it, it is there for whoever looks.
pub(super) fn add_robots(base_url: &str, output: &mut Output) {
    let is_there = FilePath::new(ROBOTS).is_some_and(|path| output.is_taken(&path));
    if !is_there {
        let text = format!("User-agent: *\nAllow: /\n\nSitemap: {base_url}{SITEMAP}\n");
        add_file(ROBOTS, text.into_bytes(), output);
    }
}

/// The pages in groups, none of which is too large for a file; one group if there are no pages.
fn parts(pages: &[Listed], most_pages: usize, most_bytes: usize) -> Vec<Vec<&Listed>> {
    let mut parts: Vec<Vec<&Listed>> = vec![Vec::new()];
    let mut bytes = 0;
    for page in pages.iter().filter(|page| page.url.len() <= LONGEST_ADDRESS) {
        // Each character of an address can become an entity of six.
        let size = page.url.len() * 6 + AROUND_ADDRESS;
        let is_full = |part: &Vec<_>| part.len() == most_pages || bytes + size > most_bytes;
        if parts.last().is_some_and(|part| !part.is_empty() && is_full(part)) {
            parts.push(Vec::new());
            bytes = 0;
        }
        bytes += size;
        parts.last_mut().into_iter().for_each(|part| part.push(page));
    }
    parts
}

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

fn page_list(pages: &[&Listed]) -> String {
    let mut xml = Xml::new();
    xml.open("urlset", &[NAMESPACE]);
    for page in pages {
        xml.open("url", &[]);
        xml.text("loc", &[], &page.url);
        if let Some(day) = page.updated {
            xml.text("lastmod", &[], &day.to_string());
        }
        xml.close();
    }
    xml.finish()
}

fn index(files: &[String]) -> String {
    let mut xml = Xml::new();
    xml.open("sitemapindex", &[NAMESPACE]);
    for file in files {
        xml.open("sitemap", &[]);
        xml.text("loc", &[], file);
        xml.close();
    }
    xml.finish()
}

#[cfg(test)]
mod tests {
    use super::{Listed, MOST_PAGES, add, parts};
    use crate::files::FilePath;
    use crate::output::Output;

    fn page(url: &str) -> Listed {
        Listed { url: url.to_owned(), updated: None }
    }

    fn sizes(pages: &[Listed], most_pages: usize, most_bytes: usize) -> Vec<usize> {
        parts(pages, most_pages, most_bytes).iter().map(Vec::len).collect()
    }

    #[test]
    fn a_file_has_no_more_pages_and_bytes_than_it_may() {
        let pages = ["https://a.example/"; 5].map(page);
        assert_eq!(sizes(&pages, 2, 10_000), [2, 2, 1]);
        assert_eq!(sizes(&pages, 5, 10_000), [5]);
        assert_eq!(sizes(&pages, 5, 500), [2, 2, 1]);
        assert_eq!(sizes(&pages, 5, 1), [1, 1, 1, 1, 1]);
        assert_eq!(sizes(&[], 5, 1), [0]);
    }

    #[test]
    fn an_address_that_is_too_long_for_the_format_is_left_out() {
        let long = "x".repeat(2_048);
        assert_eq!(sizes(&[page(&long), page("https://a.example/")], 5, 10_000), [1]);
    }

    #[test]
    fn many_pages_have_an_index() {
        let urls = (0..=MOST_PAGES).map(|at| format!("https://a.example/{at}/"));
        let pages: Vec<Listed> = urls.map(|url| page(&url)).collect();
        let mut output = Output::default();
        add(&pages, "https://a.example/", &mut output);
        let text = |path: &str| {
            let bytes = output.get(&FilePath::new(path).expect("a path")).expect("a file");
            String::from_utf8_lossy(bytes).into_owned()
        };
        let index = text("sitemap.xml");
        assert!(index.contains("<sitemapindex"), "{index}");
        assert!(index.contains("<loc>https://a.example/sitemap-2.xml</loc>"), "{index}");
        assert_eq!(text("sitemap-1.xml").matches("<loc>").count(), MOST_PAGES);
        assert_eq!(text("sitemap-2.xml").matches("<loc>").count(), 1);
    }
}
