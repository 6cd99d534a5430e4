//! What a reader can open: an address and a view, the contract with `templates/`.

mod alternate;
mod card;
mod detached;
mod embed;
mod frame;
mod highlight;
mod href;
mod json_ld;
mod ledger;
mod markup;
mod meeting;
mod meta;
mod notes;
mod route;
mod scene;
mod shared;
mod status;
mod stop;
mod time;
mod timeline;
mod topic;
mod trip;
mod view;
mod wants;
mod words;

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::document::Line;
use crate::draw::{RouteMap, escape};
use crate::files::{FilePath, Files};
use crate::memo::Memo;
use crate::site::{Entity, Id, Site, Trip};
use embed::Embed;
use highlight::highlight;
use href::From;
use scene::Scene;
use view::{CardFrame, Frame, PageView, SiteView, View};

pub(crate) use card::Card;
pub(crate) use detached::Detached;
pub(crate) use frame::shorten;
pub(crate) use ledger::pages_stating;
pub(crate) use route::Maps;
pub(crate) use status::calendar_status;
pub(crate) use time::in_words;
pub(crate) use view::CardView;
pub(crate) use words::{Words, fill};

/// Parts of pages that take long to make.
#[derive(Debug, Default)]
pub(crate) struct Memos {
    /// Route maps, by the ids of their trips.
    maps: Memo<RouteMap, Option<String>>,
    /// The HTML of code, by its language and itself.
    code: Memo<(), String>,
}

impl Memos {
    /// The HTML of code, in colour if its language is known.
    fn code(&self, language: &str, code: &str) -> String {
        let highlighted = || highlight(code, language).unwrap_or_else(|| escape(code));
        self.code.recall(&format!("{language}\n{code}"), (), |()| highlighted())
    }

    /// Ends a build.
    pub(crate) fn turn(&mut self) {
        self.maps.turn();
        self.code.turn();
    }
}

/// A page before it is drawn by its template.
#[derive(Debug, PartialEq)]
pub(crate) struct Page {
    /// Where it is published: `trade/`, `404.html`.
    pub(crate) address: String,
    /// The template that draws it, without its folder and extension.
    pub(crate) template: &'static str,
    /// The content file that it shows first of all; none for a page without one.
    pub(crate) source: Option<FilePath>,
    /// The day of the editor's on which its substance last changed; none where there is none.
    pub(crate) updated: Option<Date>,
    leads_to: Option<String>,
    /// What is drawn to be shown with a link to it; none for a page that nobody links to, and where
    /// an editor's picture is shown.
    pub(crate) card: Option<Card>,
    /// The editor's picture that is shown with a link to it.
    pub(crate) picture: Option<CardView>,
    site: SiteView,
    head: PageView,
    view: View,
}

impl Page {
    /// The route map that is drawn into it, as SVG.
    pub(crate) fn map(&self) -> Option<&str> {
        match &self.view {
            View::Trip(view) => view.map.as_deref(),
            View::Stops(view) => view.map.as_deref(),
            _ => None,
        }
    }

    /// The headline.
    pub(crate) fn title(&self) -> &str {
        &self.head.title
    }

    /// The absolute address.
    pub(crate) fn url(&self) -> String {
        href::uri(&self.head.url)
    }

    /// Whether it is a page for readers to find: no draft, none that leads on to another page, and
    /// not the one for pages that are missing.
    pub(crate) fn is_listed(&self) -> bool {
        !self.head.draft && self.has_content()
    }

    /// Whether it says more than that something is elsewhere, or nowhere.
    pub(crate) fn has_content(&self) -> bool {
        let is_notice =
            matches!(self.view, View::Missing(_) | View::Redirect(_) | View::Expired(_));
        !is_notice && !self.is_embed()
    }

    /// The address that it leads on to, if it does nothing else.
    pub(crate) fn leads_to(&self) -> Option<&str> {
        self.leads_to.as_deref()
    }

