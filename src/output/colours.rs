//! The colours of the stylesheet, for pictures that no stylesheet reaches.

use std::collections::BTreeMap;

use crate::files::{FilePath, Files, default_look};

/// The part of the stylesheet that names the colours.
const TOKENS: &str = "static/css/tokens.css";

/// The colours by their names, such as `ink`: those of a site over those of the default look.
pub(super) fn of(files: &Files) -> BTreeMap<String, String> {
    let mut colours = named(default_look());
    colours.extend(named(files));
    colours
}

/// The colours that the tokens name first, which is for light screens, in hexadecimal.
fn named(files: &Files) -> BTreeMap<String, String> {
    let text = FilePath::new(TOKENS).and_then(|path| files.text(&path)).unwrap_or_default();
    let mut colours = BTreeMap::new();
    for line in text.split([';', '{', '}']) {
        let Some((name, value)) = line.trim().split_once(':') else { continue };
        let name = name.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        if let Some(name) = name.strip_prefix("--").filter(|_| is_hexadecimal(value.trim())) {
            colours.entry(name.to_owned()).or_insert_with(|| value.trim().to_owned());
        }
    }
    colours
}

/// Whether a value is a colour that SVG has too: `#fff` or `#fbf8f1`.
fn is_hexadecimal(value: &str) -> bool {
    let digits = value.strip_prefix('#').unwrap_or_default();
    [3, 6].contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::{TOKENS, of};
    use crate::files::{FilePath, Files};

    fn colour(name: &str, tokens: Option<&str>) -> Option<String> {
        let mut files = Files::default();
        if let Some(tokens) = tokens {
            files.insert(FilePath::new(TOKENS).expect("a path"), tokens.as_bytes());
        }
        of(&files).get(name).cloned()
    }

    #[test]
    fn colours_are_those_of_the_stylesheet_on_light_screens() {
        assert_eq!(colour("paper", None).as_deref(), Some("#fbf8f1"));
        assert_eq!(colour("ink-soft", None).as_deref(), Some("#4a453d"));
        assert_eq!(colour("size-label", None), None);
    }

    #[test]
    fn a_site_gives_its_own_colours_one_by_one() {
        let own = Some(":root { /* The house. */ --paper: #FFF; --ink: oklch(20% 0 0) }");
        assert_eq!(colour("paper", own).as_deref(), Some("#FFF"));
        assert_eq!(colour("ink", own).as_deref(), Some("#1a1815"));
    }
}
