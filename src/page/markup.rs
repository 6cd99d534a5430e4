//! Prose as markup, with the facts that each passage states.

mod block;
mod footnote;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd, html};

use crate::document::{PictureSize, Piece, Status};
use crate::draw::escape;
use crate::page::markup::footnote::Footnotes;
use crate::page::notes;
use crate::page::scene::Scene;
use crate::page::view::{LinkView, MarkView, Marked};
use crate::site::{Anchored, Entity, Fact, Id, Media, Site, Source, Target, Text, Trip};

/// What the anchors of a trip's introduction begin with on its page.
pub(crate) const INTRODUCTION: &str = "intro--";

/// How prose sits on its page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Setting {
    /// How many levels its headings go down.
    pub(crate) shift: u8,
    /// What its anchors begin with, so that they are unique on the page.
    pub(crate) prefix: String,
    /// What it is the prose of, whose headings may have been corrected.
    pub(crate) of: Option<Entity>,
}

impl Setting {
    /// The prose of an entity on its own page.
    pub(crate) fn of(entity: Entity) -> Self {
        Self { of: Some(entity), ..Self::default() }
    }
}

/// Prose block by block, each with its facts.
pub(crate) fn passages(text: &Text, scene: &Scene<'_>, setting: &Setting) -> Vec<Marked> {
    passages_resting_on(text, &[], scene, setting)
}

/// Prose block by block; facts that it rests on besides stand with its last block.
pub(crate) fn passages_resting_on(
    text: &Text,
    beside: &[Id<Fact>],
    scene: &Scene<'_>,
    setting: &Setting,
) -> Vec<Marked> {
    let mut writer = Writer::new(text, scene, setting);
    for (piece, _) in &text.pieces {
        writer.take(piece);
    }
    writer.flush();
    let missing: BTreeSet<_> =
        beside.iter().copied().filter(|fact| !writer.all_facts.contains(fact)).collect();
    let mut blocks = writer.finish();
    if let Some(last) = blocks.last_mut() {
        for mark in marks(&missing, scene) {
            match last.marks.iter_mut().find(|known| known.certainty == mark.certainty) {
                Some(known) => known.facts.extend(mark.facts),
                None => last.marks.push(mark),
            }
        }
        last.sources = merged(&last.sources, sources(&missing, scene));
    }
    blocks
}

/// Two lists of links as one, each link once.
fn merged(first: &[LinkView], more: Vec<LinkView>) -> Vec<LinkView> {
    let mut all = first.to_vec();
    all.extend(more.into_iter().filter(|link| first.iter().all(|known| known.href != link.href)));
    all
}

/// A paragraph's inside with its facts.
pub(crate) fn inline(text: &Text, scene: &Scene<'_>) -> Marked {
    inline_resting_on(text, &[], scene)
}

/// A paragraph's inside with its facts and others that it rests on besides.
pub(crate) fn inline_resting_on(text: &Text, beside: &[Id<Fact>], scene: &Scene<'_>) -> Marked {
    let setting = Setting::default();
    let mut writer = Writer::new(text, scene, &setting);
    for (piece, _) in &text.pieces {
        writer.take(piece);
    }
    writer.flush();
    writer.all_facts.extend(beside);
    Marked {
        html: writer.blocks.iter().map(|block| block.html.as_str()).collect(),
        marks: marks(&writer.all_facts, scene),
        sources: sources_and_cited(&writer.all_facts, &writer.all_cited, scene),
    }
}

/// The facts that the words of a text state.
pub(crate) fn facts_in(text: &Text, site: &Site) -> BTreeSet<Id<Fact>> {
    let facts = text.links().flat_map(|link| match &link.to {
        Target::Fact(fact) | Target::Quote(fact) => std::slice::from_ref(fact),
        Target::Figure(figure) => site.figures[*figure].facts.as_slice(),
        _ => &[],
    });
    facts.copied().collect()
}

/// Facts by certainty, weakest first.
pub(crate) fn marks(facts: &BTreeSet<Id<Fact>>, scene: &Scene<'_>) -> Vec<MarkView> {
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for fact in facts {
        groups.entry(scene.site.certainty(*fact)).or_default().push(scene.fact_link(*fact));
    }
    groups
        .into_iter()
        .map(|(certainty, facts)| MarkView { certainty: certainty.word(), facts })
        .collect()
}

