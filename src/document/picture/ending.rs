//! Whether a picture's bytes reach to its end: each format says how long its parts are.

use super::number;

/// After the PNG specification, third edition: the chunk `IEND` is the last.
pub(super) fn of_png(bytes: &[u8]) -> bool {
    let mut at = 8;
    while let Some(length) = number(bytes, at, 4) {
        let end = usize::try_from(length).ok().and_then(|length| at.checked_add(length + 12));
        let Some(end) = end.filter(|end| *end <= bytes.len()) else { return false };
        if bytes[at + 4..at + 8] == *b"IEND" {
            return true;
        }
        at = end;
    }
    false
}

/// After the RIFF container of WebP, whose header says its length.
pub(super) fn of_webp(bytes: &[u8]) -> bool {
    let length = number(bytes, 4, 4).map(|length| (length as u32).swap_bytes() as usize);
    // The byte that makes the length even is forgotten by some writers and missed by no reader.
    length.is_some_and(|length| length + 8 <= bytes.len() + 1)
}

/// After ISO/IEC 14496-12: a file of boxes, each with its length; 0 says to the end.
pub(super) fn of_avif(bytes: &[u8]) -> bool {
    let mut at = 0;
    // Small pictures may lie inside `meta`, in a box called `idat`.
    let mut has_data = bytes.windows(4).any(|name| name == b"idat");
    while at < bytes.len() {
        has_data |= bytes.get(at + 4..at + 8) == Some(b"mdat");
        let length = match number(bytes, at, 4) {
            Some(0) => return has_data,
            Some(1) => number(bytes, at + 8, 8),
            length => length,
        };
        let length = length.and_then(|length| usize::try_from(length).ok());
        let Some(length) = length.filter(|length| *length >= 8) else { return false };
        match at.checked_add(length).filter(|end| *end <= bytes.len()) {
            Some(end) => at = end,
            None => return false,
        }
    }
    has_data
}

/// After `GIF89a`: blocks up to a trailer, which readers do without.
pub(super) fn of_gif(bytes: &[u8]) -> bool {
    let Some(mut at) = after_colours(bytes, 10, 13) else { return false };
    let mut has_image = false;
    while let Some(kind) = bytes.get(at) {
        has_image |= *kind == 0x2C;
        let blocks = match kind {
            0x21 => Some(at + 2),
            0x2C => after_colours(bytes, at + 9, at + 10).map(|at| at + 1),
            0x3B => return true,
            _ => None,
        };
        match blocks.and_then(|start| after_blocks(bytes, start)) {
            Some(end) => at = end,
            None => return false,
        }
    }
    has_image && at == bytes.len()
}

/// Where the table of colours ends that begins at `start` if the byte at `flags` says that it is there.
fn after_colours(bytes: &[u8], flags: usize, start: usize) -> Option<usize> {
    let flags = bytes.get(flags)?;
    let table = if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    Some(start + table)
}

/// Where a row of data blocks ends; an empty one is the last.
fn after_blocks(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
