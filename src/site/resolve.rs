//! From names to ids, with a problem for each name that is nothing's.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::document::{
    Blocks, Destination, Inline, Kind, Line, Name, Prose, Spanned, Speaker, Url, When, Written,
    is_picture, is_sound_id, skipped, with_scheme, zone,
};
use crate::files::{FilePath, Span};
use crate::problem::{
    BAD_VALUE, BROKEN_ANCHOR, BROKEN_LINK, DATES_OUT_OF_ORDER, DUPLICATE_ID, IMPOSSIBLE_DATE,
    Problems, UNKNOWN_ID, WRONG_CASE, names as list, nearest_id,
};
use crate::site::held::when_published;
use crate::site::names::{Named, Names, Sort};
use crate::site::unknown::{Asked, Mention};
use crate::site::visibility::Clock;
use crate::site::{
    Anchored, Cited, Entity, Fact, Id, PARTS, Party, Passage, Place, References, Target, Text,
    Time, Used,
};

/// The most pictures that a message names.
const MOST_PICTURES: usize = 5;

/// A page or file of content that a relative link can lead to.
#[derive(Clone, Debug)]
pub(super) struct Linkable {
    /// Where the link leads.
    pub(super) target: Target,
    /// The anchors of its prose; none where any anchor will do here.
    pub(super) anchors: Option<Vec<String>>,
}

/// Resolves the names of one document after another.
pub(super) struct Resolver<'a> {
    pub(super) names: &'a Names,
    /// What each content file is for readers; files that readers never see are not in it.
    pub(super) linkable: &'a BTreeMap<FilePath, Linkable>,
    /// Content files that cannot be read.
    pub(super) unreadable: &'a BTreeSet<FilePath>,
    /// Content files that are published later, and when.
    pub(super) scheduled: &'a BTreeMap<FilePath, Timestamp>,
    /// The addresses of the notices that stand where pages have expired, by their files.
    pub(super) expired: &'a BTreeMap<FilePath, String>,
    /// The clock that decides what is published.
    pub(super) clock: &'a Clock,
    /// Every content file there is.
    pub(super) paths: &'a BTreeSet<FilePath>,
    pub(super) problems: &'a mut Problems,
    /// Where each fact is cited.
    pub(super) citations: BTreeMap<Id<Fact>, Vec<Span>>,
    /// Everything that something refers to.
    pub(super) references: References,
    /// The addresses of other sites.
    pub(super) addresses: Vec<Cited>,
    /// The places that name what is not there.
    pub(super) unknown: Vec<Mention>,
    /// The file at hand.
    pub(super) file: FilePath,
    /// Its trip; none for what all trips share.
    pub(super) trip: Option<String>,
    /// The anchors of its prose.
    pub(super) anchors: Vec<String>,
}

