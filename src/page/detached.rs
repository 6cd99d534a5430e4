//! Things of the site in words that stand on none of its pages, such as in a feed.

use crate::document::When;
use crate::page::href::{From, uri};
use crate::page::route::Maps;
use crate::page::scene::Scene;
use crate::page::view::TimeView;
use crate::page::words::Words;
use crate::page::{Memos, markup};
use crate::site::{Entity, Party, Site, Text, Time};

/// A site and its words, for readers who are on no page of it: every link is absolute.
pub(crate) struct Detached<'a> {
    pub(crate) site: &'a Site,
    pub(crate) words: &'a Words,
    maps: Maps,
    memos: Memos,
}

impl<'a> Detached<'a> {
    /// A site away from its pages.
    pub(crate) fn of(site: &'a Site, words: &'a Words) -> Self {
        Self { site, words, maps: Maps::default(), memos: Memos::default() }
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            site: self.site,
            words: self.words,
            from: From::Anywhere(&self.site.settings.base_url),
            maps: &self.maps,
            memos: &self.memos,
            trip: None,
        }
    }

    /// A text as markup.
    pub(crate) fn html(&self, text: &Text) -> String {
        markup::inline(text, &self.scene()).html
    }

    /// The absolute address of something; none if readers have nothing to open.
    pub(crate) fn url(&self, entity: Entity) -> Option<String> {
        self.scene().href_of(entity).as_deref().map(uri)
    }

    /// The absolute address of a page or file, by its address from the site's root.
    pub(crate) fn url_of(&self, address: &str) -> String {
        uri(&format!("{}{address}", self.site.settings.base_url))
    }

    /// What readers call something.
    pub(crate) fn title(&self, entity: Entity) -> String {
        self.scene().title(entity)
    }

    /// What readers call somebody.
    pub(crate) fn party(&self, party: &Party) -> String {
        self.scene().party(party).title
    }

    /// A time in words.
    pub(crate) fn time(&self, time: &Time) -> TimeView {
        self.scene().time(time)
    }

    /// A date in words; none where there is none.
    pub(crate) fn date(&self, when: &When) -> Option<String> {
        self.scene().date(when).map(|date| date.text)
    }
}
