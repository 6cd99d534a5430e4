//! When something is, in the part of EDTF (ISO 8601-2) that editors write.

mod clock;
mod parse;
mod pattern;
mod period;
mod slip;
#[cfg(test)]
mod tests;
pub(crate) mod zone;

use std::cmp::Reverse;
use std::fmt;
use std::ops::Range;

use jiff::Zoned;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};

pub(crate) use parse::{parse, skipped};
pub(crate) use pattern::{exact_pattern, pattern};

/// When something is, as exactly as somebody has said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum When {
    /// Nobody has said.
    #[default]
    Unknown,
    /// In one year, month or day, or at one time.
    Moment(Moment),
    /// From one moment to another; an end that is `None` is open, and never both are.
    Interval {
        /// The first moment.
        start: Option<Moment>,
        /// The last moment, which belongs to the interval.
        end: Option<Moment>,
    },
}

/// A year, month, day or time that is known to be in the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// From 1 to 9999; none if the sources do not give it (`XXXX`).
    pub(crate) year: Option<i16>,
    /// From 1 to 12.
    pub(crate) month: Option<i8>,
    /// From 1 to 31; only with a month.
    pub(crate) day: Option<i8>,
    /// On the clocks of `zone`; only with a year and a day.
    pub(crate) time: Option<Time>,
    /// The IANA name of the zone as the time zone database spells it; only with a time.
    pub(crate) zone: Option<String>,
    /// Whether the source itself is in doubt (`?` or `%`).
    pub(crate) uncertain: bool,
    /// Whether it is only about then (`~` or `%`).
    pub(crate) approximate: bool,
}

/// The place of a date in an ordered list: by day, then whole days before times, then by length.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SortKey {
    day: Date,
    /// In UTC if the zone is known, so that times of one day in two zones stand in order.
    time: Option<DateTime>,
    last_day: Reverse<Date>,
}

/// What is wrong with a date, and where in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DateError {
    /// Whether the form is wrong or the calendar is against it.
    pub(crate) kind: DateErrorKind,
    /// What is wrong, in the editor's words.
    pub(crate) message: String,
    /// What to write instead.
    pub(crate) help: String,
    /// The culprit, in bytes of the text.
    pub(crate) range: Range<usize>,
}

/// The two ways in which a date can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateErrorKind {
    /// It is not written as a date is written here.
    BadForm,
    /// It is well written, but there is no such day or time.
    Impossible,
}

impl When {
    /// The first moment, or the only one.
    pub(crate) fn start(&self) -> Option<&Moment> {
        match self {
            Self::Unknown => None,
            Self::Moment(moment) => Some(moment),
            Self::Interval { start, .. } => start.as_ref(),
        }
    }

    /// The last moment, or the only one.
    pub(crate) fn end(&self) -> Option<&Moment> {
        match self {
            Self::Unknown => None,
            Self::Moment(moment) => Some(moment),
            Self::Interval { end, .. } => end.as_ref(),
        }
    }

    /// The first day that this can be; none if open, unknown, or of no known year.
    pub(crate) fn earliest(&self) -> Option<Date> {
        self.start().and_then(Moment::earliest)
    }

    /// The last day that this can be; none if open, unknown, or of no known year.
    pub(crate) fn latest(&self) -> Option<Date> {
        self.end().and_then(Moment::latest)
    }

    /// What HTML's `<time datetime>` may hold; none where only words can say it.
    pub(crate) fn html_datetime(&self) -> Option<String> {
        match self {
            Self::Moment(moment) => moment.html_datetime(),
            Self::Unknown | Self::Interval { .. } => None,
        }
    }

    /// The first and the last moment in the forms of ISO 8601, each as exact as it is; none where its
    /// year is not known, or somebody is in doubt about it.
    pub(crate) fn iso_ends(&self) -> [Option<String>; 2] {
        let end = |moment: Option<&Moment>| moment.filter(|it| it.year.is_some())?.html_datetime();
        [end(self.start()), end(self.end())]
    }

    /// The one time that this is, or the beginning of the one day, on the clocks of `zone` where it
    /// names none; none for anything vaguer.
    pub(crate) fn instant(&self, zone: &str) -> Option<Zoned> {
        let Self::Moment(moment) = self else { return None };
        moment.is_exact().then(|| moment.clone().in_zone(zone).beginning(zone)).flatten()
    }

