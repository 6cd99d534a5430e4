//! The forms of a date as a regular expression, for those who check without a calendar.

use super::parse::{NO_YEAR, OPEN, UNKNOWN};

const YEAR: &str = "(?!0000)[0-9]{4}";
const MONTH: &str = "(?:0[1-9]|1[0-2])";
const TIME: &str = r"T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:\[[A-Za-z0-9_+/-]+\])?";

/// A month and a day that some year has.
fn day() -> String {
    format!("(?!0[2469]-31|11-31|02-30){MONTH}-(?:0[1-9]|[12][0-9]|3[01])")
}

/// A whole day, or a time of one, as a pattern of ECMA-262.
pub(crate) fn exact_pattern() -> String {
    format!(r"^\s*{YEAR}-{}(?:{TIME})?\s*$", day())
}

/// What [`super::parse()`] reads, as a pattern of ECMA-262. It is looser in what takes a calendar:
/// leap years, the names of zones, and which end of an interval comes first.
pub(crate) fn pattern() -> String {
    let year = YEAR;
    let month = MONTH;
    let day = day();
    let date = format!("(?:{year}(?:-(?:{day}|{month}))?|{NO_YEAR}-(?:{day}|{month}))[?~%]?");
    let time = format!("{year}-{day}{TIME}");
    let open = OPEN.replace('.', r"\.");
    let end = format!("(?:{time}|{date}|{open})");
    // An open end needs another that is not.
    let closed = format!(r"(?!{open}(?:/{open})?\s*$)");
    format!(r"^\s*(?:{UNKNOWN}|{closed}{end}(?:/{end})?)\s*$")
}
