//! What templates see: words and markup, ready to print, and nothing else of the site.
//!
//! Fields named `html`, and lists of `Marked`, hold markup that was made here and is printed with
//! `| safe`; every other text is plain and escaped by the template engine.

use std::collections::BTreeMap;

use serde::Serialize;

/// Everything that one template is given.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Frame<'a> {
    /// What is the same on every page, apart from the way there.
    pub(crate) site: &'a SiteView,
    /// The page's own frame.
    pub(crate) page: &'a PageView,
    /// The page's content; its shape depends on the template.
    pub(crate) view: &'a View,
}

/// Everything that `card.svg` is given.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct CardFrame<'a> {
    pub(crate) site: &'a SiteView,
    pub(crate) page: &'a PageView,
    pub(crate) card: &'a FaceView,
}

/// The site around a page.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct SiteView {
    pub(crate) title: String,
    /// BCP 47, such as `en-US`.
    pub(crate) language: String,
    /// `ltr` or `rtl`.
    pub(crate) direction: &'static str,
    /// The way to the front page.
    pub(crate) home: String,
    /// The way to the stylesheet.
    pub(crate) stylesheet: String,
    /// The trip's main pages.
    pub(crate) navigation: Vec<NavigationView>,
    pub(crate) publisher: LinkView,
    pub(crate) feedback_url: Option<String>,
    /// The newsroom's policies: the key of each word, and its address.
    pub(crate) policies: Vec<PolicyView>,
    /// The way to the page that says how this was made.
    pub(crate) about: String,
    /// Pages that no reader needs at once: meetings, glossary, sources, updates, other trips.
    pub(crate) footer: Vec<NavigationView>,
}

/// A policy of the newsroom.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct PolicyView {
    /// `corrections`, `ethics` …: a key of `words.policies`.
    pub(crate) key: &'static str,
    pub(crate) url: String,
}

/// An entry of the navigation.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct NavigationView {
    pub(crate) title: String,
    pub(crate) href: String,
    /// Whether this is the page at hand.
    pub(crate) current: bool,
}

/// The frame of a page.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct PageView {
    /// `trip`, `section`, `topic` …: the template's name.
    pub(crate) kind: &'static str,
    /// The title, for lists and machines.
    pub(crate) title: String,
    /// The title as it stands large on the page, its dates kept on one line.
    pub(crate) heading: String,
    /// One sentence for search engines and shared links; empty if there is none.
    pub(crate) description: String,
    /// The absolute address.
    pub(crate) url: String,
    /// The pages above this one, from the front page down; empty on the front page.
    pub(crate) breadcrumbs: Vec<LinkView>,
    pub(crate) previous: Option<LinkView>,
    pub(crate) next: Option<LinkView>,
    /// Where an editor changes the page.
    pub(crate) edit_url: Option<String>,
    /// The day on which what the trip's pages say was so.
    pub(crate) as_of: Option<TimeView>,
    /// Whether the page is a draft that readers do not see.
    pub(crate) draft: bool,
    /// The forms in which the page, or its trip, is published besides.
    pub(crate) alternates: Vec<AlternateView>,
    /// What is told of an explainer, a section or a topic; none for other pages.
    pub(crate) article: Option<ArticleView>,
    /// The content of a script that tells machines what the page says, printed with `| safe`; none
    /// for a page that is nothing in itself.
    pub(crate) json_ld: Option<String>,
    /// The corrections and other notes about the page.
    pub(crate) notes: NotesView,
    /// When readers see the page, if that is later.
    pub(crate) held_until: Option<TimeView>,
}

/// A form in which a page, or its trip, is published besides: a feed, a calendar, the text alone.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct AlternateView {
    /// Such as `text/calendar`.
    pub(crate) media_type: &'static str,
    pub(crate) title: String,
    pub(crate) href: String,
}

