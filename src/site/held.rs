//! What is kept back until a moment, for those who make the site.

use std::fmt::Write;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::{Serialize, Serializer};

use crate::document::Document;
use crate::files::FilePath;
use crate::site::visibility::{Alone, Draft, State, Visibility, parts};

/// Something that is published from a moment on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// Its file.
    pub file: String,
    /// The id of the entry; none where the whole file is held back.
    pub id: Option<String>,
    /// When it is published, on the newsroom's clocks; as RFC 3339 has it in JSON.
    #[serde(serialize_with = "rfc_3339")]
    pub until: Zoned,
}

/// All that is held back, in the order of files and lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HeldBack {
    /// What says so itself.
    pub held: Vec<Held>,
    /// What nothing uses but that or a draft, so that it is kept back too.
    #[serde(skip)]
    pub(crate) with_it: Vec<Draft>,
    /// The moment that counts as now.
    #[serde(skip)]
    now: Option<Timestamp>,
}

impl HeldBack {
    /// Looks for it in all documents.
    pub(super) fn of(documents: &[&Document], seen: &Visibility<'_>, alone: &Alone) -> Self {
        let clock = seen.clock();
        let mut held = Vec::new();
        for part in documents.iter().flat_map(|document| parts(document)) {
            let State::Scheduled(start) = seen.own_state_of(&part) else { continue };
            held.push(Held {
                file: part.file.to_string(),
                id: part.id.map(str::to_owned),
                until: start.to_zoned(clock.newsroom.clone()),
            });
        }
        let alone = alone.iter().map(|(file, id)| Draft { file: file.clone(), id: id.clone() });
        Self { held, with_it: alone.collect(), now: clock.now }
    }

    /// A line about each: what it is, until when, and how long that is.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        self.held.iter().map(|held| self.line(held)).collect()
    }

    fn line(&self, held: &Held) -> String {
        let mut line = name(&held.file, held.id.as_deref());
        let _ = write!(line, " until {}", on_clocks(&held.until));
        if let Some(now) = self.now {
            let _ = write!(line, " ({})", away(now, held.until.timestamp()));
        }
        line
    }

    /// The names of what is kept back with it, each once.
    #[must_use]
    pub fn names_with_it(&self) -> Vec<String> {
        self.with_it.iter().map(|it| name(it.file.as_str(), it.id.as_deref())).collect()
    }

    /// When the page that a file makes is published; none if nothing holds it back.
    pub(crate) fn until(&self, file: &FilePath) -> Option<&Zoned> {
        let mut of_file = self.held.iter().filter(|held| held.file == file.as_str());
        of_file.find(|held| held.id.is_none()).map(|held| &held.until)
    }
}

fn name(file: &str, id: Option<&str>) -> String {
    id.map_or_else(|| file.to_owned(), |id| format!("{file}: {id}"))
}

/// A moment on a newsroom's clocks, such as `2031-05-01 06:00 BST`.
pub(super) fn when_published(moment: Timestamp, newsroom: &TimeZone) -> String {
    on_clocks(&moment.to_zoned(newsroom.clone()))
}

fn on_clocks(moment: &Zoned) -> String {
    moment.strftime("%Y-%m-%d %H:%M %Z").to_string()
}

/// How long it is from one moment to a later one, such as `in 3 days`; started units count.
fn away(now: Timestamp, then: Timestamp) -> String {
    const HOUR: i64 = 60;
    const DAY: i64 = 24 * HOUR;
    let seconds = then.duration_since(now).as_secs().max(0);
    let minutes = seconds / 60 + i64::from(seconds % 60 > 0);
    let (number, unit) = match minutes {
        ..HOUR => (minutes, "minute"),
        HOUR..DAY => (minutes / HOUR, "hour"),
        _ => (minutes / DAY, "day"),
    };
    if number == 1 { format!("in 1 {unit}") } else { format!("in {number} {unit}s") }
}

fn rfc_3339<S: Serializer>(moment: &Zoned, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&moment.strftime("%Y-%m-%dT%H:%M:%S%:z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_it_is_is_told_in_the_largest_whole_unit() {
        let now: Timestamp = "2031-05-01T06:00:00Z".parse().expect("a moment");
        let told = |then: &str| away(now, then.parse().expect("a moment"));
        assert_eq!(told("2031-05-01T06:00:30Z"), "in 1 minute");
        assert_eq!(told("2031-05-01T06:59:00Z"), "in 59 minutes");
        assert_eq!(told("2031-05-01T07:00:00Z"), "in 1 hour");
        assert_eq!(told("2031-05-02T05:59:00Z"), "in 23 hours");
        assert_eq!(told("2031-05-04T06:00:00Z"), "in 3 days");
    }
}
