//! What is at a path, as GitHub Pages would answer it.

use std::sync::Arc;

use crate::draw::Drawing;
use crate::files::FilePath;
use crate::output::Output;
use crate::preview::Preview;
use crate::preview::shown::decoded;

/// What HTML pages have in front of the end of their body, and all that is added on the wire.
pub(crate) const SCRIPT: &str = r#"<script type="module" src="/~preview/client.js"></script>"#;

/// What is at a path of the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// A published file.
    File(Served),
    /// A picture that is still to be drawn.
    Drawing(Drawing),
    /// A page has a slash at its end, which is missing: the path with it.
    Elsewhere(String),
    /// The front of the site, which is not mounted at `/`: the path of its mount.
    Front(String),
    /// Nothing: the site's own page for that, or a sentence.
    Nothing(Served),
    /// Nothing good has been built yet: the problems instead of a page.
    Broken(Served),
}

/// A body and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Served {
    /// The bytes as they are sent.
    pub(crate) bytes: Arc<[u8]>,
    /// The value of `Content-Type`.
    pub(crate) media_type: String,
}

impl Preview {
    /// What is at `path`, as it stands in a request: percent-encoded, and without a query.
    pub(crate) fn find(&self, path: &str) -> Found {
        let Some(shown) = &self.shown else { return Found::Broken(page(&self.problem_page())) };
        let output = &shown.built.output;
        let mount = self.mount();
        if path == "/" && mount != "/" {
            return Found::Front(mount.to_owned());
        }
        if format!("{path}/") == mount {
            return Found::Elsewhere(mount.to_owned());
        }
        let name = decoded(path).zip(decoded(mount));
        let name = name.and_then(|(path, mount)| Some(path.strip_prefix(&mount)?.to_owned()));
        let found = name.and_then(|name| at(&name, path, output));
        found.unwrap_or_else(|| Found::Nothing(self.nothing(output)))
    }

    /// What is said where there is nothing.
    fn nothing(&self, output: &Output) -> Served {
        file(output, "404.html").unwrap_or_else(|| {
            let mount = self.mount();
            page(&format!(
                "<!doctype html>\n<title>Not found</title>\n\
                 <p>There is nothing here. The site begins at <a href=\"{mount}\">{mount}</a>.</p>\n"
            ))
        })
    }
}

/// What is at a path from the site's root; `written` is the whole path as it was asked for.
fn at(name: &str, written: &str, output: &Output) -> Option<Found> {
    if name.is_empty() || name.ends_with('/') {
        return file(output, &format!("{name}index.html")).map(Found::File);
    }
    if let Some(drawing) = FilePath::new(name).and_then(|path| output.drawing(&path)) {
        return Some(Found::Drawing(drawing.clone()));
    }
    if let Some(served) = file(output, name).or_else(|| file(output, &format!("{name}.html"))) {
        return Some(Found::File(served));
    }
    let folder = file(output, &format!("{name}/index.html"));
    folder.map(|_| Found::Elsewhere(format!("{written}/")))
}

/// Whether a published file is a page.
pub(super) fn is_page(path: &FilePath) -> bool {
    media_type(path).starts_with("text/html")
}

/// The published file at a path from the site's root.
fn file(output: &Output, path: &str) -> Option<Served> {
    let path = FilePath::new(path)?;
    let text = || Some(Arc::from(output.text(&path)?.bytes()));
    let bytes = &output.get(&path).cloned().or_else(text)?;
    let media_type = media_type(&path);
    let is_page = media_type.starts_with("text/html");
    let bytes = if is_page { with_script(bytes) } else { Arc::clone(bytes) };
    Some(Served { bytes, media_type })
}

/// A page that is not the site's own.
fn page(html: &str) -> Served {
    let media_type = "text/html; charset=utf-8".to_owned();
    Served { bytes: with_script(html.as_bytes()), media_type }
}

/// The value of `Content-Type` for a file, by the ending of its name.
fn media_type(path: &FilePath) -> String {
    let guess = mime_guess::from_path(path.as_str()).first_or_octet_stream();
    let is_text = guess.type_() == mime_guess::mime::TEXT
        || ["json", "javascript", "xml"].iter().any(|name| guess.subtype() == *name)
        || guess.suffix() == Some(mime_guess::mime::XML);
    if is_text { format!("{guess}; charset=utf-8") } else { guess.to_string() }
}

/// A page that loads the client: the script stands in front of the last `</body>`, or at the end.
fn with_script(html: &[u8]) -> Arc<[u8]> {
    const END: &[u8] = b"</body>";
    let starts = html.windows(END.len()).rposition(|part| part.eq_ignore_ascii_case(END));
    let (before, after) = html.split_at(starts.unwrap_or(html.len()));
    [before, SCRIPT.as_bytes(), after].concat().into()
}
