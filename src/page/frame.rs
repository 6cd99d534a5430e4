//! What surrounds a page's content: navigation, the way back up, the neighbours.

use crate::document::{DateMoment, When};
use crate::page::alternate;
use crate::page::scene::Scene;
use crate::page::view::{LinkView, NavigationView, PageView, PolicyView, SiteView, TimeView, View};
use crate::page::{Plan, Subject, meta, notes};
use crate::site::{Entity, Id, Trip};

/// Scripts that are written from right to left, by the language that is written in them.
const RIGHT_TO_LEFT: &[&str] =
    &["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

/// The longest description that search engines and shared links show, in characters.
const DESCRIPTION: usize = 200;

/// The site around a page.
pub(super) fn site(plan: &Plan, scene: &Scene<'_>, stylesheet: &str) -> SiteView {
    let settings = &scene.site.settings;
    let language = settings.language.split('-').next().unwrap_or_default();
    let direction = if RIGHT_TO_LEFT.contains(&language) { "rtl" } else { "ltr" };
    SiteView {
        title: settings.title.clone(),
        language: settings.language.clone(),
        direction,
        home: scene.href(""),
        stylesheet: scene.href(stylesheet),
        navigation: navigation(plan, scene),
        publisher: LinkView {
            title: settings.publisher.name.clone(),
            href: settings.publisher.url.clone(),
        },
        feedback_url: settings.feedback_url.clone(),
        policies: settings
            .policies
            .iter()
            .map(|(key, url)| PolicyView { key, url: url.clone() })
            .collect(),
        about: scene.href("about/"),
        footer: footer(plan, scene),
    }
}

/// The sections of the trip, then its itinerary and its ledger.
fn navigation(plan: &Plan, scene: &Scene<'_>) -> Vec<NavigationView> {
    let Some(trip) = plan.trip.map(|trip| &scene.site.trips[trip]) else { return Vec::new() };
    let mut entries: Vec<(String, String)> = Vec::new();
    for section in &trip.sections {
        let address = scene.site.address(Entity::Section(*section));
        entries
            .extend(address.map(|address| (scene.title(Entity::Section(*section)), address.page)));
    }
    for key in ["stops", "timeline", "facts"] {
        entries.push((scene.page_name(key), format!("{}{key}/", trip.prefix)));
    }
    entries.push((scene.page_name("people"), "people/".to_owned()));
    entries.into_iter().map(|(title, page)| entry(title, &page, plan, scene)).collect()
}

/// The pages that the navigation leaves out.
fn footer(plan: &Plan, scene: &Scene<'_>) -> Vec<NavigationView> {
    let prefix = plan.trip.map(|trip| scene.site.trips[trip].prefix.as_str());
    let of_trip = ["events", "updates"]
        .into_iter()
        .filter_map(|key| Some((key, format!("{}{key}/", prefix?))));
    let several = scene.site.trips.len() > 1;
    let shared = ["glossary", "sources", "about", "trips"].into_iter();
    let shared = shared.filter(|key| several || *key != "trips");
    let shared = shared.map(|key| (key, format!("{key}/")));
    let pages = of_trip.chain(shared);
    pages.map(|(key, page)| entry(scene.page_name(key), &page, plan, scene)).collect()
}

fn entry(title: String, page: &str, plan: &Plan, scene: &Scene<'_>) -> NavigationView {
    NavigationView { title, current: page == plan.address, href: scene.href(page) }
}

/// The page's own frame.
pub(super) fn page(plan: &Plan, view: &View, scene: &Scene<'_>) -> PageView {
    let [previous, next] = neighbours(plan, scene);
    let title = title(plan, scene);
    let edit_url = plan.source.as_ref().zip(scene.site.settings.edit_url.as_ref());
    PageView {
        kind: plan.template,
        heading: with_whole_dates(&title, scene),
        title,
        description: shorten(&description(plan, view, scene), DESCRIPTION),
        url: url(plan, scene),
        breadcrumbs: breadcrumbs(plan, scene),
        previous,
        next,
        edit_url: edit_url.map(|(file, url)| format!("{}/{file}", url.trim_end_matches('/'))),
        as_of: plan.trip.and_then(|trip| scene.date(&scene.site.trips[trip].as_of)),
        draft: is_draft(plan, scene),
        alternates: alternate::of(plan, scene),
        article: meta::article(plan, scene),
        json_ld: None,
        notes: notes::on_page(plan, scene),
        held_until: held_until(plan, scene),
    }
}

/// The absolute address under which the page is to be known: that of another one where it stands for
/// it or shows a part of it.
fn url(plan: &Plan, scene: &Scene<'_>) -> String {
    let base = &scene.site.settings.base_url;
    let page = match &plan.subject {
        Subject::Redirect(to, _) => to.clone(),
        Subject::Embed(embed) => {
            scene.site.address(embed.whole()).map(|it| it.page).unwrap_or_default()
        }
        _ => plan.address.clone(),
    };
    format!("{base}{page}")
}

/// When the page's own file is published, where that is later than now.
fn held_until(plan: &Plan, scene: &Scene<'_>) -> Option<TimeView> {
    let site = scene.site;
    let file = match plan.subject {
        Subject::Trip(id) => &site.trips[id].file,
        Subject::Section(id) => &site.sections[id].page.file,
        Subject::Topic(id) => &site.topics[id].file,
        Subject::Stop(id) => &site.stops[id].file,
        Subject::Event(id) => &site.events[id].file,
        _ => return None,
    };
    let until = DateMoment::of(site.held.until(file)?);
    scene.date(&When::Moment(until))
}

/// Whether the page's own file is a draft.
fn is_draft(plan: &Plan, scene: &Scene<'_>) -> bool {
    let site = scene.site;
    match plan.subject {
        Subject::Trip(id) => site.trips[id].draft,
        Subject::Section(id) => site.sections[id].page.draft,
        Subject::Topic(id) => site.topics[id].draft,
        Subject::Stop(id) => site.stops[id].draft,
        Subject::Event(id) => site.events[id].draft,
        _ => false,
    }
}

fn title(plan: &Plan, scene: &Scene<'_>) -> String {
    match &plan.subject {
        Subject::Trip(id) => scene.title(Entity::Trip(*id)),
        Subject::Section(id) => scene.title(Entity::Section(*id)),
        Subject::Topic(id) => scene.title(Entity::Topic(*id)),
        Subject::Stop(id) => scene.title(Entity::Stop(*id)),
        Subject::Event(id) => scene.title(Entity::Event(*id)),
        Subject::Person(id) => scene.title(Entity::Person(*id)),
        Subject::Redirect(_, title) => title.clone(),
        Subject::Embed(embed) => scene.title(embed.whole()),
        _ => scene.page_name(words_key(plan)),
    }
}

/// A title in which no line ends between a month and its day.
fn with_whole_dates(title: &str, scene: &Scene<'_>) -> String {
    let words: Vec<&str> = title.split(' ').collect();
    let is_month = |word: &str| (1..=12).any(|month| scene.words.month(month) == bare(word));
    let is_day = |word: &str| bare(word).parse::<u8>().is_ok();
    let mut heading = String::with_capacity(title.len() + 2);
    for (at, word) in words.iter().enumerate() {
        heading.push_str(word);
        if let Some(next) = words.get(at + 1) {
            let is_date = is_month(word) && is_day(next) || is_day(word) && is_month(next);
            heading.push(if is_date { '\u{a0}' } else { ' ' });
        }
    }
    heading
}

/// A word without the punctuation behind it.
fn bare(word: &str) -> &str {
    word.trim_end_matches(|mark: char| !mark.is_alphanumeric())
}

/// The key of a page's words: its template, apart from the one whose name is a number.
fn words_key(plan: &Plan) -> &'static str {
    match plan.subject {
        Subject::Missing => "missing",
        _ => plan.template,
    }
}

