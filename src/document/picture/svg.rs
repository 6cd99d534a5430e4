//! SVG: its size, as its root element says, and its end.

use std::borrow::Cow;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::PictureSize;

/// An SVG whose root element is not closed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BrokenOff;

/// The root element of an SVG.
#[derive(Debug, Default)]
struct Root {
    width: Option<String>,
    height: Option<String>,
    view_box: Option<String>,
}

/// What was seen of a file.
#[derive(Default)]
struct Scanner {
    attribute: String,
    /// Whether an element of any name came.
    began: bool,
    root: Option<Root>,
    in_svg_tag: bool,
    in_root_tag: bool,
    /// How many `svg` elements are open.
    depth: usize,
    closed: bool,
}

/// Whether the first element of a file is that of an SVG.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    text_of(bytes).is_some_and(|text| scan(&text).root.is_some())
}

/// How large the picture is; none if it says neither size nor ratio.
pub(super) fn measure(bytes: &[u8]) -> Result<Option<PictureSize>, BrokenOff> {
    let seen = text_of(bytes).map(|text| scan(&text)).unwrap_or_default();
    let root = seen.root.filter(|_| seen.closed).ok_or(BrokenOff)?;
    Ok(root.size())
}

/// The text of a file that begins as markup does.
fn text_of(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    text.trim_ascii_start().starts_with(b"<").then(|| String::from_utf8_lossy(text))
}

fn scan(text: &str) -> Scanner {
    let mut scanner = Scanner::default();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| {
        scanner.see(&event);
        None::<Infallible>
    });
    // The tokenizer calls back and yields nothing itself.
    Tokenizer::new_with_emitter(text, emitter).for_each(drop);
    scanner
}

impl Scanner {
    fn see(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.open(local(name)),
            CallbackEvent::AttributeName { name } => {
                self.attribute = String::from_utf8_lossy(name).into_owned();
            }
            CallbackEvent::AttributeValue { value } => self.note(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                if self.in_svg_tag && *self_closing {
                    self.close();
                }
                (self.in_svg_tag, self.in_root_tag) = (false, false);
            }
            CallbackEvent::EndTag { name } if local(name) == b"svg" => self.close(),
            _ => {}
        }
    }

    fn open(&mut self, name: &[u8]) {
        self.in_svg_tag = name == b"svg";
        self.depth += usize::from(self.in_svg_tag);
        self.in_root_tag = self.in_svg_tag && !self.began;
        if self.in_root_tag {
            self.root = Some(Root::default());
        }
        self.began = true;
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.closed |= self.depth == 0;
    }

    fn note(&mut self, value: &[u8]) {
        let Some(root) = self.root.as_mut().filter(|_| self.in_root_tag) else { return };
        let value = Some(String::from_utf8_lossy(value).into_owned());
        match self.attribute.as_str() {
            "width" => root.width = value,
            "height" => root.height = value,
            // The tokenizer is one for HTML, which writes names in lower case.
            "viewbox" => root.view_box = value,
            _ => {}
        }
    }
}

/// A name without the prefix of its namespace.
fn local(name: &[u8]) -> &[u8] {
    name.rsplit(|byte| *byte == b':').next().unwrap_or(name)
}

impl Root {
    /// As CSS sizes an SVG: what is not given follows from the ratio of the view box.
    fn size(&self) -> Option<PictureSize> {
        let own = |length: &Option<String>| length.as_deref().and_then(pixels);
        let view_box = self.view_box.as_deref().and_then(view_box);
        let (width, height) = match (own(&self.width), own(&self.height), view_box) {
            (Some(width), Some(height), _) => (width, height),
            (Some(width), None, Some((wide, high))) => (width, width * high / wide),
            (None, Some(height), Some((wide, high))) => (height * wide / high, height),
            (None, None, Some(size)) => size,
            _ => return None,
        };
        PictureSize::new(rounded(width)?, rounded(height)?)
    }
}

/// A length in CSS pixels; none if it is relative to what is around the picture.
fn pixels(length: &str) -> Option<f64> {
    const UNITS: &[(&str, f64)] = &[
        ("px", 1.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
        ("", 1.0),
    ];
    let length = length.trim().to_ascii_lowercase();
    UNITS.iter().find_map(|(unit, size)| positive(length.strip_suffix(unit)?).map(|it| it * size))
}

/// The width and height of a `viewBox`.
fn view_box(text: &str) -> Option<(f64, f64)> {
    let numbers = text.split(|c: char| c == ',' || c.is_whitespace()).filter(|it| !it.is_empty());
    match numbers.collect::<Vec<_>>().as_slice() {
        [_, _, width, height] => Some((positive(width)?, positive(height)?)),
        _ => None,
    }
}

fn positive(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0)
}

/// Whole pixels, at least one; none for what no screen can show.
#[expect(clippy::cast_sign_loss, reason = "lengths are positive")]
fn rounded(length: f64) -> Option<u32> {
    (length < 100_000.0).then(|| length.round().max(1.0) as u32)
}