impl Resolver<'_> {
    /// The id that a name stands for, or a problem.
    pub(super) fn find<T>(&mut self, sort: Sort, name: &Name) -> Option<Id<T>> {
        let id = self.find_at(sort, &name.0.value, &name.0.span)?;
        self.refer(sort, id, &name.0.span);
        Some(Id::at(id))
    }

    fn find_at(&mut self, sort: Sort, id: &str, span: &Span) -> Option<usize> {
        if id.is_empty() {
            return None;
        }
        match self.names.find(sort, self.trip.as_deref(), id) {
            Some(Named::Entry(index)) => return Some(index),
            // What has expired drops out of lists by itself.
            Some(Named::Unreadable | Named::Expired) => {}
            Some(Named::Scheduled(start)) => {
                let message = format!("`{id}` is not published yet");
                let help = self.cure_of_embargo(start);
                self.problems.add(UNKNOWN_ID, span.clone(), message).help(help);
            }
            Some(Named::Ambiguous) => {
                let trip = self.names.trips.first().map_or("trip", String::as_str);
                let (message, help) = match sort {
                    Sort::Topic => (
                        format!("several sections have a topic called `{id}`"),
                        format!("say which section's: `section/{id}`"),
                    ),
                    _ => (
                        format!("several trips have a {} called `{id}`", sort.words().0),
                        format!("say which trip's: `{trip}/{id}`"),
                    ),
                };
                self.problems.add(UNKNOWN_ID, span.clone(), message).help(help);
            }
            Some(Named::Draft) => {
                self.problems
                    .add(
                        UNKNOWN_ID,
                        span.clone(),
                        format!("`{id}` is a draft and is not published"),
                    )
                    .help("take out `draft: true` there, or take out what refers to it here");
            }
            None => self.miss(Asked::One, vec![sort], id, span),
        }
        None
    }

    /// What to do about a reference to something that is published from `start` on.
    fn cure_of_embargo(&self, start: Timestamp) -> String {
        let start = when_published(start, &self.clock.newsroom);
        format!(
            "it is published from {start}; refer to it from then on, or keep this back as long, \
             with the same `publish_at`"
        )
    }

    /// The notice that stands where a page has expired.
    fn notice_of(&self, sort: Sort, id: &str) -> Option<Target> {
        let named = self.names.find(sort, self.trip.as_deref(), id);
        let trip = self.trip.as_deref().filter(|_| named == Some(Named::Expired))?;
        let file = FilePath::new(&format!("content/{trip}/{}", sort.page_file(id)?))?;
        Some(Target::Page(self.expired.get(&file)?.clone(), None))
    }

    /// Notes a name that is nothing's; what is to be said of it shows when all are known.
    fn miss(&mut self, asked: Asked, sorts: Vec<Sort>, id: &str, span: &Span) {
        self.problems.lose(span);
        self.unknown.push(Mention {
            id: id.to_owned(),
            asked,
            sorts,
            trip: self.trip.clone(),
            span: span.clone(),
        });
    }

    fn refer(&mut self, sort: Sort, index: usize, span: &Span) {
        if let Some(entity) = Entity::at(sort, index) {
            self.references.add(self.trip.as_deref(), entity);
            self.references.note(span, Used::Entity(entity));
        }
    }

    /// Notes that a file is used which is published as it is.
    pub(super) fn note_file(&mut self, path: &str, span: &Span) {
        if let Some(file) = self.file.join(path) {
            self.references.note(span, Used::File(file));
        }
    }

    /// The facts that something rests on, each noted as cited here.
    pub(super) fn facts(&mut self, names: &[Name]) -> Vec<Id<Fact>> {
        let mut facts = Vec::new();
        for name in names {
            let Some(fact) = self.fact(name) else { continue };
            if facts.contains(&fact) {
                self.problems
                    .add(
                        DUPLICATE_ID,
                        name.0.span.clone(),
                        format!("`{}` is in this list twice", name.0.value),
                    )
                    .help("take one of the two out");
            } else {
                facts.push(fact);
            }
        }
        facts
    }

    /// A fact, noted as cited here.
    pub(super) fn fact(&mut self, name: &Name) -> Option<Id<Fact>> {
        let fact = self.find(Sort::Fact, name)?;
        self.cite(fact, &name.0.span);
        Some(fact)
    }

    fn cite(&mut self, fact: Id<Fact>, span: &Span) {
        self.citations.entry(fact).or_default().push(span.clone());
    }

    /// Anything with one of these ids; all that have it, where ids of several sorts agree.
    pub(super) fn about(&mut self, names: &[Name]) -> Vec<Entity> {
        let mut found = BTreeSet::new();
        for name in names {
            let (prefix, id) = split_prefix(&name.0.value);
            let sorts: Vec<Sort> = ANY
                .iter()
                .filter(|(word, _)| prefix.is_none_or(|prefix| prefix == *word))
                .map(|(_, sort)| *sort)
                .collect();
            let here: Vec<Named> = sorts
                .iter()
                .filter_map(|sort| self.names.find(*sort, self.trip.as_deref(), id))
                .collect();
            for sort in &sorts {
                if let Some(Named::Entry(index)) = self.names.find(*sort, self.trip.as_deref(), id)
                {
                    found.extend(Entity::at(*sort, index));
                    self.refer(*sort, index, &name.0.span);
                }
            }
            if here.is_empty() {
                self.miss(Asked::Anything, sorts, id, &name.0.span);
            }
        }
        found.into_iter().collect()
    }

    /// Whether one of these ids is an event's, be it published or not.
    pub(super) fn about_events(&self, names: &[Name]) -> bool {
        names.iter().any(|name| {
            let (prefix, id) = split_prefix(&name.0.value);
            let sort = prefix.is_none_or(|prefix| prefix == "event");
            sort && self.names.find(Sort::Event, self.trip.as_deref(), id).is_some()
        })
    }

    /// Who says something: an id, or a description of several words such as "Unnamed analysts".
    pub(super) fn speaker(&mut self, Speaker(name): &Speaker) -> Option<Party> {
        let written = &name.0.value;
        if !written.trim().contains(char::is_whitespace) {
            return self.named_party(Asked::Speaker, name);
        }
        Some(Party::Words(written.clone()))
    }

    /// Who acts or is wanted something from: a person, an organisation or a place.
    pub(super) fn party(&mut self, name: &Name) -> Option<Party> {
        self.named_party(Asked::Party, name)
    }

    fn named_party(&mut self, asked: Asked, name: &Name) -> Option<Party> {
        const SORTS: [Sort; 3] = [Sort::Person, Sort::Organisation, Sort::Place];
        // What is missing is reported already.
        if name.0.value.is_empty() {
            return None;
        }
        let (prefix, id) = split_prefix(&name.0.value);
        let fits = |sort: &Sort| {
            prefix.is_none_or(|prefix| {
                ANY.iter().any(|(word, other)| other == sort && *word == prefix)
            })
        };
        let sorts: Vec<Sort> = SORTS.into_iter().filter(fits).collect();
        for sort in &sorts {
            match self.names.find(*sort, self.trip.as_deref(), id) {
                Some(Named::Entry(index)) => {
                    let sort = *sort;
                    self.refer(sort, index, &name.0.span);
                    return Some(party_at(sort, index));
                }
                Some(Named::Draft | Named::Scheduled(_)) => {
                    self.find_at(*sort, id, &name.0.span);
                    return None;
                }
                Some(_) => return None,
                None => {}
            }
        }
        self.miss(asked, sorts, id, &name.0.span);
        None
    }

    /// A paragraph with its links resolved.
    pub(super) fn inline(&mut self, inline: &Inline) -> Text {
        self.text(&inline.0)
    }

    /// Any Markdown of a field with its links resolved.
    pub(super) fn blocks(&mut self, blocks: &Blocks) -> Text {
        self.text(&blocks.0)
    }

    /// Prose with its links resolved; a link that leads nowhere leaves its words.
    pub(super) fn text(&mut self, prose: &Prose<Written>) -> Text {
        prose.clone().map_links(|link| self.link(&link))
    }

    fn link(&mut self, link: &Written) -> Option<Anchored> {
        let to = match &link.to {
            Destination::Typed(kind, id) => self.typed(*kind, id, &link.span)?,
            Destination::File { path, anchor } => {
                self.file_link(path, anchor.as_deref(), &link.span)?
            }
            Destination::Here(anchor) => {
                self.check_anchor(anchor, &self.anchors.clone(), &link.span);
                Target::Here(anchor.clone())
            }
            Destination::Web(url) => {
                self.note_address(url, &link.span);
                Target::Web(url.clone())
            }
        };
        Some(Anchored { to, words: link.words.clone(), span: link.whole.clone() })
    }

    fn typed(&mut self, kind: Kind, id: &str, span: &Span) -> Option<Target> {
        // The id stands after the prefix of the destination.
        let span =
            Span { start: span.end.saturating_sub(id.len()).max(span.start), ..span.clone() };
        let sort = sort_of(kind);
        if let Some(notice) = self.notice_of(sort, id) {
            return Some(notice);
        }
        let index = self.find_at(sort, id, &span)?;
        self.refer(sort, index, &span);
        Some(match kind {
            Kind::Fact => {
                self.cite(Id::at(index), &span);
                Target::Fact(Id::at(index))
            }
            Kind::Quote => {
                self.cite(Id::at(index), &span);
                Target::Quote(Id::at(index))
            }
            Kind::Figure => Target::Figure(Id::at(index)),
            Kind::Source => Target::Source(Id::at(index)),
            _ => Target::Entity(Entity::at(sort, index)?, None),
        })
    }

    fn file_link(&mut self, path: &str, anchor: Option<&str>, span: &Span) -> Option<Target> {
        let Some(file) = self.linked_file(path) else {
            self.report_broken(path, span);
            return None;
        };
        if let Some(notice) = self.expired.get(&file) {
            return Some(Target::Page(notice.clone(), None));
        }
        let Some(linkable) = self.linkable.get(&file) else {
            self.report_unpublished(path, &file, span);
            return None;
        };
        if let Target::Media(_) = linkable.target {
            self.references.note(span, Used::File(file));
        }
        let (target, anchors) = (linkable.target.clone(), linkable.anchors.clone());
        if let (Some(anchor), Some(anchors)) = (anchor, anchors) {
            self.check_anchor(anchor, &anchors, span);
        }
        Some(match target {
            Target::Entity(entity, _) => {
                self.references.add(self.trip.as_deref(), entity);
                self.references.note(span, Used::Entity(entity));
                Target::Entity(entity, anchor.map(str::to_owned))
            }
            Target::Page(address, _) => Target::Page(address, anchor.map(str::to_owned)),
            other => other,
        })
    }

    /// Reports a link to a file that readers do not see.
    fn report_unpublished(&mut self, path: &str, file: &FilePath, span: &Span) {
        let help = match self.scheduled.get(file) {
            Some(start) => self.cure_of_embargo(*start),
            None => "link to a page that is, or take out `draft: true` there".to_owned(),
        };
        // What is wrong with a file that cannot be read is reported there.
        if !self.unreadable.contains(file) {
            let message = format!("`{path}` is not published");
            self.problems.add(BROKEN_LINK, span.clone(), message).help(help);
        }
    }

    /// The content file that a relative link means; a folder means its first page.
    fn linked_file(&self, path: &str) -> Option<FilePath> {
        let joined = self.file.join(path)?;
        let inside = |name: &str| FilePath::new(&format!("{joined}/{name}"));
        [Some(joined.clone()), inside("index.md"), inside("trip.md")]
            .into_iter()
            .flatten()
            .find(|candidate| self.paths.contains(candidate))
    }

    fn report_broken(&mut self, path: &str, span: &Span) {
        let known: Vec<&str> = self.paths.iter().map(FilePath::as_str).collect();
        let wanted = self.file.join(path);
        let same_letters = wanted.as_ref().and_then(|wanted| {
            let folded = wanted.as_str().to_lowercase();
            known.iter().find(|known| known.to_lowercase() == folded)
        });
        if let Some(exact) = same_letters {
            let exact = relative(&self.file, exact);
            self.problems
                .add(
                    WRONG_CASE,
                    span.clone(),
                    format!("`{path}` differs from the file's name in upper and lower case"),
                )
                .help(format!("write `{exact}`; published pages are told apart by case"));
            return;
        }
        let near = || wanted.as_ref().and_then(|wanted| nearest_path(wanted, &known));
        let help = if let Some(meant) = self.meant_by(path) {
            format!("did you mean `{meant}`?")
        } else if let Some(near) = near() {
            format!("did you mean `{}`?", relative(&self.file, near))
        } else if is_picture(path) {
            self.pictures_instead_of(wanted.as_ref())
        } else {
            "write the path of a content file, counted from this file".to_owned()
        };
        self.problems
            .add(BROKEN_LINK, span.clone(), format!("there is no file `{path}`"))
            .help(help);
    }

    /// The pictures in the folder of one that is not there, the most similar first.
    fn pictures_instead_of(&self, wanted: Option<&FilePath>) -> String {
        let put =
            || "put the picture into the trip's `media` folder, or write the name of one there";
        let Some(wanted) = wanted else { return put().to_owned() };
        let likeness = |path: &&FilePath| {
            let (name, other) = (wanted.name().to_lowercase(), path.name().to_lowercase());
            Reverse(name.chars().zip(other.chars()).take_while(|(a, b)| a == b).count())
        };
        let here = |path: &&FilePath| path.folder() == wanted.folder() && is_picture(path.as_str());
        let mut pictures: Vec<&FilePath> = self.paths.iter().filter(here).collect();
        pictures.sort_by_key(likeness);
        pictures.truncate(MOST_PICTURES);
        let names: Vec<String> =
            pictures.iter().map(|path| relative(&self.file, path.as_str())).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match names.as_slice() {
            [] => put().to_owned(),
            names => format!("write the path of a picture that is there: {}", list(names)),
        }
    }

    /// What a link that names no file means: a file without its ending or with that of a page, a
    /// web address without its beginning, an id without its sort.
    fn meant_by(&self, path: &str) -> Option<String> {
        let slashed = path.replace('\\', "/");
        let bare = slashed.trim_end_matches('/').trim_end_matches(".html").to_owned();
        let files = [slashed, format!("{bare}.md"), format!("{bare}.yaml")];
        let file = files
            .into_iter()
            .find(|file| self.file.join(file).is_some_and(|joined| self.paths.contains(&joined)));
        file.or_else(|| with_scheme(path)).or_else(|| {
            let sorts = ANY.iter().copied().chain([("fact", Sort::Fact)]);
            let mut linked = sorts.filter(|(prefix, _)| !UNLINKED.contains(prefix));
            let trip = self.trip.as_deref();
            let is_here = |sort| matches!(self.names.find(sort, trip, path), Some(Named::Entry(_)));
            linked.find(|(_, sort)| is_here(*sort)).map(|(prefix, _)| format!("{prefix}:{path}"))
        })
    }

    fn check_anchor(&mut self, anchor: &str, known: &[String], span: &Span) {
        if known.iter().any(|known| known == anchor) {
            return;
        }
        let place =
            Span { start: span.end.saturating_sub(anchor.len()).max(span.start), ..span.clone() };
        let problem = self.problems.add(
            BROKEN_ANCHOR,
            place,
            format!("no heading there has the anchor `#{anchor}`"),
        );
        if known.is_empty() {
            problem.help("that page's text has no headings; link to the page without `#…`");
        } else {
            problem.nearest(anchor, known.iter().map(String::as_str));
        }
    }

    /// An address of another site, noted as written here.
    pub(super) fn address(&mut self, url: &Url) -> String {
        let Url(Spanned { value, span }) = url;
        self.note_address(value, span);
        value.clone()
    }

    /// Addresses of other sites, each noted.
    pub(super) fn addresses(&mut self, urls: &[Url]) -> Vec<String> {
        urls.iter().map(|url| self.address(url)).collect()
    }

    /// An address of another site of which a copy may be kept, both noted.
    pub(super) fn archived(
        &mut self,
        url: Option<&Url>,
        archive: Option<&Url>,
    ) -> [Option<String>; 2] {
        let archive = archive.map(|archive| self.address(archive));
        let url = url.map(|url| self.address(url));
        if let (Some(_), Some(cited)) = (&url, self.addresses.last_mut()) {
            cited.archive.clone_from(&archive);
        }
        [url, archive]
    }

    fn note_address(&mut self, url: &str, span: &Span) {
        self.addresses.push(Cited { url: url.to_owned(), span: span.clone(), archive: None });
    }

    /// The time that a `when` and its words give, on the clocks of its place. A clock time that names
    /// no zone is one of the place's, or of the newsroom's where the place is not known.
    pub(super) fn time(
        &mut self,
        when: When,
        span: &Span,
        words: Option<&Line>,
        place: Option<String>,
        newsroom: &str,
    ) -> Time {
        let when = when.in_zone(place.as_deref().unwrap_or(newsroom));
        if let Some(moment) = when.skipped() {
            let (message, help) = skipped(moment);
            self.problems.add(IMPOSSIBLE_DATE, span.clone(), message).help(help);
        }
        let when = match &place {
            Some(zone) => when.seen_from(zone),
            None => when,
        };
        Time { when, text: words.map(|line| line.value.clone()), zone: place }
    }

    /// Like `time`, for what is written as one interval; of a stop a rule tells more.
    pub(super) fn interval(
        &mut self,
        when: When,
        span: &Span,
        words: Option<&Line>,
        place: Option<String>,
        newsroom: &str,
    ) -> Time {
        let time = self.time(when, span, words, place, newsroom);
        if time.when.is_reversed() {
            self.problems
                .add(DATES_OUT_OF_ORDER, span.clone(), "this ends before it begins")
                .help("mend one of the two dates");
        }
        time
    }

    /// A time zone that exists.
    pub(super) fn zone(&mut self, line: Option<&Line>) -> Option<String> {
        let line = line.filter(|line| !line.value.is_empty())?;
        if let Some(zone) = zone::find(&line.value) {
            return zone.iana_name().map(str::to_owned);
        }
        let (message, help) = zone::advice(&line.value);
        self.problems.add(BAD_VALUE, line.span.clone(), message).help(help);
        None
    }

    /// The passage that an update is about: an id of any kind, perhaps with a heading of its page, a
    /// heading, or a part of the page.
    pub(super) fn passage(&mut self, line: &Line, headings: &[String]) -> Option<Passage> {
        let written = line.value.trim_start_matches('#');
        let (whole, heading) = match written.split_once('#') {
            Some((whole, heading)) => (whole, Some(heading)),
            None => (written, None),
        };
        if let Some((sort, index)) = self.named(whole) {
            self.refer(sort, index, &line.span);
            let entity = Entity::at(sort, index)?;
            return match heading {
                None => Some(Passage::Entity(entity)),
                Some(heading) => self.heading_of(entity, heading, &line.span),
            };
        }
        if headings.iter().any(|heading| heading == written) {
            return Some(Passage::Heading(written.to_owned()));
        }
        if PARTS.contains(&written) {
            return Some(Passage::Part(written.to_owned()));
        }
        let help = self.nearest_passage(whole, headings).unwrap_or_else(|| {
            "write the id of a topic, event, stop, fact or figure, or a part of the page such as \
             `introduction`"
                .to_owned()
        });
        let message = format!("there is no passage called `{written}`");
        self.problems.add(BROKEN_ANCHOR, line.span.clone(), message).help(help);
        None
    }

    /// What a text names, of any sort; a prefix such as `event:` singles one out.
    fn named(&self, written: &str) -> Option<(Sort, usize)> {
        let (prefix, id) = split_prefix(written);
        let (is_fact, id) = match written.split_once(':') {
            Some(("fact", id)) => (true, id),
            _ => (prefix.is_none(), id),
        };
        let others = ANY.iter().filter(|(word, _)| prefix.is_none_or(|prefix| prefix == *word));
        let fact = is_fact.then_some(Sort::Fact);
        let mut sorts = fact.into_iter().chain(others.map(|(_, sort)| *sort));
        sorts.find_map(|sort| match self.names.find(sort, self.trip.as_deref(), id) {
            Some(Named::Entry(index)) => Some((sort, index)),
            _ => None,
        })
    }

    /// A heading of an entity's page, or a problem.
    fn heading_of(&mut self, entity: Entity, heading: &str, span: &Span) -> Option<Passage> {
        let is_it =
            |page: &&Linkable| matches!(page.target, Target::Entity(other, _) if other == entity);
        let anchors = self.linkable.values().find(is_it).and_then(|page| page.anchors.clone());
        let anchors = anchors.unwrap_or_default();
        self.check_anchor(heading, &anchors, span);
        let is_there = anchors.iter().any(|anchor| anchor == heading);
        is_there.then(|| Passage::HeadingOf(entity, heading.to_owned()))
    }

    /// The passage that a mistyped one most likely is, or one that is written as a file's path.
    fn nearest_passage(&self, written: &str, headings: &[String]) -> Option<String> {
        let sorts = std::iter::once(Sort::Fact).chain(ANY.iter().map(|(_, sort)| *sort));
        let ids = sorts.flat_map(|sort| self.names.known(sort, self.trip.as_deref()));
        let parts = headings.iter().map(String::as_str).chain(PARTS.iter().copied());
        let known: Vec<&str> = ids.chain(parts).collect();
        let name = written.rsplit(['/', ':']).next()?.trim_end_matches(".md");
        let meant = known.iter().find(|id| **id == name).copied();
        let meant = meant.or_else(|| nearest_id(name, known.iter().copied()))?;
        Some(format!("did you mean `{meant}`?"))
    }

    /// Earlier addresses of a page, each a path of this site.
    pub(super) fn aliases(&mut self, lines: &[Line]) -> Vec<Line> {
        let mut aliases = Vec::new();
        for line in lines {
            let parts = line.value.trim_matches('/');
            if parts.split('/').all(|part| is_sound_id(part) && !part.starts_with('.')) {
                aliases.push(line.clone());
            } else {
                self.problems
                    .add(
                        BAD_VALUE,
                        line.span.clone(),
                        format!("`{}` is no address of this site", line.value),
                    )
                    .help("write the path that the page once had, such as `/trade/soy/`");
            }
        }
        aliases
    }

    /// A place's latitude and longitude within their bounds.
    pub(super) fn position(&mut self, place: &crate::document::Place) -> Option<(f64, f64)> {
        let bounds = [(&place.lat, "latitude", 90.0), (&place.lon, "longitude", 180.0)];
        for (number, name, limit) in bounds {
            let Some(number) = number else { continue };
            if number.value.abs() > limit {
                let message = format!("a {name} lies between -{limit} and {limit} degrees");
                self.problems
                    .add(BAD_VALUE, number.span.clone(), message)
                    .help("write degrees with a decimal point, south and west negative");
                return None;
            }
        }
        Some((place.lat.as_ref()?.value, place.lon.as_ref()?.value))
    }
}

