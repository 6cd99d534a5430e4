//! Pages drawn by their templates.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use tera::{Context, ErrorKind, Kwargs, ReportError, State, Tera, Value};

use crate::draw::{Typefaces, font_files};
use crate::files::{FilePath, Files, Position, Span, default_look};
use crate::memo::Memo;
use crate::output::card::{self, Card};
use crate::output::{Stylesheet, addresses};
use crate::page::{CardView, Page, Words, fill};
use crate::problem::{Problems, TEMPLATE};

/// The folder of the templates.
const FOLDER: &str = "templates/";

/// How the names of templates end.
const ENDINGS: &[&str] = &["html", "svg"];

/// The templates of a site, ready to draw pages, and what they drew last.
#[derive(Default)]
pub(crate) struct Templates {
    /// Their texts, and the fonts beside them; none before they are first read.
    texts: Option<Vec<(FilePath, Arc<[u8]>)>>,
    /// What came of the texts; none if one of them cannot be read.
    tera: Option<Tera>,
    /// What is wrong with them.
    problems: Problems,
    /// The words that they were given last.
    words: Option<Words>,
    /// The parts of the stylesheet, likewise.
    styles: BTreeMap<String, String>,
    /// Its colours, likewise.
    colours: BTreeMap<String, String>,
    /// The fonts of share cards.
    typefaces: Option<Arc<Typefaces>>,
    /// Each page that they drew, and what it looks like with these words, styles and colours.
    drawn: Memo<Arc<Page>, Arc<Drawn>>,
}

/// What came of a page.
#[derive(Debug)]
struct Drawn {
    /// As HTML, or why it cannot be drawn.
    html: Html,
    /// Its share card, or why that cannot be drawn; none for a page without one.
    card: Option<Result<Card, card::Fault>>,
}

type Html = Result<Arc<[u8]>, tera::Error>;

/// A page as it is published.
pub(super) struct DrawnPage {
    /// None if it cannot be drawn.
    pub html: Option<Arc<[u8]>>,
    /// None for a page without one, or if it cannot be drawn.
    pub card: Option<Card>,
}

impl Templates {
    /// Reads all templates, unless they are the same as last time.
    pub(crate) fn read(&mut self, files: &Files) {
        let texts = templates(files).chain(font_files(files));
        let texts = Some(texts.map(|(path, text)| (path.clone(), text.clone())).collect());
        if self.texts != texts {
            let mut problems = Problems::default();
            let typefaces = Arc::new(Typefaces::of(files, &mut problems));
            let tera = load(files, &typefaces, &mut problems);
            *self = Self { texts, tera, problems, typefaces: Some(typefaces), ..Self::default() };
        }
    }

    /// Draws all pages, in their order, with the words of the interface, the colours of the
    /// stylesheet and, for pages that carry their own, its rules; a page that cannot be drawn is a
    /// problem and is left out.
    pub(super) fn draw(
        &mut self,
        pages: &[Arc<Page>],
        words: &Words,
        stylesheet: &Stylesheet,
        problems: &mut Problems,
    ) -> Vec<DrawnPage> {
        problems.append(self.problems.clone());
        let (Some(tera), Some(typefaces)) = (&mut self.tera, &self.typefaces) else {
            return pages.iter().map(|_| DrawnPage { html: None, card: None }).collect();
        };
        if self.words.as_ref() != Some(words) {
            tera.global_context().insert_value("words", Value::from_serializable(words.tree()));
            self.words = Some(words.clone());
            self.drawn = Memo::default();
        }
        if self.styles != stylesheet.parts {
            tera.global_context()
                .insert_value("styles", Value::from_serializable(&stylesheet.parts));
            self.styles.clone_from(&stylesheet.parts);
            self.drawn = Memo::default();
        }
        if self.colours != stylesheet.colours {
            tera.global_context()
                .insert_value("colours", Value::from_serializable(&stylesheet.colours));
            self.colours.clone_from(&stylesheet.colours);
            self.drawn = Memo::default();
        }
        let drawn = &self.drawn;
        let draw = |page: &Arc<Page>| {
            drawn.recall(&page.address, page.clone(), |page| Arc::new(draw(tera, page, typefaces)))
        };
        let drawn: Vec<Arc<Drawn>> = pages.par_iter().with_max_len(1).map(draw).collect();
        report_undrawn(pages, &drawn, problems);
        let faults = pages.iter().zip(&drawn);
        card::report_none(faults.filter_map(|(page, it)| Some((&**page, it.fault()?))), problems);
        card::report_missing(drawn.iter().filter_map(|page| page.card()), problems);
        drawn.iter().map(|page| page.published()).collect()
    }

