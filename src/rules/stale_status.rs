//! What was scheduled for a day that has passed has a new status.

use jiff::civil::Date;

use crate::document::{Status, When};
use crate::files::Span;
use crate::problem::{Problems, STALE_STATUS};
use crate::site::Site;

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    let Some(now) = site.as_of.as_ref().and_then(When::earliest) else { return };
    for (_, stop) in site.stops.iter() {
        check(stop.status, &stop.time.when, &stop.status_span, now, problems);
    }
    for (_, event) in site.events.iter() {
        check(event.status, &event.time.when, &event.status_span, now, problems);
    }
}

fn check(status: Status, when: &When, span: &Span, now: Date, problems: &mut Problems) {
    let Some(day) = passed(status, when, now) else { return };
    problems
        .add(
            STALE_STATUS,
            span.clone(),
            format!("this is still {}, and its day, {day}, has passed", status.word()),
        )
        .help("write `took-place` or `did-not-take-place`, and for an event its `outcome`");
}

/// The last day of something that is told as still ahead, if that day is over.
pub(crate) fn passed(status: Status, when: &When, now: Date) -> Option<Date> {
    let ahead = matches!(
        status,
        Status::Possible
            | Status::Expected
            | Status::Scheduled
            | Status::Confirmed
            | Status::Rescheduled
    );
    when.latest().filter(|day| ahead && *day < now)
}