/// Of the facts that bear a status, those that say just that; or else the strongest.
pub(crate) fn bearing(facts: &[Id<Fact>], status: Status, scene: &Scene<'_>) -> BTreeSet<Id<Fact>> {
    let certainty = |id: &Id<Fact>| scene.site.certainty(*id);
    let same: BTreeSet<_> =
        facts.iter().copied().filter(|id| certainty(id).word() == status.word()).collect();
    if !same.is_empty() {
        return same;
    }
    let strongest = facts.iter().map(certainty).max();
    facts.iter().copied().filter(|id| Some(certainty(id)) == strongest).collect()
}

/// The sources of facts, each once.
fn sources(facts: &BTreeSet<Id<Fact>>, scene: &Scene<'_>) -> Vec<LinkView> {
    sources_and_cited(facts, &BTreeSet::new(), scene)
}

/// The sources of facts and those that are cited, each once.
fn sources_and_cited(
    facts: &BTreeSet<Id<Fact>>,
    cited: &BTreeSet<Id<Source>>,
    scene: &Scene<'_>,
) -> Vec<LinkView> {
    let of_facts = facts.iter().flat_map(|fact| scene.site.facts[*fact].sources.iter().copied());
    let all: BTreeSet<_> = of_facts.chain(cited.iter().copied()).collect();
    all.into_iter().map(|source| scene.source(source)).collect()
}

/// Writes markup block by block.
struct Writer<'a> {
    scene: &'a Scene<'a>,
    setting: &'a Setting,
    footnotes: Footnotes,
    events: Vec<Event<'static>>,
    /// The marks of corrections that go behind the open heading.
    corrected: String,
    /// How many blocks are open around the current place.
    depth: usize,
    /// What closes each open link.
    closings: Vec<&'static str>,
    /// Facts and sources of the current block.
    facts: BTreeSet<Id<Fact>>,
    cited: BTreeSet<Id<Source>>,
    /// Facts and sources of all blocks.
    all_facts: BTreeSet<Id<Fact>>,
    all_cited: BTreeSet<Id<Source>>,
    /// Where the open footnote begins among the events.
    note_start: usize,
    /// Facts and sources of the footnotes.
    note_facts: BTreeSet<Id<Fact>>,
    note_cited: BTreeSet<Id<Source>>,
    blocks: Vec<Marked>,
}

impl<'a> Writer<'a> {
    fn new(text: &Text, scene: &'a Scene<'a>, setting: &'a Setting) -> Self {
        Self {
            scene,
            setting,
            footnotes: Footnotes::of(text, &setting.prefix),
            events: Vec::new(),
            corrected: String::new(),
            depth: 0,
            closings: Vec::new(),
            facts: BTreeSet::new(),
            cited: BTreeSet::new(),
            all_facts: BTreeSet::new(),
            all_cited: BTreeSet::new(),
            note_start: 0,
            note_facts: BTreeSet::new(),
            note_cited: BTreeSet::new(),
            blocks: Vec::new(),
        }
    }

    fn html(&mut self, markup: impl Into<CowStr<'static>>) {
        self.events.push(Event::InlineHtml(markup.into()));
    }

    fn take(&mut self, piece: &Piece<Anchored>) {
        match piece {
            Piece::Plain(event) => self.plain(event),
            Piece::Link(link) => self.link(link),
            Piece::LinkEnd => {
                let closing = self.closings.pop().unwrap_or_default();
                self.html(closing);
            }
            Piece::Cite(links) => self.cite(links),
            Piece::Heading { level, anchor } => {
                let level = (level + self.setting.shift).min(6);
                let id = format!("{}{anchor}", self.setting.prefix);
                self.depth += 1;
                self.corrected = self
                    .setting
                    .of
                    .map(|entity| notes::behind_heading(entity, anchor, self.scene))
                    .unwrap_or_default();
                self.html(format!("<h{level} id=\"{}\">", escape(&id)));
            }
            Piece::HeadingEnd { level } => {
                let marks = std::mem::take(&mut self.corrected);
                self.html(format!("</h{}>\n{marks}", (level + self.setting.shift).min(6)));
                self.close_block();
            }
            Piece::Code { language, code } => self.code(language, code),
            Piece::Image { to, alt } => self.image(to, alt),
            Piece::FootnoteMark(label) => {
                let mark = self.footnotes.mark(label);
                self.html(mark);
            }
            Piece::Footnote(label) => {
                self.depth += 1;
                self.note_start = self.events.len();
                let opening = self.footnotes.open(label);
                self.html(opening);
            }
            Piece::FootnoteEnd => {
                let closing = self.footnotes.close(&self.scene.words.get("footnotes.back"));
                self.html(closing);
                self.depth -= 1;
                // A footnote may be written inside a quotation or a list, which stays open.
                let note = self.events.split_off(self.note_start);
                self.footnotes.keep(render(note));
                self.note_facts.append(&mut self.facts);
                self.note_cited.append(&mut self.cited);
            }
        }
    }