/// The value of a date field; unknown where nothing is written.
pub(super) fn when(field: Option<&Spanned<When>>) -> When {
    field.map(|when| when.value.clone()).unwrap_or_default()
}

/// Where a date is written, or `whole` where none is.
pub(super) fn span_or(field: Option<&Spanned<When>>, whole: &Span) -> Span {
    field.map_or_else(|| whole.clone(), |when| when.span.clone())
}

/// The sorts that `about` may name, each with the prefix that singles it out.
const ANY: &[(&str, Sort)] = &[
    ("section", Sort::Section),
    ("topic", Sort::Topic),
    ("stop", Sort::Stop),
    ("event", Sort::Event),
    ("person", Sort::Person),
    ("org", Sort::Organisation),
    ("place", Sort::Place),
    ("term", Sort::Term),
    ("figure", Sort::Figure),
    ("trip", Sort::Trip),
];

/// Of these prefixes those that no link has: a link to such a page has its file's path.
const UNLINKED: [&str; 3] = ["section", "topic", "trip"];

fn split_prefix(written: &str) -> (Option<&str>, &str) {
    match written.split_once(':') {
        Some((prefix, id)) if ANY.iter().any(|(word, _)| *word == prefix) => (Some(prefix), id),
        _ => (None, written),
    }
}

