//! From the Markdown parser's events to prose.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd,
};

use crate::document::picture::{FORMATS, is_picture};
use crate::document::prose::anchor::Anchors;
use crate::document::prose::link::{self, Destination, Kind, Refused, Written};
use crate::document::prose::{Piece, options};
use crate::document::record::Reader;
use crate::document::value;
use crate::document::written::is_sound_id;
use crate::document::yaml::Places;
use crate::files::Span;
use crate::problem::{
    ACTIVE_URL, BAD_PICTURE, BROKEN_LINK, DUPLICATE_ID, HEADING_ORDER, MISSING_ALT, RAW_HTML,
    UNDEFINED_FOOTNOTE, UNKNOWN_ALERT, UNKNOWN_ID, UNUSED_FOOTNOTE, nearest,
};

type Pieces = Vec<(Piece<Written>, Range<usize>)>;

/// Longer brackets are no footnote that somebody forgot to write, in bytes.
const LONGEST_LABEL: usize = 100;

/// What marks a citation among the destinations that the parser hands back.
const CITATION: &str = "cite:";

/// Reads `text`, whose bytes stand at `places`, into pieces.
pub(super) fn build(text: &str, places: &Places, reader: &mut Reader<'_>) -> Pieces {
    let broken = RefCell::new(Vec::new());
    let callback = |link: BrokenLink<'_>| on_broken_link(&link, &broken);
    let parser = Parser::new_with_broken_link_callback(text, options(), Some(callback));
    let events: Vec<_> =
        parser.into_offset_iter().map(|(event, at)| (event.into_static(), at)).collect();
    let mut builder = Builder::new(text, places, reader);
    let mut rest = Events { list: &events, next: 0 };
    while let Some((event, range)) = rest.take_next() {
        builder.take(event, range, &mut rest);
    }
    builder.report_broken(broken.into_inner());
    builder.report_undefined_footnotes(&events);
    builder.report_near_links(&events);
    builder.report_spaced_links(&events);
    builder.report_near_headings(&events);
    builder.check_footnotes();
    builder.pieces
}

/// A bracket without a definition: a citation is one on purpose, the others are remembered.
fn on_broken_link<'i>(
    link: &BrokenLink<'_>,
    broken: &RefCell<Vec<(String, LinkType, Range<usize>)>>,
) -> Option<(CowStr<'i>, CowStr<'i>)> {
    let reference = link.reference.trim();
    if link.link_type == LinkType::Shortcut && reference.starts_with('@') {
        return Some((format!("{CITATION}{reference}").into(), "".into()));
    }
    broken.borrow_mut().push((reference.to_owned(), link.link_type, link.span.clone()));
    None
}

/// The parser's events, taken one by one.
struct Events<'e> {
    list: &'e [(Event<'static>, Range<usize>)],
    next: usize,
}

impl Events<'_> {
    fn take_next(&mut self) -> Option<(Event<'static>, Range<usize>)> {
        self.next += 1;
        self.list.get(self.next - 1).cloned()
    }

    /// The words of the events up to the end of `tag`, which stay in the queue.
    fn words_until(&self, tag: TagEnd) -> String {
        let mut words = String::new();
        for (event, _) in &self.list[self.next..] {
            match event {
                Event::End(end) if *end == tag => break,
                Event::Text(text) | Event::Code(text) => words.push_str(text),
                Event::SoftBreak | Event::HardBreak => words.push(' '),
                _ => {}
            }
        }
        words
    }

    /// Steps over the events up to and including the end of `tag`.
    fn skip_past(&mut self, tag: TagEnd) {
        while let Some((event, _)) = self.take_next() {
            if event == Event::End(tag) {
                break;
            }
        }
    }
}

