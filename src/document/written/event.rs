//! `events/*.md`: a meeting, a signing, a summit.

use crate::document::date::{Moment as DateMoment, When};
use crate::document::prose::Inline;
use crate::document::record::{Spanned, record};
use crate::document::value::{Line, Name, Speaker};
use crate::document::word::words;

words! {
    /// How sure it is that something takes place, weakest first.
    Status: "a status" {
        /// It might.
        Possible = "possible",
        /// It is thought that it will.
        Expected = "expected",
        /// It has a place in the plan.
        Scheduled = "scheduled",
        /// Those who take part say that it will.
        Confirmed = "confirmed",
        /// Put off, without a new date.
        Postponed = "postponed",
        /// Put off, with a new date.
        Rescheduled = "rescheduled",
        /// Called off.
        Cancelled = "cancelled",
        /// It happened.
        TookPlace = "took-place",
        /// It did not happen.
        DidNotTakePlace = "did-not-take-place",
    }
}

words! {
    /// What sort of event it is.
    EventKind: "a kind of event" {
        /// Anything else.
        Other = "other",
        /// A meeting of two sides.
        Bilateral = "bilateral",
        /// A meeting of many leaders.
        Summit = "summit",
        /// Papers are signed.
        Signing = "signing",
        /// Negotiations.
        Talks = "talks",
        /// A speech.
        Speech = "speech",
        /// A ceremony.
        Ceremony = "ceremony",
    }
}

record! {
    /// An event's front matter.
    Event: "the event's fields" {
        /// The event's name as readers see it.
        title: required Line,
        /// What sort of event it is.
        kind: required Spanned<EventKind>,
        /// How sure it is.
        status: required Spanned<Status>,
        /// Who says so: a person, an organisation or a place.
        status_by: optional Name,
        /// The day on which the status was so.
        as_of: optional Spanned<When>,
        /// When it takes place.
        when: optional Spanned<When>,
        /// When it was to take place before it was put off.
        previous_when: optional Spanned<When>,
        /// When it takes place, in words that are printed as written, instead of `when`.
        when_text: optional Line,
        /// The event's time zone; the stop's or the newsroom's if it is left out.
        tz: optional Line,
        /// The stop at which it takes place.
        stop: optional Name,
        /// The event that it belongs to.
        part_of: optional Name,
        /// Who takes part.
        participants: list Participant,
        /// What is to be discussed or done, point by point.
        agenda: list Inline,
        /// The event in a sentence or two.
        summary: optional Inline,
        /// How likely somebody calls it, in their words.
        likelihood: optional Likelihood,
        /// When the like last happened.
        precedent: optional Precedent,
        /// What came of it.
        outcome: optional Inline,
        /// How its status changed.
        history: list Change,
        /// What the event rests on.
        facts: list Name,
        /// Earlier addresses of the page, such as `/school/`.
        aliases: list Line,
        /// When its substance last changed.
        updated: optional Spanned<When>,
        /// Whether the event is kept out of what is published.
        draft: optional Spanned<bool>,
        /// When the event is published: a day, or a time; until then it is kept out.
        publish_at: optional Spanned<DateMoment>,
        /// When the event ceases to be published: a day, or a time; a notice takes its place.
        expires: optional Spanned<DateMoment>,
    }
}

record! {
    /// Somebody who takes part.
    Participant: "a `person`, an `org` or a `place`, perhaps with a `role`" {
        /// A person.
        person: optional Name,
        /// An organisation.
        org: optional Name,
        /// A country or city, for a delegation whose members are not named.
        place: optional Name,
        /// As what; the person's own `role` if it is left out.
        role: optional Line,
    }
}

record! {
    /// How likely somebody calls an event.
    Likelihood: "a likelihood's `text`, `by` and `fact`" {
        /// The words, exactly.
        text: required Line,
        /// Whose words they are.
        by: required Speaker,
        /// The fact that has them as its quotation.
        fact: optional Name,
    }
}

record! {
    /// When the like last happened.
    Precedent: "a precedent's `text` and `when`" {
        /// What it was.
        text: required Inline,
        /// When it was.
        when: optional Spanned<When>,
    }
}

record! {
    /// One change of an event's status.
    Change: "a change's `date`, `from`, `to`, `by` and `note`" {
        /// The day of the change.
        date: required Spanned<When>,
        /// The status before.
        from: optional Spanned<Status>,
        /// The status after.
        to: required Spanned<Status>,
        /// Who announced it.
        by: optional Speaker,
        /// What there is to say about it.
        note: optional Inline,
    }
}
