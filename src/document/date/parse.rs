//! From an editor's text to a date.

use std::ops::Range;

use jiff::civil::{Date, Time};

use super::{DateError, Moment, When, slip, zone};

/// What stands for a date that nobody has said.
pub(super) const UNKNOWN: &str = "unknown";
/// What stands for a year that is not given.
pub(super) const NO_YEAR: &str = "XXXX";
/// What stands for the open end of an interval.
pub(super) const OPEN: &str = "..";
/// English names, for messages to editors.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Reads a date in the forms of the manual, such as `2025-11-01` or `2025-10-24/2025-10-30`.
pub(crate) fn parse(text: &str) -> Result<When, DateError> {
    if text == UNKNOWN {
        return Ok(When::Unknown);
    }
    if let Some(error) = slip::in_whole(text) {
        return Err(error);
    }
    match ends(text).as_slice() {
        [_] => moment(text).map(When::Moment),
        [start, end] => interval(text, start.clone(), end.clone()),
        _ => Err(DateError::form(
            text,
            "an interval has two ends, with one `/` between them",
            "write it as `2025-10-24/2025-10-30`",
        )),
    }
}

/// The parts between slashes, but for the slashes in the name of a zone.
fn ends(text: &str) -> Vec<Range<usize>> {
    let mut ends = Vec::new();
    let (mut start, mut in_zone) = (0, false);
    for (at, character) in text.char_indices() {
        match character {
            '[' => in_zone = true,
            ']' => in_zone = false,
            '/' if !in_zone => {
                ends.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    ends.push(start..text.len());
    ends
}

/// Reads both ends and checks that they stand in order.
fn interval(text: &str, start: Range<usize>, end: Range<usize>) -> Result<When, DateError> {
    if let Some(error) = slip::in_interval(&text[start.clone()], &text[end.clone()]) {
        return Err(error);
    }
    let first = interval_end(&text[start.clone()]).map_err(|error| error.after(start.start))?;
    let last = interval_end(&text[end.clone()]).map_err(|error| error.after(end.start))?;
    if first.as_ref().zip(last.as_ref()).is_some_and(|(first, last)| is_before(last, first)) {
        let (first, last) = (&text[start], &text[end]);
        return Err(DateError::form(
            text,
            format!("the interval ends (`{last}`) before it begins (`{first}`)"),
            format!("write the earlier one first: `{last}/{first}`"),
        ));
    }
    Ok(When::Interval { start: first, end: last })
}

/// Reads one end of an interval; none if it is open.
fn interval_end(text: &str) -> Result<Option<Moment>, DateError> {
    if text == OPEN { Ok(None) } else { moment(text).map(Some) }
}

/// Whether all of `one` is over before `other` can begin; false if nobody can tell.
fn is_before(one: &Moment, other: &Moment) -> bool {
    if let (Some(one), Some(other)) = (one.zoned(), other.zoned()) {
        return one < other;
    }
    match (one.latest(), other.earliest()) {
        (Some(one_day), Some(other_day)) if one_day == other_day => {
            one.zone == other.zone
                && one.time.zip(other.time).is_some_and(|(one, other)| one < other)
        }
        (Some(one_day), Some(other_day)) => one_day < other_day,
        _ => false,
    }
}

/// Reads a year, month, day or time.
fn moment(text: &str) -> Result<Moment, DateError> {
    match Shape::of(text) {
        Some(shape) => shape.read(text),
        None => Err(slip::in_moment(text)),
    }
}

/// Reads a moment that is written right and exists.
pub(super) fn sound_moment(text: &str) -> Option<Moment> {
    Shape::of(text)?.read(text).ok()
}

/// A moment whose parts are in their places but may not exist.
struct Shape<'a> {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    /// Hour, minute, second.
    clock: Option<[i8; 3]>,
    zone: Option<&'a str>,
    qualifier: Option<char>,
}

impl<'a> Shape<'a> {
    /// The parts of `text`; none if it has not the form of a moment.
    fn of(text: &'a str) -> Option<Self> {
        let Some((date, time)) = text.split_once('T') else { return Self::of_date(text) };
        let date = Self::of_date(date)?;
        let whole = date.year.is_some() && date.day.is_some() && date.qualifier.is_none();
        let (clock, zone) = match time.strip_suffix(']') {
            Some(zoned) => zoned.split_once('[').map(|(clock, zone)| (clock, Some(zone)))?,
            None => (time, None),
        };
        whole.then_some(Self { clock: Some(clock_of(clock)?), zone, ..date })
    }

    /// The parts of a year, month or day.
    fn of_date(text: &str) -> Option<Self> {
        let (date, qualifier) = match text.chars().last()? {
            mark @ ('?' | '~' | '%') => (&text[..text.len() - 1], Some(mark)),
            _ => (text, None),
        };
        let parts: Vec<&str> = date.split('-').collect();
        let year = match parts.first()? {
            &NO_YEAR if parts.len() > 1 => None,
            year => Some(digits::<4>(year)?),
        };
        let (month, day) = match &parts[1..] {
            [] => (None, None),
            [month] => (Some(digits::<2>(month)?), None),
            [month, day] => (Some(digits::<2>(month)?), Some(digits::<2>(day)?)),
            _ => return None,
        };
        let [month, day] = [month, day].map(|part| part.map(|number| number as i8));
        Some(Self { year, month, day, clock: None, zone: None, qualifier })
    }

    /// The moment, if it exists.
    fn read(&self, text: &str) -> Result<Moment, DateError> {
        self.check_day(text)?;
        let moment = Moment {
            year: self.year,
            month: self.month,
            day: self.day,
            time: self.time(text)?,
            zone: self.zone(text)?,
            uncertain: matches!(self.qualifier, Some('?' | '%')),
            approximate: matches!(self.qualifier, Some('~' | '%')),
        };
        check_clock(text, &moment)?;
        Ok(moment)
    }

    /// Refuses a year, month or day that no calendar has.
    fn check_day(&self, text: &str) -> Result<(), DateError> {
        if self.year == Some(0) {
            let help = "write a year from `0001`";
            return Err(DateError::impossible(text, "there is no year 0", help).at(0..4));
        }
        let Some(month) = self.month else { return Ok(()) };
        let Some(name) = month_name(month) else { return Err(no_month(text, month)) };
        let days = days_in(self.year, month);
        if self.day.is_none_or(|day| (1..=days).contains(&day)) {
            return Ok(());
        }
        let message = match self.year {
            Some(year) => format!("{name} {year} has {days} days"),
            None => format!("{name} has {days} days at most"),
        };
        let help = format!("write a day from `01` to `{days}`");
        Err(DateError::impossible(text, message, help).at(8..10))
    }

    /// The time on the clock, if there is one.
    fn time(&self, text: &str) -> Result<Option<Time>, DateError> {
        let Some([hour, minute, second]) = self.clock else { return Ok(None) };
        Time::new(hour, minute, second, 0).map(Some).map_err(|_| {
            let clock = 11..text.find('[').unwrap_or(text.len());
            let message = format!("no clock shows `{}`", &text[clock.clone()]);
            DateError::impossible(text, message, "write a time from `00:00` to `23:59`").at(clock)
        })
    }

    /// The zone as the database spells it, if there is one.
    fn zone(&self, text: &str) -> Result<Option<String>, DateError> {
        let Some(name) = self.zone else { return Ok(None) };
        if let Some(known) = zone::find(name) {
            return Ok(Some(known.iana_name().unwrap_or(name).to_owned()));
        }
        let range = text.len() - 1 - name.len()..text.len() - 1;
        let (message, help) = zone::advice(name);
        Err(DateError::form(text, message, help).at(range))
    }
}

/// The error for a month beyond the calendar.
fn no_month(text: &str, month: i8) -> DateError {
    let help = slip::exchanged(text).map_or_else(
        || "months go from `01` to `12`".to_owned(),
        |likely| format!("write the month before the day: `{likely}`"),
    );
    DateError::impossible(text, format!("there is no month {month}"), help).at(5..7)
}

/// What is wrong with a time that the clocks of its zone skip, and what to do.
pub(crate) fn skipped(moment: &Moment) -> (String, &'static str) {
    let zone = moment.zone.as_deref().unwrap_or_default();
    let message = format!("the clocks of {zone} skip this time: they go forward that day");
    (message, "check the time with your source")
}

/// Refuses a time that the clocks of its zone skip.
fn check_clock(text: &str, moment: &Moment) -> Result<(), DateError> {
    if !moment.is_skipped() {
        return Ok(());
    }
    let (message, help) = skipped(moment);
    Err(DateError::impossible(text, message, help))
}

/// The English name of the month of that number.
pub(super) fn month_name(month: i8) -> Option<&'static str> {
    MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?).copied()
}

/// Days in a month; without a year, as in a leap year.
fn days_in(year: Option<i16>, month: i8) -> i8 {
    Date::new(year.unwrap_or(2024), month, 1).map_or(31, Date::days_in_month)
}

/// Hour, minute and second, two digits each; the seconds may be missing.
fn clock_of(text: &str) -> Option<[i8; 3]> {
    let parts: Option<Vec<i8>> =
        text.split(':').map(|part| digits::<2>(part).map(|number| number as i8)).collect();
    match parts?.as_slice() {
        [hour, minute] => Some([*hour, *minute, 0]),
        [hour, minute, second] => Some([*hour, *minute, *second]),
        _ => None,
    }
}

/// A number of exactly `N` digits.
pub(super) fn digits<const N: usize>(text: &str) -> Option<i16> {
    let whole = text.len() == N && text.bytes().all(|byte| byte.is_ascii_digit());
    whole.then(|| text.parse().ok()).flatten()
}