struct Builder<'a, 'r> {
    text: &'a str,
    places: &'a Places,
    reader: &'a mut Reader<'r>,
    pieces: Pieces,
    anchors: Anchors,
    level: u8,
    /// Whether the link that is open was refused, so that only its words stay.
    dropped_link: bool,
    /// Whether the lines of HTML that come belong to a comment.
    in_comment: bool,
    /// Whether this block of HTML is reported.
    html_reported: bool,
    /// Whether some mark has no footnote.
    undefined_footnotes: bool,
    marks: BTreeMap<String, Range<usize>>,
    footnotes: BTreeMap<String, Range<usize>>,
}

impl<'a, 'r> Builder<'a, 'r> {
    fn new(text: &'a str, places: &'a Places, reader: &'a mut Reader<'r>) -> Self {
        Self {
            text,
            places,
            reader,
            pieces: Vec::new(),
            anchors: Anchors::default(),
            level: 1,
            dropped_link: false,
            in_comment: false,
            html_reported: false,
            undefined_footnotes: false,
            marks: BTreeMap::new(),
            footnotes: BTreeMap::new(),
        }
    }

    fn place(&self, range: &Range<usize>) -> Range<usize> {
        self.places.of(range.start)..self.places.of(range.end)
    }

    fn span(&self, range: &Range<usize>) -> Span {
        self.reader.span(&self.place(range))
    }

    fn push(&mut self, piece: Piece<Written>, range: &Range<usize>) {
        let place = self.place(range);
        self.pieces.push((piece, place));
    }