    /// Whether it is a part of another page, to be shown on other sites: none that readers look for,
    /// and none for lists of the site's pages.
    pub(crate) fn is_embed(&self) -> bool {
        matches!(self.view, View::Embed(_))
    }

    /// Everything that the template sees, apart from the words.
    pub(crate) fn frame(&self) -> Frame<'_> {
        Frame { site: &self.site, page: &self.head, view: &self.view }
    }

    /// Everything that the template of its card sees, apart from the words and colours.
    pub(crate) fn card_frame<'a>(&'a self, card: &'a Card) -> CardFrame<'a> {
        CardFrame { site: &self.site, page: &self.head, card: &card.face }
    }
}

/// What the pages need beside the site.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look<'a> {
    /// The words of the interface.
    pub(crate) words: &'a Words,
    /// The stylesheet's address from the site's root.
    pub(crate) stylesheet: &'a str,
    /// The route maps.
    pub(crate) maps: &'a Maps,
    /// The files, for the page that shows how content is written.
    pub(crate) files: &'a Files,
    /// What the last build made.
    pub(crate) memos: &'a Memos,
}

/// A page that is still to be laid out.
#[derive(Debug)]
struct Plan {
    address: String,
    template: &'static str,
    source: Option<FilePath>,
    trip: Option<Id<Trip>>,
    subject: Subject,
}

/// What a page is about.
#[derive(Clone, Debug)]
enum Subject {
    Trip(Id<Trip>),
    Section(Id<crate::site::Section>),
    Topic(Id<crate::site::Topic>),
    Stop(Id<crate::site::Stop>),
    Event(Id<crate::site::Event>),
    Person(Id<crate::site::Person>),
    Stops(Id<Trip>),
    Events(Id<Trip>),
    Timeline(Id<Trip>),
    Facts(Id<Trip>),
    Updates(Id<Trip>),
    People,
    Glossary,
    Sources,
    About,
    Trips,
    Missing,
    /// The page at this index of those that have expired.
    Expired(usize),
    /// An earlier address of the page at this one.
    Redirect(String, String),
    /// A part of a trip, to be shown on other sites.
    Embed(Embed),
}

impl Subject {
    /// What of a trip the page is about, if it is about one such thing.
    fn entity(&self) -> Option<Entity> {
        Some(match *self {
            Self::Section(id) => Entity::Section(id),
            Self::Topic(id) => Entity::Topic(id),
            Self::Stop(id) => Entity::Stop(id),
            Self::Event(id) => Entity::Event(id),
            Self::Person(id) => Entity::Person(id),
            _ => return None,
        })
    }
}

/// Lays out every page of the site, in the order of their plan.
pub(crate) fn lay_out(site: &Site, look: &Look<'_>) -> Vec<Arc<Page>> {
    let plans = plans(site);
    let page = |plan| Arc::new(page(plan, site, look));
    plans.par_iter().with_max_len(1).map(page).collect()
}

fn page(plan: &Plan, site: &Site, look: &Look<'_>) -> Page {
    let from = match plan.subject {
        Subject::Missing => From::Anywhere(&site.settings.base_url),
        _ => From::Page(&plan.address),
    };
    let (words, maps, memos) = (look.words, look.maps, look.memos);
    let scene = Scene { site, words, from, maps, memos, trip: plan.trip };
    let view = view(plan, &scene, look);
    let head = frame::page(plan, &view, &scene);
    let head = PageView { json_ld: json_ld::script(plan, &head, &scene), ..head };
    let around = frame::site(plan, &scene, look.stylesheet);
    let picture = card::picture(plan, &scene);
    let card = picture.is_none().then(|| card::card(plan, &head, &scene)).flatten();
    Page {
        card,
        picture,
        site: around,
        head,
        view,
        template: plan.template,
        source: plan.source.clone(),
        address: plan.address.clone(),
        updated: updated(&plan.subject, site),
        leads_to: match &plan.subject {
            Subject::Redirect(to, _) => Some(to.clone()),
            _ => None,
        },
    }
}

