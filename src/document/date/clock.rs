//! The usual slips in a time of day, each with what to write instead.
//!
//! Editors paste what is proposed, so no zone is proposed but one that they have named.

use super::slip::{completed, sound};
use super::zone;

/// Which clocks a time without a zone is read on, for whoever wanted to name a zone.
const WHOSE: &str = "it is read on the clocks of its stop, or of the newsroom; for other clocks \
                     put their zone behind it, as `[Region/City]`";
/// Marks of the two halves of a day, the longest first.
const HALVES: [(&str, bool); 6] =
    [("a.m.", false), ("p.m.", true), ("a.m", false), ("p.m", true), ("am", false), ("pm", true)];
/// Words that only say that the number before them is a time.
const UNITS: [&str; 6] = ["o'clock", "o’clock", "hours", "hrs", "uhr", "h"];
/// What stands between two times.
const BETWEEN: [&str; 6] = ["–", "—", "-", "to ", "until ", "/"];
/// What stands around the name of a zone.
const AROUND: [char; 6] = ['[', ']', '(', ')', ' ', ','];

/// A time that an editor wrote, understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Clock<'a> {
    /// The time as it is to be written: `20:00`.
    pub(super) time: String,
    /// What stands behind it.
    pub(super) after: &'a str,
    /// Whether it says which half of the day is meant.
    has_half: bool,
    /// Whether it is more than a number that could be anything.
    is_plain: bool,
}

impl<'a> Clock<'a> {
    /// The time that `text` begins with, such as `8:00pm`; none if no clock shows it.
    pub(super) fn leading(text: &'a str) -> Option<Self> {
        let (digits, rest) = number(text);
        let (hour, minutes, rest) = match digits.len() {
            4 => (&digits[..2], Some(digits[2..].to_owned()), rest),
            1 | 2 => {
                let (minutes, rest) = minutes(rest);
                (digits, minutes, rest)
            }
            _ => return None,
        };
        let (half, rest) = half(rest.trim_start());
        let (unit, rest) = unit(rest.trim_start());
        let hour = hour_of_day(hour.parse().ok()?, half)?;
        let is_plain = half.is_some() || unit || (minutes.is_some() && digits.len() < 4);
        let time = format!("{hour:02}:{}", minutes.as_deref().unwrap_or("00"));
        sound(format!("2000-01-01T{time}"))?;
        Some(Self { time, after: rest.trim(), has_half: half.is_some(), is_plain })
    }

    /// The first time that stands somewhere in `text`, and what stands before it.
    pub(super) fn within(text: &'a str) -> Option<(&'a str, Self)> {
        let begins = |at: &usize| {
            let before = text[..*at].chars().next_back();
            !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ':' | '.'))
        };
        let starts = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
        starts.filter(begins).find_map(|at| {
            let clock = Self::leading(&text[at..]).filter(|clock| clock.is_plain)?;
            Some((&text[..at], clock))
        })
    }

    /// The zone that stands behind the time.
    pub(super) fn zone(&self) -> Option<String> {
        let written = self.after.trim_matches(AROUND);
        if let Some(zone) = zone::find(written) {
            return Some(zone.iana_name().unwrap_or("UTC").to_owned());
        }
        let lower = written.to_lowercase();
        let city = lower.strip_suffix("time").map_or(lower.as_str(), str::trim_end);
        zone::nearest(&lower).or_else(|| zone::nearest(city))
    }
}

/// What is wrong with `time`, which stands behind `day`, and what to write.
pub(super) fn flaw(day: &str, time: &str) -> (&'static str, String) {
    if time.eq_ignore_ascii_case("noon") {
        return ("a time is written in digits", format!("write `{day}T12:00`; {WHOSE}"));
    }
    if !time.starts_with(|c: char| c.is_ascii_digit()) {
        let help = format!("write `{day}`, and the words in `when_text`");
        return ("a time is written in digits", help);
    }
    let Some(clock) = Clock::leading(time) else {
        let help = format!("write `{day}T`, and behind it the time from `00:00` to `23:59`");
        return ("this is no time that a clock shows", help);
    };
    let whole = format!("{day}T{}", clock.time);
    if let Some(offset) = Offset::of(clock.after) {
        let help = match offset {
            Offset::Named(zone) => format!("write `{whole}[{zone}]`"),
            Offset::Bare => format!("write `{whole}`; {WHOSE}"),
        };
        return ("an offset from UTC does not say whose clocks are meant", help);
    }
    if BETWEEN.iter().any(|sign| clock.after.starts_with(sign)) {
        let help = end_of(&clock, day).map_or_else(
            || "write both in full, with the day and a `T` before each time".to_owned(),
            |end| format!("write `{whole}/{end}`"),
        );
        return ("the ends of an interval have a `/` between them", help);
    }
    zone_flaw(&clock, &whole)
}

