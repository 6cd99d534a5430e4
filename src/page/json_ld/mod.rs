//! What machines are told of a page: JSON-LD in the words of schema.org.
//!
//! The trip page has the whole graph. Every other page has itself, what it is about, and the names of
//! what that refers to; the ids, which are the same everywhere, lead to the rest. Three things hold
//! for all of it:
//!
//! - Nothing is said more surely than readers are told: what is only spoken of is a `Claim`.
//! - No date that the newsroom has not written, and none to a day that is not known.
//! - Every reference leads to a node of the same page ([`graph::Graph::refer`]).

mod article;
mod correction;
mod date;
mod event;
mod explainer;
mod glossary;
mod graph;
mod node;
mod party;
mod picture;
mod place;
mod publisher;
mod question;
mod source;
mod trip;
mod web_page;

use crate::page::scene::Scene;
use crate::page::view::PageView;
use crate::page::{Plan, Subject};
use graph::Graph;

/// The content of the page's `<script type="application/ld+json">`; none for a page that is nothing
/// in itself.
pub(super) fn script(plan: &Plan, page: &PageView, scene: &Scene<'_>) -> Option<String> {
    let mut graph = Graph::of(scene);
    match plan.subject {
        Subject::Missing | Subject::Redirect(..) | Subject::Embed(_) | Subject::Expired(_) => {
            return None;
        }
        Subject::Trip(id) => {
            if scene.site.front == Some(id) {
                web_page::tell_site(&mut graph);
            }
            explainer::tell(id, page, &mut graph);
        }
        Subject::Section(id) => article::tell_section(id, page, &mut graph),
        Subject::Topic(id) => article::tell_topic(id, page, &mut graph),
        Subject::Stop(id) => trip::tell_stop(id, &mut graph),
        Subject::Event(id) => event::tell(id, &mut graph),
        Subject::Person(id) => party::tell_person(id, &mut graph),
        Subject::Glossary => glossary::tell(&mut graph),
        Subject::About => publisher::tell(&mut graph),
        _ => {}
    }
    web_page::tell(plan, page, &mut graph);
    Some(node::script(graph.finish()))
}
