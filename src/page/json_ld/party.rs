//! People and organisations, and who speaks for a place.

use serde_json::Value;

use super::graph::{Graph, Thing};
use super::node::Node;
use crate::site::{Entity, Id, Organisation, Party, Person, Text};

/// Everything about a person.
pub(super) fn tell_person(id: Id<Person>, graph: &mut Graph<'_>) {
    let thing = Thing::Itself(Entity::Person(id));
    let person = &graph.site().people[id];
    let org = person.org.map(|org| graph.refer(Thing::Itself(Entity::Organisation(org))));
    let node = brief_person(id, &graph.id(thing), graph)
        .with("alternateName", person.name_native.as_deref())
        .with("affiliation", org)
        .with("sameAs", person.same_as.clone());
    graph.tell(thing, node);
}

/// A person by name and office.
pub(super) fn brief_person(id: Id<Person>, node: &str, graph: &Graph<'_>) -> Node {
    let person = &graph.site().people[id];
    Node::at("Person", node)
        .with("name", person.name.as_str())
        .with("jobTitle", person.role.as_str())
        .with("url", graph.page(Entity::Person(id)))
}

/// Everything about an organisation.
pub(super) fn tell_organisation(id: Id<Organisation>, graph: &mut Graph<'_>) {
    let thing = Thing::Itself(Entity::Organisation(id));
    let organisation = &graph.site().organisations[id];
    // Only people and organisations can be members to schema.org, and not countries.
    let members = organisation.members.iter().filter_map(|member| match member {
        Party::Person(_) | Party::Organisation(_) => member.entity().map(Thing::Itself),
        Party::Place(_) | Party::Words(_) => None,
    });
    let members = graph.refer_all(members);
    let summary = organisation.summary.as_ref().map(Text::plain_text);
    let node = brief_organisation(id, &graph.id(thing), graph)
        .with("alternateName", organisation.short.as_deref())
        .with("description", summary)
        .with("member", members)
        .with("sameAs", organisation.same_as.clone());
    graph.tell(thing, node);
}

/// An organisation by its name.
pub(super) fn brief_organisation(id: Id<Organisation>, node: &str, graph: &Graph<'_>) -> Node {
    let organisation = &graph.site().organisations[id];
    let kind = kind(organisation.kind.as_deref().unwrap_or_default());
    Node::at(kind, node).with("name", organisation.name.as_str())
}

/// The type for an organisation's kind, which is a word of the newsroom's own.
fn kind(word: &str) -> &'static str {
    match word.to_lowercase().as_str() {
        "government" | "ministry" => "GovernmentOrganization",
        "company" => "Corporation",
        "party" => "PoliticalParty",
        _ => "Organization",
    }
}

/// Everything about somebody of the who's who.
pub(super) fn tell(party: &Party, graph: &mut Graph<'_>) {
    match party {
        Party::Person(id) => tell_person(*id, graph),
        Party::Organisation(id) => tell_organisation(*id, graph),
        Party::Place(_) | Party::Words(_) => {}
    }
}

/// Somebody who takes part or speaks; none for a description such as "unnamed analysts".
pub(super) fn actor(party: &Party, graph: &mut Graph<'_>) -> Option<Value> {
    match party {
        Party::Person(_) | Party::Organisation(_) => {
            Some(graph.refer(Thing::Itself(party.entity()?)))
        }
        // A place takes part in nothing: this is whoever speaks for it.
        Party::Place(id) => {
            let place = graph.refer(Thing::Itself(Entity::Place(*id)));
            let name = graph.site().places[*id].name.as_str();
            Some(Node::new("Organization").with("name", name).with("location", place).into())
        }
        Party::Words(_) => None,
    }
}
