//! A term of the glossary is defined.

use crate::problem::{Problems, TERM_WITHOUT_DEFINITION};
use crate::site::Site;

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    for (_, term) in site.terms.iter().filter(|(_, term)| term.definition.is_none()) {
        problems
            .add(
                TERM_WITHOUT_DEFINITION,
                term.span.clone(),
                format!("`{}` has no definition", term.id),
            )
            .help("add `definition:` with a sentence");
    }
}
