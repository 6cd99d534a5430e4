//! The time zones that a calendar's times are in (RFC 5545, section 3.6.5).
//!
//! A zone is described by each change of its clocks while the events last, with the one before
//! them: that is right for any year, while a rule for all years is right for none but the present.

use jiff::civil::DateTime;
use jiff::tz::{Dst, Offset, TimeZone, TimeZoneTransition};
use jiff::{Timestamp, Zoned};

use super::line::Lines;

/// The form of a time on local clocks.
pub(super) const LOCAL: &str = "%Y%m%dT%H%M%S";

/// Times of one zone that a calendar has to explain.
pub(super) struct Span {
    zone: TimeZone,
    first: Timestamp,
    last: Timestamp,
}

impl Span {
    /// A single time.
    pub(super) fn of(zoned: &Zoned) -> Self {
        let at = zoned.timestamp();
        Self { zone: zoned.time_zone().clone(), first: at, last: at }
    }

    /// The same span, made to hold another time too.
    pub(super) fn include(&mut self, zoned: &Zoned) {
        self.first = self.first.min(zoned.timestamp());
        self.last = self.last.max(zoned.timestamp());
    }

    /// Adds the zone's description.
    pub(super) fn write(&self, lines: &mut Lines) {
        lines.plain("BEGIN", "VTIMEZONE");
        lines.plain("TZID", self.zone.iana_name().unwrap_or_default());
        for observance in self.observances() {
            observance.write(lines);
        }
        lines.plain("END", "VTIMEZONE");
    }

    /// What the clocks show at the first time, and each change up to the last.
    fn observances(&self) -> Vec<Observance> {
        // What is not before a time itself may be right at it.
        let just_after = self.first.saturating_add(jiff::Span::new().seconds(1));
        let before = just_after.ok().and_then(|at| self.zone.preceding(at).next());
        let first = match before {
            Some(change) => self.observance(&change),
            None => self.always(),
        };
        let changes = self.zone.following(self.first).take_while(|it| it.timestamp() <= self.last);
        std::iter::once(first).chain(changes.map(|change| self.observance(&change))).collect()
    }

    fn observance(&self, change: &TimeZoneTransition<'_>) -> Observance {
        let at = change.timestamp();
        let just_before = at.saturating_sub(jiff::Span::new().seconds(1)).unwrap_or(at);
        let from = self.zone.to_offset(just_before);
        Observance {
            onset: from.to_datetime(at),
            from,
            to: change.offset(),
            is_summer: change.dst() == Dst::Yes,
            name: change.abbreviation().to_owned(),
        }
    }

    /// What the clocks of a zone show that has never changed.
    fn always(&self) -> Observance {
        let info = self.zone.to_offset_info(self.first);
        Observance {
            onset: info.offset().to_datetime(self.first),
            from: info.offset(),
            to: info.offset(),
            is_summer: info.dst() == Dst::Yes,
            name: info.abbreviation().to_owned(),
        }
    }
}

/// What the clocks show from a change on.
struct Observance {
    /// When it begins, on the clocks as they were before.
    onset: DateTime,
    from: Offset,
    to: Offset,
    is_summer: bool,
    name: String,
}

impl Observance {
    fn write(&self, lines: &mut Lines) {
        let part = if self.is_summer { "DAYLIGHT" } else { "STANDARD" };
        lines.plain("BEGIN", part);
        lines.plain("DTSTART", &self.onset.strftime(LOCAL).to_string());
        lines.plain("TZOFFSETFROM", &offset(self.from));
        lines.plain("TZOFFSETTO", &offset(self.to));
        lines.text("TZNAME", &self.name);
        lines.plain("END", part);
    }
}

/// An offset as `+0545`, with seconds only where there are any.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) =
        (seconds.abs() / 3600, seconds.abs() / 60 % 60, seconds.abs() % 60);
    let rest = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}

#[cfg(test)]
mod tests {
    use super::{Lines, Span, offset};
    use crate::document::zone;
    use jiff::Zoned;
    use jiff::civil::datetime;
    use jiff::tz::Offset;

    fn at(name: &str, year: i16, month: i8, day: i8) -> Zoned {
        let zone = zone::find(name).expect("a zone");
        datetime(year, month, day, 12, 0, 0, 0).to_zoned(zone).expect("a time")
    }

    fn written(span: &Span) -> String {
        let mut lines = Lines::default();
        span.write(&mut lines);
        lines.finish().replace("\r\n", " ")
    }

    #[test]
    fn a_zone_is_described_by_the_change_before_its_times() {
        assert_eq!(
            written(&Span::of(&at("Asia/Tokyo", 2031, 4, 2))),
            "BEGIN:VTIMEZONE TZID:Asia/Tokyo BEGIN:STANDARD DTSTART:19510909T010000 \
             TZOFFSETFROM:+1000 TZOFFSETTO:+0900 TZNAME:JST END:STANDARD END:VTIMEZONE "
        );
    }

    #[test]
    fn every_change_between_its_times_is_told() {
        let mut span = Span::of(&at("America/New_York", 2025, 10, 30));
        span.include(&at("America/New_York", 2026, 3, 9));
        let written = written(&span);
        let onsets: Vec<&str> =
            written.split(' ').filter(|line| line.starts_with("DTSTART")).collect();
        let expected =
            ["DTSTART:20250309T020000", "DTSTART:20251102T020000", "DTSTART:20260308T020000"];
        assert_eq!(onsets, expected, "{written}");
        assert_eq!(written.matches("BEGIN:DAYLIGHT").count(), 2);
    }

    #[test]
    fn a_zone_that_never_changed_is_described_too() {
        let written = written(&Span::of(&at("Etc/GMT-3", 2031, 4, 2)));
        assert!(written.contains("TZOFFSETFROM:+0300 TZOFFSETTO:+0300"), "{written}");
    }

    #[test]
    fn offsets_have_seconds_where_the_zone_has_them() {
        let of = |seconds| offset(Offset::from_seconds(seconds).expect("an offset"));
        assert_eq!(
            [of(0), of(20_700), of(-12_600), of(29_143)],
            ["+0000", "+0545", "-0330", "+080543"]
        );
    }
}
