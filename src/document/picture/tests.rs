//! Pictures as cameras, editors and broken copies make them.

use super::read;
use crate::files::FilePath;
use crate::problem::Problems;

/// The size and the problems of a file, each problem as `message — help`.
fn seen(name: &str, bytes: &[u8]) -> (Option<(u32, u32)>, Vec<String>) {
    let mut problems = Problems::default();
    let path = FilePath::new(&format!("content/tour/media/{name}")).expect("a sound path");
    let size = read(&path, bytes, &mut problems).map(|size| (size.width, size.height));
    let said = problems
        .iter()
        .map(|problem| format!("{} — {}", problem.message, problem.help.as_deref().unwrap_or("")));
    (size, said.collect())
}

fn size(name: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    let (size, problems) = seen(name, bytes);
    assert_eq!(problems, [""; 0], "{name}");
    size
}

fn trouble(name: &str, bytes: &[u8]) -> String {
    let (size, problems) = seen(name, bytes);
    assert_eq!((size, problems.len()), (None, 1), "{name}: {problems:?}");
    problems.concat()
}

/// A JPEG without any picture data, with an Exif orientation if there is one.
fn jpeg(width: u16, height: u16, orientation: Option<(u8, [u8; 2])>) -> Vec<u8> {
    let mut bytes = b"\xFF\xD8".to_vec();
    if let Some((orientation, order)) = orientation {
        bytes.extend(exif(orientation, order));
    }
    // A byte of fill may stand before any marker.
    bytes.extend(b"\xFF\xFF\xC2\0\x0B\x08");
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend(b"\x01\x11\x11\0\xFF\xDA\0\x08\x01\x01\0\0\x3F\0data\xFF\xD9");
    bytes
}

/// An Exif segment with one other tag before the orientation, in one of the two orders of bytes.
fn exif(orientation: u8, order: [u8; 2]) -> Vec<u8> {
    let is_little = order == *b"II";
    let short = |number: u16| if is_little { number.to_le_bytes() } else { number.to_be_bytes() };
    let long = |number: u32| if is_little { number.to_le_bytes() } else { number.to_be_bytes() };
    let mut tiff = order.to_vec();
    tiff.extend(short(42));
    tiff.extend(long(8));
    tiff.extend(short(2));
    for (tag, value) in [(0x0100, 9), (0x0112, u16::from(orientation))] {
        tiff.extend(short(tag));
        tiff.extend(short(3));
        tiff.extend(long(1));
        tiff.extend(short(value));
        tiff.extend([0, 0]);
    }
    let length = (2 + 6 + tiff.len()) as u16;
    [b"\xFF\xE1".as_slice(), &length.to_be_bytes(), b"Exif\0\0", &tiff].concat()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0\0\0\0\0\0\0\0\x04IDATdata\0\0\0\0\0\0\0\0IEND\0\0\0\0");
    bytes
}

fn gif(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"GIF89a".to_vec();
    bytes.extend(width.to_le_bytes());
    bytes.extend(height.to_le_bytes());
    // A table of two colours, an extension, and an image without a table of its own.
    bytes.extend(b"\x80\0\0abcdef\x21\xF9\x04\0\0\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x01D\0\x3B");
    bytes
}

fn webp(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"RIFF\x18\0\0\0WEBPVP8 \x0C\0\0\0\0\0\0\x9D\x01\x2A".to_vec();
    bytes.extend(width.to_le_bytes());
    bytes.extend(height.to_le_bytes());
    bytes.extend(b"\0\0");
    bytes
}

/// A box of ISO/IEC 14496-12.
fn boxed(name: &str, body: &[u8]) -> Vec<u8> {
    [&((8 + body.len()) as u32).to_be_bytes(), name.as_bytes(), body].concat()
}

fn avif(width: u32, height: u32, brand: &str) -> Vec<u8> {
    let size = [[0; 4], width.to_be_bytes(), height.to_be_bytes()].concat();
    let properties = boxed("iprp", &boxed("ipco", &boxed("ispe", &size)));
    let meta = [[0; 4].as_slice(), &properties].concat();
    let kind = ["mif1\0\0\0\0mif1miaf", brand].concat();
    [boxed("ftyp", kind.as_bytes()), boxed("meta", &meta), boxed("mdat", b"data")].concat()
}

#[test]
fn every_format_says_how_large_it_is() {
    assert_eq!(size("a.jpg", &jpeg(640, 480, None)), Some((640, 480)));
    assert_eq!(size("a.JPEG", &jpeg(640, 480, None)), Some((640, 480)));
    assert_eq!(size("a.png", &png(640, 480)), Some((640, 480)));
    assert_eq!(size("a.gif", &gif(640, 480)), Some((640, 480)));
    assert_eq!(size("a.webp", &webp(640, 480)), Some((640, 480)));
    assert_eq!(size("a.avif", &avif(640, 480, "avif")), Some((640, 480)));
}

#[test]
fn a_photo_that_was_taken_upright_is_upright() {
    for order in [*b"II", *b"MM"] {
        let of = |orientation| size("a.jpg", &jpeg(640, 480, Some((orientation, order))));
        assert_eq!([1, 2, 3, 4].map(of), [Some((640, 480)); 4]);
        assert_eq!([5, 6, 7, 8].map(of), [Some((480, 640)); 4]);
        assert_eq!([0, 9].map(of), [Some((640, 480)); 2]);
    }
}

