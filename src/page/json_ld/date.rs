//! Dates as schema.org takes them: ISO 8601, and never more than is known.

use crate::document::{DateMoment, When};

/// The date of something that happened at one time; none for intervals and for what is not known.
pub(super) fn of(when: &When) -> Option<String> {
    match when {
        When::Moment(moment) => moment.iso_8601(),
        When::Unknown | When::Interval { .. } => None,
    }
}

/// The beginning of something, to the month at least.
pub(super) fn start(when: &When) -> Option<String> {
    to_the_month(when.start())
}

/// The end of something that has an end of its own.
pub(super) fn end(when: &When) -> Option<String> {
    match when {
        When::Interval { end, .. } => to_the_month(end.as_ref()),
        When::Unknown | When::Moment(_) => None,
    }
}

/// The time that something is about, as an ISO 8601 interval; none unless both ends are known.
pub(super) fn interval(when: &When) -> Option<String> {
    Some(format!("{}/{}", start(when)?, end(when)?))
}

/// A moment of which no more than the day is left open.
fn to_the_month(moment: Option<&DateMoment>) -> Option<String> {
    moment.filter(|moment| moment.month.is_some())?.iso_8601()
}
