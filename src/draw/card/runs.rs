//! A line of text in pieces, each in a font that has its letters, with their widths.

use std::cell::OnceCell;

use rustybuzz::UnicodeBuffer;
use rustybuzz::ttf_parser::Face;
use serde::Serialize;
use unicode_width::UnicodeWidthChar;

use super::typeface::{Typeface, Typefaces};

/// A piece of a line that one font draws.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Run {
    /// The value of `font-family`.
    pub(crate) family: String,
    /// The value of `font-weight`.
    pub(crate) weight: u16,
    /// The letters.
    pub(crate) text: String,
}

/// Fonts in the order in which a text tries them.
pub(super) struct Stack<'a> {
    fonts: Vec<Font<'a>>,
}

/// A font that is opened when a text first needs it.
struct Font<'a> {
    typeface: &'a Typeface,
    face: OnceCell<Option<Face<'a>>>,
}

/// A base letter with the marks on it, and the font that has them all.
struct Cluster<'t> {
    text: &'t str,
    /// The place in the stack; none where no font has them.
    font: Option<usize>,
}

impl<'a> Stack<'a> {
    /// The fonts for a text in `family`.
    pub(super) fn new(family: &str, typefaces: &'a Typefaces) -> Self {
        let font = |typeface| Font { typeface, face: OnceCell::new() };
        Self { fonts: typefaces.for_family(family).into_iter().map(font).collect() }
    }

    /// The letters, marks and signs that no font has.
    pub(super) fn missing<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let clusters = self.clusters(text);
        clusters.iter().filter(|cluster| cluster.font.is_none()).map(|it| it.text).collect()
    }

    /// The text in pieces; what no font has is left out.
    pub(super) fn runs(&self, text: &str) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for (font, text) in self.stretches(text) {
            let Typeface { family, weight, .. } = self.fonts[font].typeface;
            runs.push(Run { family: family.clone(), weight: *weight, text });
        }
        runs
    }

    /// How wide the text is, in ems.
    pub(super) fn width(&self, text: &str) -> f64 {
        let stretches = self.stretches(text);
        stretches.iter().map(|(font, text)| self.fonts[*font].width(text)).sum()
    }

    /// The text in stretches of one font each.
    fn stretches(&self, text: &str) -> Vec<(usize, String)> {
        let mut stretches: Vec<(usize, String)> = Vec::new();
        for cluster in self.clusters(text) {
            let Some(font) = cluster.font else { continue };
            match stretches.last_mut() {
                Some((last, stretch)) if *last == font => stretch.push_str(cluster.text),
                _ => stretches.push((font, cluster.text.to_owned())),
            }
        }
        stretches
    }

    fn clusters<'t>(&self, text: &'t str) -> Vec<Cluster<'t>> {
        let mut clusters: Vec<Cluster<'t>> = Vec::new();
        for text in letters(text) {
            let before = clusters.last().and_then(|cluster| cluster.font);
            clusters.push(Cluster { text, font: self.font_for(text, before) });
        }
        clusters
    }

    /// The first font that has every letter; for what stands between words, that of the word before.
    fn font_for(&self, cluster: &str, before: Option<usize>) -> Option<usize> {
        let is_between = |c: char| !c.is_alphanumeric() && c.width() != Some(0);
        let neighbour = before.filter(|_| cluster.chars().all(is_between));
        let mut order = neighbour.into_iter().chain(0..self.fonts.len());
        order.find(|font| self.fonts[*font].has(cluster))
    }
}

impl<'a> Font<'a> {
    fn face(&self) -> Option<&Face<'a>> {
        self.face.get_or_init(|| self.typeface.face()).as_ref()
    }

    /// Whether it has every letter and mark.
    fn has(&self, cluster: &str) -> bool {
        let mut seen = cluster.chars().filter(|c| !is_unseen(*c));
        self.face().is_some_and(|face| seen.all(|c| face.glyph_index(c).is_some()))
    }

    /// How wide a text is, in ems.
    fn width(&self, text: &str) -> f64 {
        let Some(face) = self.face() else { return 0.0 };
        let units = if text.chars().any(joins) { shaped(face, text) } else { summed(face, text) };
        units / f64::from(face.units_per_em())
    }
}

/// The sum of the letters' widths, without the kerning, which makes a line a little narrower.
fn summed(face: &Face<'_>, text: &str) -> f64 {
    let seen = text.chars().filter(|c| !is_unseen(*c) && c.width() != Some(0));
    let glyphs = seen.filter_map(|c| face.glyph_index(c));
    glyphs.map(|glyph| f64::from(face.glyph_hor_advance(glyph).unwrap_or_default())).sum()
}

/// The width of letters that change with their neighbours.
fn shaped(face: &Face<'_>, text: &str) -> f64 {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let glyphs = rustybuzz::shape(&rustybuzz::Face::from_face(face.clone()), &[], buffer);
    glyphs.glyph_positions().iter().map(|glyph| f64::from(glyph.x_advance)).sum()
}

/// Whether a letter is of a script whose letters join or move: from Arabic to Burmese, Khmer and
/// Mongolian.
fn joins(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}')
}

/// Whether a character says how others are shown and is not seen itself.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// The text letter by letter, each with the marks on it and what is unseen behind it.
pub(super) fn letters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut later = rest.char_indices().skip(1);
        let end = later.find(|(_, c)| c.width() != Some(0)).map_or(rest.len(), |(at, _)| at);
        let (cluster, others) = rest.split_at(end);
        rest = others;
        (!cluster.is_empty()).then_some(cluster)
    })
}
