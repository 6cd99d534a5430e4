//! Ids for what is new: of its heading, or of the numbers that were never used.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many characters an id of a heading has at most.
const LONGEST: usize = 48;

/// Latin letters that are no other letter with a mark, and how they are written without.
const LETTERS: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ı', "i"),
    ('ħ', "h"),
    ('ŋ', "n"),
    ('ĸ', "k"),
    ('ŧ', "t"),
];

/// Signs that stand within a word.
const WITHIN_WORDS: &[char] = &['\'', '’', '‘', 'ʼ', '`', '´'];

/// An id of a heading: its words in lower case with hyphens between them; none if it has none.
///
/// Marks on Latin letters are left out, since an address shows them as numbers. Letters of other
/// scripts stay as they are: no transcription suits every language that is written in them.
pub(super) fn slug(heading: &str) -> Option<String> {
    let lower: String =
        heading.to_lowercase().chars().filter(|c| !WITHIN_WORDS.contains(c)).collect();
    let letters: String = lower.nfc().map(without_marks).collect::<String>().nfc().collect();
    let words = letters.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        let length = slug.chars().count() + word.chars().count();
        if !slug.is_empty() && length >= LONGEST {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(LONGEST));
    }
    (!slug.is_empty()).then_some(slug)
}

fn without_marks(letter: char) -> String {
    if let Some((_, plain)) = LETTERS.iter().find(|(marked, _)| *marked == letter) {
        return (*plain).to_owned();
    }
    let base: String = std::iter::once(letter).nfd().filter(|c| !is_combining_mark(*c)).collect();
    if base.is_ascii() && !is_combining_mark(letter) {
        base
    } else if is_latin_mark(letter) {
        String::new()
    } else {
        letter.to_string()
    }
}

/// Whether a mark is one of those that stand on Latin letters; other scripts are spelled with theirs.
fn is_latin_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// The id itself, or the first of those with a number behind it that is not taken.
pub(super) fn free(id: &str, taken: &[String]) -> String {
    let is_free =
        |id: &String| !taken.iter().any(|other| other.to_lowercase() == id.to_lowercase());
    let numbered = (2..).map(|number: u32| format!("{id}-{number}"));
    std::iter::once(id.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

/// The next number behind the letters that most of the ids have: more than any that is there, that a
/// text names, or that was there in the `past`.
pub(super) fn next_number(taken: &[String], texts: &[String], past: &str) -> String {
    let letters = usual_letters(taken);
    let words = texts.iter().map(String::as_str).chain([past]);
    let words = words.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let numbers = words.chain(taken.iter().map(String::as_str)).filter_map(|word| numbered(word));
    let highest = numbers.filter(|(before, _)| *before == letters).map(|(_, number)| number).max();
    format!("{letters}{}", highest.unwrap_or(0) + 1)
}

/// The letters that most ids begin with; `F` where none has a number.
fn usual_letters(ids: &[String]) -> &str {
    let all: Vec<&str> =
        ids.iter().filter_map(|id| numbered(id)).map(|(letters, _)| letters).collect();
    let number = |letters: &str| all.iter().filter(|it| **it == letters).count();
    // The first of those that are equally many, so that the answer does not depend on the order.
    all.iter().rev().max_by_key(|letters| number(letters)).copied().unwrap_or("F")
}

/// The letters and the number of `F12`.
fn numbered(id: &str) -> Option<(&str, u32)> {
    let at = id.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = id.split_at(at);
    let is_plain = !letters.is_empty() && letters.chars().all(char::is_alphabetic);
    // Nobody counts facts in millions; such a number is something else.
    let number = digits.parse().ok().filter(|number| *number < 1_000_000);
    number.filter(|_| is_plain).map(|number| (letters, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(heading: &str) -> String {
        slug(heading).unwrap_or_default()
    }

    #[test]
    fn an_id_has_the_words_of_its_heading() {
        assert_eq!(of("Kuala Lumpur"), "kuala-lumpur");
        assert_eq!(of("  Trump’s 2nd tour: “Asia” / day 1 "), "trumps-2nd-tour-asia-day-1");
        assert_eq!(of("../../etc/passwd"), "etc-passwd");
        assert_eq!(of("a\u{0}b\nc"), "a-b-c");
    }

    #[test]
    fn marks_on_latin_letters_are_left_out_and_other_scripts_stay() {
        assert_eq!(of("Árvíztűrő tükörfúrógép"), "arvizturo-tukorfurogep");
        assert_eq!(of("A\u{301}rvi\u{301}z"), "arviz");
        assert_eq!(
            of("Łódź, Straße, Ærø, İstanbul, Đà Nẵng"),
            "lodz-strasse-aero-istanbul-da-nang"
        );
        assert_eq!(of("서울"), "서울");
        assert_eq!(of("\u{1109}\u{1165}\u{110b}\u{116e}\u{11af}"), "서울");
        assert_eq!(of("東京 2031"), "東京-2031");
        assert_eq!(of("Пекин"), "пекин");
        assert_eq!(of("Йошкар-Ола"), "йошкар-ола");
        assert_eq!(of("ガーナ"), "ガーナ");
    }

    #[test]
    fn a_heading_without_letters_and_digits_makes_none() {
        assert_eq!(slug("🎉 — !"), None);
        assert_eq!(slug(""), None);
    }

    #[test]
    fn an_id_is_short_and_ends_with_a_word() {
        let long = of(&"tariffs on goods ".repeat(20));
        assert_eq!(long, "tariffs-on-goods-tariffs-on-goods-tariffs-on");
        assert_eq!(of(&"a".repeat(300)).len(), LONGEST);
    }

    #[test]
    fn the_next_free_id_is_taken_whatever_the_case() {
        let taken = ["japan", "Japan-2"].map(str::to_owned);
        assert_eq!(free("japan", &taken), "japan-3");
        assert_eq!(free("seoul", &taken), "seoul");
    }

    #[test]
    fn a_number_is_never_used_twice() {
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        assert_eq!(next_number(&[], &[], ""), "F1");
        assert_eq!(next_number(&ids(&["F1", "F3"]), &[], ""), "F4");
        assert_eq!(next_number(&ids(&["F1"]), &["[x](fact:F7), see [F5]".to_owned()], ""), "F8");
        assert_eq!(
            next_number(&ids(&["F1"]), &["# F9 was withdrawn".to_owned()], "-F12:\n"),
            "F13"
        );
        assert_eq!(next_number(&ids(&["A1", "A2", "F9"]), &[], ""), "A3");
        assert_eq!(next_number(&ids(&["tariffs"]), &["F4294967299".to_owned()], ""), "F1");
    }
}