    fn take(&mut self, event: Event<'static>, range: Range<usize>, rest: &mut Events<'_>) {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                self.heading(level, id.as_deref(), &range, rest);
            }
            Event::End(TagEnd::Heading(level)) => {
                self.push(Piece::HeadingEnd { level: level as u8 }, &range);
            }
            Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, .. }) => {
                self.link(&format!("mailto:{dest_url}"), &range, rest);
            }
            Event::Start(Tag::Link { dest_url, .. }) => self.link(&dest_url, &range, rest),
            Event::End(TagEnd::Link) if self.dropped_link => self.dropped_link = false,
            Event::End(TagEnd::Link) => self.push(Piece::LinkEnd, &range),
            Event::Start(Tag::Image { dest_url, .. }) => self.image(&dest_url, &range, rest),
            Event::Start(Tag::CodeBlock(kind)) => self.code(&kind, &range, rest),
            Event::FootnoteReference(label) => {
                self.marks.entry(label.to_string()).or_insert_with(|| range.clone());
                self.push(Piece::FootnoteMark(label.to_string()), &range);
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.footnote(&label, &range);
            }
            Event::End(TagEnd::FootnoteDefinition) => self.push(Piece::FootnoteEnd, &range),
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {
                (self.in_comment, self.html_reported) = (false, false);
            }
            Event::Html(html) => self.html(&html, &range),
            // The words between tags are shown, so the tag that opens them is the one to report.
            Event::InlineHtml(html) if html.starts_with("</") => {}
            Event::InlineHtml(html) => {
                (self.in_comment, self.html_reported) = (false, false);
                self.html(&html, &range);
            }
            Event::Start(Tag::BlockQuote(None)) => {
                self.check_alert(&range);
                self.push(Piece::Plain(Event::Start(Tag::BlockQuote(None))), &range);
            }
            other => self.push(Piece::Plain(other), &range),
        }
    }

    fn footnote(&mut self, label: &str, range: &Range<usize>) {
        let place = range.start..range.start + label.len() + "[^]:".len();
        if let Some(first) = self.footnotes.get(label) {
            let (here, there) = (self.span(&place), self.span(first));
            self.reader
                .problems
                .add(DUPLICATE_ID, here, format!("footnote `{label}` is written twice"))
                .also(there, "first here")
                .help("give one of the two another label, here and where it is referred to");
        } else {
            self.footnotes.insert(label.to_owned(), place);
        }
        self.push(Piece::Footnote(label.to_owned()), range);
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        range: &Range<usize>,
        rest: &Events<'_>,
    ) {
        let text = rest.words_until(TagEnd::Heading(level));
        let anchor = self.anchors.of(&text, id);
        let level = level as u8;
        if level > self.level + 1 || level == 1 {
            let (message, help) = heading_advice(level, self.level);
            let span = self.span(range);
            self.reader.problems.add(HEADING_ORDER, span, message).help(help);
        }
        self.level = level;
        self.push(Piece::Heading { level, anchor }, range);
    }

    fn link(&mut self, dest: &str, range: &Range<usize>, rest: &mut Events<'_>) {
        let words = rest.words_until(TagEnd::Link);
        if let Some(citation) = dest.strip_prefix(CITATION) {
            rest.skip_past(TagEnd::Link);
            let sources = self.citation(citation, range);
            return self.push(Piece::Cite(sources), range);
        }
        if let Some(link) = self.written(dest, words, range) {
            return self.push(Piece::Link(link), range);
        }
        self.dropped_link = true;
    }

    /// The sources of `@reuters; @bbc-news`.
    fn citation(&mut self, text: &str, range: &Range<usize>) -> Vec<Written> {
        let base = self.text[range.clone()].find(text).unwrap_or_default() + range.start;
        let mut sources = Vec::new();
        let mut at = base;
        for part in text.split(';') {
            let id = part.trim().trim_start_matches('@');
            let start = at + part.find(id).unwrap_or_default();
            let span = self.span(&(start..start + id.len()));
            at += part.len() + 1;
            if is_sound_id(id) {
                let to = Destination::Typed(Kind::Source, id.to_owned());
                sources.push(Written { to, words: String::new(), whole: span.clone(), span });
            } else {
                self.report_citation(span);
            }
        }
        sources
    }

    fn report_citation(&mut self, span: Span) {
        self.reader
            .problems
            .add(UNKNOWN_ID, span, "a citation names sources and nothing else")
            .help("write `[@source]` or `[@one; @another]`, and a page number in the sentence");
    }

    /// A link with its destination understood; `None` after a problem was reported.
    fn written(&mut self, dest: &str, words: String, range: &Range<usize>) -> Option<Written> {
        let written = &self.text[range.clone()];
        let at = written.rfind(dest).filter(|_| !dest.is_empty());
        let local = at.map_or(range.clone(), |at| range.start + at..range.start + at + dest.len());
        let span = self.span(&local);
        let whole = self.span(range);
        match link::destination(dest) {
            Ok(to) => Some(Written { to, words, span, whole }),
            Err(refused) => {
                self.refuse(&refused, dest, span);
                None
            }
        }
    }

    fn refuse(&mut self, refused: &Refused, dest: &str, span: Span) {
        let code = if matches!(refused, Refused::Active(_)) { ACTIVE_URL } else { BROKEN_LINK };
        let (message, help) = refusal(refused, dest);
        self.reader.problems.add(code, span, message).help(help);
    }

    fn image(&mut self, dest: &str, range: &Range<usize>, rest: &mut Events<'_>) {
        let alt = rest.words_until(TagEnd::Image);
        rest.skip_past(TagEnd::Image);
        if alt.trim().is_empty() {
            let span = self.span(range);
            let help =
                "write in the square brackets what the picture shows: `![Two leaders sign](…)`";
            self.reader
                .problems
                .add(MISSING_ALT, span, "this picture has no words for those who cannot see it")
                .help(help);
        }
        let Some(to) = self.written(dest, alt.clone(), range) else { return };
        if let Destination::File { path, .. } = &to.to {
            if is_picture(path) {
                self.push(Piece::Image { to, alt }, range);
            } else {
                let message = format!("`{path}` is no picture that browsers show");
                self.reader.problems.add(BAD_PICTURE, to.span, message).help(FORMATS);
            }
        } else {
            let message = "a picture is a file of this site";
            let help = "put it into the trip's `media` folder: `![what it shows](media/file.jpg)`";
            self.reader.problems.add(BROKEN_LINK, to.span, message).help(help);
        }
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>, rest: &mut Events<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let mut code = String::new();
        while let Some((Event::Text(text), _)) = rest.take_next() {
            code.push_str(&text);
        }
        self.push(Piece::Code { language: language.to_owned(), code }, range);
    }

    /// A piece of HTML: nothing of a comment is shown, and anything else is a problem. A block of
    /// HTML is handed out line by line, and reported once.
    fn html(&mut self, html: &str, range: &Range<usize>) {
        let mut rest = html.trim();
        loop {
            if self.in_comment {
                let Some(end) = rest.find("-->") else { return };
                rest = rest[end + 3..].trim();
                self.in_comment = false;
            }
            match rest.strip_prefix("<!--") {
                Some(comment) => {
                    rest = comment;
                    self.in_comment = true;
                }
                None => break,
            }
        }
        if rest.is_empty() || self.html_reported {
            return;
        }
        self.html_reported = true;
        let start = range.start + html.find(rest).unwrap_or_default();
        let length = rest.lines().next().unwrap_or_default().len();
        self.report_html(rest, start..start + length);
    }

    fn report_html(&mut self, html: &str, range: Range<usize>) {
        let span = self.span(&range);
        let name = html.trim_start_matches(['<', '/']);
        let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
        let (message, help) = if html.starts_with('<') && !name.is_empty() {
            (format!("`<{name}>` is HTML, and content is Markdown"), markdown_for(&name))
        } else if html.starts_with('<') {
            ("this is read as HTML, and content is Markdown".to_owned(), markdown_for(""))
        } else {
            let message = "these words belong to HTML for Markdown, and would not be shown";
            (message.to_owned(), "leave a blank line before them".to_owned())
        };
        self.reader.problems.add(RAW_HTML, span, message).help(help);
    }

    /// A quotation that begins like an alert and is none.
    fn check_alert(&mut self, range: &Range<usize>) {
        const KNOWN: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
        let written = &self.text[range.clone()];
        let first = written.lines().next().unwrap_or_default();
        let inside = first.trim_start_matches(['>', ' ']);
        let Some(rest) = inside.strip_prefix("[!") else {
            let name = inside.trim_end().strip_prefix('[').and_then(|it| it.strip_suffix(']'));
            if let Some(name) = name.filter(|name| KNOWN.contains(name)) {
                let start = range.start + first.len() - inside.len();
                let span = self.span(&(start..start + inside.trim_end().len()));
                let message = "an alert's name has a `!` before it, so this is a plain quotation";
                let help = format!("write `[!{name}]`");
                self.reader.problems.add(UNKNOWN_ALERT, span, message).help(help);
            }
            return;
        };
        let Some((word, after)) = rest.split_once(']') else { return };
        if word.is_empty() || !word.chars().all(|c| c.is_ascii_alphabetic()) {
            return;
        }
        let start = range.start + first.len() - rest.len() - 2;
        let span = self.span(&(start..start + word.len() + 3));
        let upper = word.to_uppercase();
        if KNOWN.contains(&upper.as_str()) && !after.trim().is_empty() {
            let message =
                "the line that begins an alert has more on it, so this is a plain quotation";
            let help = format!("end the line after `[!{upper}]`, and go on in the next one");
            self.reader.problems.add(UNKNOWN_ALERT, span, message).help(help);
            return;
        }
        self.reader
            .problems
            .add(UNKNOWN_ALERT, span, format!("there is no alert called `{word}`"))
            .nearest(&upper, KNOWN);
    }

    /// Brackets that were meant to refer to something.
    fn report_broken(&mut self, broken: Vec<(String, LinkType, Range<usize>)>) {
        for (reference, kind, range) in broken {
            let span = self.span(&range);
            let cites = reference
                .split_whitespace()
                .any(|word| word.strip_prefix('@').is_some_and(|rest| !rest.is_empty()));
            if kind == LinkType::Shortcut && cites {
                self.report_citation(span);
            } else if kind == LinkType::Shortcut && self.is_doubled(&range) {
                let help = "write the words, then where they lead: `[words](person:id)`, or the path of a file";
                let span = self.span(&(range.start - 1..range.end + 1));
                let message = format!("`[[{reference}]]` is a link for other programs only");
                self.reader.problems.add(BROKEN_LINK, span, message).help(help);
            } else if matches!(kind, LinkType::Reference | LinkType::Collapsed) {
                self.reader
                    .problems
                    .add(BROKEN_LINK, span, format!("`[{reference}]` is not defined"))
                    .help("write the destination in round brackets: `[words](…)`");
            }
        }
    }

    /// Whether brackets stand in brackets: `[[words]]`.
    fn is_doubled(&self, range: &Range<usize>) -> bool {
        self.text[..range.start].ends_with('[') && self.text[range.end..].starts_with(']')
    }

    /// Marks of footnotes that are not written: the parser leaves them as text.
    fn report_undefined_footnotes(&mut self, events: &[(Event<'static>, Range<usize>)]) {
        for stretch in text_stretches(events) {
            let text = &self.text[stretch.clone()];
            let starts: Vec<usize> = text.match_indices("[^").map(|(at, _)| at).collect();
            for at in starts {
                let rest = &self.text[stretch.start + at..stretch.end];
                let Some(length) = rest.find(']') else { break };
                let escaped = self.text[..stretch.start + at].ends_with('\\');
                if escaped || length > LONGEST_LABEL || rest[..length].contains(char::is_whitespace)
                {
                    continue;
                }
                let place = stretch.start + at..stretch.start + at + length + 1;
                let label = self.text[place.start + 2..place.end - 1].to_owned();
                let span = self.span(&place);
                let known: Vec<&str> = self.footnotes.keys().map(String::as_str).collect();
                let help = match nearest(&label, known) {
                    Some(near) => format!("did you mean `[^{near}]`?"),
                    None => format!("add a line `[^{label}]: …` at the end of the text"),
                };
                let message = format!("footnote `{label}` is not written anywhere");
                self.reader.problems.add(UNDEFINED_FOOTNOTE, span, message).help(help);
                self.undefined_footnotes = true;
            }
        }
    }

    /// What an editor meant as a typed link and Markdown reads as plain words.
    fn report_near_links(&mut self, events: &[(Event<'static>, Range<usize>)]) {
        for stretch in text_stretches(events) {
            let text = &self.text[stretch.clone()];
            let Some((at, opening)) = near_link(text) else { continue };
            let start = stretch.start + at;
            let length = text[at..].find([')', ']', '\n']).map_or(text.len() - at, |end| end + 1);
            let span = self.span(&(start..start + length));
            let help = near_link_cure(&text[..at], opening, &text[at..at + length]);
            self.reader
                .problems
                .add(
                    BROKEN_LINK,
                    span,
                    "this looks like a link, and Markdown reads it as plain words",
                )
                .help(help);
        }
    }

    /// Links and pictures with a space in the address, which Markdown reads as plain words.
    fn report_spaced_links(&mut self, events: &[(Event<'static>, Range<usize>)]) {
        for stretch in text_stretches(events) {
            let text = &self.text[stretch.clone()];
            for found in spaced_links(text) {
                let written = &text[found.whole.clone()];
                let address = &text[found.address.clone()];
                let kind = if written.starts_with('!') { "picture" } else { "link" };
                let cure = written.replace(&format!("({address})"), &format!("(<{address}>)"));
                let place = stretch.start + found.whole.start..stretch.start + found.whole.end;
                let message =
                    format!("this looks like a {kind}, and Markdown reads it as plain words");
                let span = self.span(&place);
                self.reader.problems.add(BROKEN_LINK, span, message).help(format!(
                    "an address has no space in it: rename the file, or write `{cure}`"
                ));
            }
        }
    }

    /// Lines that begin with `##` and no space behind it, which readers would see as they stand.
    fn report_near_headings(&mut self, events: &[(Event<'static>, Range<usize>)]) {
        for stretch in text_stretches(events) {
            let before = &self.text[..stretch.start];
            let line = self.text[stretch.clone()].lines().next().unwrap_or_default();
            let words = line.trim_start_matches('#');
            let level = line.len() - words.len();
            let is_first = before.is_empty() || before.ends_with('\n');
            // `#1` and a hashtag are no headings.
            let is_meant = (2..=6).contains(&level) && words.starts_with(char::is_alphanumeric);
            if !is_first || !is_meant {
                continue;
            }
            let (signs, words) = (&line[..level], words.trim_end());
            let span = self.span(&(stretch.start..stretch.start + level));
            let message = format!("a heading has a space behind `{signs}`, and this line has none");
            let help = format!("write `{signs} {words}`");
            self.reader.problems.add(HEADING_ORDER, span, message).help(help);
        }
    }

    fn check_footnotes(&mut self) {
        // A slip in a mark is reported as that.
        if self.undefined_footnotes {
            return;
        }
        let unused: Vec<_> = self
            .footnotes
            .iter()
            .filter(|(label, _)| !self.marks.contains_key(*label))
            .map(|(label, range)| (label.clone(), range.clone()))
            .collect();
        for (label, range) in unused {
            let span = self.span(&range);
            self.reader
                .problems
                .add(UNUSED_FOOTNOTE, span, format!("nothing refers to footnote `{label}`"))
                .help(format!("write `[^{label}]` where it belongs, or take the footnote out"));
        }
    }
}

/// What is wrong with a destination, and what to write.
fn refusal(refused: &Refused, dest: &str) -> (String, String) {
    match refused {
        Refused::Active(scheme) => (
            format!("a `{scheme}:` link can run code in the reader's browser"),
            "link to an `https://` address".to_owned(),
        ),
        Refused::UnknownScheme(scheme) => {
            let near = Kind::meant_by(scheme).or_else(|| nearest(scheme, Kind::prefixes()));
            let help = match near {
                Some(prefix) => format!("did you mean `{prefix}:`?"),
                None => format!("write `https://…`, a file's path, or one of {}", prefixes()),
            };
            (format!("`{scheme}:` is no kind of link that is known here"), help)
        }
        Refused::OwnDisk => (
            format!("`{dest}` is on your own disk, where no reader can open it"),
            "write the path from this file, with `/` between folders: `../media/photo.jpg`"
                .to_owned(),
        ),
        Refused::NoId(prefix) => (
            format!("`{prefix}:` has no id behind it"),
            format!("write the id right behind the colon: `{prefix}:its-id`"),
        ),
        Refused::PartOfAddress => {
            let help = value::with_scheme(dest).map_or_else(
                || "write it as `https://example.org/page` or `mailto:desk@example.org`".to_owned(),
                |whole| format!("did you mean `{whole}`?"),
            );
            (format!("`{dest}` is not a whole address"), help)
        }
        Refused::RootRelative => (
            format!("`{dest}` begins with `/`, which breaks when the site lives in a folder"),
            "write the path from this file, such as `../trade/index.md`".to_owned(),
        ),
        Refused::Empty => (
            "this link leads nowhere".to_owned(),
            "write where it leads between the round brackets".to_owned(),
        ),
    }
}

/// The stretches of running text, which the parser hands out in pieces.
fn text_stretches(events: &[(Event<'static>, Range<usize>)]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let mut code = false;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(_) if !code => match stretches.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => stretches.push(range.clone()),
            },
            _ => {}
        }
    }
    stretches
}

/// The first bracket of a text with the beginning of a typed link in it, and which bracket it is.
fn near_link(text: &str) -> Option<(usize, char)> {
    let brackets = text.char_indices().filter(|(_, c)| matches!(c, '(' | '['));
    brackets.into_iter().find(|(at, _)| {
        let inside = text[at + 1..].trim_start();
        Kind::prefixes().any(|prefix| {
            let rest = inside.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(':'));
            rest.is_some_and(|rest| !rest.trim_start().is_empty())
        })
    })
}

/// Something like a link, as stretches of a text.
struct SpacedLink {
    /// From its first bracket, or the `!` before it.
    whole: Range<usize>,
    /// What stands in the round brackets.
    address: Range<usize>,
}

/// Brackets with an address behind them that has a space in it.
fn spaced_links(text: &str) -> Vec<SpacedLink> {
    let found = text.match_indices("](").filter_map(|(middle, _)| {
        let open = text[..middle].rfind('[')?;
        let start = if text[..open].ends_with('!') { open - 1 } else { open };
        let address = middle + 2..middle + 2 + text[middle + 2..].find(')')?;
        let written = text[address.clone()].trim();
        let path = written.split('#').next().unwrap_or_default();
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_page = ending.eq_ignore_ascii_case("md");
        let is_address = is_picture(path) || is_page || written.contains('/');
        let typed = written.split(':').next().is_some_and(|it| Kind::prefixes().any(|p| p == it));
        (is_address && !typed && written.contains(' '))
            .then(|| SpacedLink { whole: start..address.end + 1, address })
    });
    found.collect()
}

/// How the link is written that an editor meant.
fn near_link_cure(before: &str, opening: char, written: &str) -> String {
    let inside = written.trim_matches(['(', ')', '[', ']', '\n', ' ']);
    let (prefix, id) = inside.split_once(':').unwrap_or((inside, ""));
    let words = before.trim_end().strip_suffix(']').and_then(|it| it.rsplit_once('['));
    let words = words.map_or("words", |(_, words)| words);
    let id = id.trim();
    if id.contains(char::is_whitespace) {
        return format!(
            "an id has no space in it, and a link has one id: `[{words}]({prefix}:id)`"
        );
    }
    let link = format!("`[{words}]({prefix}:{id})`");
    match opening {
        '[' => format!("square brackets come first: {link}"),
        _ if before.ends_with(' ') => format!("write {link}, without a space between the brackets"),
        _ => format!("write {link}"),
    }
}

fn heading_advice(level: u8, before: u8) -> (String, String) {
    if level == 1 {
        let message = "the title is the only heading of the first level".to_owned();
        return (message, "begin this heading with `##`".to_owned());
    }
    let message =
        format!("this heading is of level {level}, and the one before is of level {before}");
    (message, format!("begin it with `{}`", "#".repeat(usize::from(before) + 1)))
}

fn prefixes() -> String {
    Kind::prefixes().map(|prefix| format!("`{prefix}:`")).collect::<Vec<_>>().join(", ")
}

/// What to write instead of an HTML tag.
fn markdown_for(tag: &str) -> String {
    let markdown = match tag.to_ascii_lowercase().as_str() {
        "b" | "strong" => "write `**words**`",
        "i" | "em" => "write `*words*`",
        "a" => "write `[words](address)`",
        "img" => "write `![what it shows](media/file.jpg)`",
        "br" => "end the line with two spaces, or begin a new paragraph",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "write `## Heading`",
        "ul" | "ol" | "li" => "write `- item` or `1. item`",
        "p" | "div" | "span" => {
            "leave a blank line between paragraphs; the look belongs in `static/`"
        }
        "table" | "tr" | "td" | "th" => "write a table with `|` between its cells",
        "sup" | "small" => "write a footnote: `[^1]`",
        "script" | "iframe" | "style" => {
            "take it out; pages carry no scripts and no foreign frames"
        }
        _ => "write it in Markdown, or `\\<` for the sign itself",
    };
    markdown.to_owned()
}
