//! Times as readers are told them.

use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::document::{DateMoment, When, zone};
use crate::page::view::TimeView;
use crate::page::words::Words;
use crate::site::Time;

/// What readers are told of a time, without the zones elsewhere.
pub(crate) fn in_words(time: &Time, words: &Words, newsroom: &str) -> String {
    self::time(time, words, newsroom).text
}

/// A time in words; the editor's own words come first.
pub(crate) fn time(time: &Time, words: &Words, newsroom: &str) -> TimeView {
    let clocks = Clocks { words, newsroom, local: time.zone.as_deref() };
    let view = clocks.view(&time.when);
    match &time.text {
        // The editor's words say it better; what machines read stays as exact as it is.
        Some(text) => TimeView { text: text.clone(), known: true, ..view },
        None => view,
    }
}

/// A date in words; none where there is none.
pub(crate) fn date(when: &When, words: &Words, newsroom: &str) -> Option<TimeView> {
    let clocks = Clocks { words, newsroom, local: None };
    (*when != When::Unknown).then(|| clocks.view(when))
}

/// Whose clocks a time is told by, and in which words.
struct Clocks<'a> {
    words: &'a Words,
    /// The newsroom's zone, an IANA name.
    newsroom: &'a str,
    /// The zone of the place that the time is about.
    local: Option<&'a str>,
}

impl Clocks<'_> {
    fn view(&self, when: &When) -> TimeView {
        let when = match self.local {
            Some(zone) => when.clone().seen_from(zone),
            None => when.clone(),
        };
        let text = match &when {
            When::Unknown => self.words.get("dates.unknown"),
            When::Moment(moment) => self.moment(moment, Year::Told),
            When::Interval { start, end } => self.interval(start.as_ref(), end.as_ref()),
        };
        TimeView {
            text,
            datetime: when.html_datetime(),
            elsewhere: self.elsewhere(&when),
            known: when != When::Unknown,
        }
    }

    fn interval(&self, start: Option<&DateMoment>, end: Option<&DateMoment>) -> String {
        let told = |moment: &DateMoment| self.moment(moment, Year::Told);
        match (start, end) {
            (Some(start), Some(end)) => self.common(start, end).unwrap_or_else(|| {
                let (start, end) = (told(start), told(end));
                self.words.fill("dates.interval", &[("start", &start), ("end", &end)])
            }),
            (Some(start), None) => self.words.fill("dates.since", &[("start", &told(start))]),
            (None, Some(end)) => self.words.fill("dates.until", &[("end", &told(end))]),
            (None, None) => self.words.get("dates.unknown"),
        }
    }

    /// An interval that names no year, month or day twice; none if the two ends have none in common.
    fn common(&self, start: &DateMoment, end: &DateMoment) -> Option<String> {
        let vague = |moment: &DateMoment| moment.uncertain || moment.approximate;
        if vague(start) || vague(end) || start.year != end.year {
            return None;
        }
        if start == end {
            return Some(self.moment(start, Year::Told));
        }
        let (from, to) = (start.day?, end.day?);
        let year = start.year.map(|year| year.to_string());
        if start.month == end.month && start.time.is_none() && end.time.is_none() {
            let form = match year {
                Some(_) => "dates.interval_in_month",
                None => "dates.interval_in_month_without_year",
            };
            let month = start.month.map(|month| self.words.month(month)).unwrap_or_default();
            let (from, to, year) = (from.to_string(), to.to_string(), year.unwrap_or_default());
            let values = [("month", &*month), ("start", &from), ("end", &to), ("year", &year)];
            return Some(self.words.fill(form, &values));
        }
        if (start.month, from) == (end.month, to) {
            let day = day(start, Year::Told, self.words);
            let time = self.hours(start, end)?;
            return Some(self.words.fill("dates.time", &[("date", &day), ("time", &time)]));
        }
        let year = year.filter(|_| end.time.is_none())?;
        let (from, to) = (self.moment(start, Year::Left), self.moment(end, Year::Left));
        let values = [("start", &*from), ("end", &to), ("year", &year)];
        Some(self.words.fill("dates.interval_in_year", &values))
    }

    /// From one time to another on the same clocks; none unless both have a time there.
    fn hours(&self, start: &DateMoment, end: &DateMoment) -> Option<String> {
        let (from, to) = (hour(start)?, hour(end)?);
        // Where the clocks change in between, each time has a name of its own.
        if start.zoned().map(|it| it.offset()) != end.zoned().map(|it| it.offset()) {
            return None;
        }
        let hours = self.words.fill("dates.hours", &[("start", &from), ("end", &to)]);
        (start.zone == end.zone).then(|| self.on_clocks(&hours, start))
    }

    fn moment(&self, moment: &DateMoment, year: Year) -> String {
        let mut text = day(moment, year, self.words);
        if let Some(hour) = hour(moment) {
            let time = self.on_clocks(&hour, moment);
            text = self.words.fill("dates.time", &[("date", &text), ("time", &time)]);
        }
        if moment.approximate {
            text = self.words.fill("dates.approximate", &[("date", &text)]);
        }
        if moment.uncertain {
            text = self.words.fill("dates.uncertain", &[("date", &text)]);
        }
        text
    }

    /// A time with the clocks that show it: local ones, the newsroom's, or those of a city.
    fn on_clocks(&self, time: &str, moment: &DateMoment) -> String {
        let Some(zoned) = moment.zoned() else { return time.to_owned() };
        let zone = moment.zone.as_deref().unwrap_or_default();
        if self.local == Some(zone) {
            return self.words.fill("dates.local", &[("time", time)]);
        }
        match zone.rsplit_once('/') {
            // An abbreviation is clear at home only: CST is the time of Chicago, and of Shanghai.
            Some((area, city)) if zone != self.newsroom && area != "Etc" => {
                let city = city.replace('_', " ");
                self.words.fill("dates.city", &[("time", time), ("city", &city)])
            }
            _ => self.words.fill("dates.zone", &[("time", time), ("zone", &zone_name(&zoned))]),
        }
    }

    /// The same time in the newsroom's zone and in UTC, each once and not the local one again.
    fn elsewhere(&self, when: &When) -> Vec<String> {
        let Some(local) = when.start().and_then(DateMoment::zoned) else { return Vec::new() };
        let end = when.end().and_then(DateMoment::zoned);
        // Behind a stay of days, nobody could tell which end the other clocks are about.
        if when.latest() != Some(local.date()) {
            return Vec::new();
        }
        let abroad = Clocks { local: None, ..*self };
        let mut told = vec![local.offset()];
        let mut texts = Vec::new();
        for zone in [zone::find(self.newsroom), Some(TimeZone::UTC)].into_iter().flatten() {
            let start = local.with_time_zone(zone.clone());
            if !told.contains(&start.offset()) {
                told.push(start.offset());
                let end = end.as_ref().map(|end| end.with_time_zone(zone));
                texts.push(abroad.there(&local, &start, end.as_ref()));
            }
        }
        texts
    }

    /// The time in another zone, with the day only where it is another one there.
    fn there(&self, local: &Zoned, start: &Zoned, end: Option<&Zoned>) -> String {
        let (from, to) = (DateMoment::of(start), end.map(DateMoment::of));
        let dated = |moment: &DateMoment, date: Date, time: String| {
            if date == local.date() {
                return time;
            }
            let year = if date.year() == local.year() { Year::Left } else { Year::Told };
            let day = day(moment, year, self.words);
            self.words.fill("dates.time", &[("date", &day), ("time", &time)])
        };
        let told = |moment: &DateMoment| {
            hour(moment).map(|hour| self.on_clocks(&hour, moment)).unwrap_or_default()
        };
        match to.filter(|to| to.time != from.time || end.is_some_and(|end| end != start)) {
            None => dated(&from, start.date(), told(&from)),
            Some(to) => {
                let same_day = self.hours(&from, &to).filter(|_| from.day == to.day);
                if let Some(hours) = same_day {
                    dated(&from, start.date(), hours)
                } else {
                    let last = end.map_or_else(|| start.date(), Zoned::date);
                    let (from, to) = (
                        dated(&from, start.date(), hour(&from).unwrap_or_default()),
                        dated(&to, last, told(&to)),
                    );
                    self.words.fill("dates.interval", &[("start", &from), ("end", &to)])
                }
            }
        }
    }
}

