//! The one stylesheet, put together from `static/css/`.

use std::collections::BTreeMap;

use crate::files::{FilePath, Files};
use crate::output::{colours, fingerprint};

/// The folder whose files make the stylesheet.
const FOLDER: &str = "static/css/";

/// The file that says in which order the layers count; it comes first.
const LAYERS: &str = "static/css/layers.css";

/// A stylesheet and the address under which it is published.
pub(crate) struct Stylesheet {
    /// From the site's root; it changes whenever the text does.
    pub(crate) address: String,
    /// The rules.
    pub(crate) text: String,
    /// The rules of each file by the file's name without `.css`, for pages that carry their own.
    pub(crate) parts: BTreeMap<String, String>,
    /// The colours by their names, for pictures that no stylesheet reaches.
    pub(crate) colours: BTreeMap<String, String>,
}

/// Whether a file is part of the stylesheet, and so is not published by itself.
pub(super) fn is_part(path: &FilePath) -> bool {
    path.as_str().starts_with(FOLDER) && path.extension() == "css"
}

/// The part that has the most bytes.
pub(super) fn longest_part(files: &Files) -> Option<FilePath> {
    let parts = files.under(FOLDER).filter(|(path, _)| is_part(path));
    parts.max_by_key(|(_, bytes)| bytes.len()).map(|(path, _)| path.clone())
}

/// The files of the site that the style sheet at `sheet` names, such as fonts: browsers load those
/// that the page needs.
pub(super) fn named_files(sheet: &FilePath, css: &str) -> Vec<FilePath> {
    let addresses = css.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    let bare = addresses.map(|address| address.trim().trim_matches(['"', '\'']));
    let relative =
        bare.filter(|address| !address.contains(':') && !address.starts_with(['/', '#']));
    relative.filter_map(|address| sheet.join(address.split(['?', '#']).next()?)).collect()
}

/// Puts the stylesheet together: the layers' order, then the rest by name, without comments.
pub(crate) fn bundle(files: &Files) -> Stylesheet {
    let mut parts: Vec<&FilePath> =
        files.under(FOLDER).map(|(path, _)| path).filter(|path| is_part(path)).collect();
    parts.sort_by_key(|path| (path.as_str() != LAYERS, *path));
    let rules = |path: &FilePath| files.text(path).map(|text| squeeze(&text)).unwrap_or_default();
    let parts: Vec<(String, String)> =
        parts.into_iter().map(|path| (stem(path), rules(path))).collect();
    let text: String = parts.iter().map(|(_, rules)| rules.as_str()).collect();
    let address = format!("assets/style-{}.css", fingerprint(text.as_bytes()));
    let colours = colours::of(files);
    Stylesheet { address, text, parts: parts.into_iter().collect(), colours }
}

/// A file's name without `.css`.
fn stem(path: &FilePath) -> String {
    path.name().trim_end_matches(".css").to_owned()
}

/// The same rules without comments and without space at the ends of lines; what stands in quotation
/// marks is left as it is.
fn squeeze(css: &str) -> String {
    let mut squeezed = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
        } else if c == '"' || c == '\'' {
            let end = quoted_end(rest, c);
            squeezed.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if c.is_whitespace() {
            rest = rest.trim_start();
            push_space(&mut squeezed, rest);
        } else {
            squeezed.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    squeezed
}

/// A space, unless nothing depends on it.
fn push_space(squeezed: &mut String, rest: &str) {
    let before = squeezed.chars().next_back();
    let idle_before = before.is_none_or(|c| matches!(c, '{' | '}' | ';' | ',' | ' '));
    let idle_after = rest.starts_with(['{', '}', ';', ',']) || rest.is_empty();
    if !idle_before && !idle_after {
        squeezed.push(' ');
    }
}

/// The offset after the quotation mark that closes the one at the beginning.
fn quoted_end(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == mark => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_by_their_way_from_the_style_sheet() {
        let css = "@font-face{src:url('../fonts/a.woff2?v=1') format(\"woff2\")}a{background:\
            url( b.svg#x ),url(data:image/svg+xml,x),url(//c.org/d),url(#e),url(../../f)}";
        let sheet = FilePath::new("assets/style.css").expect("a sound path");
        let found = named_files(&sheet, css);
        assert_eq!(
            found.iter().map(FilePath::as_str).collect::<Vec<_>>(),
            ["fonts/a.woff2", "assets/b.svg"]
        );
    }

    #[test]
    fn comments_and_idle_space_go_and_quotations_stay() {
        let css = "/* a */\na  b > c {\n  color : red;\n  content: \"/* x */  y\";\n}\n";
        assert_eq!(squeeze(css), "a b > c{color : red;content: \"/* x */  y\";}");
    }
}
