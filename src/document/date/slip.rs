//! The usual slips in a date, each with what to write instead.

use std::ops::Range;

use super::clock::{self, Clock};
use super::parse::{MONTHS, NO_YEAR, OPEN, UNKNOWN, digits, month_name, sound_moment};
use super::{DateError, period, zone};

/// Words that editors write where nobody has said when.
const PLACEHOLDERS: [&str; 13] = [
    "tbd",
    "tba",
    "tbc",
    "n/a",
    "na",
    "none",
    "null",
    "?",
    "??",
    "-",
    "not known",
    "undated",
    "to be announced",
];
/// Words in front of a date that make it approximate.
const ABOUT: [&str; 7] = ["~", "circa ", "ca. ", "ca ", "c. ", "about ", "around "];
/// Names of days, which say nothing that the date doesn't.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// Between the ends of an interval, where a slash belongs.
const DASHES: [&str; 8] = [" to ", " until ", " – ", " — ", " - ", "–", "—", ".."];

/// Every form, for whoever wrote something else.
const FORMS: &str = "write a day as `2025-11-01`, a month as `2025-11`, a year as `2025`, an \
                     interval as `2025-10-24/2025-10-30`, or `unknown`";

/// A slip that must be seen before the text is cut at its slashes.
pub(super) fn in_whole(text: &str) -> Option<DateError> {
    first(&[placeholder, slashed, dashed, bare_zone], text)
}

/// A slip in how the two ends of an interval go together.
pub(super) fn in_interval(start: &str, end: &str) -> Option<DateError> {
    let text = format!("{start}/{end}");
    if start == OPEN && end == OPEN {
        return Some(DateError::form(
            &text,
            "an interval that is open at both ends says nothing",
            "write `unknown`",
        ));
    }
    let end_whole = completed(start, end)?;
    let help = format!("write `{start}/{end_whole}`");
    let error = DateError::form(&text, "each end of an interval stands in full", help);
    Some(error.at(start.len() + 1..text.len()))
}

/// `2025-10-30` for an end of `30` where the start is `2025-10-24`.
pub(super) fn completed(start: &str, end: &str) -> Option<String> {
    let short = (1..start.len()).contains(&end.len()) && sound_moment(end).is_none();
    let head = start.get(..start.len().checked_sub(end.len())?).filter(|_| short)?;
    sound(format!("{head}{end}"))
}

/// What is wrong with a text that has not the form of a year, month, day or time.
pub(super) fn in_moment(text: &str) -> DateError {
    let slips: [fn(&str) -> Option<DateError>; 11] = [
        empty,
        about,
        unclear,
        yearless,
        short_part,
        order,
        run_together,
        dotted,
        timed,
        words,
        period::in_words,
    ];
    first(&slips, text)
        .unwrap_or_else(|| DateError::form(text, format!("`{text}` is not a date"), FORMS))
}

/// The day with day and month exchanged, if that one exists.
pub(super) fn exchanged(text: &str) -> Option<String> {
    let [year, month, day] = numbers(text, '-').filter(|[_, month, day]| month > day)?;
    sound(format!("{year}-{day}-{month}"))
}

/// The first slip that fits.
fn first(slips: &[fn(&str) -> Option<DateError>], text: &str) -> Option<DateError> {
    slips.iter().find_map(|slip| slip(text))
}

/// `date` if it can be read.
pub(super) fn sound(date: String) -> Option<String> {
    sound_moment(&date).is_some().then_some(date)
}

/// "write `date`" if it can be read, else all forms.
fn write(date: String) -> String {
    sound(date).map_or_else(|| FORMS.to_owned(), |date| format!("write `{date}`"))
}

/// Three numbers between separators, as written.
fn numbers(text: &str, separator: char) -> Option<[&str; 3]> {
    let parts: Vec<&str> = text.split(separator).collect();
    let parts: [&str; 3] = parts.try_into().ok()?;
    parts.iter().all(|part| is_number(part)).then_some(parts)
}

