//! What time it is.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The present minute, in the form that `--as-of` takes: `2025-11-01T09:30[UTC]`.
pub(crate) fn now() -> String {
    Timestamp::now().to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M[UTC]").to_string()
}
