//! What time it is.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// The present minute, in the form that `--as-of` takes: `2025-11-01T09:30[UTC]`.
pub(crate) fn now() -> String {
    Timestamp::now().to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M[UTC]").to_string()
}

/// The time of day here, such as `14:02:31`.
pub(crate) fn time_of_day() -> String {
    Zoned::now().strftime("%H:%M:%S").to_string()
}

/// A name for a run that no other run on this machine has.
pub(crate) fn session_name() -> String {
    format!("{:x}-{:x}", std::process::id(), Timestamp::now().as_nanosecond())
}
