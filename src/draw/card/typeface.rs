//! The fonts of the cards: ours, and those that a site brings. Never the system's, which differ from
//! machine to machine.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::{Database, FaceInfo, Source};
use rustybuzz::ttf_parser::Face;
use xxhash_rust::xxh3::Xxh3;

use crate::files::{FilePath, Files, Span};
use crate::problem::{BAD_FONT, Problems};

/// Where a site keeps fonts of its own.
const FOLDER: &str = "templates/fonts/";

/// How the names of font files end. Web fonts are none that can be read, and are told so.
const ENDINGS: &[&str] = &["ttf", "otf", "ttc", "otc", "woff", "woff2"];

/// The family that a card's text is set in, unless it says otherwise.
const SERIF: &str = "Card Serif";

/// The family of its labels.
const SANS: &str = "Card Sans";

/// Our fonts in the order in which they are tried, apart from the family that is asked for.
/// `fonts/README.md` says where they come from and what is in them.
const OURS: &[&[u8]] = &[
    include_bytes!("fonts/serif.ttf"),
    include_bytes!("fonts/sans.ttf"),
    include_bytes!("fonts/hebrew.ttf"),
    include_bytes!("fonts/arabic.ttf"),
    include_bytes!("fonts/japanese.otf"),
    include_bytes!("fonts/korean.otf"),
    include_bytes!("fonts/chinese.otf"),
];

/// How many of our fonts come before those of a site: the ones that a text is asked to be in.
const FIRST: usize = 2;

/// The fonts that cards are drawn with.
#[derive(Clone)]
pub(crate) struct Typefaces {
    database: Arc<Database>,
    /// In the order in which they are tried.
    faces: Vec<Typeface>,
    /// Names the bytes of all fonts.
    pub(super) fingerprint: u64,
}

/// The bytes of a font file.
type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// One font.
#[derive(Clone)]
pub(super) struct Typeface {
    bytes: Bytes,
    /// Its place in a file that holds several.
    index: u32,
    /// What it is called in `font-family`.
    pub(super) family: String,
    /// What it is called in `font-weight`.
    pub(super) weight: u16,
}

impl Typefaces {
    /// Our fonts and those of a site; one that cannot be read is a problem and is left out.
    pub(crate) fn of(files: &Files, problems: &mut Problems) -> Self {
        static SHIPPED: LazyLock<Typefaces> = LazyLock::new(shipped);
        let mut all = SHIPPED.clone();
        let mut own = Vec::new();
        let mut names = Xxh3::with_seed(all.fingerprint);
        for (path, bytes) in font_files(files) {
            let file: Bytes = Arc::new(bytes.clone());
            let found = load(&file, Arc::make_mut(&mut all.database));
            if found.is_empty() {
                report(path, problems);
            }
            own.extend(found);
            names.update(bytes);
        }
        if !own.is_empty() {
            all.fingerprint = names.digest();
            all.faces.splice(FIRST..FIRST, own);
        }
        all
    }

    /// The fonts for a text: the one that is asked for, by family or as `serif` or `sans`, then the
    /// others in their order.
    pub(super) fn for_family(&self, family: &str) -> Vec<&Typeface> {
        let family = match family {
            "serif" => SERIF,
            "sans" => SANS,
            other => other,
        };
        let mut faces: Vec<&Typeface> = self.faces.iter().collect();
        faces.sort_by_key(|face| face.family != family);
        faces
    }

    /// Whether there is a family of that name.
    pub(super) fn has_family(&self, family: &str) -> bool {
        ["serif", "sans"].contains(&family) || self.faces.iter().any(|face| face.family == family)
    }

    /// The database that the renderer takes them from.
    pub(super) fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }
}

impl Typeface {
    /// Its tables.
    pub(super) fn face(&self) -> Option<Face<'_>> {
        Face::parse((*self.bytes).as_ref(), self.index).ok()
    }
}

/// The files of a site's own fonts, in the order of their names.
pub(crate) fn font_files(files: &Files) -> impl Iterator<Item = (&FilePath, &Arc<[u8]>)> {
    let is_font = |path: &FilePath| ENDINGS.contains(&path.extension().to_lowercase().as_str());
    files.under(FOLDER).filter(move |(path, _)| is_font(path))
}

fn shipped() -> Typefaces {
    let mut database = Database::new();
    database.set_serif_family(SERIF);
    database.set_sans_serif_family(SANS);
    let mut names = Xxh3::new();
    let mut faces = Vec::new();
    for bytes in OURS {
        names.update(bytes);
        let file: Bytes = Arc::new(*bytes);
        faces.extend(load(&file, &mut database));
    }
    Typefaces { database: Arc::new(database), faces, fingerprint: names.digest() }
}

/// Adds the fonts of one file; none where it cannot be read.
fn load(bytes: &Bytes, database: &mut Database) -> Vec<Typeface> {
    let ids = database.load_font_source(Source::Binary(Arc::clone(bytes)));
    let faces = ids.into_iter().filter_map(|id| database.face(id));
    let typeface = |face: &FaceInfo| {
        let (family, _) = face.families.first()?;
        let (family, weight) = (family.clone(), face.weight.0);
        Some(Typeface { bytes: Arc::clone(bytes), index: face.index, family, weight })
    };
    faces.filter_map(typeface).collect()
}

fn report(path: &FilePath, problems: &mut Problems) {
    problems.add(BAD_FONT, Span::new(path, 0..0), "this is no font that can be read").help(
        "put a font in TrueType or OpenType format there; a web font (`.woff2`) has to be \
             converted first",
    );
}
