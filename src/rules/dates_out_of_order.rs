//! What begins first must not end before it begins.

use crate::document::When;
use crate::files::Span;
use crate::problem::{DATES_OUT_OF_ORDER, Problems};
use crate::site::{Site, Stop};

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    check_events(site, problems);
    check_histories(site, problems);
    for (_, stop) in site.stops.iter() {
        if stop.time.when.is_reversed() {
            report_stay(stop, problems);
        }
    }
    for (_, trip) in site.trips.iter() {
        let stops = trip.stops.iter().map(|id| &site.stops[*id]);
        let is_dated = |when: &When| when.earliest().is_some() && !when.is_reversed();
        let dated: Vec<_> = stops.filter(|stop| is_dated(&stop.time.when)).collect();
        for pair in dated.windows(2) {
            let days = pair[1].time.when.latest().zip(pair[0].time.when.earliest());
            if days.is_some_and(|(last, first)| last < first) {
                let message = format!(
                    "`{}` comes after `{}` in the trip's stops and before it in time",
                    pair[1].id, pair[0].id
                );
                problems
                    .add(DATES_OUT_OF_ORDER, pair[1].time_span.clone(), message)
                    .also(pair[0].time_span.clone(), "the stop before")
                    .help(
                        "put the `stops` of trip.md in the order of the journey, or mend the dates",
                    );
            }
        }
        let (published, updated) = (&trip.published, &trip.updated);
        if updated.latest().is_some() && updated.latest() < published.earliest() {
            report(&trip.updated_span, "the page was updated before it was published", problems);
        }
    }
}

/// Reports a stay that ends before it begins.
fn report_stay(stop: &Stop, problems: &mut Problems) {
    let when = &stop.time.when;
    let [arrival, departure] =
        [when.start(), when.end()].map(|it| it.map(ToString::to_string).unwrap_or_default());
    let message = format!("the traveller leaves ({departure}) before arriving ({arrival})");
    let problem = problems.add(DATES_OUT_OF_ORDER, stop.time_span.clone(), message);
    problem.help("mend one of the two dates");
    if let Some(arrival) = &stop.arrive_span {
        problem.also(arrival.clone(), "the arrival");
    }
}

/// Reports events whose days are none of their stop's or their trip's.
fn check_events(site: &Site, problems: &mut Problems) {
    for (_, event) in site.events.iter() {
        let stop = event.stop.map(|stop| &site.stops[stop]);
        let around = stop.map(|stop| (&stop.time.when, &stop.time_span, "its stop"));
        let trip = &site.trips[event.trip];
        let around = [around, Some((&trip.time.when, &trip.time_span, "its trip"))];
        let around = around.into_iter().flatten().filter(|(when, ..)| !when.is_reversed());
        for (when, span, name) in around {
            let early = event.time.when.latest().zip(when.earliest()).is_some_and(|(a, b)| a < b);
            let late = event.time.when.earliest().zip(when.latest()).is_some_and(|(a, b)| a > b);
            if early || late {
                problems
                    .add(
                        DATES_OUT_OF_ORDER,
                        event.time_span.clone(),
                        format!("this event is on no day of {name}"),
                    )
                    .also(span.clone(), format!("the days of {name} are here"))
                    .help("mend one of the two dates");
                break;
            }
        }
    }
}

/// Reports changes of a status that stand before an earlier one.
fn check_histories(site: &Site, problems: &mut Problems) {
    for (_, event) in site.events.iter() {
        for pair in event.history.windows(2) {
            let days = pair[1].date.latest().zip(pair[0].date.earliest());
            if days.is_some_and(|(second, first)| second < first) {
                problems
                    .add(
                        DATES_OUT_OF_ORDER,
                        pair[1].date_span.clone(),
                        "this change is told after a later one",
                    )
                    .also(pair[0].date_span.clone(), "the change before")
                    .help("put the changes of `history` in the order of their dates, oldest first");
            }
        }
    }
}

fn report(span: &Span, message: &str, problems: &mut Problems) {
    problems.add(DATES_OUT_OF_ORDER, span.clone(), message).help("mend one of the two dates");
}
