//! A line of YAML as an editor sees it, and the slips that can be told from the line alone.

use std::ops::Range;

use super::{Trouble, Words};

/// Signs that word processors put where a list's hyphen belongs, each with what it is called.
const BULLETS: &[(char, &str)] = &[
    ('–', "an en dash"),
    ('—', "an em dash"),
    ('−', "a minus sign"),
    ('‐', "a typographic hyphen"),
    ('•', "a bullet"),
    ('·', "a middle dot"),
    ('‣', "a bullet"),
    ('▪', "a bullet"),
    ('●', "a bullet"),
    ('○', "a bullet"),
    ('*', "an asterisk"),
];

/// Quotation marks that are none for YAML.
const CURLY: &[char] = &['“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '「', '『'];

/// The longest value that a cure repeats in full, in characters.
const LONGEST_CURE: usize = 80;

/// A line and where it begins.
#[derive(Clone, Copy)]
pub(super) struct Line<'s> {
    /// Without its line end.
    pub(super) text: &'s str,
    /// Offset in the file.
    pub(super) start: usize,
}

/// What stands on a line after its indentation.
struct Parts<'s> {
    /// The name before the colon.
    key: Option<&'s str>,
    /// What follows, without a space before or after it.
    value: &'s str,
    /// The value's offset in the file.
    at: usize,
}

impl<'s> Line<'s> {
    /// The line that holds the byte at `offset`.
    pub(super) fn at(source: &'s str, offset: usize) -> Self {
        let before = &source[..offset];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let text = source[start..].lines().next().unwrap_or_default();
        Self { text, start }
    }

    /// The lines of a stretch of the file.
    pub(super) fn all(source: &'s str, range: Range<usize>) -> impl Iterator<Item = Self> {
        let lines = source[range.clone()].split_inclusive('\n');
        lines.scan(range.start, |at, line| {
            let start = *at;
            *at += line.len();
            Some(Self { text: line.trim_end_matches(['\n', '\r']), start })
        })
    }

