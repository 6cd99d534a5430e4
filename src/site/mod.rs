//! Everything understood together: the typed model.

mod address;
mod around;
mod assemble;
mod bearing;
mod content_page;
mod dated;
mod edition;
mod entity;
mod event;
mod expired;
mod fact;
mod held;
mod id;
mod names;
mod notes;
mod references;
mod registry;
mod relations;
mod resolve;
mod section;
mod settings;
mod stop;
mod target;
mod trip;
mod unknown;
mod uses;
mod visibility;

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{PictureSize, Prose, When};
use crate::files::Span;

pub(crate) use address::{EMBED_GLANCE, EMBED_MAP, alias_page};
pub use assemble::Choices;
pub(crate) use assemble::assemble;
pub(crate) use dated::{Dated, News, Told};
pub(crate) use edition::{EVENT_CALENDAR, Edition, TEXT_EDITION};
pub(crate) use entity::{Entity, Party};
pub(crate) use event::{Change, Event, Likelihood, Participant, Precedent, Slot};
pub(crate) use expired::Expired;
pub(crate) use fact::{Fact, Figure};
pub use held::HeldBack;
pub(crate) use id::{Id, Registry};
pub(crate) use notes::{Mark, Note};
pub(crate) use references::{References, Used};
pub(crate) use registry::{
    FocalPoint, Media, MediaFile, Organisation, Person, Place, Source, Term,
};
use relations::Relations;
pub(crate) use section::{Section, Topic};
pub(crate) use settings::{Link, Settings};
pub(crate) use stop::Stop;
pub(crate) use target::{Anchored, Target};
pub(crate) use trip::{Author, KeyPoint, Moment, PARTS, Passage, Question, Trip, Update, Want};
pub(crate) use visibility::{Draft, drafts};

/// Prose whose links lead to things that exist.
pub(crate) type Text = Prose<Anchored>;

/// A whole site: inert, and fully resolved.
#[derive(Debug)]
pub(crate) struct Site {
    /// The publisher and what holds for every page.
    pub(crate) settings: Settings,
    /// The trip that lives at `/`; none in a site without trips.
    pub(crate) front: Option<Id<Trip>>,
    pub(crate) trips: Registry<Trip>,
    pub(crate) stops: Registry<Stop>,
    pub(crate) events: Registry<Event>,
    pub(crate) sections: Registry<Section>,
    pub(crate) topics: Registry<Topic>,
    pub(crate) people: Registry<Person>,
    pub(crate) organisations: Registry<Organisation>,
    pub(crate) places: Registry<Place>,
    pub(crate) sources: Registry<Source>,
    pub(crate) terms: Registry<Term>,
    pub(crate) facts: Registry<Fact>,
    pub(crate) figures: Registry<Figure>,
    pub(crate) media: Registry<Media>,
    /// Where each fact is stated: the places in content that cite it.
    pub(crate) citations: BTreeMap<Id<Fact>, Vec<Span>>,
    /// The facts that another one has taken the place of, with that one.
    pub(crate) superseded: BTreeMap<Id<Fact>, Id<Fact>>,
    /// Whether facts are cited and none is written, which is reported once.
    pub(crate) lacks_facts: bool,
    /// Everything that something refers to.
    pub(crate) references: References,
    /// What points at each thing.
    relations: Relations,
    /// Corrections and other notes, by the address of the page that they are about.
    notes: BTreeMap<String, Vec<Note>>,
    /// What is known of the time of publication.
    pub(crate) as_of: Option<When>,
    /// The addresses of other sites that readers are led to, as often as they are written.
    pub(crate) addresses: Vec<Cited>,
    /// What is kept back until a moment.
    pub(crate) held: HeldBack,
    /// The pages that were published until a moment.
    pub(crate) expired: Vec<Expired>,
    /// The addresses of pages that are kept back, each from the site's root.
    pub(crate) kept_back: BTreeSet<String>,
    /// Files that are published as they are, by their addresses from the site's root.
    pub(crate) media_files: BTreeMap<String, MediaFile>,
}

impl Site {
    /// How large the picture at an address from the site's root is on the screen.
    pub(crate) fn picture_size(&self, address: &str) -> Option<PictureSize> {
        self.media_files.get(address)?.size
    }
}

/// An address of another site, where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cited {
    pub(crate) url: String,
    pub(crate) span: Span,
    /// Where a copy is kept, if the newsroom has registered one.
    pub(crate) archive: Option<String>,
}

/// The time or times of something, and the words for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Time {
    /// When it is.
    pub(crate) when: When,
    /// What is printed instead.
    pub(crate) text: Option<String>,
    /// The IANA name of the zone of the place that it is about; none where that is not known.
    pub(crate) zone: Option<String>,
}
