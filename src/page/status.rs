//! What a status means to those who do not read the word: on the map, in calendars and in
//! JSON-LD.

use crate::document::Status;
use crate::draw::Solidity;

/// How the dot of a stop is drawn.
pub(super) fn solidity(status: Status) -> Solidity {
    match status {
        Status::Possible => Solidity::HollowDashed,
        Status::Expected => Solidity::Hollow,
        Status::Cancelled | Status::DidNotTakePlace => Solidity::Crossed,
        Status::Scheduled
        | Status::Confirmed
        | Status::Postponed
        | Status::Rescheduled
        | Status::TookPlace => Solidity::Solid,
    }
}

/// The `STATUS` of an event in a calendar (RFC 5545, section 3.8.1.11).
pub(crate) fn calendar_status(status: Status) -> &'static str {
    match status {
        Status::Possible | Status::Expected => "TENTATIVE",
        Status::Scheduled
        | Status::Confirmed
        | Status::Postponed
        | Status::Rescheduled
        | Status::TookPlace => "CONFIRMED",
        Status::Cancelled | Status::DidNotTakePlace => "CANCELLED",
    }
}

/// The `eventStatus` of schema.org; none for what is only spoken of, which is a `Claim` and never an
/// `Event`: machines take an event of no status for one that will take place.
pub(super) fn event_status(status: Status) -> Option<&'static str> {
    Some(match status {
        Status::Possible | Status::Expected => return None,
        Status::Scheduled | Status::Confirmed | Status::TookPlace => {
            "https://schema.org/EventScheduled"
        }
        Status::Postponed => "https://schema.org/EventPostponed",
        Status::Rescheduled => "https://schema.org/EventRescheduled",
        Status::Cancelled | Status::DidNotTakePlace => "https://schema.org/EventCancelled",
    })
}

/// Whether a stop is part of the plan, and not merely spoken of or struck from it.
pub(super) fn is_planned(status: Status) -> bool {
    solidity(status) == Solidity::Solid
}
