//! One file understood, knowing no other.

mod date;
mod edit;
mod front_matter;
mod ids;
mod kind;
mod margin;
mod number;
mod outline;
mod picture;
mod prose;
mod record;
mod role;
mod scalar;
mod schema;
mod value;
mod word;
mod writing;
mod written;
mod yaml;
mod yaml_trouble;

use std::sync::Arc;

use rayon::prelude::*;

use crate::files::{FilePath, Files, Span};
use crate::memo::Memo;
use crate::problem::{
    BAD_YAML, MISPLACED_FILE, MISSING_FIELD, NOT_TEXT, Problems, TOO_LARGE, nearest,
};
use front_matter::Flaw;
use record::{Mapping, Reader};
use yaml::{Node, Places, Value};

pub(crate) use date::{Moment as DateMoment, When, parse as parse_date, skipped, zone};
pub(crate) use edit::{draft_entry, ids_of, with_entry, with_item, without_draft};
pub(crate) use ids::range as range_of_ids;
pub use kind::FileKind;
pub(crate) use number::{names_scale, numbers, numbers_with_decimal_commas};
pub(crate) use outline::{Form, Outline};
pub(crate) use picture::{FORMATS as PICTURE_FORMATS, PictureSize, is_picture};
pub(crate) use prose::{Blocks, Destination, Inline, Kind, Piece, Prose, Written};
pub(crate) use record::Spanned;
pub(crate) use role::{Role, TripRole};
pub(crate) use value::{Line, Name, Speaker, Url, with_scheme};
pub(crate) use writing::{in_list, value as written_value};
pub(crate) use written::*;

/// The largest content file that is read, in bytes.
const LARGEST: usize = 1024 * 1024;

/// A file, and what it says.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// The file.
    pub(crate) path: FilePath,
    /// What the file is for.
    pub(crate) role: Role,
    /// What it says.
    pub(crate) body: Body,
}

/// What a file says.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    Settings(Box<Settings>),
    People(Entries<Person>),
    Organisations(Entries<Organisation>),
    Places(Entries<Place>),
    Sources(Entries<Source>),
    Glossary(Entries<Term>),
    Trip(Box<Trip>, Prose<Written>),
    Stop(Box<Stop>, Prose<Written>),
    Event(Box<Event>, Prose<Written>),
    Section(Box<Section>, Prose<Written>),
    Facts(Entries<Fact>),
    Figures(Entries<Figure>),
    Wants(Entries<Want>),
    Timeline(Entries<Moment>),
    Questions(Entries<Question>),
    Updates(Entries<Update>),
    MediaList(Entries<Media>),
    /// A picture, with its size if its bytes say one, or another file that is published as it is.
    MediaFile(Option<PictureSize>),
    /// Nothing that can be used; the problems say why.
    Broken,
}

/// What was understood of each file, from its bytes alone.
pub(crate) type Reading = Memo<Arc<[u8]>, (Option<Arc<Document>>, Problems)>;

/// Reads every file under `content/`, each by itself, in the order of their paths.
pub(crate) fn read_all(
    files: &Files,
    reading: &Reading,
    problems: &mut Problems,
) -> Vec<Arc<Document>> {
    let paths: Vec<_> = files.under("content/").collect();
    let read = |(path, bytes): (&FilePath, &Arc<[u8]>)| {
        reading.recall(path.as_str(), bytes.clone(), |bytes| {
            let (document, problems) = read(path, bytes);
            (document.map(Arc::new), problems)
        })
    };
    let read: Vec<_> = paths.into_par_iter().map(read).collect();
    let mut documents = Vec::with_capacity(read.len());
    for (document, found) in read {
        problems.append(found);
        documents.extend(document);
    }
    documents
}

/// Whether every file could be read, so that what is in none of them is nowhere.
pub(crate) fn all_read(documents: &[&Document]) -> bool {
    !documents.iter().any(|document| matches!(document.body, Body::Broken))
}

/// Reads one file; `None` if it is no content.
fn read(path: &FilePath, bytes: &[u8]) -> (Option<Document>, Problems) {
    let mut problems = Problems::default();
    let role = Role::of(path);
    let body = match &role {
        Role::Ignored => return (None, problems),
        Role::Misplaced => {
            report_misplaced(path, &mut problems);
            // What refers to the entries of a misnamed file is not at fault.
            let meant = meant_role(path);
            let document = |role| Document { path: path.clone(), role, body: Body::Broken };
            return (meant.map(document), problems);
        }
        Role::InTrip { role: TripRole::MediaFile, .. } => {
            Body::MediaFile(picture::read(path, bytes, &mut problems))
        }
        role => text_of(path, bytes, &mut problems)
            .and_then(|source| read_text(path, role, source, &mut problems))
            .unwrap_or(Body::Broken),
    };
    (Some(Document { path: path.clone(), role, body }), problems)
}