    /// Where this stands among dated things; none if it has no place there.
    pub(crate) fn sort_key(&self) -> Option<SortKey> {
        let first = self.start().or(self.end())?;
        Some(SortKey {
            day: first.earliest()?,
            time: first.utc(),
            last_day: Reverse(self.latest().unwrap_or(Date::MAX)),
        })
    }

    /// The same times on the clocks of `zone`, an IANA name; a time without a zone stays as it is.
    #[must_use]
    pub(crate) fn seen_from(self, zone: &str) -> Self {
        self.each(|moment| moment.seen_from(zone))
    }

    /// The first of its times that the clocks of its zone skip, as they do in spring.
    pub(crate) fn skipped(&self) -> Option<&Moment> {
        [self.start(), self.end()].into_iter().flatten().find(|moment| moment.is_skipped())
    }

    /// Whether it ends before it begins.
    pub(crate) fn is_reversed(&self) -> bool {
        let times = self.start().and_then(Moment::zoned).zip(self.end().and_then(Moment::zoned));
        match times {
            Some((first, last)) => last < first,
            None => self.earliest().zip(self.latest()).is_some_and(|(first, last)| last < first),
        }
    }

    /// The same, with `zone` for each time that names none; `zone` is an IANA name.
    #[must_use]
    pub(crate) fn in_zone(self, zone: &str) -> Self {
        self.each(|moment| moment.in_zone(zone))
    }

    fn each(self, change: impl Fn(Moment) -> Moment) -> Self {
        match self {
            Self::Unknown => Self::Unknown,
            Self::Moment(moment) => Self::Moment(change(moment)),
            Self::Interval { start, end } => {
                Self::Interval { start: start.map(&change), end: end.map(&change) }
            }
        }
    }
}

impl Moment {
    /// A moment that is known to the second.
    pub(crate) fn of(zoned: &Zoned) -> Self {
        Self {
            year: Some(zoned.year()),
            month: Some(zoned.month()),
            day: Some(zoned.day()),
            time: Some(zoned.time()),
            zone: zoned.time_zone().iana_name().map(str::to_owned),
            uncertain: false,
            approximate: false,
        }
    }