    fn plain(&mut self, event: &Event<'static>) {
        match event {
            Event::Start(tag) => {
                if is_block(tag.to_end()) {
                    self.depth += 1;
                }
                self.open(tag);
            }
            Event::End(tag) => {
                self.close(*tag);
                if is_block(*tag) {
                    self.close_block();
                }
            }
            Event::HardBreak => self.html("<br>\n"),
            Event::Rule => {
                self.html("<hr>\n");
                self.flush_at_top();
            }
            Event::TaskListMarker(done) => {
                let checked = if *done { " checked" } else { "" };
                self.html(format!("<input type=\"checkbox\" disabled{checked}> "));
            }
            other => self.events.push(other.clone()),
        }
    }

    /// The beginning of an element that needs more than the Markdown library writes.
    fn open(&mut self, tag: &Tag<'static>) {
        match tag {
            Tag::Table(_) => {
                let label = escape(&self.scene.words.get("table"));
                self.html(format!(
                    "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">"
                ));
                self.events.push(Event::Start(tag.clone()));
            }
            Tag::BlockQuote(Some(kind)) => {
                let key = block::alert(*kind);
                let title = escape(&self.scene.words.get(&format!("alerts.{key}")));
                self.html(format!(
                    "<div class=\"alert alert-{key}\"><p class=\"alert-title\">{title}</p>\n"
                ));
            }
            other => self.events.push(Event::Start(other.clone())),
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Table => {
                self.events.push(Event::End(tag));
                self.html("</div>\n");
            }
            TagEnd::BlockQuote(Some(_)) => self.html("</div>\n"),
            other => self.events.push(Event::End(other)),
        }
    }

    fn link(&mut self, link: &Anchored) {
        let (opening, closing) = match &link.to {
            Target::Fact(fact) => (self.fact(*fact, "fact"), "</span>"),
            Target::Quote(fact) => (self.fact(*fact, "fact quote"), "</span>"),
            Target::Figure(figure) => {
                let facts = self.scene.site.figures[*figure].facts.clone();
                self.facts.extend(facts);
                let href = self.scene.href_of(Entity::Figure(*figure)).unwrap_or_default();
                (format!("<a class=\"figure\" href=\"{}\">", escape(&href)), "</a>")
            }
            target => match self.href(target) {
                Some(href) => (anchor(target, &href, self.scene.site), "</a>"),
                None => (String::new(), ""),
            },
        };
        self.closings.push(closing);
        self.html(opening);
    }

    fn fact(&mut self, fact: Id<Fact>, class: &str) -> String {
        self.facts.insert(fact);
        format!("<span class=\"{class} fact-{}\">", self.scene.site.certainty(fact).word())
    }

    /// The link to a target; none where readers have nothing to open.
    fn href(&self, target: &Target) -> Option<String> {
        let from = &self.scene.from;
        Some(match target {
            Target::Entity(entity, None) => self.scene.href_of(*entity)?,
            Target::Entity(Entity::Trip(trip), Some(anchor)) => {
                let anchor = anchor_of_trip(&self.scene.site.trips[*trip], anchor);
                from.to(&self.scene.site.trips[*trip].prefix, Some(&anchor))
            }
            Target::Entity(entity, Some(anchor)) => {
                from.to(&self.scene.site.address(*entity)?.page, Some(anchor))
            }
            Target::Source(source) => self.scene.href_of(Entity::Source(*source))?,
            Target::Page(page, anchor) => from.to(page, anchor.as_deref()),
            Target::Media(address) => from.to(address, None),
            Target::Here(anchor) => format!("#{}{anchor}", self.setting.prefix),
            Target::Web(url) => url.clone(),
            Target::Fact(_) | Target::Quote(_) | Target::Figure(_) => return None,
        })
    }

    fn cite(&mut self, links: &[Anchored]) {
        let mut names = Vec::new();
        for link in links {
            let Target::Source(source) = link.to else { continue };
            self.cited.insert(source);
            let view = self.scene.source(source);
            let href = escape(&view.href.unwrap_or_default());
            names.push(format!("<a href=\"{href}\">{}</a>", escape(&view.title)));
        }
        if !names.is_empty() {
            let separator = escape(&self.scene.words.get("separators.list"));
            self.html(format!("<cite class=\"citation\">{}</cite>", names.join(&separator)));
        }
    }

