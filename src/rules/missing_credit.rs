//! A picture says whose it is.

use crate::document::is_picture;
use crate::problem::{MISSING_CREDIT, Problems};
use crate::rules::texts;
use crate::site::{Site, Target};

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    for text in texts(site) {
        for link in text.links() {
            let Target::Media(address) = &link.to else { continue };
            let shows_picture = link.span.start < link.span.end && is_picture(address);
            let listed = site.media.iter().any(|(_, media)| media.address == *address);
            if shows_picture && !listed {
                let file = address.rsplit('/').next().unwrap_or_default();
                problems
                    .add(
                        MISSING_CREDIT,
                        link.span.clone(),
                        format!("nothing says whose picture `{file}` is"),
                    )
                    .help(format!("add `{file}:` with `alt` and `credit` to media/media.yaml"));
            }
        }
    }
}
