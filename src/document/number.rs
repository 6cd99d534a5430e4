//! Numbers in running text, as people write them: `1,000`, `$1.5`, `3 billion`.

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
    ("lakh", 1e5),
    ("crore", 1e7),
];

/// What stands between groups of three digits, apart from points and commas.
const GAPS: &[char] = &[' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'];

/// The numbers in a text in lower case, each with the word for its size behind it read too.
pub(crate) fn numbers(text: &str) -> Vec<f64> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let is_decimal = rest[..start].ends_with('.') && !rest[..start].ends_with("..");
        let from = &rest[start - usize::from(is_decimal)..];
        let (digits, after) = from.split_at(end_of_number(from));
        let digits = plain_digits(&digits.replace(GAPS, ""));
        if let Ok(number) = digits.parse::<f64>() {
            numbers.push(number * scale(after));
        }
        rest = after;
    }
    numbers
}

/// The numbers in a text in lower case where a comma stands before decimals, as in `1.234,56`.
pub(crate) fn numbers_with_decimal_commas(text: &str) -> Vec<f64> {
    let exchanged = |c: char| match c {
        '.' => ',',
        ',' => '.',
        other => other,
    };
    numbers(&text.chars().map(exchanged).collect::<String>())
}

/// Where the number ends with which a text begins: `10 000` is one, and `2019 300` is two.
fn end_of_number(text: &str) -> usize {
    let part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let mut end = text.find(|c: char| !part(c)).unwrap_or(text.len());
    if !matches!(text[..end].len(), 1..=3) || text[..end].contains(['.', ',']) {
        return text[..end].trim_end_matches(['.', ',']).len();
    }
    while let Some(gap) = text[end..].chars().next().filter(|c| GAPS.contains(c)) {
        let group = &text[end + gap.len_utf8()..];
        let size = group.find(|c: char| !c.is_ascii_digit()).unwrap_or(group.len());
        if size != 3 {
            break;
        }
        end += gap.len_utf8() + size;
    }
    let decimals = text[end..].find(|c: char| !part(c)).unwrap_or(text.len() - end);
    text[..end + decimals].trim_end_matches(['.', ',']).len()
}

/// Whether one of the words for sizes stands in a text in lower case.
pub(crate) fn names_scale(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic());
    words.any(|word| SCALES.iter().any(|(name, _)| *name == word))
}

/// The digits as Rust reads them: without what stands between thousands, with a decimal point.
fn plain_digits(digits: &str) -> String {
    let several = digits.matches('.').count() > 1;
    let decimals = digits.split_once(',').is_some_and(|(_, after)| matches!(after.len(), 1 | 2));
    let comma = if decimals && !digits.contains('.') { "." } else { "" };
    digits.replace(',', comma).replace('.', if several { "" } else { "." })
}

fn scale(after: &str) -> f64 {
    let word = after.trim_start_matches([' ', '-', '\u{a0}', '\u{202f}']);
    let scale = SCALES.iter().find(|(name, _)| {
        word.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    });
    scale.map_or(1.0, |(_, factor)| *factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_read_them() {
        assert_eq!(numbers("$350 billion"), [350e9]);
        assert_eq!(numbers("350bn in 2,019.5 steps"), [350e9, 2019.5]);
        assert_eq!(numbers("a 100-percent rise"), [100.0]);
        assert_eq!(numbers("1.000.000 euros, or $1mn"), [1e6, 1e6]);
        assert_eq!(numbers("a 5 mile walk, 3,5 of them at dawn"), [5.0, 3.5]);
        assert_eq!(
            numbers("10 000 jobs, 1’234’567 francs and 300\u{202f}000."),
            [1e4, 1_234_567.0, 3e5]
        );
        assert_eq!(numbers("in 2019 300 people, 12 of 3400"), [2019.0, 300.0, 12.0, 3400.0]);
        assert_eq!(numbers(".5 percent ... 3 crore, 10 000.5"), [0.5, 3e7, 10_000.5]);
        assert_eq!(numbers_with_decimal_commas("1.234,56 and 1.250"), [1234.56, 1250.0]);
    }
}
