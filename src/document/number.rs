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
    ("m", 1e6),
    ("thousand", 1e3),
    ("k", 1e3),
    ("hundred", 1e2),
];

/// The numbers in a text in lower case, each with the word for its size behind it read too.
pub(crate) fn numbers(text: &str) -> Vec<f64> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let from = &rest[start..];
        let end = from.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
        let (digits, after) = from.split_at(end.unwrap_or(from.len()));
        let digits = without_groups(digits.trim_end_matches(['.', ',']));
        if let Ok(number) = digits.parse::<f64>() {
            numbers.push(number * scale(after));
        }
        rest = after;
    }
    numbers
}

/// The digits without the commas between thousands, or the full stops where there are several.
fn without_groups(digits: &str) -> String {
    let several = digits.matches('.').count() > 1;
    digits.replace(',', "").replace('.', if several { "" } else { "." })
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
        assert_eq!(numbers("1.000.000 euros, or $1m"), [1e6, 1e6]);
        assert_eq!(numbers("a 5 mile walk"), [5.0]);
    }
}