    /// The first day that this can be, in its own zone; none without a year.
    pub(crate) fn earliest(&self) -> Option<Date> {
        Date::new(self.year?, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }

    /// The last day that this can be, in its own zone; none without a year.
    pub(crate) fn latest(&self) -> Option<Date> {
        let first = self.earliest()?;
        match (self.month, self.day) {
            (_, Some(_)) => Some(first),
            (Some(_), None) => Some(first.last_of_month()),
            (None, None) => Some(first.last_of_year()),
        }
    }

    /// The time with its zone; none unless both are known.
    pub(crate) fn zoned(&self) -> Option<Zoned> {
        zone::find(self.zone.as_deref()?)?.to_zoned(self.local()?).ok()
    }

    /// A time that names no zone, on the clocks of `zone`, if these skip it.
    pub(crate) fn skipped_in(self, zone: &str) -> Option<Self> {
        let is_open = self.time.is_some() && self.zone.is_none();
        let there = self.in_zone(zone);
        (is_open && there.is_skipped()).then_some(there)
    }

    /// When it begins, on the clocks of `newsroom` where it names no others.
    pub(crate) fn begins(&self, newsroom: &TimeZone) -> Option<Zoned> {
        let own = self.zone.as_deref().and_then(zone::find);
        let local = self.earliest()?.to_datetime(self.time.unwrap_or_default());
        own.unwrap_or_else(|| newsroom.clone()).to_zoned(local).ok()
    }

    /// Whether the clocks of its zone go from before it to after it.
    pub(crate) fn is_skipped(&self) -> bool {
        let zone = self.zone.as_deref().and_then(zone::find);
        zone.zip(self.local()).is_some_and(|(zone, local)| {
            matches!(zone.to_ambiguous_zoned(local).offset(), AmbiguousOffset::Gap { .. })
        })
    }

    /// As ISO 8601 writes it, to what is known; none without a year, and where it is only about then.
    pub(crate) fn iso_8601(&self) -> Option<String> {
        self.year.and_then(|_| self.html_datetime())
    }

    /// Day and time on the local clocks; none without a time.
    pub(crate) fn local(&self) -> Option<DateTime> {
        Some(self.earliest()?.to_datetime(self.time?))
    }

    /// Whether the day is known, and nobody is in doubt about it.
    pub(crate) fn is_exact(&self) -> bool {
        self.year.is_some() && self.day.is_some() && !self.uncertain && !self.approximate
    }

    /// The time if there is one; else the beginning of the day in `zone`, an IANA name.
    fn beginning(&self, zone: &str) -> Option<Zoned> {
        self.zoned().or_else(|| self.earliest()?.to_zoned(zone::find(zone)?).ok())
    }

    /// Day and time in UTC if the zone is known, on local clocks if not.
    fn utc(&self) -> Option<DateTime> {
        let zoned = self.zoned().map(|zoned| zoned.timestamp().to_zoned(jiff::tz::TimeZone::UTC));
        zoned.map(|zoned| zoned.datetime()).or_else(|| self.local())
    }

    /// See [`When::html_datetime`].
    fn html_datetime(&self) -> Option<String> {
        if self.uncertain || self.approximate {
            return None;
        }
        // HTML has no form for an offset with seconds, such as that of a local mean time.
        if let Some(zoned) = self.zoned().filter(|zoned| zoned.offset().seconds() % 60 == 0) {
            return Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
        }
        if let Some(local) = self.local() {
            return Some(local.strftime("%Y-%m-%dT%H:%M:%S").to_string());
        }
        match (self.year, self.month, self.day) {
            (None, Some(month), Some(day)) => Some(format!("{month:02}-{day:02}")),
            // HTML has no form for a month without its year.
            (None, _, _) => None,
            (Some(_), _, _) => Some(self.to_string()),
        }
    }

    /// The same, with `zone` if this is a time that names none.
    fn in_zone(mut self, zone: &str) -> Self {
        if self.time.is_some() && self.zone.is_none() {
            self.zone = Some(zone.to_owned());
        }
        self
    }

    /// See [`When::seen_from`].
    fn seen_from(self, zone: &str) -> Self {
        let there = self.zoned().zip(zone::find(zone)).map(|(at, zone)| at.with_time_zone(zone));
        let Some(there) = there else { return self };
        let Self { uncertain, approximate, .. } = self;
        Self { uncertain, approximate, ..Self::of(&there) }
    }

    /// `?`, `~`, `%` or nothing.
    fn qualifier(&self) -> &'static str {
        match (self.uncertain, self.approximate) {
            (true, true) => "%",
            (true, false) => "?",
            (false, true) => "~",
            (false, false) => "",
        }
    }
}

/// The EDTF text, which [`parse`] reads back.
impl fmt::Display for When {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => formatter.write_str(parse::UNKNOWN),
            Self::Moment(moment) => moment.fmt(formatter),
            Self::Interval { start, end } => {
                write!(formatter, "{}/{}", end_text(start.as_ref()), end_text(end.as_ref()))
            }
        }
    }
}

/// The EDTF text.
impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(formatter, "{year:04}")?,
            None => formatter.write_str(parse::NO_YEAR)?,
        }
        for part in [self.month, self.day].into_iter().flatten() {
            write!(formatter, "-{part:02}")?;
        }
        if let Some(time) = self.time {
            let form = if time.second() == 0 { "T%H:%M" } else { "T%H:%M:%S" };
            write!(formatter, "{}", time.strftime(form))?;
        }
        if let Some(zone) = &self.zone {
            write!(formatter, "[{zone}]")?;
        }
        formatter.write_str(self.qualifier())
    }
}

/// An end of an interval in EDTF.
fn end_text(end: Option<&Moment>) -> String {
    end.map_or_else(|| parse::OPEN.to_owned(), Moment::to_string)
}

impl DateError {
    /// An error in the form, over the whole of `text`.
    fn form(text: &str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            kind: DateErrorKind::BadForm,
            message: message.into(),
            help: help.into(),
            range: 0..text.len(),
        }
    }

    /// A day or time that does not exist, over the whole of `text`.
    fn impossible(text: &str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { kind: DateErrorKind::Impossible, ..Self::form(text, message, help) }
    }

    /// The same error, at `range`.
    fn at(self, range: Range<usize>) -> Self {
        Self { range, ..self }
    }

    /// The same error in a text that has `offset` bytes more in front.
    fn after(self, offset: usize) -> Self {
        let range = self.range.start + offset..self.range.end + offset;
        self.at(range)
    }
}
