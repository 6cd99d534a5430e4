//! Pictures of any size and weight, made as they are needed.

/// A JPEG of nothing, of a size in pixels, which takes up `bytes` or little more.
pub(crate) fn jpeg(width: u16, height: u16, bytes: usize) -> Vec<u8> {
    let mut picture = b"\xFF\xD8\xFF\xC0\0\x0B\x08".to_vec();
    picture.extend(height.to_be_bytes());
    picture.extend(width.to_be_bytes());
    picture.extend(b"\x01\x11\x11\0\xFF\xDA\0\x08\x01\x01\0\0\x3F\0");
    let rest = bytes.saturating_sub(picture.len() + 2);
    picture.extend(std::iter::repeat_n(0x55, rest));
    picture.extend(b"\xFF\xD9");
    picture
}

/// The picture that a line such as `640 × 480` or `640 × 480, 200 kB` describes.
pub(crate) fn described(line: &str) -> Option<Vec<u8>> {
    let (size, weight) = line.trim().split_once(", ").unwrap_or((line.trim(), "0 kB"));
    let (width, height) = size.split_once(" × ")?;
    let weight: usize = weight.strip_suffix(" kB")?.parse().ok()?;
    Some(jpeg(width.parse().ok()?, height.parse().ok()?, weight * 1000))
}