/// What the head says of an article.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct ArticleView {
    /// Those who are named in the byline, or the newsroom.
    pub(crate) authors: Vec<String>,
    /// When it was first published: a date or a time of ISO 8601, as the editor has written it.
    pub(crate) published: Option<String>,
    /// When its substance last changed, likewise.
    pub(crate) modified: Option<String>,
    /// The section that it belongs to.
    pub(crate) section: Option<String>,
    /// The names of what it is about.
    pub(crate) tags: Vec<String>,
}

/// A picture that is shown with a link to a page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct CardView {
    /// The absolute address.
    pub(crate) url: String,
    pub(crate) alt: String,
    /// In pixels; none where that is not known.
    pub(crate) width: Option<u32>,
    pub(crate) height: Option<u32>,
}

/// `card.svg`: what a page's share card shows beside its title.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct FaceView {
    /// What kind of page it is.
    pub(crate) kicker: String,
    /// Of an event or a stop: a key of `words.status`.
    pub(crate) status: Option<&'static str>,
    /// The stops of the trip, or those around the one that the page is about.
    pub(crate) stamps: Vec<FaceStampView>,
    /// Whether there are stops before these.
    pub(crate) earlier: bool,
    /// Whether there are stops after these.
    pub(crate) later: bool,
}

/// The stamp of a stop on a share card.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct FaceStampView {
    pub(crate) stamp: StampView,
    /// Whether the page is about this stop, or about something at it.
    pub(crate) here: bool,
}

/// A name that may lead somewhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct LinkView {
    pub(crate) title: String,
    /// None where there is nothing to open.
    pub(crate) href: Option<String>,
}

/// Markup with how sure we are of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Marked {
    /// Markup: a paragraph or another block in prose, the inside of one elsewhere.
    pub(crate) html: String,
    /// The facts that it states, by certainty, strongest claims last; empty where it states none.
    pub(crate) marks: Vec<MarkView>,
    /// The sources of these facts and the ones cited, each once.
    pub(crate) sources: Vec<LinkView>,
}

/// The facts of one certainty that a passage states.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct MarkView {
    /// `possible`, `stated` …: a key of `words.certainty`.
    pub(crate) certainty: &'static str,
    /// The ids, each with the way to its entry in the ledger.
    pub(crate) facts: Vec<LinkView>,
}

/// A time as readers are told it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct TimeView {
    /// The words; where nothing is known, the words for that.
    pub(crate) text: String,
    /// For `<time datetime>`, only where the date is really known.
    pub(crate) datetime: Option<String>,
    /// The same time in the newsroom's zone and in UTC, where it has a clock time.
    pub(crate) elsewhere: Vec<String>,
    /// Whether anything is known.
    pub(crate) known: bool,
}

/// The content of a page, by template.
#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum View {
    Trip(Box<TripView>),
    Section(Box<SectionView>),
    Topic(Box<TopicView>),
    Stop(Box<StopView>),
    Event(Box<EventView>),
    Person(Box<PersonView>),
    People(Box<PeopleView>),
    Stops(Box<StopsView>),
    Events(Box<EventsView>),
    Timeline(Box<TimelineView>),
    Glossary(Box<GlossaryView>),
    Sources(Box<SourcesView>),
    Facts(Box<LedgerView>),
    Updates(Box<UpdatesView>),
    About(Box<AboutView>),
    Trips(Box<TripsView>),
    Missing(Box<MissingView>),
    Expired(Box<ExpiredView>),
    Redirect(Box<RedirectView>),
    Embed(Box<EmbedView>),
}

