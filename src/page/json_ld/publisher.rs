//! The newsroom, with the rules that it has published.

use super::graph::{Graph, Thing};
use super::node::Node;

/// Everything about the newsroom.
pub(super) fn tell(graph: &mut Graph<'_>) {
    let settings = &graph.site().settings;
    let node = brief(&graph.id(Thing::Publisher), graph);
    let policies = settings.policies.iter();
    let node = policies.fold(node, |node, (key, url)| node.with(property(key), url.as_str()));
    let contact = settings.feedback_url.as_deref().map(contact);
    graph.tell(Thing::Publisher, node.with("contactPoint", contact));
}

/// The newsroom by its name.
pub(super) fn brief(id: &str, graph: &Graph<'_>) -> Node {
    let publisher = &graph.site().settings.publisher;
    Node::at("NewsMediaOrganization", id)
        .with("name", publisher.name.as_str())
        .with("url", publisher.url.as_deref())
}

/// What schema.org calls a policy, one of the Trust Project's indicators.
fn property(policy: &str) -> &'static str {
    match policy {
        "corrections" => "correctionsPolicy",
        "ethics" => "ethicsPolicy",
        "ownership" => "ownershipFundingInfo",
        "masthead" => "masthead",
        "mission" => "missionCoveragePrioritiesPolicy",
        "verification" => "verificationFactCheckingPolicy",
        "diversity" => "diversityPolicy",
        "unnamed_sources" => "unnamedSourcesPolicy",
        _ => "publishingPrinciples",
    }
}

/// Where readers say what is wrong.
fn contact(feedback: &str) -> Node {
    let point = Node::new("ContactPoint");
    match feedback.strip_prefix("mailto:") {
        Some(mail) => point.with("email", mail.split('?').next()),
        None => point.with("url", feedback),
    }
}