    fn code(&mut self, language: &str, code: &str) {
        let body = self.scene.memos.code(language, code);
        let class = match language {
            "" => String::new(),
            language => format!(" class=\"language-{}\"", escape(language)),
        };
        self.html(format!("<pre class=\"code\" tabindex=\"0\"><code{class}>{body}</code></pre>\n"));
        self.flush_at_top();
    }

    fn image(&mut self, link: &Anchored, alt: &str) {
        let Target::Media(address) = &link.to else { return };
        let media = self.scene.site.media.iter().find(|(_, media)| media.address == *address);
        let media = media.map(|(_, media)| media);
        self.html(self.img(address, alt, media));
        if let Some(media) = media {
            let caption = media.caption.as_ref().map(|text| inline(text, self.scene).html);
            let from = media.source.map(|source| self.scene.source(source).title);
            let credit = [Some(media.credit.clone()), media.licence.clone(), from];
            let credit: Vec<String> = credit.iter().flatten().map(|text| escape(text)).collect();
            let credit = credit.join(&escape(&self.scene.words.get("separators.list")));
            let mut words = String::from(" <span class=\"caption\">");
            if let Some(caption) = caption {
                let _ = write!(words, "{caption} ");
            }
            let _ = write!(words, "<span class=\"credit\">{credit}</span></span>");
            self.html(words);
        }
    }

    /// The element of a picture, with the room that it takes; it is loaded when it comes into sight.
    fn img(&self, address: &str, alt: &str, media: Option<&Media>) -> String {
        let src = escape(&self.scene.href(address));
        let mut img = format!("<img src=\"{src}\" alt=\"{}\"", escape(alt));
        if let Some(PictureSize { width, height }) = self.scene.site.picture_size(address) {
            let _ = write!(img, " width=\"{width}\" height=\"{height}\"");
        }
        if let Some(point) = media.and_then(|media| media.focal) {
            let _ = write!(img, " style=\"object-position: {point}\"");
        }
        img + " loading=\"lazy\" decoding=\"async\">"
    }

    fn close_block(&mut self) {
        self.depth -= 1;
        self.flush_at_top();
    }

    fn flush_at_top(&mut self) {
        if self.depth == 0 {
            self.flush();
        }
    }

    /// Ends the current block.
    fn flush(&mut self) {
        if self.events.is_empty() {
            return;
        }
        let facts = std::mem::take(&mut self.facts);
        let cited = std::mem::take(&mut self.cited);
        self.blocks.push(Marked {
            html: render(std::mem::take(&mut self.events)),
            marks: marks(&facts, self.scene),
            sources: sources_and_cited(&facts, &cited, self.scene),
        });
        self.all_facts.extend(facts);
        self.all_cited.extend(cited);
    }

    fn finish(mut self) -> Vec<Marked> {
        self.flush();
        let notes = self.footnotes.section(&self.scene.words.get("footnotes.title"));
        if let Some(html) = notes {
            let marks = marks(&self.note_facts, self.scene);
            let sources = sources_and_cited(&self.note_facts, &self.note_cited, self.scene);
            self.blocks.push(Marked { html, marks, sources });
        }
        self.blocks
    }
}

/// The anchor on a trip's page of a heading of its introduction, or of a part of the page.
pub(crate) fn anchor_of_trip(trip: &Trip, anchor: &str) -> String {
    let heading = trip.body.anchors().any(|heading| heading == anchor);
    if heading { format!("{INTRODUCTION}{anchor}") } else { format!("part-{anchor}") }
}

/// The beginning of a link, which says of a meeting or a stop whether it is less than a plan.
fn anchor(target: &Target, href: &str, site: &Site) -> String {
    let status = match target {
        Target::Entity(Entity::Event(event), _) => Some(site.events[*event].status),
        Target::Entity(Entity::Stop(stop), _) => Some(site.stops[*stop].status),
        _ => None,
    };
    let class = match (target, status) {
        (Target::Entity(Entity::Term(_), _), _) => " class=\"term\"",
        (_, Some(Status::Possible | Status::Expected)) => " class=\"unsure\"",
        _ => "",
    };
    format!("<a{class} href=\"{}\">", escape(href))
}

fn render(events: Vec<Event<'static>>) -> String {
    let mut markup = String::new();
    html::push_html(&mut markup, events.into_iter());
    markup
}

/// Whether an element stands among blocks, and not within a line.
fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
