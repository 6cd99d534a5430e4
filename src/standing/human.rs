//! A standing as people read it in a terminal: aligned, and at most 80 columns wide.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use crate::problem::Paint;
use crate::standing::Standing;
use crate::standing::change::{Change, Changes, FileChange, Kind, Thing};
use crate::standing::trip::{Aged, FactEntry, Facts, Item, OfTrip};
use crate::standing::unsourced::Unsourced;

/// The widest line, in columns of a terminal.
const WIDTH: usize = 80;

/// Of a list that goes on, how many entries are shown; JSON has them all.
const MOST: usize = 20;

/// Everything, with a line break at its end.
pub(super) fn write(standing: &Standing, paint: Paint) -> String {
    let mut writer = Writer { standing, paint, text: String::new() };
    writer.site();
    for trip in &standing.trips {
        writer.trip(trip);
    }
    writer.drafts();
    if let Some(changes) = &standing.changes {
        writer.changes(changes);
    }
    writer.problems();
    writer.text
}

/// The text so far.
struct Writer<'a> {
    standing: &'a Standing,
    paint: Paint,
    text: String,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{}", line.trim_end());
    }

    /// A heading, after a blank line.
    fn heading(&mut self, words: &str) {
        let words = match self.paint {
            Paint::Colour => format!("\u{1b}[1m{words}\u{1b}[0m"),
            Paint::Plain => words.to_owned(),
        };
        self.line("");
        self.line(&words);
    }

    /// The word that pages print for one of the format.
    fn word(&self, list: &str, word: &str) -> String {
        self.standing.words.get(&format!("{list}.{word}"))
    }

    fn site(&mut self) {
        let day = self.standing.as_of.as_ref().map(|day| format!(", on {day}")).unwrap_or_default();
        let title = cell(&self.standing.title, WIDTH - day.len());
        self.line(&format!("{}{day}", title.trim_end()));
    }

    fn trip(&mut self, trip: &OfTrip) {
        self.heading(cell(&trip.title, WIDTH).trim_end());
        let status = self.word("trip_status", trip.status);
        let age = trip.as_of.as_ref().and_then(age).map(|age| format!(" · {age}"));
        let line = format!("{status} · {}{}", trip.when.text, age.unwrap_or_default());
        self.line(cell(&line, WIDTH).trim_end());
        self.facts(&trip.facts);
        self.items(&self.word("pages", "stops"), &trip.stops);
        self.items(&self.word("pages", "events"), &trip.events);
        self.stale(trip);
        if let Some(unsourced) = &trip.unsourced {
            self.unsourced(unsourced);
        }
    }

    fn facts(&mut self, facts: &Facts) {
        self.heading(&format!(
            "{:<34}{:>8}{:>13}{:>12}{:>12}",
            "Facts", "all", "on one page", "on more", "on none"
        ));
        let number = |number: usize| if number == 0 { "-".to_owned() } else { number.to_string() };
        let row = |name: &str, numbers: [usize; 4]| {
            let [all, one, more, none] = numbers.map(number);
            format!("  {}{all:>8}{one:>13}{more:>12}{none:>12}", cell(name, 32))
        };
        let mut sum = [0; 4];
        for of in &facts.certainties {
            let numbers = [of.facts, of.on_one_page, of.on_more_pages, of.uncovered];
            self.line(&row(&self.word("certainty", of.certainty), numbers));
            for (sum, number) in sum.iter_mut().zip(numbers) {
                *sum += number;
            }
        }
        if facts.certainties.len() != 1 {
            self.line(&row("All", sum));
        }
        self.ids("On no page:", facts.list.iter().filter(|fact| fact.uncovered));
    }

    /// Ids after a word or two, in as many lines as they need.
    fn ids<'f>(&mut self, words: &str, facts: impl Iterator<Item = &'f FactEntry>) {
        let ids: Vec<String> = facts.map(|fact| fact.id.clone()).collect();
        if !ids.is_empty() {
            self.wrapped(&format!("  {words} "), &ids);
        }
    }

    /// Words with commas between them, broken where the line ends.
    fn wrapped(&mut self, start: &str, words: &[String]) {
        let mut line = start.to_owned();
        for (index, word) in words.iter().enumerate() {
            let end = if index + 1 < words.len() { "," } else { "" };
            if line.width() + word.width() + end.len() > WIDTH && line.width() > start.width() {
                self.line(&line);
                line = " ".repeat(start.width());
            }
            let _ = write!(line, "{}{end} ", visible(word));
        }
        self.line(&line);
    }

    /// Stops or meetings, by their statuses in the order of the first of each.
    fn items(&mut self, title: &str, items: &[Item]) {
        if items.is_empty() {
            return;
        }
        self.heading(title);
        let mut statuses: Vec<&str> = Vec::new();
        for item in items {
            if !statuses.contains(&item.status) {
                statuses.push(item.status);
            }
        }
        let columns = Columns::of(items);
        for status in statuses {
            self.line(&format!("  {}", self.word("status", status)));
            for item in items.iter().filter(|item| item.status == status) {
                self.line(&columns.row(item));
            }
        }
    }

    fn stale(&mut self, trip: &OfTrip) {
        let mut stale = Vec::new();
        if let Some(day) = &trip.day_passed {
            let status = self.word("trip_status", trip.status);
            stale.push(format!("The trip is told as “{status}”; its last day was {day}"));
        }
        for item in trip.stops.iter().chain(&trip.events) {
            let Some(day) = &item.day_passed else { continue };
            let status = self.word("status", item.status);
            let told = format!(" is told as “{status}”; its day was {day}");
            let title = cell(&item.title, WIDTH.saturating_sub(2 + told.width()).max(LEAST));
            stale.push(format!("{}{told}", title.trim_end()));
        }
        self.list("Stale", &stale);
    }

    fn unsourced(&mut self, unsourced: &[Unsourced]) {
        let place = |it: &Unsourced| format!("{}:{}", visible(&it.file), it.line);
        let width = unsourced.iter().map(|it| place(it).width()).max().unwrap_or_default();
        let line = |it: &Unsourced| format!("{}  {}", cell(&place(it), width), visible(&it.what));
        let lines: Vec<String> = unsourced.iter().map(line).collect();
        self.list("Without a fact or a source", &lines);
    }

    fn drafts(&mut self) {
        let line = |draft: &super::DraftEntry| match &draft.id {
            Some(id) => format!("{}: {}", visible(&draft.file), visible(id)),
            None => visible(&draft.file),
        };
        let drafts: Vec<String> = self.standing.drafts.iter().map(line).collect();
        self.list("Drafts", &drafts);
        let held: Vec<String> =
            self.standing.held.lines().iter().map(|line| visible(line)).collect();
        if !held.is_empty() {
            self.list("Held back", &held);
        }
    }

    fn changes(&mut self, changes: &Changes) {
        let title = format!("New since {}", visible(&changes.since));
        let things: Vec<String> = changes.things.iter().map(|it| self.change(it)).collect();
        if things.is_empty() && !changes.files.is_empty() {
            self.heading(&title);
            self.line("  No fact, status or date");
        } else {
            self.list(&title, &things);
        }
        let file = |it: &FileChange| match it.change {
            Kind::Added => format!("{} (new)", it.file),
            Kind::Removed => format!("{} (gone)", it.file),
            Kind::Changed => it.file.clone(),
        };
        let files: Vec<String> = changes.files.iter().map(file).collect();
        if !files.is_empty() {
            let rest = files.len().saturating_sub(MOST);
            self.wrapped("  Files: ", &files[..files.len() - rest]);
            self.rest(rest);
        }
        if changes.incomplete {
            self.line("  A file cannot be read, so there may be more");
        }
    }

    fn change(&self, change: &Change) -> String {
        let several = self.standing.trips.len() > 1 && change.thing != Thing::Trip;
        let trip = if several { format!("{}/", change.trip) } else { String::new() };
        let name = cell(&format!("{} {trip}{}", thing(change.thing), change.id), 30);
        let value = |value: &Option<String>| self.value(change, value.as_deref());
        let what = match change.change {
            Kind::Added => format!("new: {}", value(&change.after)),
            Kind::Removed => format!("gone; it was {}", value(&change.before)),
            Kind::Changed if is_prose(change.field) => format!("{} is new", change.field),
            Kind::Changed => format!("{} → {}", value(&change.before), value(&change.after)),
        };
        format!("{name}  {}", cell(&what, WIDTH - 34).trim_end())
    }

    /// A field's value in the words of the pages.
    fn value(&self, change: &Change, value: Option<&str>) -> String {
        let Some(value) = value else { return "not said".to_owned() };
        match (change.field, change.thing) {
            ("status", Thing::Trip) => self.word("trip_status", value),
            ("status", _) => self.word("status", value),
            ("certainty", _) => self.word("certainty", value),
            _ => value.to_owned(),
        }
    }

    fn problems(&mut self) {
        let count = |number: usize, noun: &str| match number {
            1 => format!("1 {noun}"),
            number => format!("{number} {noun}s"),
        };
        let super::Count { errors, warnings } = self.standing.problems;
        self.line("");
        if (errors, warnings) == (0, 0) {
            return self.line("Nothing is wrong.");
        }
        let day = self.standing.as_of.as_ref().map(|day| format!(" --as-of {day}"));
        let day = day.unwrap_or_default();
        let numbers = format!("{}, {}", count(errors, "error"), count(warnings, "warning"));
        self.line(&format!("{numbers}; `trip check{day}` shows them."));
        if errors > 0 {
            self.line("Until the errors are mended, this list may be incomplete.");
        }
    }

    /// A heading with lines under it, or with `none` beside it.
    fn list(&mut self, title: &str, lines: &[String]) {
        if lines.is_empty() {
            return self.heading(&format!("{title}: none"));
        }
        self.heading(title);
        for line in lines.iter().take(MOST) {
            self.line(&format!("  {line}"));
        }
        self.rest(lines.len().saturating_sub(MOST));
    }

    fn rest(&mut self, number: usize) {
        if number > 0 {
            self.line(&format!("  and {number} more; `--format json` lists all"));
        }
    }
}

