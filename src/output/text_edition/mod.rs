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

use rayon::prelude::*;

use crate::files::FilePath;
use crate::memo::Memo;
use crate::output::{Output, page_path};
use crate::page::{Page, Words};
use crate::site::TEXT_EDITION;
use block::Writer;

/// What was made of each page.
pub(super) type Editing = Memo<Question, Arc<Edition>>;

/// A page, and what its text edition says beside its text.
#[derive(Debug, PartialEq)]
pub(super) struct Question {
    html: Arc<[u8]>,
    /// The page's absolute address.
    url: String,
    /// The words before that address, and those before the sources.
    words: [String; 2],
}

/// What comes of a page.
#[derive(Debug)]
pub(super) struct Edition {
    /// Its text; none if it has none to speak of, or asks to be left out.
    text: Option<Arc<[u8]>>,
    /// Whether it asks search engines to leave it out.
    pub(super) is_hidden: bool,
}

/// Adds the text edition of every page that has content, and says what came of each page.
pub(super) fn add(
    pages: &[Arc<Page>],
    words: &Words,
    editing: &Editing,
    output: &mut Output,
) -> Vec<Option<Arc<Edition>>> {
    let words = ["address", "sources"].map(|key| words.get(&format!("text_edition.{key}")));
    let edition = |page: &Arc<Page>| {
        let html = page_path(&page.address).and_then(|path| output.get(&path).cloned())?;
        if !page.has_content() {
            return None;
        }
        let question = Question { html, url: page.url(), words: words.clone() };
        Some(editing.recall(&page.address, question, |question| Arc::new(Edition::of(question))))
    };
    let editions: Vec<Option<Arc<Edition>>> =
        pages.par_iter().with_max_len(1).map(edition).collect();
    for (page, edition) in pages.iter().zip(&editions) {
        let text = edition.as_ref().and_then(|edition| edition.text.clone());
        let path = FilePath::new(&format!("{}{TEXT_EDITION}", page.address));
        if let (Some(text), Some(path)) = (text, path) {
            output.insert(path, text);
        }
    }
    editions
}

impl Edition {
    fn of(question: &Question) -> Self {
        let read = tree::read(&question.html);
        let main = read.main.filter(|_| !read.is_hidden);
        let text = main.map(|main| Writer::default().page(&main, question).into_bytes().into());
        Self { text, is_hidden: read.is_hidden }
    }
}

#[cfg(test)]
mod tests;
