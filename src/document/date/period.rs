//! Slips that name a stretch of time in words: a decade, a season, "before 1972".

use jiff::civil::{ISOWeekDate, Weekday};

use super::DateError;
use super::slip::sound;

/// Words in front of a date that leave its beginning open, and those that leave its end open.
const UNTIL: [&str; 5] = ["before ", "until ", "till ", "by ", "up to "];
const SINCE: [&str; 3] = ["after ", "since ", "from "];
/// Words for the parts of a year.
const SEASONS: [&str; 5] = ["spring", "summer", "autumn", "fall", "winter"];
/// Words that mean another day on another day.
const RELATIVE: [&str; 8] =
    ["today", "tomorrow", "yesterday", "tonight", "now", "next", "last", "this"];

/// A slip of this sort, with what to write instead.
pub(super) fn in_words(text: &str) -> Option<DateError> {
    let lower = text.to_lowercase();
    let slips = [decade, century, quarter, week, bounded, season, clock, relative, year];
    let (message, help) = slips.iter().find_map(|slip| slip(&lower))?;
    Some(DateError::form(text, message, help))
}

/// What is wrong, and what to do.
type Slip = Option<(&'static str, String)>;

/// `1970s`, `the 1970's`.
fn decade(text: &str) -> Slip {
    let year = text.trim_start_matches("the ").strip_suffix('s')?.trim_end_matches(['\'', '’']);
    let stem = year.strip_suffix('0').filter(|_| year.len() == 4)?;
    let interval = format!("{stem}0/{stem}9");
    sound(format!("{stem}0"))?;
    Some(("a decade is written as its first and last year", format!("write `{interval}`")))
}

/// `20th century`.
fn century(text: &str) -> Slip {
    let number = text.trim_start_matches("the ").split_once(' ').filter(|(_, it)| *it == "century");
    let number: u32 = number?.0.trim_end_matches(char::is_alphabetic).parse().ok()?;
    let last = number.checked_mul(100).filter(|year| (100..=9900).contains(year))?;
    let help = format!("write `{:04}/{last:04}`", last - 99);
    Some(("a century is written as its first and last year", help))
}

/// `2031-Q1`, `Q1 2031`.
fn quarter(text: &str) -> Slip {
    let at = text.find('q')?;
    let number: u32 =
        text[at + 1..].chars().next()?.to_digit(10).filter(|it| (1..=4).contains(it))?;
    let year = the_year(text)?;
    let (first, last) = (number * 3 - 2, number * 3);
    let help = format!("write `{year}-{first:02}/{year}-{last:02}`");
    Some(("a quarter is written as its first and last month", help))
}

/// `2031-W14`.
fn week(text: &str) -> Slip {
    let (year, week) = text.split_once("-w").or_else(|| text.split_once('w'))?;
    let (year, week) = (year.parse().ok()?, week.parse().ok()?);
    let day = |weekday| ISOWeekDate::new(year, week, weekday).ok().map(ISOWeekDate::date);
    let (monday, sunday) = (day(Weekday::Monday)?, day(Weekday::Sunday)?);
    Some(("a week is written as its first and last day", format!("write `{monday}/{sunday}`")))
}

/// `before 1972`, `since 2031-04`.
fn bounded(text: &str) -> Slip {
    let after = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word));
    let until =
        after(&UNTIL).and_then(|date| sound(date.to_owned())).map(|date| format!("../{date}"));
    let since = || after(&SINCE).and_then(|date| sound(date.to_owned()));
    let interval = until.or_else(|| Some(format!("{}/..", since()?)))?;
    let message = "an interval that is open at one end has `..` there";
    Some((message, format!("write `{interval}`, and the words in `when_text`")))
}

/// `spring 2031`.
fn season(text: &str) -> Slip {
    let mut words = text.split(|c: char| !c.is_alphabetic());
    words.find(|word| SEASONS.contains(word))?;
    let months = the_year(text).map_or_else(
        || "`unknown`".to_owned(),
        |year| format!("`{year}`, or its months as `{year}-03/{year}-05`"),
    );
    Some((
        "a season has no first and last day that all agree on",
        format!("write {months}, and the words in `when_text`"),
    ))
}

/// `12:30`.
fn clock(text: &str) -> Slip {
    let (hour, minute) = text.split_once(':')?;
    let is_number = |text: &str| text.len() <= 2 && text.parse::<u8>().is_ok();
    (is_number(hour) && is_number(minute)).then(|| {
        let help = format!(
            "put the day before it, as in `2025-11-01T{hour:0>2}:{minute}`; where nobody has said which, write `unknown`"
        );
        ("a time needs its day", help)
    })
}

/// `today`, `next month`.
fn relative(text: &str) -> Slip {
    let first = text.split(' ').next()?;
    RELATIVE.contains(&first).then(|| {
        let help = "write the day itself, or `unknown` with the words in `when_text`";
        ("these words mean another day for another reader", help.to_owned())
    })
}

/// `late 1972`: a year with words around it.
fn year(text: &str) -> Slip {
    if text.starts_with("c1") || text.starts_with("c2") {
        let year = the_year(text)?;
        return Some(("an approximate date has a `~` behind it", format!("write `{year}~`")));
    }
    let year = the_year(text).filter(|_| text.contains(' ') && !text.contains("bc"))?;
    let help = format!("write `{year}`, and the words in `when_text`");
    Some(("a date has no words in it", help))
}

/// The only number of four digits in a text.
fn the_year(text: &str) -> Option<&str> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.next().filter(|_| numbers.next().is_none())
}