    /// Ends a build.
    pub(crate) fn turn(&mut self) {
        self.drawn.turn();
    }
}

impl Drawn {
    fn card(&self) -> Option<&Card> {
        self.card.as_ref()?.as_ref().ok()
    }

    fn published(&self) -> DrawnPage {
        DrawnPage { html: self.html.as_ref().ok().cloned(), card: self.card().cloned() }
    }

    /// Why its share card cannot be drawn.
    fn fault(&self) -> Option<&card::Fault> {
        self.card.as_ref()?.as_ref().err()
    }

    /// Why templates of it cannot be drawn.
    fn errors(&self) -> impl Iterator<Item = &tera::Error> {
        let card = self.fault().and_then(|fault| match fault {
            card::Fault::Template(error) => Some(error),
            card::Fault::NoCard(_) => None,
        });
        self.html.as_ref().err().into_iter().chain(card)
    }
}

/// The files that are templates.
fn templates(files: &Files) -> impl Iterator<Item = (&FilePath, &Arc<[u8]>)> {
    files.under(FOLDER).filter(|(path, _)| ENDINGS.contains(&path.extension()))
}

/// Reads all templates; none after a problem was reported.
fn load(files: &Files, typefaces: &Arc<Typefaces>, problems: &mut Problems) -> Option<Tera> {
    let mut sources: BTreeMap<String, String> = BTreeMap::new();
    for (path, _) in templates(files) {
        sources.insert(name_of(path), files.text(path).unwrap_or_default());
    }
    let mut readable = true;
    loop {
        let mut tera = new_tera(typefaces);
        match tera
            .add_raw_templates(sources.iter().map(|(name, text)| (name.as_str(), text.as_str())))
        {
            Ok(()) => return readable.then_some(tera),
            Err(error) => {
                let broken = report_unreadable(&error, readable, files, problems);
                readable = false;
                // A template that cannot be read is set aside, so that the others are read too.
                sources.remove(&broken.filter(|name| sources.contains_key(name))?);
            }
        }
    }
}

fn new_tera(typefaces: &Arc<Typefaces>) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on(ENDINGS.iter().map(|ending| format!(".{ending}")).collect::<Vec<_>>());
    card::register_fit(&mut tera, Arc::clone(typefaces));
    tera.register_filter("fill", fill_filter);
    tera.register_filter("outside_addresses", outside_addresses);
    tera.register_filter("css_string", css_string);
    tera
}

/// `{{ words.count | fill(count=3) }}`: puts values in the place of `{count}`.
#[expect(clippy::needless_pass_by_value, reason = "the template engine calls filters so")]
fn fill_filter(text: &str, values: Kwargs, _: &State) -> String {
    let values: Vec<(String, String)> =
        values.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
    let values: Vec<(&str, &str)> =
        values.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    fill(text, &values)
}

/// `{{ html | outside_addresses }}`: the addresses of other sites to which it links.
fn outside_addresses(html: &str, _: Kwargs, _: &State) -> Vec<String> {
    addresses::outside(html)
}

/// `{{ text | css_string }}`: the text as a string of CSS, in its quotation marks.
fn css_string(text: &str, _: Kwargs, _: &State) -> String {
    let escaped = text.replace('\\', "\\\\").replace('\'', "\\'").replace(char::is_control, " ");
    format!("'{escaped}'")
}

fn name_of(path: &FilePath) -> String {
    path.as_str()[FOLDER.len()..].to_owned()
}

fn path_of(name: &str) -> Option<FilePath> {
    FilePath::new(&format!("{FOLDER}{name}"))
}

