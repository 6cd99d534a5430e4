//! The words for a figure agree with its registered value: those of a link, and its printed form.

use crate::document::{names_scale, numbers, numbers_with_decimal_commas};
use crate::problem::{FIGURE_MISMATCH, Problems};
use crate::rules::{links, plain_typography};
use crate::site::{Figure, Site, Target};

/// By what part of a value its printed form may differ: 1.4 stands for 1.35 too.
const LARGEST_ROUNDING: f64 = 0.05;

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    for (_, figure) in site
        .figures
        .iter()
        .filter(|(_, figure)| !displays(&figure.display, figure.value, &figure.unit))
    {
        let message =
            format!("`{}` is not how the value {} is printed", figure.display, figure.value);
        problems
            .add(FIGURE_MISMATCH, figure.display_span.clone(), message)
            .help("mend `display` or `value`: the value is the whole number, with all its zeros");
    }
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

/// Whether the printed form gives the value, rounded at most; true where nobody can tell.
///
/// A form may have several numbers, of which one is the value, or a range around it. A word for its
/// size that is not known here, such as `Mrd.`, may stand for any power of a thousand.
fn displays(display: &str, value: f64, unit: &str) -> bool {
    let display = plain_typography(display).to_lowercase();
    // A value that could not be read is reported as such.
    value.is_nan()
        || is_fraction(&display)
        || [numbers(&display), numbers_with_decimal_commas(&display)]
            .iter()
            .any(|shown| gives(shown, &display, value.abs(), unit))
}

/// Whether a form gives its value as a part of something: `¼`, `1/4`, `1 in 4`, basis points.
fn is_fraction(display: &str) -> bool {
    let digit_beside = |before: &str, after: &str| {
        before.trim_end().ends_with(|c: char| c.is_ascii_digit())
            && after.trim_start().starts_with(|c: char| c.is_ascii_digit())
    };
    display.contains(['½', '¼', '¾', '⅓', '⅔', '‰'])
        || display.contains("basis point")
        || ["/", " in ", " of "].iter().any(|sign| {
            display.split_once(sign).is_some_and(|(before, after)| digit_beside(before, after))
        })
}

/// Whether numbers as they are shown give a value.
fn gives(shown: &[f64], display: &str, value: f64, unit: &str) -> bool {
    let size = numbers(&format!("1 {}", unit.to_lowercase())).first().copied().unwrap_or(1.0);
    let (Some(least), Some(most)) =
        (shown.iter().copied().reduce(f64::min), shown.iter().copied().reduce(f64::max))
    else {
        return true;
    };
    let sized = |number: f64| [number, number / size, number * size];
    let fits = |number: f64| sized(number).into_iter().any(|it| is_rounded(it, value));
    let in_range = least < most && (least..=most).contains(&value);
    let unknown_word = display.contains(char::is_alphabetic) && !names_scale(display);
    let thousands =
        |number: f64| (1..=4).any(|power| is_rounded(number * 1000_f64.powi(power), value));
    in_range || shown.iter().any(|it| fits(*it) || (unknown_word && thousands(*it)))
}

/// Whether one number is the other, rounded for readers.
fn is_rounded(shown: f64, value: f64) -> bool {
    (shown - value).abs() <= value.abs() * LARGEST_ROUNDING
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
    let close = |number: f64| figure.value.is_nan() || is_close(number, figure.value);
    let readings = [numbers, numbers_with_decimal_commas(&words)];
    readings.iter().any(|numbers| matches!(numbers.as_slice(), [number] if close(*number)))
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

    #[test]
    fn a_printed_form_gives_the_value_or_rounds_it() {
        for (display, value, unit) in [
            ("$350 billion", 350e9, "USD"),
            ("$350 billion", 350.0, "billion USD"),
            ("about 1.4 billion", 1_381_000_000.0, "count"),
            ("3,5 Mio. €", 3.5e6, "EUR"),
            ("$3.5m", 3.5e6, "USD"),
            ("10–15 percent", 12.0, "percent"),
            ("two of 3 ships", 3.0, "count"),
            ("a dozen", 12.0, "count"),
            ("−5 degrees", -5.0, "degrees"),
            ("1½ hours", 1.5, "hours"),
            ("10 000", 1e4, "count"),
            ("1\u{202f}234\u{202f}567", 1_234_567.0, "count"),
            ("1’234’567", 1_234_567.0, "count"),
            ("1.234,56 €", 1234.56, "EUR"),
            ("1.250", 1250.0, "count"),
            (".5 percent", 0.5, "percent"),
            ("1/4", 0.25, "share"),
            ("1 in 4", 25.0, "percent"),
            ("25 basis points", 0.25, "percent"),
            ("1 lakh", 1e5, "count"),
            ("1 crore", 1e7, "count"),
        ] {
            assert!(displays(display, value, unit), "{display} for {value}");
        }
        for (display, value, unit) in [
            ("$350 billion", 35.0, "USD"),
            ("$350 billion", 350e6, "USD"),
            ("25 percent", 0.25, "percent"),
            ("3.5 Mrd. €", 35e9, "EUR"),
            ("1,000", 100.0, "count"),
        ] {
            assert!(!displays(display, value, unit), "{display} for {value}");
        }
    }
}
