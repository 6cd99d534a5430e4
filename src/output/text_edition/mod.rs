//! The text of each page alone, as Markdown: for readers of plain text, and for programs.
//!
//! It is made from what the template has drawn, so a site's own templates keep their text editions.
//! Links between pages lead from text to text, by the same relative ways as on the pages.

mod block;
mod escape;
mod inline;
mod table;
mod tree;

use std::sync::Arc;

use crate::files::FilePath;
use crate::output::{Output, page_path};
use crate::page::{Page, Words};
use crate::site::TEXT_EDITION;
use block::Writer;

/// The text edition of a page, which is written when somebody asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdition {
    html: Arc<[u8]>,
    /// The page's absolute address.
    url: String,
    /// The words before that address, and those before the sources.
    words: Arc<[String; 2]>,
}

impl TextEdition {
    /// Its bytes, in UTF-8; none for a page without a `<main>`.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let main = tree::read(&self.html).main;
        main.map(|main| Writer::default().page(&main, self).into_bytes()).unwrap_or_default()
    }
}

/// Adds the text edition of every page that has content and does not ask to be left out; whether
/// search engines may list each page.
pub(super) fn add(pages: &[Arc<Page>], words: &Words, output: &mut Output) -> Vec<bool> {
    let words = ["address", "sources"].map(|key| words.get(&format!("text_edition.{key}")));
    let words = Arc::new(words);
    let mut listed = Vec::with_capacity(pages.len());
    for page in pages {
        let html = page_path(&page.address).and_then(|path| output.get(&path).cloned());
        let html = html.filter(|html| page.has_content() && !is_hidden(html));
        listed.push(html.is_some());
        let path = FilePath::new(&format!("{}{TEXT_EDITION}", page.address));
        if let (Some(html), Some(path)) = (html, path) {
            let edition = TextEdition { html, url: page.url(), words: Arc::clone(&words) };
            output.texts.insert(path, edition);
        }
    }
    listed
}

/// Whether a page asks search engines to leave it out.
fn is_hidden(html: &[u8]) -> bool {
    const WORD: &[u8] = b"noindex";
    // Most pages do not have the word, and reading a page takes time.
    let has_word = html.windows(WORD.len()).any(|part| part.eq_ignore_ascii_case(WORD));
    has_word && tree::read(html).is_hidden
}

#[cfg(test)]
mod tests;