/// The day on which the substance of a page last changed, as its file says.
fn updated(subject: &Subject, site: &Site) -> Option<Date> {
    let updated = match subject {
        Subject::Trip(id) => &site.trips[*id].updated,
        Subject::Section(id) => &site.sections[*id].page.updated,
        Subject::Topic(id) => &site.topics[*id].updated,
        Subject::Stop(id) => &site.stops[*id].updated,
        Subject::Event(id) => &site.events[*id].updated,
        _ => return None,
    };
    updated.instant(&site.settings.time_zone).map(|at| at.date())
}

fn view(plan: &Plan, scene: &Scene<'_>, look: &Look<'_>) -> View {
    match &plan.subject {
        Subject::Trip(id) => View::Trip(Box::new(trip::view(*id, scene))),
        Subject::Section(id) => View::Section(Box::new(topic::section_page(*id, scene))),
        Subject::Topic(id) => View::Topic(Box::new(topic::page(*id, scene))),
        Subject::Stop(id) => View::Stop(Box::new(stop::page(*id, scene))),
        Subject::Event(id) => View::Event(Box::new(meeting::page(*id, scene))),
        Subject::Person(id) => View::Person(Box::new(shared::person(*id, scene))),
        Subject::Stops(id) => View::Stops(Box::new(stop::list(*id, scene))),
        Subject::Events(id) => View::Events(Box::new(meeting::list(*id, scene))),
        Subject::Timeline(id) => View::Timeline(Box::new(timeline::page(*id, scene))),
        Subject::Facts(id) => View::Facts(Box::new(ledger::page(*id, scene))),
        Subject::Updates(id) => View::Updates(Box::new(trip::updates_page(*id, scene))),
        Subject::People => View::People(Box::new(shared::people(scene))),
        Subject::Glossary => View::Glossary(Box::new(shared::glossary(scene))),
        Subject::Sources => View::Sources(Box::new(shared::sources(scene))),
        Subject::About => View::About(Box::new(shared::about(scene, look.files))),
        Subject::Trips => View::Trips(Box::new(shared::trips(scene))),
        Subject::Missing => View::Missing(Box::new(shared::missing(scene))),
        Subject::Expired(at) => View::Expired(Box::new(shared::expired(*at, scene))),
        Subject::Redirect(to, _) => {
            View::Redirect(Box::new(view::RedirectView { to: scene.href(to) }))
        }
        Subject::Embed(embed) => View::Embed(Box::new(embed::page(*embed, scene))),
    }
}

/// Every page of the site: each trip's, then the shared ones.
fn plans(site: &Site) -> Vec<Plan> {
    let mut plans = Vec::new();
    for (id, trip) in site.trips.iter() {
        plans.extend(trip_plans(site, id, trip));
    }
    let shared = [
        ("people/", "people", Subject::People),
        ("glossary/", "glossary", Subject::Glossary),
        ("sources/", "sources", Subject::Sources),
        ("about/", "about", Subject::About),
        ("404.html", "404", Subject::Missing),
    ];
    for (address, template, subject) in shared {
        plans.push(Plan {
            address: address.into(),
            template,
            source: None,
            trip: site.front,
            subject,
        });
    }
    if site.trips.len() > 1 {
        plans.push(Plan {
            address: "trips/".into(),
            template: "trips",
            source: None,
            trip: site.front,
            subject: Subject::Trips,
        });
    }
    for (id, person) in site.people.iter() {
        plans.push(Plan {
            address: format!("people/{}/", person.id),
            template: "person",
            source: Some(person.span.file.clone()),
            trip: site.front,
            subject: Subject::Person(id),
        });
    }
    plans.extend(notices(site));
    plans.extend(redirects(site));
    plans
}

