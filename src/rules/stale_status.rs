//! What was scheduled for a day that has passed has a new status.

use crate::document::{Status, When};
use crate::problem::{Problems, STALE_STATUS};
use crate::site::Site;

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    let Some(now) = site.as_of.as_ref().and_then(When::earliest) else { return };
    for (_, event) in site.events.iter() {
        let ahead = matches!(
            event.status,
            Status::Possible
                | Status::Expected
                | Status::Scheduled
                | Status::Confirmed
                | Status::Rescheduled
        );
        let Some(day) = event.time.when.latest().filter(|day| ahead && *day < now) else {
            continue;
        };
        let message =
            format!("this is still {}, and its day, {day}, has passed", event.status.word());
        problems
            .add(STALE_STATUS, event.status_span.clone(), message)
            .help("write `took-place` or `did-not-take-place`, with the `outcome` if there is one");
    }
}
