//! How wide a text will be, when nobody knows the font: a little more than in usual sans serifs.

/// The width of a line of text, in units of its size.
pub(super) fn ems(text: &str) -> f64 {
    text.chars().map(letter_width).sum()
}

/// The width of a letter, in units of its size.
fn letter_width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | '\'' | '’' | '|' | ':' | ' ' => 0.31,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.41,
        'm' | 'w' | 'M' | 'W' | '@' | '—' => 0.92,
        letter if letter.is_uppercase() => 0.75,
        // From Hangul and kana on, a letter fills a square.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7af}' | '\u{f900}'..='\u{ffef}' => 1.05,
        // Marks that stand on the letter before them.
        '\u{300}'..='\u{36f}' => 0.0,
        _ => 0.62,
    }
}