/// `trip.html`: the explainer.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct TripView {
    /// Markup of the sentence under the headline.
    pub(crate) dek: Option<Marked>,
    pub(crate) authors: Vec<AuthorView>,
    /// None where the newsroom gives no date.
    pub(crate) published: Option<TimeView>,
    pub(crate) updated: Option<TimeView>,
    pub(crate) as_of: Option<TimeView>,
    pub(crate) reading_minutes: usize,
    pub(crate) glance: GlanceView,
    pub(crate) key_points: Vec<Marked>,
    /// An SVG element; none where no stop has a position.
    pub(crate) map: Option<String>,
    /// `order`, `great-circle` or `none`: a key of `words.map.routes`.
    pub(crate) route: &'static str,
    pub(crate) stops: Vec<StopView>,
    /// Events that are not at one of the stops.
    pub(crate) other_events: Vec<EventView>,
    /// The introduction.
    pub(crate) body: Vec<Marked>,
    pub(crate) sections: Vec<SectionView>,
    pub(crate) wants: Vec<SideView>,
    /// The sides of whose wants the sources do not speak; empty where no side's are told.
    pub(crate) silent: Vec<LinkView>,
    pub(crate) figures: Vec<FigureView>,
    pub(crate) deadlines: Vec<MomentView>,
    pub(crate) timeline: Vec<MomentView>,
    pub(crate) ledger: LedgerView,
    pub(crate) questions: Vec<QuestionView>,
    pub(crate) people: Vec<PersonCardView>,
    pub(crate) terms: Vec<TermView>,
    pub(crate) sources: Vec<SourceView>,
    /// How the explainer was made.
    pub(crate) method: Vec<Marked>,
    pub(crate) updates: Vec<UpdateView>,
    /// The marks of corrections of the page's parts, by the keys of all parts.
    pub(crate) corrected: BTreeMap<&'static str, Vec<NoteMarkView>>,
    /// Serious corrections, which stand above the dek.
    pub(crate) serious: Vec<UpdateView>,
    pub(crate) image: Option<ImageView>,
    /// Ways to the trip's own list pages.
    pub(crate) links: TripLinksView,
    /// How others show the map; none where there is none.
    pub(crate) embed_map: Option<EmbedCodeView>,
    /// How others show what is at a glance.
    pub(crate) embed_glance: Option<EmbedCodeView>,
}

/// The ways from a trip's pages to its list pages.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct TripLinksView {
    pub(crate) trip: String,
    pub(crate) stops: String,
    pub(crate) events: String,
    pub(crate) timeline: String,
    pub(crate) facts: String,
    pub(crate) updates: String,
    pub(crate) people: String,
    pub(crate) glossary: String,
    pub(crate) sources: String,
    /// The dated events for a calendar; none where there are none.
    pub(crate) calendar: Option<String>,
    /// What is new, as a feed; none where nothing has a date.
    pub(crate) feed: Option<String>,
    /// The facts as a table; none where there are none.
    pub(crate) table: Option<String>,
    /// Everything as JSON.
    pub(crate) data: Option<String>,
}

/// Who wrote the page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct AuthorView {
    pub(crate) name: String,
    pub(crate) role: Option<String>,
    pub(crate) url: Option<String>,
}

/// Who, where, why, how long, how sure.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct GlanceView {
    pub(crate) traveller: Option<LinkView>,
    /// The traveller's office.
    pub(crate) role: Option<String>,
    /// The stops, in order.
    pub(crate) places: Vec<LinkView>,
    pub(crate) ordinal: Option<Marked>,
    pub(crate) purpose: Option<Marked>,
    pub(crate) why_it_matters: Option<Marked>,
    pub(crate) time: TimeView,
    pub(crate) duration: Option<String>,
    /// `planned`, `underway`, `ended`: a key of `words.trip_status`.
    pub(crate) status: &'static str,
    /// What to watch: the meetings and deadlines that matter, each with its status.
    pub(crate) watch: Vec<WatchView>,
    /// The facts that the trip as a whole rests on.
    pub(crate) marks: Vec<MarkView>,
}

/// Something to watch.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct WatchView {
    pub(crate) title: String,
    pub(crate) href: Option<String>,
    /// A key of `words.status`; none for a deadline.
    pub(crate) status: Option<&'static str>,
    pub(crate) time: TimeView,
}

