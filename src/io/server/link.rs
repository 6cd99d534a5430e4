//! The link that a browser hands to an editor.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use crate::preview::Place;

/// What an address may not have in the names of folders and files (RFC 3986, section 2.3).
const SPECIAL: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A link that opens a place in Visual Studio Code; `root` is the absolute path of the site's
/// folder: `vscode://file/home/ana/site/content/trip.md:12:1`.
pub(crate) fn editor_link(root: &Path, place: &Place) -> String {
    let file = root.join(place.path.as_str());
    let bytes = file.as_os_str().as_encoded_bytes();
    let bytes: Vec<u8> = if cfg!(windows) {
        bytes.iter().map(|byte| if *byte == b'\\' { b'/' } else { *byte }).collect()
    } else {
        bytes.to_vec()
    };
    // Windows begins with the letter of a disk, others with a slash.
    let path = bytes.strip_prefix(b"//?/").unwrap_or(&bytes);
    let path = path.strip_prefix(b"/").unwrap_or(path);
    let path = percent_encode(path, SPECIAL);
    format!("vscode://file/{path}:{}:{}", place.line, place.column)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::editor_link;
    use crate::files::FilePath;
    use crate::preview::Place;

    fn link(root: &str, file: &str) -> String {
        let path = FilePath::new(file).expect("a path");
        editor_link(Path::new(root), &Place { path, line: 12, column: 3 })
    }

    #[test]
    fn a_link_names_the_file_the_line_and_the_column() {
        assert_eq!(
            link("/home/ana/site", "content/trip.md"),
            "vscode://file/home/ana/site/content/trip.md:12:3"
        );
    }

    #[test]
    fn whatever_a_folder_is_called_the_link_leads_to_it() {
        assert_eq!(
            link("/home/Ána Lee/50% #1?", "content/a:b&c.md"),
            "vscode://file/home/%C3%81na%20Lee/50%25%20%231%3F/content/a%3Ab%26c.md:12:3"
        );
    }
}