#[test]
fn an_svg_is_as_large_as_css_makes_it() {
    let of = |root: &str| size("a.svg", format!("{root}<g/></svg>").as_bytes());
    assert_eq!(of("<svg width='40' height='30px'>"), Some((40, 30)));
    assert_eq!(of("<svg width='1in' height='25.4mm'>"), Some((96, 96)));
    assert_eq!(of("<svg viewBox='0 0 800 600'>"), Some((800, 600)));
    assert_eq!(of("<svg viewBox='-1,-1 ,8e2 6e2' width='100%'>"), Some((800, 600)));
    assert_eq!(of("<svg width='400' viewBox='0 0 800 600'>"), Some((400, 300)));
    assert_eq!(of("<svg height='300' viewBox='0 0 800 600'>"), Some((400, 300)));
    assert_eq!(of("<svg>"), None);
    assert_eq!(of("<svg width='40em' height='30'>"), None);
    assert_eq!(of("<svg width='NaN' height='inf' viewBox='0 0 0 0'>"), None);
    assert_eq!(of("<svg width='1e300' height='1e-300'>"), None);
}

#[test]
fn what_stands_before_the_root_of_an_svg_is_no_part_of_it() {
    let prologue = "\u{feff}<?xml version=\"1.0\"?>\n<!-- <svg width='1' height='1'> -->\n\
        <!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x' [<!ENTITY ns 'http://x'>]>\n";
    let svg = format!("{prologue}<s:svg width='4' height='3'><svg width='9'/></s:svg>");
    assert_eq!(size("a.svg", svg.as_bytes()), Some((4, 3)));
    assert_eq!(size("a.svg", b"<svg width='4' height='3'/>"), Some((4, 3)));
}

#[test]
fn what_is_no_picture_by_its_name_is_left_alone() {
    assert_eq!(size("report.pdf", b""), None);
    assert_eq!(size("jpg", b"text"), None);
}

#[test]
fn a_picture_of_another_format_is_to_be_renamed() {
    assert_eq!(
        trouble("port.jpg", &png(4, 3)),
        "the bytes of this picture are PNG, and its name says JPEG — \
         rename it to `port.png`, here and where it is shown"
    );
    assert!(trouble("a.svg", &jpeg(4, 3, None)).contains("`a.jpg`"));
    assert!(trouble("a.png", b"<svg></svg>").contains("`a.svg`"));
}

#[test]
fn what_browsers_do_not_show_is_named() {
    let says = |bytes: &[u8], words: &str| {
        let said = trouble("a.jpg", bytes);
        assert!(said.contains(words), "{said}");
    };
    says(b"(the picture)", "no JPEG picture");
    says(b"<!doctype html><title>Not found</title><svg></svg>", "no JPEG picture");
    says(b"version https://git-lfs.github.com/spec/v1\noid", "git lfs pull");
    says(&avif(4, 3, "heic"), "HEIC");
    says(b"II*\0", "TIFF");
    says(b"%PDF-1.7", "PDF");
    says(b"", "nothing in this picture");
    says(&[0; 4096], "nothing in this picture");
}

#[test]
fn a_picture_that_breaks_off_anywhere_is_a_problem() {
    let whole: [(&str, Vec<u8>); 6] = [
        ("a.jpg", jpeg(64, 48, Some((6, *b"II")))),
        ("a.png", png(64, 48)),
        ("a.gif", gif(64, 48)),
        ("a.webp", webp(64, 48)),
        ("a.avif", avif(64, 48, "avif")),
        ("a.svg", b"<svg width='4' height='3'><svg></svg><g/></svg>".to_vec()),
    ];
    for (name, bytes) in whole {
        assert!(size(name, &bytes).is_some());
        for end in 0..bytes.len() {
            let (size, problems) = seen(name, &bytes[..end]);
            // The last byte of some formats is a mark that browsers do without.
            let is_enough = size.is_some() && end + 1 == bytes.len();
            assert!(is_enough || problems.len() == 1, "{name}, first {end}: {size:?}");
        }
    }
}

#[test]
fn no_bytes_whatever_make_us_stumble() {
    let seeds = [
        ("a.jpg", jpeg(64, 48, Some((6, *b"MM")))),
        ("a.png", png(64, 48)),
        ("a.gif", gif(64, 48)),
        ("a.webp", webp(64, 48)),
        ("a.avif", avif(64, 48, "avif")),
        ("a.svg", b"<svg width='4' viewBox='0 0 4 3'></svg>".to_vec()),
    ];
    for (name, seed) in seeds {
        for at in 0..seed.len() {
            for byte in [0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF] {
                let mut bytes = seed.clone();
                bytes[at] = byte;
                seen(name, &bytes);
                bytes.truncate(at + 1);
                seen(name, &bytes);
                bytes.extend([0xFF; 32]);
                seen(name, &bytes);
            }
        }
    }
}

#[test]
fn a_picture_without_width_or_height_is_a_problem() {
    assert!(trouble("a.png", &png(0, 4)).contains("damaged"));
    assert!(trouble("a.jpg", &jpeg(4, 0, None)).contains("damaged"));
}
