//! The default look: the repository's own `templates/` and `static/`, embedded in the binary.

use std::sync::OnceLock;

use include_dir::{Dir, include_dir};

use crate::files::{FilePath, Files};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATIC: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// The files of the default look, by the paths that a site's own files would have.
pub(crate) fn default_look() -> &'static Files {
    static LOOK: OnceLock<Files> = OnceLock::new();
    LOOK.get_or_init(|| {
        let mut files = Files::default();
        add_embedded(&TEMPLATES, "templates/", &mut files);
        add_embedded(&STATIC, "static/", &mut files);
        files
    })
}

/// Adds what a folder of the binary holds, each file under its path there with `prefix` before it.
pub(crate) fn add_embedded(folder: &Dir<'static>, prefix: &str, files: &mut Files) {
    for file in folder.files() {
        let parts: Vec<_> = file.path().iter().filter_map(|part| part.to_str()).collect();
        if let Some(path) = FilePath::new(&format!("{prefix}{}", parts.join("/"))) {
            files.insert(path, file.contents());
        }
    }
    for folder in folder.dirs() {
        add_embedded(folder, prefix, files);
    }
}

impl Files {
    /// These files over those of the default look: a file of the same path takes its place.
    #[must_use]
    pub(crate) fn over_default_look(&self) -> Self {
        let mut all = default_look().clone();
        for (path, bytes) in self.iter() {
            all.insert(path.clone(), bytes.clone());
        }
        all
    }
}
