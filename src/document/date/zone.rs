//! The time zones that an editor may name: those of the IANA database in the binary.

use std::sync::LazyLock;

use jiff::tz::{TimeZone, TimeZoneDatabase};

// The database of the machine would make two machines build two sites.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// What editors write for a zone, and the city whose clocks are most likely meant.
const ABBREVIATIONS: &[(&[&str], &str)] = &[
    (
        &["et", "est", "edt", "est5edt", "eastern", "eastern time", "eastern standard time"],
        "America/New_York",
    ),
    (&["ct", "cdt", "cst6cdt", "central time", "central standard time"], "America/Chicago"),
    (&["mt", "mst", "mdt", "mst7mdt", "mountain time", "mountain standard time"], "America/Denver"),
    (
        &["pt", "pst", "pdt", "pst8pdt", "pacific time", "pacific standard time"],
        "America/Los_Angeles",
    ),
    (&["bst", "london time"], "Europe/London"),
    (&["hst", "hawaii time", "hawaii standard time"], "Pacific/Honolulu"),
    (&["cet", "cest", "met", "mez", "mesz"], "Europe/Paris"),
    (&["eet", "eest"], "Europe/Helsinki"),
    (&["msk", "moscow time"], "Europe/Moscow"),
    (&["jst", "japan standard time", "tokyo standard time"], "Asia/Tokyo"),
    (&["kst", "korea standard time"], "Asia/Seoul"),
    (&["china standard time", "beijing time", "beijing"], "Asia/Shanghai"),
    (&["hkt"], "Asia/Hong_Kong"),
    (&["sgt", "myt"], "Asia/Singapore"),
    (&["india standard time"], "Asia/Kolkata"),
    (&["aest", "aedt"], "Australia/Sydney"),
    (&["gmt", "z", "zulu", "utc+0", "utc+00:00", "gmt+0"], "UTC"),
];

/// The zone of that name, in whatever case; its `iana_name` has the right case.
///
/// Of the database's names only `UTC` and those of the form `Region/City` count: `EST` knows no
/// summer time, and `CST` is another zone for another reader.
pub(crate) fn find(name: &str) -> Option<TimeZone> {
    let is_city = name.contains('/') || name.eq_ignore_ascii_case("utc");
    is_city.then(|| ZONES.get(name).ok()).flatten()
}

/// What is wrong with a name that is no zone's, and what to write.
pub(crate) fn advice(written: &str) -> (String, String) {
    let lower = written.trim().to_lowercase();
    let offset = lower.trim_start_matches("utc").trim_start_matches("gmt");
    let message = if lower.len() > 1 && offset.starts_with(['+', '-', '\u{2212}']) {
        format!("`{written}` does not say whose clocks are meant, nor when they change")
    } else if ZONES.get(written).is_ok() && !written.contains(char::is_lowercase) {
        format!("`{written}` stands for no place, so nobody knows when its clocks change")
    } else {
        format!("there is no time zone called `{written}`")
    };
    let help = match nearest(written) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write a region and a city of the IANA list, as `Region/City`".to_owned(),
    };
    (message, help)
}

/// The name that `written` is most likely a slip for, if any is near enough.
pub(super) fn nearest(written: &str) -> Option<String> {
    // A zone's name is not that long, and comparing takes the product of the lengths.
    if written.len() > 60 {
        return None;
    }
    let written = written.trim().to_lowercase();
    let known = ABBREVIATIONS.iter().find(|(names, _)| names.contains(&written.as_str()));
    if let Some((_, city)) = known {
        return Some((*city).to_owned());
    }
    let written = written.replace(' ', "_");
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