/// Reports why templates cannot be read, and names the one that is at fault if it is one.
fn report_unreadable(
    error: &tera::Error,
    first: bool,
    files: &Files,
    problems: &mut Problems,
) -> Option<String> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            add(report, None, problems);
            Some(report.filename().to_owned())
        }
        // What is missing may be missing because of a template that was set aside.
        _ if !first => None,
        ErrorKind::Msg(reports) => {
            report_references(reports, files, problems);
            None
        }
        other => {
            problems.add_placeless(TEMPLATE, lower(&other.to_string()));
            None
        }
    }
}

/// Reports each of the names that templates use and nobody defines.
fn report_references(reports: &str, files: &Files, problems: &mut Problems) {
    for report in reports.split("error: ").filter(|report| !report.trim().is_empty()) {
        let message = report.lines().next().unwrap_or_default();
        let place = report.lines().nth(1).and_then(|line| line.trim().strip_prefix("--> "));
        let span = place.and_then(|place| span_at(place, files));
        let problem = match span {
            Some(span) => problems.add(TEMPLATE, span, lower(message)),
            None => problems.add_placeless(TEMPLATE, lower(message)),
        };
        problem.help("mend the name, or define what it names; names are told apart by case");
    }
}

/// The span at `name:line:column`.
fn span_at(place: &str, files: &Files) -> Option<Span> {
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let path = path_of(parts.next()?)?;
    let text = files.text(&path)?;
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let found = text[start..].char_indices().nth(column - 1).map_or(0, |(at, _)| at);
    let at = start + found;
    debug_assert_eq!(Position::of(&text, at).line, line);
    Some(Span::new(&path, at..at + 1))
}

fn lower(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", chars.as_str()).trim_end_matches('.').to_owned()
}

fn add(report: &ReportError, page: Option<&Page>, problems: &mut Problems) {
    let Some(path) = path_of(report.filename()) else {
        problems.add_placeless(TEMPLATE, lower(report.message()));
        return;
    };
    let range: Range<usize> = report.span().range.clone();
    let problem = problems.add(TEMPLATE, Span::new(&path, range), lower(report.message()));
    let mend = if default_look().get(&path).is_some() {
        "mend it, or delete it to have the built-in template of that name back"
    } else {
        "mend it; every tag and bracket that is opened is closed"
    };
    let Some(page) = page else {
        problem.help(mend);
        return;
    };
    let source = page.source.as_ref().map(|file| format!(", which shows `{file}`"));
    let source = source.unwrap_or_default();
    problem
        .help(format!("this came up while drawing the page `/{}`{source}; {mend}", page.address));
}

fn draw(tera: &Tera, page: &Page, typefaces: &Arc<Typefaces>) -> Drawn {
    let card = page.card.as_ref().map(|it| card::draw(tera, page, it, typefaces));
    let shown = card.as_ref().and_then(|card| card.as_ref().ok()).map(|card| &card.view);
    let html = html(tera, page, page.picture.as_ref().or(shown));
    Drawn { html, card }
}

/// The page, which names the picture that is shown with a link to it.
fn html(tera: &Tera, page: &Page, picture: Option<&CardView>) -> Html {
    let mut context = Context::from_serialize(&page.frame())?;
    context.insert("card", &picture);
    let html = tera.render(&format!("{}.html", page.template), &context)?;
    Ok(html.into_bytes().into())
}

/// Reports why pages cannot be drawn; a fault that many pages share is reported with the first.
fn report_undrawn(pages: &[Arc<Page>], drawn: &[Arc<Drawn>], problems: &mut Problems) {
    let mut reported = BTreeSet::new();
    let errors = pages.iter().zip(drawn);
    let errors = errors.flat_map(|(page, drawn)| drawn.errors().map(move |error| (page, error)));
    for (page, error) in errors {
        if let ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) = error.kind() {
            let Range { start, end } = report.span().range;
            if reported.insert((report.filename().to_owned(), start, end)) {
                add(report, Some(page), problems);
            }
            continue;
        }
        let why = lower(&error.to_string());
        let message = format!("the page `/{}` cannot be drawn: {why}", page.address);
        problems.add_placeless(TEMPLATE, message);
    }
}