/// Whether it is digits alone, four at most.
fn is_number(text: &str) -> bool {
    (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Where `part`, a slice of `text`, stands in it.
fn place(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    start..start + part.len()
}

/// `tbd`.
fn placeholder(text: &str) -> Option<DateError> {
    let lower = text.trim().to_lowercase();
    (lower == UNKNOWN || PLACEHOLDERS.contains(&lower.as_str())).then(|| {
        let help = "write `unknown`; what the sources say in words goes into `when_text`";
        DateError::form(text, format!("`{text}` is not a date"), help)
    })
}

/// `11/01/2025`, `2025/11/01` or `11/01`.
fn slashed(text: &str) -> Option<DateError> {
    let parts: Vec<&str> = text.split('/').collect();
    let short = parts.first().is_some_and(|part| part.len() < 4) || parts.len() > 2;
    let is_date = parts.len() > 1 && short && parts.iter().all(|part| is_number(part));
    is_date.then(|| DateError::form(text, "a date has dashes, not slashes", reading(&parts)))
}

/// `1.11.2025`.
fn dotted(text: &str) -> Option<DateError> {
    let parts = numbers(text, '.')?;
    Some(DateError::form(text, "a date has dashes, not dots", reading(&parts)))
}

/// `01-11-2025` or `25-11-01`.
fn order(text: &str) -> Option<DateError> {
    let parts = numbers(text, '-')?;
    let message =
        if parts[2].len() == 4 { "the year comes first" } else { "the year has four digits" };
    Some(DateError::form(text, message, reading(&parts)))
}

/// What to write for numbers in some order.
fn reading(parts: &[&str]) -> String {
    let padded: Vec<String> = parts.iter().map(|part| format!("{part:0>2}")).collect();
    let (year, one, other) = match padded.as_slice() {
        [year, month, day] if year.len() == 4 => return write(format!("{year}-{month}-{day}")),
        [one, other, year] if year.len() == 4 => (year.as_str(), one, other),
        [one, other] => (NO_YEAR, one, other),
        _ => return "write the year in full and first: `2025-11-01`".to_owned(),
    };
    let month_first = sound(format!("{year}-{one}-{other}"));
    let day_first = sound(format!("{year}-{other}-{one}")).filter(|_| one != other);
    match (month_first, day_first) {
        (Some(month_first), Some(day_first)) => format!(
            "write `{month_first}` for {}, or `{day_first}` for {}",
            in_words(&month_first),
            in_words(&day_first)
        ),
        (Some(only), None) | (None, Some(only)) => format!("write `{only}`"),
        (None, None) => FORMS.to_owned(),
    }
}

/// "1 November" for `2025-11-01`.
fn in_words(date: &str) -> String {
    let read = sound_moment(date).and_then(|read| Some((read.day?, month_name(read.month?)?)));
    read.map_or_else(String::new, |(day, month)| format!("{day} {month}"))
}

/// `2025-10-24 to 2025-10-30` or `2025-10-24–30`.
fn dashed(text: &str) -> Option<DateError> {
    let parted = |dash: &&'static str| Some((*dash, text.split_once(*dash)?));
    let hyphened = || Some(("-", (text.get(..10)?, text.get(10..)?.strip_prefix('-')?)));
    let (dash, (start, end)) = DASHES.iter().find_map(parted).or_else(hyphened)?;
    let start = sound(start.to_owned())?;
    let end = sound(end.to_owned()).or_else(|| completed(&start, end))?;
    let at = text.find(dash).filter(|_| dash != "-").unwrap_or(10);
    let error = DateError::form(
        text,
        "the ends of an interval have a `/` between them",
        format!("write `{start}/{end}`"),
    );
    Some(error.at(at..at + dash.len()))
}

/// Nothing at all, as in `2025-10-24/`.
fn empty(text: &str) -> Option<DateError> {
    text.trim().is_empty().then(|| {
        let help = "write `unknown`, or `..` for an end of an interval that is open";
        DateError::form(text, "there is no date", help)
    })
}

/// `circa 2019`.
fn about(text: &str) -> Option<DateError> {
    let lower = text.to_lowercase();
    let date = ABOUT.iter().find_map(|word| lower.strip_prefix(word))?;
    let help = write(format!("{date}~"));
    Some(DateError::form(text, "an approximate date has a `~` behind it", help))
}

/// `2025-XX`, `201X` or `2025-11-?`.
fn unclear(text: &str) -> Option<DateError> {
    let parts: Vec<&str> = text.split('-').collect();
    let is_open = |part: &&&str| part.contains(['X', 'x', '?', 'u']) && part.len() <= 2;
    let known = parts.iter().take_while(|part| !is_open(part)).copied().collect::<Vec<_>>();
    (known.len() < parts.len()).then_some(())?;
    let help = write(sound(known.join("-"))?);
    Some(DateError::form(text, "what is not known is left out", help))
}

/// `11-01`, `--11-01` or `xxxx-11-01`.
fn yearless(text: &str) -> Option<DateError> {
    let lower = text.to_lowercase();
    let day = ["xxxx-", "????-", "yyyy-", "--"]
        .iter()
        .find_map(|head| lower.strip_prefix(head))
        .unwrap_or(text);
    let date = sound(format!("{NO_YEAR}-{day}")).filter(|date| date.len() == 10)?;
    let message = "a day without its year begins with `XXXX-`";
    Some(DateError::form(text, message, format!("write `{date}`, or the year if it is known")))
}

/// `2025-11-1`.
fn short_part(text: &str) -> Option<DateError> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, rest @ ..] = parts.as_slice() else { return None };
    (year.len() == 4 && rest.iter().all(|part| is_number(part))).then_some(())?;
    let (at, short) = rest.iter().enumerate().find(|(_, part)| part.len() == 1)?;
    let name = if at == 0 { "month" } else { "day" };
    let padded: Vec<String> = rest.iter().map(|part| format!("{part:0>2}")).collect();
    let help = write(format!("{year}-{}", padded.join("-")));
    Some(DateError::form(text, format!("the {name} has two digits"), help).at(place(text, short)))
}

/// `20251101`.
fn run_together(text: &str) -> Option<DateError> {
    let (year, month, day) = (text.get(..4)?, text.get(4..6)?, text.get(6..)?);
    digits::<2>(day)?;
    let date = sound(format!("{year}-{month}-{day}"))?;
    Some(DateError::form(text, "a date has dashes in it", format!("write `{date}`")))
}