/// `section.html`, and a section on the trip page.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct SectionView {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) summary: Option<Marked>,
    pub(crate) body: Vec<Marked>,
    pub(crate) topics: Vec<TopicView>,
    pub(crate) as_of: Option<TimeView>,
    pub(crate) updated: Option<TimeView>,
    /// What the section rests on; empty on other pages than its own.
    pub(crate) facts: Vec<FactView>,
    /// Pages about what it is about; empty on other pages than its own.
    pub(crate) about: Vec<LinkView>,
}

/// `topic.html`, and a topic on the pages that show it.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct TopicView {
    /// The anchor on the trip page: section and topic.
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) summary: Option<Marked>,
    pub(crate) body: Vec<Marked>,
    pub(crate) as_of: Option<TimeView>,
    pub(crate) updated: Option<TimeView>,
    /// What the page rests on; empty on other pages than its own.
    pub(crate) facts: Vec<FactView>,
    /// Events, people and topics that it is about; empty on other pages than its own.
    pub(crate) about: Vec<LinkView>,
}

/// The stamp of a stop: its number and its country's code in a ring.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct StampView {
    pub(crate) number: usize,
    /// The ISO code; none if the place has none.
    pub(crate) code: Option<String>,
    /// A key of `words.status`.
    pub(crate) status: &'static str,
}

/// `stop.html`, and a stop of an itinerary.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct StopView {
    pub(crate) id: String,
    pub(crate) stamp: StampView,
    pub(crate) title: String,
    pub(crate) href: String,
    /// The place, where it has another name than the stop.
    pub(crate) place: Option<String>,
    /// The country or city that the place lies in.
    pub(crate) lies_in: Option<String>,
    pub(crate) status: &'static str,
    pub(crate) time: TimeView,
    pub(crate) summary: Option<Marked>,
    pub(crate) agenda: Vec<Marked>,
    pub(crate) events: Vec<EventView>,
    /// Only on its own page.
    pub(crate) body: Vec<Marked>,
    /// The facts that bear the status.
    pub(crate) marks: Vec<MarkView>,
    /// All that it rests on, in full; only on its own page.
    pub(crate) facts: Vec<FactView>,
    pub(crate) updated: Option<TimeView>,
}

/// `stops.html`: the itinerary.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct StopsView {
    pub(crate) map: Option<String>,
    pub(crate) route: &'static str,
    pub(crate) stops: Vec<StopView>,
    pub(crate) other_events: Vec<EventView>,
    pub(crate) links: TripLinksView,
}

/// `events.html`: every meeting.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct EventsView {
    pub(crate) events: Vec<EventView>,
    pub(crate) links: TripLinksView,
}

/// `event.html`, and an event of an itinerary.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct EventView {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) href: String,
    /// A key of `words.event_kind`.
    pub(crate) kind: &'static str,
    /// A key of `words.status`.
    pub(crate) status: &'static str,
    /// Who says so.
    pub(crate) status_by: Option<LinkView>,
    pub(crate) as_of: Option<TimeView>,
    pub(crate) time: TimeView,
    /// The date before it was put off, struck through.
    pub(crate) previous_time: Option<TimeView>,
    pub(crate) stop: Option<LinkView>,
    pub(crate) part_of: Option<LinkView>,
    pub(crate) participants: Vec<ParticipantView>,
    /// Whether the one whose list it stands in takes part: the traveller in a list of the trip.
    pub(crate) with_own: bool,
    /// Who else takes part.
    pub(crate) others: Vec<ParticipantView>,
    pub(crate) agenda: Vec<Marked>,
    pub(crate) summary: Option<Marked>,
    pub(crate) likelihood: Option<LikelihoodView>,
    pub(crate) precedent: Option<PrecedentView>,
    pub(crate) outcome: Option<Marked>,
    pub(crate) history: Vec<ChangeView>,
    /// Events that belong to this one.
    pub(crate) parts: Vec<LinkView>,
    /// Only on its own page.
    pub(crate) body: Vec<Marked>,
    /// The facts that bear the status.
    pub(crate) marks: Vec<MarkView>,
    /// All that it rests on, in full; only on its own page.
    pub(crate) facts: Vec<FactView>,
    pub(crate) updated: Option<TimeView>,
    /// The event for a calendar; none unless it is dated, and only on its own page.
    pub(crate) calendar: Option<String>,
    /// How others show it; only on its own page.
    pub(crate) embed: Option<EmbedCodeView>,
}

