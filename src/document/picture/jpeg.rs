//! JPEG: its size, turned as its Exif orientation says, and its end.
//!
//! After ITU-T T.81 (markers) and Exif 2.32 (orientation).

use super::{PictureSize, number};

/// A marker segment: its second byte, and what it holds after its length.
struct Segment<'b> {
    marker: u8,
    body: &'b [u8],
    /// Where the next one begins.
    end: usize,
}

/// How large the picture is on the screen.
pub(super) fn measure(bytes: &[u8]) -> Option<PictureSize> {
    let mut turned = None;
    for segment in segments(bytes) {
        match segment.marker {
            0xE1 => turned = turned.or_else(|| orientation(segment.body).map(is_on_its_side)),
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let height = number(segment.body, 1, 2)? as u32;
                let width = number(segment.body, 3, 2)? as u32;
                return match turned {
                    Some(true) => PictureSize::new(height, width),
                    _ => PictureSize::new(width, height),
                };
            }
            _ => {}
        }
    }
    None
}

/// Whether the picture's end follows on its data.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let Some(scan) = segments(bytes).last().filter(|last| last.marker == 0xDA) else {
        return false;
    };
    bytes[scan.end..].windows(2).rev().any(|pair| pair == [0xFF, 0xD9])
}

/// The segments up to the first scan, which is the last of them.
fn segments(bytes: &[u8]) -> impl Iterator<Item = Segment<'_>> {
    let mut next = Some(2);
    std::iter::from_fn(move || {
        let segment = segment(bytes, next?)?;
        next = (segment.marker != 0xDA).then_some(segment.end);
        Some(segment)
    })
}

/// The segment at `at`; any number of `FF` may stand before its marker.
fn segment(bytes: &[u8], at: usize) -> Option<Segment<'_>> {
    let fill = bytes.get(at..)?.iter().take_while(|byte| **byte == 0xFF).count();
    let start = at + fill;
    let marker = *bytes.get(start).filter(|_| fill > 0)?;
    let length = number(bytes, start + 1, 2)? as usize;
    let end = start + 1 + length;
    let body = bytes.get(start + 3..end)?;
    Some(Segment { marker, body, end })
}

/// The Exif orientation, from 1 to 8, of an `APP1` segment.
fn orientation(body: &[u8]) -> Option<u64> {
    const TAG: u64 = 0x0112;
    let tiff = body.strip_prefix(b"Exif\0\0")?;
    let is_little = tiff.starts_with(b"II");
    let read = |at: usize, length: usize| {
        let written = number(tiff, at, length)?;
        Some(if is_little { written.swap_bytes() >> (64 - 8 * length) } else { written })
    };
    let directory = usize::try_from(read(4, 4)?).ok()?;
    let count = usize::try_from(read(directory, 2)?).ok()?;
    let entries = (0..count).map(|index| directory.saturating_add(2 + index * 12));
    let mut tags = entries.map_while(|at| Some((read(at, 2)?, at)));
    let (_, at) = tags.find(|(tag, _)| *tag == TAG)?;
    read(at + 8, 2)
}

/// Whether width and height change places.
fn is_on_its_side(orientation: u64) -> bool {
    (5..=8).contains(&orientation)
}
