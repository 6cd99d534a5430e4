//! The forms of a date as a regular expression, for those who check without a calendar.

use super::parse::{NO_YEAR, OPEN, UNKNOWN};

/// What [`super::parse()`] reads, as a pattern of ECMA-262. It is looser in what takes a calendar:
/// leap years, the names of zones, and which end of an interval comes first.
pub(crate) fn pattern() -> String {
    let year = "(?!0000)[0-9]{4}";
    let month = "(?:0[1-9]|1[0-2])";
    let day = format!("(?!0[2469]-31|11-31|02-30){month}-(?:0[1-9]|[12][0-9]|3[01])");
    let date = format!("(?:{year}(?:-(?:{day}|{month}))?|{NO_YEAR}-(?:{day}|{month}))[?~%]?");
    let clock = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?";
    let time = format!(r"{year}-{day}T{clock}(?:\[[A-Za-z0-9_+/-]+\])?");
    let open = OPEN.replace('.', r"\.");
    let end = format!("(?:{time}|{date}|{open})");
    // An open end needs another that is not.
    let closed = format!(r"(?!{open}(?:/{open})?\s*$)");
    format!(r"^\s*(?:{UNKNOWN}|{closed}{end}(?:/{end})?)\s*$")
}