/// A notice where each page was that has expired.
fn notices(site: &Site) -> impl Iterator<Item = Plan> {
    site.expired.iter().enumerate().map(|(at, page)| Plan {
        address: page.address.clone(),
        template: "expired",
        source: Some(page.file.clone()),
        trip: page.trip.or(site.front),
        subject: Subject::Expired(at),
    })
}

fn trip_plans(site: &Site, id: Id<Trip>, trip: &Trip) -> Vec<Plan> {
    let plan = |address: String, template, source: &FilePath, subject| Plan {
        address: format!("{}{address}", trip.prefix),
        template,
        source: Some(source.clone()),
        trip: Some(id),
        subject,
    };
    let mut plans = vec![plan(String::new(), "trip", &trip.file, Subject::Trip(id))];
    for section_id in &trip.sections {
        let section = &site.sections[*section_id];
        let address = format!("{}/", section.id);
        plans.push(plan(address, "section", &section.page.file, Subject::Section(*section_id)));
        for topic_id in &section.topics {
            let topic = &site.topics[*topic_id];
            let address = format!("{}/{}/", topic.section, topic.id);
            plans.push(plan(address, "topic", &topic.file, Subject::Topic(*topic_id)));
        }
    }
    for stop_id in &trip.stops {
        let stop = &site.stops[*stop_id];
        plans.push(plan(
            format!("stops/{}/", stop.id),
            "stop",
            &stop.file,
            Subject::Stop(*stop_id),
        ));
    }
    for event_id in &trip.events {
        let event = &site.events[*event_id];
        let address = format!("events/{}/", event.id);
        plans.push(plan(address, "event", &event.file, Subject::Event(*event_id)));
    }
    let lists = [
        ("stops/", "stops", Subject::Stops(id)),
        ("events/", "events", Subject::Events(id)),
        ("timeline/", "timeline", Subject::Timeline(id)),
        ("facts/", "facts", Subject::Facts(id)),
        ("updates/", "updates", Subject::Updates(id)),
    ];
    plans.extend(lists.map(|(address, template, subject)| {
        plan(address.to_owned(), template, &trip.file, subject)
    }));
    plans.extend(embeds(site, id));
    plans
}

/// The parts of a trip that other sites show.
fn embeds(site: &Site, trip: Id<Trip>) -> impl Iterator<Item = Plan> {
    Embed::all(trip, site).into_iter().map(move |embed| Plan {
        address: embed::address(embed, site),
        template: embed.template(),
        source: Some(match embed.whole() {
            Entity::Event(event) => site.events[event].file.clone(),
            _ => site.trips[trip].file.clone(),
        }),
        trip: Some(trip),
        subject: Subject::Embed(embed),
    })
}

/// A page at each earlier address, which leads to the present one.
fn redirects(site: &Site) -> Vec<Plan> {
    let mut plans = Vec::new();
    let mut redirect = |aliases: &[Line], file: &FilePath, to: &str, title: &str| {
        let aliases = aliases.iter().map(|alias| crate::site::alias_page(&alias.value));
        plans.extend(aliases.map(|address| Plan {
            address,
            template: "redirect",
            source: Some(file.clone()),
            trip: site.front,
            subject: Subject::Redirect(to.to_owned(), title.to_owned()),
        }));
    };
    for page in site.content_pages() {
        let Some(address) = site.address(page.entity) else { continue };
        redirect(page.aliases, page.file, &address.page, page.title);
    }
    for page in &site.expired {
        redirect(&page.aliases, &page.file, &page.address, &page.title);
    }
    plans.extend(embed::earlier(site).into_iter().map(|(address, event)| Plan {
        address,
        template: "redirect",
        source: Some(site.events[event].file.clone()),
        trip: site.front,
        subject: Subject::Redirect(site.embed_of_event(event), site.events[event].title.clone()),
    }));
    plans
}