fn party_at(sort: Sort, index: usize) -> Party {
    match sort {
        Sort::Person => Party::Person(Id::at(index)),
        Sort::Organisation => Party::Organisation(Id::at(index)),
        _ => Party::Place(Id::<Place>::at(index)),
    }
}

fn sort_of(kind: Kind) -> Sort {
    match kind {
        Kind::Person => Sort::Person,
        Kind::Organisation => Sort::Organisation,
        Kind::Place => Sort::Place,
        Kind::Term => Sort::Term,
        Kind::Event => Sort::Event,
        Kind::Stop => Sort::Stop,
        Kind::Figure => Sort::Figure,
        Kind::Fact | Kind::Quote => Sort::Fact,
        Kind::Source => Sort::Source,
    }
}

/// The known path that `wanted` is most likely a slip for: the same name elsewhere, or a near one in
/// the same folder.
fn nearest_path<'k>(wanted: &FilePath, known: &[&'k str]) -> Option<&'k str> {
    let same_name = |path: &&&str| path.rsplit('/').next() == Some(wanted.name());
    let beside = known.iter().filter_map(|path| {
        let (folder, name) = path.rsplit_once('/')?;
        (folder == wanted.folder()).then_some((name, *path))
    });
    let beside: BTreeMap<&str, &'k str> = beside.collect();
    let near = || beside.get(nearest_id(wanted.name(), beside.keys().copied())?).copied();
    known.iter().find(same_name).copied().or_else(near)
}

/// The way from a file to another path, as a relative link.
fn relative(from: &FilePath, to: &str) -> String {
    let here: Vec<&str> = from.folder().split('/').collect();
    let there: Vec<&str> = to.split('/').collect();
    let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(here.len() - shared);
    format!("{up}{}", there[shared..].join("/"))
}