/// Somebody who takes part.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct ParticipantView {
    pub(crate) who: LinkView,
    pub(crate) role: Option<String>,
}

/// How likely somebody calls an event, in their words.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct LikelihoodView {
    /// The words, to be shown as a quotation.
    pub(crate) quote: String,
    pub(crate) by: Option<LinkView>,
    pub(crate) fact: Option<LinkView>,
}

/// When the like last happened.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct PrecedentView {
    pub(crate) text: Marked,
    pub(crate) time: TimeView,
}

/// A change of an event's status.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct ChangeView {
    pub(crate) date: TimeView,
    pub(crate) from: Option<&'static str>,
    pub(crate) to: &'static str,
    pub(crate) by: Option<LinkView>,
    pub(crate) note: Option<Marked>,
}

/// What one side wants.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct SideView {
    pub(crate) side: LinkView,
    pub(crate) wants: Vec<WantView>,
}

/// What a side wants from one other.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct WantView {
    pub(crate) from: LinkView,
    pub(crate) items: Vec<WantItemView>,
}

/// One thing that is wanted.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct WantItemView {
    pub(crate) text: Marked,
    /// The topic that tells more.
    pub(crate) topic: Option<LinkView>,
}

/// A number that matters.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct FigureView {
    pub(crate) id: String,
    /// The number itself, for machines.
    pub(crate) value: String,
    pub(crate) display: String,
    pub(crate) label: String,
    pub(crate) qualifier: Option<String>,
    pub(crate) means: Option<Marked>,
    pub(crate) marks: Vec<MarkView>,
    /// The marks of its corrections.
    pub(crate) notes: Vec<NoteMarkView>,
}

/// A moment of the timeline.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct MomentView {
    pub(crate) id: String,
    pub(crate) title: Marked,
    pub(crate) time: TimeView,
    /// Whether any date is known, be it only a day without its year.
    pub(crate) dated: bool,
    /// A key of `words.moment_kind`; none for an event of the trip.
    pub(crate) kind: Option<&'static str>,
    /// A key of `words.status`; only for an event of the trip.
    pub(crate) status: Option<&'static str>,
    pub(crate) what_changes: Option<Marked>,
}

/// `timeline.html`.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct TimelineView {
    pub(crate) moments: Vec<MomentView>,
    /// The trip's events that have no place among the dated ones.
    pub(crate) undated: Vec<AppearanceView>,
    pub(crate) links: TripLinksView,
}

/// `facts.html`, and the ledger of the trip page: facts by how sure they are.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct LedgerView {
    /// What is known, planned, possible …, each group a key of `words.ledger`.
    pub(crate) groups: Vec<LedgerGroupView>,
    pub(crate) total: usize,
}

/// One group of the ledger.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct LedgerGroupView {
    /// `known`, `planned`, `possible`, `assessed`, `contested`, `outdated`: a key of `words.ledger`.
    pub(crate) key: &'static str,
    pub(crate) facts: Vec<FactView>,
}

