//! What an event's history says is what its status says.

use crate::problem::{HISTORY_MISMATCH, Problems};
use crate::site::Site;

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    for (_, event) in site.events.iter() {
        // A word that cannot be read stands for another one until then.
        if problems.any_error_in(&event.span) {
            continue;
        }
        for pair in event.history.windows(2) {
            let (before, change) = (&pair[0], &pair[1]);
            if let Some(from) = change.from.filter(|from| *from != before.to) {
                let message = format!(
                    "this change is from {}, and the one before is to {}",
                    from.word(),
                    before.to.word()
                );
                problems
                    .add(HISTORY_MISMATCH, change.from_span.clone(), message)
                    .also(before.to_span.clone(), "the change before")
                    .help(format!("write `from: {}`, or add the change between", before.to.word()));
            }
        }
        let Some(last) = event.history.last().filter(|last| last.to != event.status) else {
            continue;
        };
        let (told, status) = (last.to.word(), event.status.word());
        problems
            .add(
                HISTORY_MISMATCH,
                event.status_span.clone(),
                format!("the status is {status}, and the last change of `history` is to {told}"),
            )
            .also(last.to_span.clone(), "the last change")
            .help(format!("add the change to {status} to `history`, or write `status: {told}`"));
    }
}
