//! The pictures that are shown with links to pages: text that fits its room, and SVG made into PNG.

mod drawing;
mod fit;
mod runs;
mod typeface;
mod wrap;

#[cfg(test)]
mod tests;

pub use drawing::Drawing;
pub(crate) use drawing::{HEIGHT as CARD_HEIGHT, WIDTH as CARD_WIDTH};
pub(crate) use fit::{Room, fit, has_font, missing};
pub(crate) use typeface::{Typefaces, font_files};
