//! A picture that is published says whose it is, even if no page shows it.

use crate::document::is_picture;
use crate::files::Span;
use crate::problem::{Problems, STRAY_PICTURE};
use crate::rules::links;
use crate::site::{Site, Target};

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    let is_linked = |address: &str| {
        links(site).any(|link| matches!(&link.to, Target::Media(other) if other == address))
    };
    for (address, file) in &site.media_files {
        let is_listed = site.media.iter().any(|(_, media)| media.address == *address);
        // A picture that a page shows without a credit is an error of its own.
        if is_listed || !is_picture(address) || is_linked(address) {
            continue;
        }
        let name = file.path.name();
        problems
            .add(
                STRAY_PICTURE,
                Span::new(&file.path, 0..0),
                format!("`{name}` is published, and no page shows it and nothing says whose it is"),
            )
            .help(format!(
                "add `{name}:` with `alt` and `credit` to media/media.yaml, or begin the file's \
                 name with `_` to leave it out"
            ));
    }
}