/// How wide the columns of a list of stops or meetings are.
struct Columns {
    title: usize,
    when: usize,
}

impl Columns {
    fn of(items: &[Item]) -> Self {
        let widest = |width: &dyn Fn(&Item) -> usize| items.iter().map(width).max().unwrap_or(0);
        let title = widest(&|item| item.title.width()).min(36);
        let age = widest(&|item| item.age().width());
        let room = WIDTH - INDENT - title - GAP;
        let room = if age == 0 { room } else { room.saturating_sub(age + GAP) };
        Self { title, when: room.max(LEAST) }
    }

    fn row(&self, item: &Item) -> String {
        let Self { title, when } = *self;
        let (title, when) = (cell(&item.title, title), cell(&item.when.text, when));
        format!("{:INDENT$}{title}{:GAP$}{when}{:GAP$}{}", "", "", "", item.age())
    }
}

/// The columns that a text is given at least, where the line is full.
const LEAST: usize = 12;

/// Columns before a stop or a meeting, and between two cells.
const INDENT: usize = 4;
const GAP: usize = 2;

impl Item {
    fn age(&self) -> String {
        self.as_of.as_ref().and_then(age).unwrap_or_default()
    }
}

fn thing(thing: Thing) -> &'static str {
    match thing {
        Thing::Trip => "trip",
        Thing::Stop => "stop",
        Thing::Event => "event",
        Thing::Fact => "fact",
    }
}