/// `2025-11-01T10:00 Asia/Seoul`, whose slash is not that of an interval.
fn bare_zone(text: &str) -> Option<DateError> {
    let (_, time) = day_and_time(text)?;
    let written = Clock::leading(time)?.after.trim_matches(['(', ')', ',', ' ']);
    (written.contains('/') && zone::find(written).is_some()).then(|| timed(text)).flatten()
}

/// A whole day, and what stands behind it.
fn day_and_time(text: &str) -> Option<(&str, &str)> {
    let day = text.get(..10).filter(|day| sound_moment(day).is_some())?;
    let time = text[10..].trim_start_matches(['T', 't', ' ', ',']).trim_end();
    Some((day, time.strip_prefix("at ").unwrap_or(time)))
}

/// A whole day, and a time in another form than `T10:00[Asia/Seoul]`.
fn timed(text: &str) -> Option<DateError> {
    let (day, time) = day_and_time(text)?;
    let (message, help) = if day.starts_with(NO_YEAR) {
        let help = format!("write `{day}` here and the time in `when_text`");
        ("a time needs a day whose year is known", help)
    } else if time.ends_with(['?', '~', '%']) {
        let help = format!("write `{day}{}`", &time[time.len() - 1..]);
        ("a time cannot be uncertain", help)
    } else {
        clock::flaw(day, time)
    };
    Some(DateError::form(text, message, help).at(place(text, time)))
}

/// `1 November 2025`, `November 1`, `early Nov` or `Nov 1, 2025, 8 p.m.`.
fn words(text: &str) -> Option<DateError> {
    let lower = text.to_lowercase();
    let month = tokens(&lower).iter().find_map(|word| month_of(word))?;
    let help = match Clock::within(&lower) {
        Some((before, clock)) => day_with_time(before, &clock, month),
        None => spelled_out(&tokens(&lower), month).map(|date| day_cure(&date)),
    };
    let help = help.unwrap_or_else(|| {
        if lower.contains(|letter: char| letter.is_ascii_digit()) {
            return format!("{FORMS}; what has no such form goes into `when_text`");
        }
        format!("write digits, such as `{NO_YEAR}-{month:02}`, and the words in `when_text`")
    });
    Some(DateError::form(text, "a date is written in digits", help))
}

/// The words and numbers of a text.
fn tokens(text: &str) -> Vec<&str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect()
}

/// What to write for a day in words.
fn day_cure(date: &str) -> String {
    if date.starts_with(NO_YEAR) {
        return format!("write `{date}`, or the year if it is known");
    }
    format!("write `{date}`")
}

/// What to write for a day in words with a time, before or behind which the day stands.
fn day_with_time(before: &str, clock: &Clock<'_>, month: usize) -> Option<String> {
    let around = format!("{before} {}", clock.after);
    let (date, zone) = match spelled_out(&tokens(&around), month) {
        Some(date) => (date, None),
        None => (spelled_out(&tokens(before), month)?, Some(clock.zone()?)),
    };
    // An interval and a month have no time.
    if date.len() != "2025-11-01".len() {
        return None;
    }
    let zone = zone.map_or_else(String::new, |zone| format!("[{zone}]"));
    let time = format!("T{}{zone}", clock.time);
    Some(match date.strip_prefix(NO_YEAR) {
        Some(day) => format!(
            "write `{date}` and the time in `when_text`, or with its year `YYYY{day}{time}`"
        ),
        None => format!("write `{date}{time}`"),
    })
}

/// The number of a month from its name or the first letters of it.
fn month_of(word: &str) -> Option<usize> {
    let starts = |name: &str| word.len() >= 3 && name.to_lowercase().starts_with(word);
    MONTHS.iter().position(|name| starts(name)).map(|at| at + 1)
}

/// The day, month or stretch of days that the words say; none if some word is not part of a date.
fn spelled_out(words: &[&str], month: usize) -> Option<String> {
    let (mut years, mut days) = (Vec::new(), Vec::new());
    for word in words {
        let number = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        match number.len() {
            4 => years.push(number),
            1 | 2 => days.push(number),
            _ if month_of(word).is_some_and(|other| other == month) || is_filler(word) => {}
            _ => return None,
        }
    }
    let year = match years.as_slice() {
        [] => NO_YEAR,
        [year] => *year,
        _ => return None,
    };
    let day = |day: &str| sound(format!("{year}-{month:02}-{day:0>2}"));
    match days.as_slice() {
        [] => sound(format!("{year}-{month:02}")),
        [only] => day(only),
        [first, last] => {
            let (first, last) = (day(first)?, day(last)?);
            (first < last).then(|| format!("{first}/{last}"))
        }
        _ => None,
    }
}

/// Whether a word adds nothing to a date.
fn is_filler(word: &str) -> bool {
    matches!(word, "the" | "of" | "on" | "in" | "at" | "to" | "until" | "through")
        || WEEKDAYS.iter().any(|day| word.starts_with(day))
}