    /// Everything that looks like indentation.
    fn indentation(&self) -> &'s str {
        let end = self.text.find(|c: char| !c.is_whitespace() && !is_odd_space(c));
        &self.text[..end.unwrap_or(self.text.len())]
    }

    /// How many plain spaces the line begins with.
    pub(super) fn spaces(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Whether nothing, or a comment, stands on the line.
    pub(super) fn is_blank(&self) -> bool {
        let rest = self.text.trim_start();
        rest.is_empty() || rest.starts_with('#')
    }

    /// Where the line ends.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// What stands on the line, without the space around it.
    pub(super) fn range(&self) -> Range<usize> {
        let start = self.start + (self.text.len() - self.text.trim_start().len());
        start..start + self.text.trim().len()
    }

    /// The name before the line's colon.
    pub(super) fn key(&self) -> Option<&'s str> {
        self.parts().key
    }

    /// What follows the colon, or the hyphen of an item.
    pub(super) fn content(&self) -> &'s str {
        self.parts().value
    }

    /// The quotation mark that a value or an item begins with, and its offset.
    pub(super) fn quotation(&self) -> Option<(char, usize)> {
        let Parts { key, value, at } = self.parts();
        let begins = key.is_some() || self.text.trim_start().starts_with("- ");
        let sign = value.chars().next().filter(|c| begins && matches!(c, '"' | '\''))?;
        Some((sign, at))
    }

    /// The name of a field without a colon behind it.
    pub(super) fn colonless(&self, is_field: Words) -> Option<Trouble> {
        let text = self.text.trim();
        let text = text.strip_prefix("- ").unwrap_or(text);
        let end = text.find(|c: char| !(c.is_ascii_alphabetic() || c == '_'))?;
        let (key, after) = text.split_at(end);
        let signs = |sign: &char| matches!(sign, ';' | ',' | '.' | '-' | '–' | '>');
        let sign = after.trim_start().chars().next().filter(signs);
        let parted = after.starts_with(' ') || sign.is_some();
        if !is_field(key) || !parted {
            return None;
        }
        let value = after.trim_start().trim_start_matches(|c| Some(c) == sign).trim_start();
        let start = self.range().end - text.len();
        let message = match sign {
            Some(sign) => {
                format!("a field has a colon and a space behind its name, and not `{sign}`")
            }
            None => format!("the name of the field `{key}` has no colon behind it"),
        };
        Some(Trouble {
            message,
            help: format!("write `{key}: {}`", shortened(value)),
            range: start..start + key.len(),
        })
    }

    /// Whether the lines after this one are text as it stands: the value is `|` or `>`.
    pub(super) fn opens_block(&self) -> bool {
        let value = self.parts().value;
        let value = value.split(" #").next().unwrap_or_default().trim_end();
        value.starts_with(['|', '>'])
            && value[1..].chars().all(|c| matches!(c, '+' | '-' | '0'..='9'))
    }

    fn parts(&self) -> Parts<'s> {
        let mut rest = self.text.trim_start();
        while let Some(item) = rest.strip_prefix("- ") {
            rest = item.trim_start();
        }
        let key = rest.split_once(':').map(|(key, _)| key.trim_end());
        let key = key.filter(|key| {
            let after = &rest[rest.find(':').unwrap_or_default() + 1..];
            is_word(key) && (after.is_empty() || after.starts_with([' ', '\t']))
        });
        if key.is_some() {
            rest = rest.split_once(':').map_or("", |(_, value)| value).trim_start();
        }
        let at = self.start + (rest.as_ptr() as usize - self.text.as_ptr() as usize);
        Parts { key, value: rest.trim_end(), at }
    }

    fn trouble(
        &self,
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Trouble {
        let range = self.start + range.start..self.start + range.end;
        Trouble { message: message.into(), help: help.into(), range }
    }

    /// A space that is none for YAML, where it stands for structure: in the indentation, behind the
    /// hyphen of a list, behind the colon of a field.
    pub(super) fn odd_space(&self) -> Option<Trouble> {
        let indentation = self.indentation();
        let rest = &self.text[indentation.len()..];
        let word = rest.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or_default();
        let behind = match rest[word..].chars().next()? {
            '-' if word == 0 => indentation.len() + 1,
            ':' if word > 0 => indentation.len() + word + 1,
            _ => 0,
        };
        let is_odd_at = |at: &usize| self.text[*at..].starts_with(is_odd_space);
        let at = indentation.find(is_odd_space).or(Some(behind).filter(is_odd_at))?;
        let c = self.text[at..].chars().next()?;
        let message =
            format!("{} stands here, and YAML knows none but the plain space", space_name(c));
        let help = "type a plain space over it; such spaces come along with text that is copied \
                    from a web page or a word processor";
        Some(self.trouble(at..at + c.len_utf8(), message, help))
    }

    /// A value that YAML reads as something else, without a complaint.
    pub(super) fn swallowed(&self, source: &str) -> Option<Trouble> {
        let Parts { key, value, at } = self.parts();
        // A line that only goes on with the text before it may begin with any sign.
        let begins = key.is_some() || self.text.trim_start().starts_with("- ");
        let sign = value.chars().next().filter(|c| begins && matches!(c, '&' | '!'))?;
        let word = value[1..].split(' ').next().unwrap_or_default();
        let rest = value.len() > 1 + word.len();
        let used = sign == '&' && (source.contains(&format!("*{word}")) || !rest);
        let at = at - self.start;
        (!used).then(|| {
            let message = format!(
                "a `{sign}` at the beginning of a value {} in YAML, and `{sign}{word}` is left out",
                meaning(value).unwrap_or_default()
            );
            self.trouble(at..at + 1 + word.len(), message, quote_cure(key, value))
        })
    }

    /// A tab in the indentation.
    pub(super) fn tab(&self) -> Option<Trouble> {
        let at = self.indentation().find('\t')?;
        Some(tab(self.start + at))
    }

    /// An item of a list that begins with something else than a hyphen and a space.
    pub(super) fn marker(&self) -> Option<Trouble> {
        let at = self.indentation().len();
        let rest = &self.text[at..];
        let sign = rest.chars().next()?;
        let after = &rest[sign.len_utf8()..];
        if sign == '-' && after.starts_with(|c: char| c.is_alphanumeric() || "\"'[".contains(c)) {
            let cure = format!("write `- {}`", shortened(after));
            let message = "the hyphen of a list's item has no space behind it";
            return Some(self.trouble(at..at + 1, message, cure));
        }
        let (_, name) = BULLETS.iter().find(|(bullet, _)| *bullet == sign)?;
        if !after.starts_with(char::is_whitespace) {
            return None;
        }
        let message = format!("an item of a list begins with a hyphen, and this is {name}");
        let help = format!("write `- {}`", shortened(after.trim()));
        Some(self.trouble(at..at + sign.len_utf8(), message, help))
    }

    /// A field whose name and value are not parted by a colon and a space.
    pub(super) fn separator(&self) -> Option<Trouble> {
        let at = self.indentation().len();
        let rest = self.text[at..].trim_end();
        let rest = rest.strip_prefix("- ").unwrap_or(rest);
        let at = at + (self.text[at..].trim_end().len() - rest.len());
        let end = rest.find(|c: char| !(c.is_ascii_alphabetic() || c == '_' || c == '-'))?;
        let (key, after) = (&rest[..end], &rest[end..]);
        if !is_word(key) {
            return None;
        }
        if let Some(value) = after.strip_prefix(':') {
            if value.starts_with("//") || value.starts_with(' ') || value.is_empty() {
                return None;
            }
            let message = "a field's colon has no space behind it, so it is no field";
            let help = format!("write `{key}: {}`", shortened(value));
            return Some(self.trouble(at + end..at + end + 1, message, help));
        }
        let sign = after.trim_start().chars().next().filter(|c| matches!(c, '：' | '=' | '﹕'))?;
        let place = at + end + after.find(sign)?;
        let value = after.trim_start()[sign.len_utf8()..].trim();
        let message = format!("a field has a colon and a space behind its name, and not `{sign}`");
        let help = format!("write `{key}: {}`", shortened(value.trim_matches('"')));
        Some(self.trouble(place..place + sign.len_utf8(), message, help))
    }

    /// A value that has to stand in quotation marks.
    pub(super) fn value(&self) -> Option<Trouble> {
        let Parts { key, value, at } = self.parts();
        let at = at - self.start;
        let sign = value.chars().next()?;
        match sign {
            '"' | '\'' => return self.quoted(sign, key, value, at),
            '[' | '{' => return self.bracketed(sign, key, value, at),
            _ => {}
        }
        if let Some(meaning) = meaning(value) {
            let name = if sign == '`' { "backtick".to_owned() } else { format!("`{sign}`") };
            let message = match sign {
                '-' => "the items of a list stand on lines of their own".to_owned(),
                _ => format!("a {name} at the beginning of a value {meaning} in YAML"),
            };
            let cure = match sign {
                '-' => list_or_text(key, value),
                _ => quote_cure(key, value),
            };
            return Some(self.trouble(at..at + sign.len_utf8(), message, cure));
        }
        let colon = value.find(": ").or_else(|| value.strip_suffix(':').map(str::len))?;
        key?;
        if CURLY.contains(&sign) {
            let message =
                format!("`{sign}` is no quotation mark for YAML, which knows only `\"` and `'`");
            return Some(self.trouble(at..at + sign.len_utf8(), message, quote_cure(key, value)));
        }
        let message = "a colon with a space after it means `name: value`, and one stands in this line already";
        Some(self.trouble(at + colon..at + colon + 1, message, quote_cure(key, value)))
    }

    /// A value whose quotation mark closes too early.
    fn quoted(&self, sign: char, key: Option<&str>, value: &str, at: usize) -> Option<Trouble> {
        let close = closing(sign, value)?;
        let after = value[close + 1..].trim_start();
        if after.is_empty() || after.starts_with(['#', ',', ']', '}', ':']) {
            return None;
        }
        let apostrophe = sign == '\'' && value[close + 1..].starts_with(char::is_alphabetic);
        let (message, inner) = if apostrophe {
            let inner = value[1..].strip_suffix('\'').unwrap_or(&value[1..]);
            ("this apostrophe ends the text, which begins with the same sign", inner)
        } else {
            ("the text ends with this quotation mark, and more stands behind it", value)
        };
        Some(self.trouble(at + close..at + close + 1, message, quote_cure(key, inner)))
    }

    /// A value that begins with a bracket and is no list, or a list that is not closed.
    fn bracketed(&self, sign: char, key: Option<&str>, value: &str, at: usize) -> Option<Trouble> {
        let close = if sign == '[' { ']' } else { '}' };
        let kind = if sign == '[' { "list" } else { "mapping" };
        let Some(end) = value.rfind(close) else {
            return Some(self.unclosed(sign, close, value, at));
        };
        let first = value.find(close).unwrap_or(end);
        let after = value[first + 1..].trim_start();
        let is_text = !after.is_empty() && !after.starts_with(['#', ',', ']', '}']);
        is_text.then(|| {
            let message =
                format!("a `{sign}` at the beginning of a value begins a {kind} in YAML, and text follows it");
            self.trouble(at..at + 1, message, quote_cure(key, value))
        })
    }

    /// A bracket that nothing closes, or that is closed in what is a comment.
    fn unclosed(&self, sign: char, close: char, value: &str, at: usize) -> Trouble {
        if let Some(hash) = value.find(" #") {
            let message = format!("what follows this `#` is a comment, the `{close}` too");
            let help = "put the text that has a `#` in it in quotation marks";
            return self.trouble(at + hash + 1..at + hash + 2, message, help);
        }
        let help = format!(
            "close it with `{close}`; a text that begins with `{sign}` is put in quotation marks"
        );
        let message =
            format!("this `{sign}` is opened, and its `{close}` is missing or comes too late");
        self.trouble(at..at + 1, message, help)
    }
}

