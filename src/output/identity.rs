//! Names for the entries of feeds and calendars, by which programs know them again.
//!
//! A name must outlive everything that a newsroom may change: addresses when a site moves, titles,
//! dates. So it is a UUID made of what does not change: the publisher's name, the trip's folder, and
//! the id of the thing. It is of version 8 (RFC 9562, section 5.8), which leaves open how it is made.

use crate::site::{Site, Trip};

/// The name of something of a trip, such as `event/summit`, as a UUID in its usual form.
pub(super) fn uuid(thing: &str, trip: &Trip, site: &Site) -> String {
    let whole = format!("{}\n{}\n{thing}", site.settings.publisher.name, trip.id);
    hyphenated(xxhash_rust::xxh3::xxh3_128(whole.as_bytes()))
}

/// The version, in the bits where a UUID has it.
const VERSION: u128 = 8 << 76;

/// The variant of RFC 9562, likewise.
const VARIANT: u128 = 0b10 << 62;

/// A number as a UUID of version 8.
fn hyphenated(number: u128) -> String {
    let free = number & !(0xf << 76) & !(0b11 << 62);
    let digits = format!("{:032x}", free | VERSION | VARIANT);
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::hyphenated;

    #[test]
    fn version_and_variant_are_where_they_belong() {
        assert_eq!(hyphenated(0), "00000000-0000-8000-8000-000000000000");
        assert_eq!(hyphenated(u128::MAX), "ffffffff-ffff-8fff-bfff-ffffffffffff");
    }
}
