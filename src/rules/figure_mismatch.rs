//! The words of a figure link agree with the registered value.

use crate::problem::{FIGURE_MISMATCH, Problems};
use crate::rules::{links, plain_typography};
use crate::site::{Figure, Site, Target};

/// Words that make a number larger, and by how much.
const SCALES: &[(&str, f64)] = &[
    ("trillion", 1e12),
    ("trn", 1e12),
    ("tn", 1e12),
    ("billion", 1e9),
    ("bn", 1e9),
    ("million", 1e6),
    ("mn", 1e6),
    ("thousand", 1e3),
    ("hundred", 1e2),
];

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    for link in links(site) {
        let Target::Figure(id) = link.to else { continue };
        let figure = &site.figures[id];
        if !agrees(&link.words, figure) {
            let message =
                format!("the words `{}` do not give the figure `{}`", link.words, figure.id);
            problems
                .add(FIGURE_MISMATCH, link.span.clone(), message)
                .label(format!("registered as {}", figure.display))
                .also(figure.span.clone(), "registered here")
                .help(format!("write `{}` in the words, or mend figures.yaml", figure.display));
        }
    }
}

/// Whether the words hold the figure as it is printed, or its value and unit in other words.
fn agrees(words: &str, figure: &Figure) -> bool {
    let words = plain_typography(words).to_lowercase();
    let display = plain_typography(&figure.display).to_lowercase();
    let numbers = numbers(&words);
    if stands_alone(&words, &display) {
        return numbers.len() <= self::numbers(&display).len().max(1);
    }
    let negative = words.contains("minus") || words.contains('−');
    matches!(numbers.as_slice(), [number] if is_close(*number, figure.value))
        && !negative
        && names_unit(&words, &figure.unit)
}

/// Whether the words hold `display` as a whole, and not as a part of a larger number or word.
fn stands_alone(words: &str, display: &str) -> bool {
    words.match_indices(display).any(|(at, _)| {
        let before = words[..at].trim_end();
        let joined = words[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '.'));
        let negative = before.ends_with(['-', '−']) || before.ends_with("minus");
        let after = words[at + display.len()..].chars().next();
        !joined && !negative && !after.is_some_and(char::is_alphanumeric)
    })
}

fn is_close(a: f64, b: f64) -> bool {
    (a - b).abs() <= b.abs() * 1e-9
}

/// Whether the words name the unit; a unit that has no usual words is not asked for.
fn names_unit(words: &str, unit: &str) -> bool {
    let names: &[&str] = match unit.to_ascii_lowercase().as_str() {
        "percent" => &["percent", "per cent", "%"],
        "usd" => &["$", "dollar", "usd"],
        "eur" => &["€", "euro", "eur"],
        "gbp" => &["£", "pound", "gbp"],
        "jpy" => &["¥", "yen", "jpy"],
        "cny" => &["yuan", "renminbi", "cny", "rmb"],
        "krw" => &["₩", "won", "krw"],
        _ => return true,
    };
    names.iter().any(|name| words.contains(name))
}

/// The numbers in a text, with `1,000`, `1.5` and `3 billion` read as people read them.
fn numbers(text: &str) -> Vec<f64> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let from = &rest[start..];
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let end = from.find(|c| !is_part(c)).unwrap_or(from.len());
        let digits = from[..end].trim_end_matches(['.', ',']).replace(',', "");
        let after = &from[end..];
        if let Ok(number) = digits.parse::<f64>() {
            numbers.push(number * scale(after));
        }
        rest = after;
    }
    numbers
}

fn scale(after: &str) -> f64 {
    let word = after.trim_start_matches([' ', '-']);
    let scale = SCALES.iter().find(|(name, _)| {
        word.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    });
    scale.map_or(1.0, |(_, factor)| *factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_stands_by_itself() {
        assert!(stands_alone("the 100 percent tariff", "100 percent"));
        assert!(!stands_alone("2,100 percent", "100 percent"));
        assert!(!stands_alone("minus 100 percent", "100 percent"));
        assert!(!stands_alone("ca$350 billion", "$350 billion"));
        assert!(!stands_alone("$350 billionth", "$350 billion"));
    }

    #[test]
    fn numbers_are_read_as_people_read_them() {
        assert_eq!(numbers("$350 billion"), [350e9]);
        assert_eq!(numbers("350bn in 2,019.5 steps"), [350e9, 2019.5]);
        assert_eq!(numbers("a 100-percent rise"), [100.0]);
    }
}