/// A tab at an offset of the file where it cannot stand.
pub(super) fn tab(at: usize) -> Trouble {
    Trouble {
        message: "a tab stands where YAML wants spaces".to_owned(),
        help: "replace the tab with two spaces".to_owned(),
        range: at..at + 1,
    }
}

/// What YAML makes of a value that begins so; none for a plain one.
fn meaning(value: &str) -> Option<&'static str> {
    let rest = |sign: char| value.strip_prefix(sign);
    let spaced = |sign: char| rest(sign).is_some_and(|rest| rest.starts_with(' '));
    match value.chars().next()? {
        '@' | '`' => Some("is not allowed"),
        '%' => Some("begins an instruction"),
        '*' => Some("refers to another value"),
        '!' => Some("names a kind of data"),
        '&' => Some("sets a label"),
        '|' if rest('|').is_some_and(|rest| !rest.is_empty()) => Some("announces lines of text"),
        '>' if rest('>').is_some_and(|rest| !rest.is_empty()) => Some("announces lines of text"),
        '?' if spaced('?') => Some("begins a name"),
        '-' if spaced('-') => Some("begins a list"),
        ',' | ']' | '}' => Some("belongs to a list in brackets"),
        _ => None,
    }
}

/// Where the quotation mark that a value begins with closes.
pub(super) fn closing(sign: char, value: &str) -> Option<usize> {
    let mut signs = value.char_indices().skip(1).peekable();
    while let Some((at, c)) = signs.next() {
        match c {
            '\\' if sign == '"' => _ = signs.next(),
            '\'' if sign == '\'' && signs.peek().is_some_and(|(_, next)| *next == '\'') => {
                _ = signs.next();
            }
            c if c == sign => return Some(at),
            _ => {}
        }
    }
    None
}

