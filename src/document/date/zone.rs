//! The time zones that an editor may name: those of the IANA database in the binary.

use std::sync::LazyLock;

use jiff::tz::{TimeZone, TimeZoneDatabase};

// The database of the machine would make two machines build two sites.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// The zone of that name, in whatever case; its `iana_name` has the right case.
pub(crate) fn find(name: &str) -> Option<TimeZone> {
    ZONES.get(name).ok()
}

/// The name that `written` is most likely a slip for, if any is near enough.
pub(crate) fn nearest(written: &str) -> Option<String> {
    // A zone's name is not that long, and comparing takes the product of the lengths.
    if written.len() > 60 {
        return None;
    }
    let written = written.trim().to_lowercase().replace(' ', "_");
    let allowed = written.len() / 4;
    names()
        .map(|name| (distance(&written, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
}

// Names such as `EST` are left out: as a proposal for `KST` they would be worse than none.
fn names() -> impl Iterator<Item = String> {
    ZONES.available().map(|name| name.to_string()).filter(|name| name.contains('/'))
}

/// Edits between two names; the city alone is as good as none.
fn distance(written: &str, name: &str) -> usize {
    let city = name.rsplit('/').next().unwrap_or(name);
    let whole = strsim::damerau_levenshtein(written, name);
    if written.contains('/') {
        whole
    } else {
        whole.min(strsim::damerau_levenshtein(written, city))
    }
}