/// What a file would be for if its extension were spelled as the format wants it.
fn meant_role(path: &FilePath) -> Option<Role> {
    let stem = path.as_str().strip_suffix(".yml")?;
    let role = Role::of(&FilePath::new(&format!("{stem}.yaml"))?);
    (role != Role::Misplaced).then_some(role)
}

/// A content file's text, if it is text of a sensible size.
fn text_of<'b>(path: &FilePath, bytes: &'b [u8], problems: &mut Problems) -> Option<&'b str> {
    if bytes.len() > LARGEST {
        let message =
            format!("this file has {} KiB, and at most 1024 are read", bytes.len() / 1024);
        problems.add(TOO_LARGE, Span::new(path, 0..0), message).help("split it into several files");
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let at = error.valid_up_to();
            problems
                .add(NOT_TEXT, Span::new(path, at..at + 1), encoding(bytes, at))
                .help("save it as UTF-8; in most editors: Save with Encoding → UTF-8");
            None
        }
    }
}

/// In which encoding a file that is not UTF-8 seems to be, from its first odd byte.
fn encoding(bytes: &[u8], at: usize) -> String {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return "this file is UTF-16 text, and not UTF-8".to_owned();
    }
    // The signs that Windows-1252 has where Latin-1 has none.
    let seems = match bytes.get(at) {
        Some(0x91) => '‘',
        Some(0x92) => '’',
        Some(0x93) => '“',
        Some(0x94) => '”',
        Some(0x96) => '–',
        Some(0x97) => '—',
        Some(0x85) => '…',
        Some(0x80) => '€',
        Some(byte @ 0xa0..) => char::from(*byte),
        _ => return "here the file is not UTF-8 text".to_owned(),
    };
    format!("here the file is not UTF-8 text; in an older encoding this would be `{seems}`")
}

fn read_text(path: &FilePath, role: &Role, source: &str, problems: &mut Problems) -> Option<Body> {
    let mut reader = Reader { file: path, source, problems };
    if role.is_markdown() { read_markdown(role, &mut reader) } else { read_yaml(role, &mut reader) }
}

fn read_yaml(role: &Role, reader: &mut Reader<'_>) -> Option<Body> {
    let start = if reader.source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let node = parse(start..reader.source.len(), reader)?;
    let Role::InTrip { role, .. } = role else { return read_registry(role, &node, reader) };
    Some(match role {
        TripRole::Facts => Body::Facts(Entries::read(&node, reader)?),
        TripRole::Figures => Body::Figures(Entries::read(&node, reader)?),
        TripRole::Wants => Body::Wants(Entries::read(&node, reader)?),
        TripRole::Timeline => Body::Timeline(Entries::read(&node, reader)?),
        TripRole::Questions => Body::Questions(Entries::read(&node, reader)?),
        TripRole::Updates => Body::Updates(Entries::read(&node, reader)?),
        TripRole::MediaList => Body::MediaList(Entries::read(&node, reader)?),
        _ => return None,
    })
}

fn read_registry(role: &Role, node: &Node, reader: &mut Reader<'_>) -> Option<Body> {
    Some(match role {
        Role::Settings => {
            let expected = "the settings of the site";
            let mapping = Mapping::of(node, expected, Settings::FIELDS, reader)?;
            Body::Settings(Box::new(Settings::from_mapping(mapping, reader)))
        }
        Role::People => Body::People(Entries::read(node, reader)?),
        Role::Organisations => Body::Organisations(Entries::read(node, reader)?),
        Role::Places => Body::Places(Entries::read(node, reader)?),
        Role::Sources => Body::Sources(Entries::read(node, reader)?),
        Role::Glossary => Body::Glossary(Entries::read(node, reader)?),
        _ => return None,
    })
}