/// What is wrong with what stands behind a time, if it is that; else with the time.
fn zone_flaw(clock: &Clock<'_>, whole: &str) -> (&'static str, String) {
    let written = clock.after.trim_matches(AROUND);
    if let Some(zone) = clock.zone() {
        let help = format!("write `{whole}[{zone}]`");
        return match zone::find(written) {
            Some(_) if clock.after.starts_with('[') => (FORM, help),
            Some(_) => ("a zone stands in brackets right behind the time", help),
            None => (ZONE, format!("{help}, with the city whose clocks are meant")),
        };
    }
    let message = if written.starts_with(char::is_alphabetic) { ZONE } else { FORM };
    (message, format!("write `{whole}`; {WHOSE}"))
}

const FORM: &str = "a time is two digits, a colon and two digits, with a `T` in front";
const ZONE: &str = "a zone is a region and a city, in brackets right behind the time";

/// The end of an interval whose first time is `clock`: `20:00–22:00`.
fn end_of(clock: &Clock<'_>, day: &str) -> Option<String> {
    let rest = BETWEEN.iter().find_map(|sign| clock.after.strip_prefix(sign))?;
    let end = Clock::leading(rest.trim_start()).filter(|end| end.after.is_empty())?;
    // Of `8–10 pm` nobody knows which half of the day the 8 is in.
    let alike = clock.has_half == end.has_half;
    alike.then(|| completed(&format!("{day}T{}", clock.time), &end.time)).flatten()
}

/// An offset from UTC.
enum Offset<'a> {
    /// `Z` or `+09:00[Asia/Seoul]`, with the zone.
    Named(&'a str),
    /// `+09:00`
    Bare,
}

impl<'a> Offset<'a> {
    fn of(after: &'a str) -> Option<Self> {
        if after.eq_ignore_ascii_case("z") {
            return Some(Self::Named("UTC"));
        }
        let rest = after.strip_prefix(['+', '-', '\u{2212}'])?;
        let (number, zone) = rest.split_once('[').unwrap_or((rest, ""));
        let hours = number.trim().split(':').next().unwrap_or_default();
        let hours: u32 = hours.get(..2).unwrap_or(hours).parse().ok()?;
        let is_number = number.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | ' '));
        let zone = zone.strip_suffix(']').filter(|zone| zone::find(zone).is_some());
        (is_number && hours <= 14).then(|| zone.map_or(Self::Bare, Self::Named))
    }
}

/// The digits at the beginning of a text, and the rest.
fn number(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

/// The minutes, and the seconds if there are any, that follow an hour.
fn minutes(text: &str) -> (Option<String>, &str) {
    let Some(rest) = text.strip_prefix([':', '.', 'h']) else { return (None, text) };
    let (minutes, rest) = number(rest);
    if minutes.len() != 2 {
        return (None, text);
    }
    let (seconds, after) = number(rest.strip_prefix(':').unwrap_or_default());
    if seconds.len() != 2 {
        return (Some(minutes.to_owned()), rest);
    }
    let (fraction, behind) = number(after.strip_prefix('.').unwrap_or_default());
    let after = if fraction.is_empty() { after } else { behind };
    (Some(format!("{minutes}:{seconds}")), after)
}

/// Whether the second half of the day is named at the beginning of a text, and the rest.
fn half(text: &str) -> (Option<bool>, &str) {
    let named = HALVES.iter().find_map(|(mark, half)| Some((*half, without_word(text, mark)?)));
    named.map_or((None, text), |(half, rest)| (Some(half), rest))
}

/// Whether a word for hours begins a text, and the rest.
fn unit(text: &str) -> (bool, &str) {
    let rest = UNITS.iter().find_map(|word| without_word(text, word));
    rest.map_or((false, text), |rest| (true, rest))
}

/// The text behind a word that it begins with, in whatever case.
fn without_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))?;
    let rest = &text[head.len()..];
    (!rest.starts_with(char::is_alphabetic)).then_some(rest)
}

/// The hour from 0 to 23; none where the number and the half of the day contradict each other.
fn hour_of_day(hour: u8, half: Option<bool>) -> Option<u8> {
    match (hour, half) {
        (0..=23, None) | (13..=23, Some(true)) | (1..12, Some(false)) => Some(hour),
        (12, Some(true)) => Some(12),
        (12, Some(false)) => Some(0),
        (1..12, Some(true)) => Some(hour + 12),
        _ => None,
    }
}