/// Whether a date names its year or leaves it to its surroundings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Year {
    Told,
    Left,
}

fn day(moment: &DateMoment, year: Year, words: &Words) -> String {
    let told = moment.year.filter(|_| year == Year::Told);
    let month = moment.month.map(|month| words.month(month)).unwrap_or_default();
    let day = moment.day.map(|day| day.to_string()).unwrap_or_default();
    let form = match (told, moment.month, moment.day) {
        (Some(_), Some(_), Some(_)) => "dates.day",
        (None, Some(_), Some(_)) => "dates.day_without_year",
        (Some(_), Some(_), None) => "dates.month",
        (None, Some(_), None) => "dates.month_without_year",
        (Some(_), None, _) => "dates.year",
        (None, None, _) => "dates.unknown",
    };
    let year = told.map(|year| year.to_string()).unwrap_or_default();
    words.fill(form, &[("year", &year), ("month", &month), ("day", &day)])
}

/// Hours and minutes; none where there is no time.
fn hour(moment: &DateMoment) -> Option<String> {
    Some(moment.time?.strftime("%H:%M").to_string())
}

/// The abbreviation that the zone's own people use, or the offset where it has none.
fn zone_name(zoned: &Zoned) -> String {
    let name = zoned.strftime("%Z").to_string();
    if name.chars().any(char::is_alphabetic) { name } else { zoned.strftime("UTC%:z").to_string() }
}
