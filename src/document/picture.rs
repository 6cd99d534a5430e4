//! Pictures: what their bytes are, and how large they are on the screen.

mod ending;
mod jpeg;
mod svg;

use crate::files::{FilePath, Span};
use crate::problem::{BAD_PICTURE, Problems};

/// How large a picture is on the screen, in CSS pixels, turned as browsers turn it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PictureSize {
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl PictureSize {
    /// A size; none if nothing could be seen of it.
    fn new(width: u32, height: u32) -> Option<Self> {
        (width > 0 && height > 0).then_some(Self { width, height })
    }
}

/// A format that all browsers show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Jpeg,
    Png,
    Gif,
    Webp,
    Avif,
    Svg,
}

/// What to do about a file that is no picture and is shown as one.
pub(crate) const FORMATS: &str = "show a JPEG, PNG, WebP, AVIF, GIF or SVG; to offer another file \
    to readers, link to it: `[words](media/file.pdf)`";

/// What is wrong with a picture's bytes: the message and what to do.
type Trouble = (String, String);

/// Whether a file's name says that it is a picture that browsers show.
pub(crate) fn is_picture(path: &str) -> bool {
    Format::named(path).is_some()
}

/// Reads how large the picture at `path` is; none for what is no picture by its name, and for an
/// SVG that says nothing of its size.
///
/// Bytes that are not the picture that the name promises, or not the whole of it, are a problem.
pub(super) fn read(path: &FilePath, bytes: &[u8], problems: &mut Problems) -> Option<PictureSize> {
    let format = Format::named(path.as_str())?;
    match measure(format, path, bytes) {
        Ok(size) => size,
        Err((message, help)) => {
            problems.add(BAD_PICTURE, Span::new(path, 0..0), message).help(help);
            None
        }
    }
}

fn measure(format: Format, path: &FilePath, bytes: &[u8]) -> Result<Option<PictureSize>, Trouble> {
    if bytes.iter().all(|byte| *byte == 0) {
        return Err((
            "there is nothing in this picture".to_owned(),
            "put the picture here again; it was not copied".to_owned(),
        ));
    }
    match Format::of(bytes) {
        Some(found) if found == format => {}
        Some(found) => return Err(misnamed(format, found, path)),
        None => return Err(unlike(format, bytes)),
    }
    if format == Format::Svg {
        return svg::measure(bytes).map_err(|_| broken_off());
    }
    let size = format.size(bytes);
    if size.is_none() || !format.is_whole(bytes) {
        return Err(broken_off());
    }
    Ok(size)
}

fn broken_off() -> Trouble {
    (
        "this picture breaks off before its end, or is damaged".to_owned(),
        "put it here again, or export it anew from where it was made".to_owned(),
    )
}

fn misnamed(format: Format, found: Format, path: &FilePath) -> Trouble {
    let name = format!("{}.{}", path.stem(), found.extension());
    (
        format!(
            "the bytes of this picture are {}, and its name says {}",
            found.name(),
            format.name()
        ),
        format!("rename it to `{name}`, here and where it is shown"),
    )
}

/// What to say of bytes that are in no format that browsers show.
fn unlike(format: Format, bytes: &[u8]) -> Trouble {
    let starts = |beginning: &[u8]| bytes.starts_with(beginning);
    if starts(b"version https://git-lfs") {
        return (
            "this is what Git LFS puts in a picture's place".to_owned(),
            "fetch the picture itself: `git lfs pull`".to_owned(),
        );
    }
    let is_heic = bytes.get(4..8) == Some(b"ftyp");
    let other = match () {
        () if is_heic => "a HEIC picture or a film",
        () if starts(b"II*\0") || starts(b"MM\0*") => "TIFF",
        () if starts(b"BM") => "BMP",
        () if starts(b"%PDF") => "a PDF file",
        () => {
            return (
                format!("there is no {} picture in this file", format.name()),
                "put the picture itself here, or give the file the name of what it is".to_owned(),
            );
        }
    };
    (
        format!("this is {other}, which browsers do not show"),
        format!("export it as {} under this name", format.name()),
    )
}

impl Format {
    /// The format that a file's name says.
    fn named(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit_once('.')?;
        Some(match extension.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" => Self::Jpeg,
            "png" => Self::Png,
            "gif" => Self::Gif,
            "webp" => Self::Webp,
            "avif" => Self::Avif,
            "svg" => Self::Svg,
            _ => return None,
        })
    }

    /// The format that the bytes begin like.
    fn of(bytes: &[u8]) -> Option<Self> {
        let at = |start: usize, text: &[u8]| {
            bytes.get(start..).is_some_and(|rest| rest.starts_with(text))
        };
        Some(match () {
            () if at(0, b"\xFF\xD8\xFF") => Self::Jpeg,
            () if at(0, b"\x89PNG\r\n\x1A\n") => Self::Png,
            () if at(0, b"GIF87a") || at(0, b"GIF89a") => Self::Gif,
            () if at(0, b"RIFF") && at(8, b"WEBP") => Self::Webp,
            () if at(4, b"ftyp") && is_avif(bytes) => Self::Avif,
            () if svg::is_svg(bytes) => Self::Svg,
            () => return None,
        })
    }

    /// How large the picture is; none if its bytes do not say.
    fn size(self, bytes: &[u8]) -> Option<PictureSize> {
        if self == Self::Jpeg {
            return jpeg::measure(bytes);
        }
        let size = imagesize::blob_size(bytes).ok()?;
        PictureSize::new(u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)
    }

    /// Whether the bytes reach to the picture's end.
    fn is_whole(self, bytes: &[u8]) -> bool {
        match self {
            Self::Jpeg => jpeg::is_whole(bytes),
            Self::Png => ending::of_png(bytes),
            Self::Gif => ending::of_gif(bytes),
            Self::Webp => ending::of_webp(bytes),
            Self::Avif => ending::of_avif(bytes),
            Self::Svg => true,
        }
    }

    /// What editors call it.
    fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::Webp => "WebP",
            Self::Avif => "AVIF",
            Self::Svg => "SVG",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Avif => "avif",
            Self::Svg => "svg",
        }
    }
}

/// Whether a file of boxes says that it can be read as AVIF.
fn is_avif(bytes: &[u8]) -> bool {
    let length = number(bytes, 0, 4).unwrap_or_default() as usize;
    let brands = bytes.get(8..length.min(bytes.len())).unwrap_or_default();
    brands.chunks(4).any(|brand| brand == b"avif" || brand == b"avis")
}

/// The number that `length` bytes at `at` write, the most significant first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

#[cfg(test)]
mod tests;