/// Whether a field is too long to be shown twice in a line.
fn is_prose(field: &str) -> bool {
    matches!(field, "text" | "quote" | "outcome" | "title")
}

/// How old something is; the day itself where that says more.
fn age(as_of: &Aged) -> Option<String> {
    Some(match as_of.days? {
        0 => "as of today".to_owned(),
        1 => "as of yesterday".to_owned(),
        days @ 2..100 => format!("{days} days old"),
        _ => format!("as of {}", as_of.date.chars().take(10).collect::<String>()),
    })
}

/// A text in exactly so many columns, cut off with `…` where it is longer.
fn cell(text: &str, width: usize) -> String {
    let text = visible(text);
    if text.width() <= width {
        return format!("{text}{}", " ".repeat(width - text.width()));
    }
    let mut cut = String::new();
    for c in text.chars() {
        if cut.width() + c.to_string().width() + 1 > width {
            break;
        }
        cut.push(c);
    }
    let cut = format!("{}…", cut.trim_end());
    format!("{cut}{}", " ".repeat(width.saturating_sub(cut.width())))
}

fn visible(text: &str) -> String {
    crate::problem::visible(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_is_as_wide_as_asked_whatever_the_script() {
        assert_eq!(cell("Xi", 4), "Xi  ");
        assert_eq!(cell("Xi Jinping", 4), "Xi… ");
        assert_eq!(cell("Xi Jinping", 5), "Xi J…");
        // Han characters take two columns each.
        assert_eq!(cell("習近平", 6), "習近平");
        assert_eq!(cell("習近平", 5), "習近…");
        assert_eq!(cell("習近平", 4), "習… ");
    }

    #[test]
    fn nothing_in_a_name_moves_the_cursor_or_changes_colours() {
        assert_eq!(cell("a\u{1b}[31mb\r\nc", 12), "a [31mb  c  ");
    }
}