/// A fact as readers see it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct FactView {
    pub(crate) id: String,
    /// The way to its entry in the ledger.
    pub(crate) href: String,
    /// Markup.
    pub(crate) html: String,
    /// A key of `words.certainty`.
    pub(crate) certainty: &'static str,
    /// A key of `words.fact_kind`.
    pub(crate) kind: &'static str,
    pub(crate) speaker: Option<LinkView>,
    pub(crate) quote: Option<String>,
    pub(crate) sources: Vec<LinkView>,
    pub(crate) as_of: Option<TimeView>,
    /// The fact that it takes the place of.
    pub(crate) supersedes: Option<LinkView>,
    /// The fact that has taken its place.
    pub(crate) superseded_by: Option<LinkView>,
    /// What it is about, where readers can open a page about it; only in the ledger.
    pub(crate) about: Vec<LinkView>,
    /// The pages that state it; only in the ledger.
    pub(crate) stated_on: Vec<LinkView>,
    /// The marks of its corrections; only in the ledger.
    pub(crate) notes: Vec<NoteMarkView>,
}

/// A question with its answer.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct QuestionView {
    pub(crate) id: String,
    pub(crate) question: Marked,
    pub(crate) answer: Vec<Marked>,
}

/// A person or organisation of the who's who.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(crate) struct PersonCardView {
    pub(crate) id: String,
    pub(crate) name: String,
    /// None for an organisation, which has no page of its own.
    pub(crate) href: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) name_native: Option<String>,
    pub(crate) summary: Option<Marked>,
    /// Who belongs to an organisation.
    pub(crate) members: Vec<LinkView>,
    /// The same person or organisation elsewhere.
    pub(crate) same_as: Vec<LinkView>,
    /// What is known about them, by certainty.
    pub(crate) marks: Vec<MarkView>,
    /// The events that they take part in.
    pub(crate) events: Vec<AppearanceView>,
}

/// An event that somebody takes part in.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct AppearanceView {
    pub(crate) event: LinkView,
    pub(crate) status: &'static str,
}

/// `people.html`: who's who.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct PeopleView {
    pub(crate) people: Vec<PersonCardView>,
    pub(crate) organisations: Vec<PersonCardView>,
}

/// `person.html`.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct PersonView {
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) name_native: Option<String>,
    pub(crate) pronounce: Option<String>,
    pub(crate) country: Option<LinkView>,
    pub(crate) org: Option<LinkView>,
    pub(crate) same_as: Vec<LinkView>,
    pub(crate) events: Vec<EventView>,
    pub(crate) facts: Vec<FactView>,
    /// Topics that are about the person.
    pub(crate) topics: Vec<LinkView>,
}

/// A word that readers look up.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct TermView {
    pub(crate) id: String,
    pub(crate) term: String,
    pub(crate) expansion: Option<String>,
    pub(crate) definition: Option<Marked>,
    pub(crate) source: Option<LinkView>,
}

/// `glossary.html`.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct GlossaryView {
    pub(crate) terms: Vec<TermView>,
}

/// Where what we say comes from.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct SourceView {
    pub(crate) id: String,
    pub(crate) name: String,
    /// A key of `words.source_kind`.
    pub(crate) kind: Option<&'static str>,
    pub(crate) title: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) archive_url: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) published: Option<TimeView>,
    pub(crate) accessed: Option<TimeView>,
    pub(crate) language: Option<String>,
    /// The sources that it was compiled from.
    pub(crate) lists: Vec<LinkView>,
    /// How many facts name it.
    pub(crate) facts: usize,
}

/// `sources.html`.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct SourcesView {
    pub(crate) sources: Vec<SourceView>,
    /// How the explainers were made.
    pub(crate) method: Vec<Marked>,
}

/// What changed, or what was wrong.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct UpdateView {
    pub(crate) id: String,
    pub(crate) date: TimeView,
    /// A key of `words.update_kind`.
    pub(crate) kind: &'static str,
    pub(crate) text: Marked,
    pub(crate) was: Option<Marked>,
    pub(crate) now: Option<Marked>,
    pub(crate) passage: Option<LinkView>,
    pub(crate) approved_by: Option<String>,
}

/// The corrections and other notes about a page, but for the trip page, which has a list of all.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct NotesView {
    /// Those that stand above the dek.
    pub(crate) serious: Vec<UpdateView>,
    /// Those that stand at the foot.
    pub(crate) ordinary: Vec<UpdateView>,
    /// The marks of those that are about the page as a whole.
    pub(crate) marks: Vec<NoteMarkView>,
}