/// "put the whole value in quotation marks", with the line as it will be.
fn quote_cure(key: Option<&str>, value: &str) -> String {
    const CURE: &str = "put the whole value in quotation marks";
    if value.chars().count() > LONGEST_CURE {
        return format!("{CURE}: `\"…\"`");
    }
    let name = key.map_or_else(String::new, |key| format!("{key}: "));
    format!("{CURE}: `{name}{}`", quoted(value))
}

/// What to write for a value that begins with a hyphen: it may be an item of a list, or a text.
fn list_or_text(key: Option<&str>, value: &str) -> String {
    let name = key.map_or_else(String::new, |key| format!("{key}: "));
    let (item, text) = (shortened(value), quoted(&shortened(value)));
    format!("for a list, put `{item}` on the next line; for a text, write `{name}{text}`")
}

/// A text as YAML wants it, in quotation marks that it does not have itself.
pub(super) fn quoted(text: &str) -> String {
    let outer: &[char] = &['“', '”', '„', '‘', '‚'];
    let inner = text.strip_prefix(outer).and_then(|text| text.strip_suffix(['”', '“', '’', '‘']));
    let text = inner.unwrap_or(text);
    if text.contains(['"', '\\']) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    format!("\"{text}\"")
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST_CURE {
        return text.to_owned();
    }
    let start: String = text.chars().take(LONGEST_CURE / 2).collect();
    format!("{start}…")
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

/// Whether it looks like a space, or like nothing, and is no space for YAML.
pub(super) fn is_odd_space(c: char) -> bool {
    let plain = matches!(c, ' ' | '\t' | '\r' | '\n');
    let unseen = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    unseen || (c.is_whitespace() && !plain)
}

fn space_name(c: char) -> String {
    let name = match c {
        '\u{a0}' => "a non-breaking space",
        '\u{202f}' => "a narrow non-breaking space",
        '\u{2002}' => "an en space",
        '\u{2003}' => "an em space",
        '\u{2009}' => "a thin space",
        '\u{3000}' => "an ideographic space",
        '\u{200b}' => "a zero-width space",
        '\u{200e}' | '\u{200f}' => "an unseen mark of writing direction",
        '\u{ad}' => "an unseen hyphen",
        '\u{feff}' => "an unseen byte order mark",
        _ => "an unusual space",
    };
    format!("{name} (U+{:04X})", u32::from(c))
}
