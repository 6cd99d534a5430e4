//! The words of a figure link agree with the registered value.

use crate::document::numbers;
use crate::problem::{FIGURE_MISMATCH, Problems};
use crate::rules::{links, plain_typography};
use crate::site::{Figure, Site, Target};

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
}
