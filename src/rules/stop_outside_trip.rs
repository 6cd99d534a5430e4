//! A stop's dates lie within the trip's.

use crate::problem::{Problems, STOP_OUTSIDE_TRIP};
use crate::site::Site;

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    for (_, stop) in site.stops.iter() {
        let trip = &site.trips[stop.trip];
        let too_early =
            stop.time.when.earliest().zip(trip.time.when.earliest()).is_some_and(|(a, b)| a < b);
        let too_late =
            stop.time.when.latest().zip(trip.time.when.latest()).is_some_and(|(a, b)| a > b);
        // Whose days are in no order is reported as such.
        if (too_early || too_late) && !stop.time.when.is_reversed() {
            let where_it_is =
                if too_early { "before the trip begins" } else { "after the trip ends" };
            problems
                .add(
                    STOP_OUTSIDE_TRIP,
                    stop.time_span.clone(),
                    format!("the stop `{}` is {where_it_is}", stop.id),
                )
                .also(trip.time_span.clone(), "the trip's `when` is here")
                .help("mend the stop's dates or the trip's `when`");
        }
    }
}