/// A mark beside what was corrected, which leads to the note.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct NoteMarkView {
    /// A key of `words.update_kind`.
    pub(crate) kind: &'static str,
    pub(crate) date: TimeView,
    /// The way to the note on the same page.
    pub(crate) href: String,
}

/// `updates.html`.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct UpdatesView {
    pub(crate) updates: Vec<UpdateView>,
    pub(crate) links: TripLinksView,
}

/// `about.html`: how the site is made, and its data.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct AboutView {
    /// How the explainers were made.
    pub(crate) method: Vec<Marked>,
    /// A fact as it stands in `facts.yaml`, highlighted; none in a site without facts.
    pub(crate) example: Option<ExampleView>,
    /// How many facts there are of each certainty: keys of `words.certainty`, weakest first.
    pub(crate) certainties: Vec<CountView>,
    /// Every status, weakest first: keys of `words.status`.
    pub(crate) statuses: Vec<&'static str>,
}

/// A piece of a content file.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct ExampleView {
    /// The file that it is from.
    pub(crate) file: String,
    /// Markup: the highlighted code.
    pub(crate) html: String,
    /// The way to the fact.
    pub(crate) fact: LinkView,
}

/// How many facts have a certainty.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct CountView {
    pub(crate) certainty: &'static str,
    pub(crate) count: usize,
}

/// `trips.html`: every trip of the site.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct TripsView {
    pub(crate) trips: Vec<TripCardView>,
}

/// A trip in the list of trips.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct TripCardView {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) dek: Option<Marked>,
    pub(crate) status: &'static str,
    pub(crate) time: TimeView,
}

/// A picture with its words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ImageView {
    pub(crate) src: String,
    pub(crate) alt: String,
    pub(crate) credit: String,
    pub(crate) licence: Option<String>,
    pub(crate) source: Option<LinkView>,
    /// In CSS pixels; none for an SVG that does not say.
    pub(crate) width: Option<u32>,
    pub(crate) height: Option<u32>,
    /// What a style sheet that crops it keeps in sight: a value of `object-position`.
    pub(crate) position: Option<String>,
    pub(crate) caption: Option<Marked>,
}

/// `404.html`.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct MissingView {
    pub(crate) sections: Vec<LinkView>,
}

/// `redirect.html`: an earlier address of a page.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct RedirectView {
    /// The way to the page.
    pub(crate) to: String,
}

/// `embed-map.html`, `embed-at-a-glance.html`, `embed-event.html`: a part of a trip in a frame.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct EmbedView {
    /// The page that it is a part of.
    pub(crate) whole: LinkView,
    /// The day on which what it says was so.
    pub(crate) as_of: Option<TimeView>,
    /// When the substance of the trip last changed.
    pub(crate) updated: Option<TimeView>,
    pub(crate) part: EmbedPart,
}

/// What is in a frame, by template.
#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum EmbedPart {
    Map {
        map: Option<String>,
        /// A key of `words.map.routes`.
        route: &'static str,
        stops: Vec<StopView>,
    },
    Glance(Box<GlanceView>),
    Event(Box<EventView>),
}

/// What an editor of another site copies to show a part of a trip.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct EmbedCodeView {
    /// `map`, `at-a-glance`, `event`: a key of the words in `words.embed`.
    pub(crate) key: &'static str,
    /// What it is a part of.
    pub(crate) title: String,
    /// The absolute address.
    pub(crate) url: String,
    /// Of the frame, in CSS pixels.
    pub(crate) height: usize,
}

/// `expired.html`: the notice where a page was.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct ExpiredView {
    /// What the page was called.
    pub(crate) title: String,
    /// The last moment of it; none where its section or trip went with it.
    pub(crate) until: Option<TimeView>,
    /// The way to what changed; none where that is gone too.
    pub(crate) updates: Option<String>,
}
