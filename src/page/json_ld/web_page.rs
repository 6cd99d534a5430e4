//! The page itself, and the way to it from the front page.

use super::date;
use super::graph::{Graph, Thing, explainer};
use super::node::Node;
use super::trip;
use crate::document::When;
use crate::page::view::{LinkView, PageView};
use crate::page::{Plan, Subject, frame};
use crate::site::Entity;

/// The page that all the other nodes are on.
pub(super) fn tell(plan: &Plan, page: &PageView, graph: &mut Graph<'_>) {
    let node = Node::at(kind(&plan.subject), &page.url).with("name", page.title.as_str());
    let node = if is_article(&plan.subject) { node } else { tell_more(plan, page, node, graph) };
    let node = node.with("breadcrumb", breadcrumbs(plan, page, graph));
    graph.add(node);
}

/// The site as a whole, which only its front page tells of.
pub(super) fn tell_site(graph: &mut Graph<'_>) {
    let settings = &graph.site().settings;
    let node = Node::at("WebSite", &format!("{}#website", settings.base_url))
        .with("name", settings.title.as_str())
        .with("url", settings.base_url.as_str())
        .with("inLanguage", settings.language.as_str())
        .with("publisher", graph.refer(Thing::Publisher));
    graph.add(node);
}

/// Whether the page is a frame around an article, which says the rest.
fn is_article(subject: &Subject) -> bool {
    matches!(subject, Subject::Trip(_) | Subject::Section(_) | Subject::Topic(_))
}

fn kind(subject: &Subject) -> &'static str {
    match subject {
        Subject::Person(_) => "ProfilePage",
        Subject::About => "AboutPage",
        Subject::Stops(_)
        | Subject::Events(_)
        | Subject::People
        | Subject::Sources
        | Subject::Trips => "CollectionPage",
        _ => "WebPage",
    }
}

fn tell_more(plan: &Plan, page: &PageView, node: Node, graph: &mut Graph<'_>) -> Node {
    let subject = subject(plan, graph).map(|thing| graph.refer(thing));
    let whole = of_trip(&plan.subject).then_some(plan.trip).flatten();
    let whole = whole.map(|trip| graph.refer(explainer(trip)));
    node.with("url", page.url.as_str())
        .with("description", page.description.as_str())
        .with("inLanguage", graph.site().settings.language.as_str())
        .with("dateModified", date::of(updated(plan, graph)))
        .with("publisher", graph.refer(Thing::Publisher))
        .with("isPartOf", whole)
        .with("mainEntity", subject)
}

/// What the page is about, and nothing else is.
fn subject(plan: &Plan, graph: &Graph<'_>) -> Option<Thing> {
    match plan.subject {
        Subject::Stop(id) => trip::stop(id, graph),
        Subject::Event(id) => Some(Thing::Itself(Entity::Event(id))),
        Subject::Person(id) => Some(Thing::Itself(Entity::Person(id))),
        Subject::Stops(id) => Some(Thing::Itself(Entity::Trip(id))),
        Subject::Glossary => Some(Thing::Glossary),
        Subject::About => Some(Thing::Publisher),
        _ => None,
    }
}

/// Whether the page is one of a trip's, and not one that all trips share.
fn of_trip(subject: &Subject) -> bool {
    matches!(
        subject,
        Subject::Stop(_)
            | Subject::Event(_)
            | Subject::Stops(_)
            | Subject::Events(_)
            | Subject::Timeline(_)
            | Subject::Facts(_)
            | Subject::Updates(_)
    )
}

/// When the editor last changed the substance.
fn updated<'a>(plan: &Plan, graph: &Graph<'a>) -> &'a When {
    match plan.subject {
        Subject::Stop(id) => &graph.site().stops[id].updated,
        Subject::Event(id) => &graph.site().events[id].updated,
        _ => &When::Unknown,
    }
}

/// The way to the page, with itself at its end.
fn breadcrumbs(plan: &Plan, page: &PageView, graph: &Graph<'_>) -> Node {
    let own = LinkView { title: page.title.clone(), href: Some(page.url.clone()) };
    let way = frame::breadcrumbs(plan, &graph.scene).into_iter().chain([own]);
    let item = |(link, at): (LinkView, usize)| {
        Node::new("ListItem").with("position", at).with("name", link.title).with("item", link.href)
    };
    let items: Vec<Node> = way.zip(1_usize..).map(item).collect();
    Node::new("BreadcrumbList").with("itemListElement", items)
}
