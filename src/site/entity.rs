//! Anything that has an id, and who can say or want something.

use crate::site::{
    Event, Fact, Figure, Id, Organisation, Person, Place, Section, Source, Stop, Term, Topic, Trip,
};

/// Anything that content can refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Entity {
    Trip(Id<Trip>),
    Section(Id<Section>),
    Topic(Id<Topic>),
    Stop(Id<Stop>),
    Event(Id<Event>),
    Person(Id<Person>),
    Organisation(Id<Organisation>),
    Place(Id<Place>),
    Source(Id<Source>),
    Term(Id<Term>),
    Fact(Id<Fact>),
    Figure(Id<Figure>),
}

/// Who says, wants or is asked for something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Party {
    Person(Id<Person>),
    Organisation(Id<Organisation>),
    /// A country or city, for those who speak for it.
    Place(Id<Place>),
    /// A description, such as "Unnamed analysts".
    Words(String),
}

impl Party {
    /// The registered thing that the party is, if it is one.
    pub(crate) fn entity(&self) -> Option<Entity> {
        match self {
            Self::Person(id) => Some(Entity::Person(*id)),
            Self::Organisation(id) => Some(Entity::Organisation(*id)),
            Self::Place(id) => Some(Entity::Place(*id)),
            Self::Words(_) => None,
        }
    }
}