/// What the page says in a sentence: its summary, or its first words.
fn description(plan: &Plan, view: &View, scene: &Scene<'_>) -> String {
    let site = scene.site;
    let text = match &plan.subject {
        Subject::Trip(id) => site.trips[*id].dek.as_ref().or(Some(&site.trips[*id].body)),
        Subject::Section(id) => {
            let page = &site.sections[*id].page;
            page.summary.as_ref().or(Some(&page.body))
        }
        Subject::Topic(id) => site.topics[*id].summary.as_ref().or(Some(&site.topics[*id].body)),
        Subject::Stop(id) => site.stops[*id].summary.as_ref().or(Some(&site.stops[*id].body)),
        Subject::Event(id) => site.events[*id].summary.as_ref().or(Some(&site.events[*id].body)),
        _ => None,
    };
    match (text, view) {
        (Some(text), _) => text.plain_text(),
        (None, View::Person(person)) => format!("{}, {}", person.name, person.role),
        (None, _) => {
            scene.words.find(&format!("page_leads.{}", words_key(plan))).unwrap_or_default()
        }
    }
}

/// The text up to the last word that fits in `most` characters.
pub(crate) fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', '.', ';', ':']))
}

/// The pages above this one, from the front page down.
pub(super) fn breadcrumbs(plan: &Plan, scene: &Scene<'_>) -> Vec<LinkView> {
    let page = |key: &str, address: &str| LinkView {
        title: scene.page_name(key),
        href: Some(scene.href(address)),
    };
    let of_trip = |trip: Id<Trip>| {
        let mut crumbs = vec![page("home", "")];
        if Some(trip) != scene.site.front {
            crumbs.push(page("trips", "trips/"));
            crumbs.push(scene.link(Entity::Trip(trip)));
        }
        crumbs
    };
    let list = |trip: Id<Trip>, key: &str| {
        let mut crumbs = of_trip(trip);
        crumbs.push(page(key, &format!("{}{key}/", scene.site.trips[trip].prefix)));
        crumbs
    };
    match &plan.subject {
        Subject::Trip(id) if Some(*id) == scene.site.front => Vec::new(),
        Subject::Trip(_) => vec![page("home", ""), page("trips", "trips/")],
        Subject::Section(id) => of_trip(scene.site.sections[*id].trip),
        Subject::Topic(id) => {
            let topic = &scene.site.topics[*id];
            let mut crumbs = of_trip(topic.trip);
            let section = scene.site.section_of(*id);
            crumbs.extend(section.map(|id| scene.link(Entity::Section(id))));
            crumbs
        }
        Subject::Stop(id) => list(scene.site.stops[*id].trip, "stops"),
        Subject::Event(id) => list(scene.site.events[*id].trip, "events"),
        Subject::Person(_) => vec![page("home", ""), page("people", "people/")],
        Subject::Stops(id)
        | Subject::Events(id)
        | Subject::Timeline(id)
        | Subject::Facts(id)
        | Subject::Updates(id) => of_trip(*id),
        Subject::Redirect(..) | Subject::Embed(_) => Vec::new(),
        _ => vec![page("home", "")],
    }
}

/// The pages before and after this one among its like.
fn neighbours(plan: &Plan, scene: &Scene<'_>) -> [Option<LinkView>; 2] {
    let Some(entity) = plan.subject.entity() else { return [None, None] };
    scene.site.neighbours(entity).map(|neighbour| neighbour.map(|entity| scene.link(entity)))
}