fn read_markdown(role: &Role, reader: &mut Reader<'_>) -> Option<Body> {
    let parts = match front_matter::split(reader.source) {
        Ok(parts) => parts,
        Err(Flaw::Missing(trouble)) => {
            reader.report(MISSING_FIELD, trouble);
            return None;
        }
        Err(Flaw::Fence(trouble)) => {
            reader.report(BAD_YAML, trouble);
            return None;
        }
    };
    // What is wrong with the prose is told whether or not the fields can be read.
    let body = &reader.source[parts.body.clone()];
    let prose = prose::read(body, &Places::From(parts.body.start), reader);
    let node = parse(parts.yaml, reader)?;
    let Role::InTrip { role, .. } = role else { return None };
    let fields = match role {
        TripRole::Trip => Trip::FIELDS,
        TripRole::Stop(_) => Stop::FIELDS,
        TripRole::Event(_) => Event::FIELDS,
        _ => Section::FIELDS,
    };
    let mapping = Mapping::of(&node, "fields, each as `name: value`", fields, reader)?;
    Some(match role {
        TripRole::Trip => Body::Trip(Box::new(Trip::from_mapping(mapping, reader)), prose),
        TripRole::Stop(_) => Body::Stop(Box::new(Stop::from_mapping(mapping, reader)), prose),
        TripRole::Event(_) => Body::Event(Box::new(Event::from_mapping(mapping, reader)), prose),
        _ => Body::Section(Box::new(Section::from_mapping(mapping, reader)), prose),
    })
}

/// The YAML of a stretch of the file; an empty one is an empty mapping.
fn parse(range: std::ops::Range<usize>, reader: &mut Reader<'_>) -> Option<Node> {
    let read = yaml::read(reader.source, range.clone());
    let mut texts = read.as_ref().map(Node::long_texts).unwrap_or_default();
    // What an alias repeats stands where it was written first.
    texts.sort_by_key(|text| text.start);
    if let Some(trouble) = yaml_trouble::unnoticed(reader.source, &range, &texts) {
        reader.report(BAD_YAML, trouble);
        return None;
    }
    match read {
        Ok(Node { value: Value::Null, range }) => {
            Some(Node { value: Value::Map(Vec::new()), range })
        }
        Ok(node) => Some(node),
        Err(error) => {
            reader.report(BAD_YAML, yaml_trouble::of(&error, reader.source, &range));
            None
        }
    }
}

/// Reports a file that is not where its kind belongs, with the place where it may belong.
fn report_misplaced(path: &FilePath, problems: &mut Problems) {
    let name = path.name();
    let known = role::ROOT_FILES.iter().chain(role::TRIP_FILES).copied();
    let renamed = name.strip_suffix(".yml").map(|stem| format!("{stem}.yaml"));
    let as_page = format!("{}.md", path.stem());
    let would_fit = || {
        let page = FilePath::new(&format!("{}/{as_page}", path.folder()));
        let is_text = ["txt", "markdown", "mdown", "mkd", "text"];
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
        ending.is_some_and(|ending| is_text.contains(&ending.as_str()))
            && page.is_some_and(|page| Role::of(&page).is_markdown())
    };
    let trip = path.as_str().split('/').nth(1).filter(|it| *it != name).unwrap_or("TRIP");
    let help = if would_fit() {
        format!("rename it to `{as_page}`")
    } else if let Some(renamed) = renamed {
        format!("rename it to `{renamed}`")
    } else if let Some(known) = nearest(name, known) {
        format!("did you mean `{known}`?")
    } else {
        format!(
            "stops belong in `{trip}/stops/`, events in `{trip}/events/`, topics in \
             `{trip}/SECTION/`, pictures in `{trip}/media/`; a name that begins with `_` is left \
             alone"
        )
    };
    let message = format!("no file called `{name}` belongs in `{}`", path.folder());
    problems.add(MISPLACED_FILE, Span::new(path, 0..0), message).help(help);
}

/// A words file's content: words, lists of words, and groups of them.
#[derive(Clone, Debug)]
pub(crate) enum WordNode {
    Word(String),
    List(Vec<WordNode>),
    Map(Vec<(String, WordNode)>),
}

/// Reads a words file.
pub(crate) fn words_of(path: &FilePath, source: &str, problems: &mut Problems) -> Option<WordNode> {
    let mut reader = Reader { file: path, source, problems };
    let node = parse(0..source.len(), &mut reader)?;
    Some(word_node(&node, &reader))
}

fn word_node(node: &Node, reader: &Reader<'_>) -> WordNode {
    match &node.value {
        Value::List(items) => {
            WordNode::List(items.iter().map(|item| word_node(item, reader)).collect())
        }
        Value::Map(entries) => WordNode::Map(
            entries
                .iter()
                .map(|entry| (entry.key.clone(), word_node(&entry.value, reader)))
                .collect(),
        ),
        _ => WordNode::Word(value::text_of(node, reader).unwrap_or_default()),
    }
}
