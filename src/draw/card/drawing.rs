//! A picture that is drawn when somebody wants it: SVG and fonts, made into PNG.

use std::fmt;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, ImageHrefResolver, Options, Tree};
use roxmltree::{Document, Node};
use xxhash_rust::xxh3::Xxh3;

use super::typeface::Typefaces;

/// What makes the same SVG into the same bytes.
pub(super) const RENDERER: &str = "resvg 0.47.0, png 0.18.1";

/// The width of a card in pixels, which is what networks show without cutting it.
pub(crate) const WIDTH: u32 = 1200;

/// The height of a card in pixels.
pub(crate) const HEIGHT: u32 = 630;

/// A picture in PNG that is not drawn yet.
#[derive(Clone)]
pub struct Drawing {
    svg: Arc<str>,
    typefaces: Arc<Typefaces>,
}

impl Drawing {
    /// The picture that this SVG describes.
    ///
    /// # Errors
    ///
    /// It is no SVG, or of another size than a card: why, in words.
    pub(crate) fn of(svg: String, typefaces: Arc<Typefaces>) -> Result<Self, String> {
        let document = Document::parse(&svg).map_err(|error| error.to_string())?;
        let root = document.root_element();
        if root.tag_name().name() != "svg" || !is_of_size(root) {
            return Err(format!(
                "a card is an `svg` whose `width` is {WIDTH} and whose `height` is {HEIGHT}"
            ));
        }
        drop(document);
        Ok(Self { svg: svg.into(), typefaces })
    }

    /// The SVG.
    #[must_use]
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// Names all that decides about the bytes: the SVG, the fonts and the renderer.
    pub(crate) fn fingerprint(&self) -> u128 {
        let mut all = Xxh3::with_seed(self.typefaces.fingerprint);
        all.update(RENDERER.as_bytes());
        all.update(self.svg.as_bytes());
        all.digest128()
    }

    /// The picture, 1200 pixels wide and 630 high, in PNG.
    ///
    /// # Errors
    ///
    /// The renderer refuses the SVG, such as one of a million elements.
    pub fn png(&self) -> Result<Vec<u8>, String> {
        let options = Options {
            fontdb: self.typefaces.database(),
            // Each text names a font that has its letters. Another one would have other widths.
            font_resolver: FontResolver {
                select_font: FontResolver::default_font_selector(),
                select_fallback: Box::new(|_, _, _| None),
            },
            // Nothing is read from anywhere.
            image_href_resolver: ImageHrefResolver {
                resolve_data: Box::new(|_, _, _| None),
                resolve_string: Box::new(|_, _| None),
            },
            ..Options::default()
        };
        let tree = Tree::from_str(&self.svg, &options).map_err(|error| error.to_string())?;
        let mut pixmap = Pixmap::new(WIDTH, HEIGHT).ok_or("there is no room to draw in")?;
        pixmap.fill(resvg::tiny_skia::Color::WHITE);
        resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
        pixmap.encode_png().map_err(|error| error.to_string())
    }
}

impl PartialEq for Drawing {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint() == other.fingerprint()
    }
}

impl Eq for Drawing {}

impl fmt::Debug for Drawing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Drawing").field(&self.svg).finish()
    }
}

fn is_of_size(root: Node<'_, '_>) -> bool {
    let is = |name: &str, value: u32| root.attribute(name) == Some(value.to_string().as_str());
    is("width", WIDTH) && is("height", HEIGHT)
}
