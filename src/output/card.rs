//! Share cards drawn by their template, up to the SVG.

use std::collections::BTreeSet;
use std::sync::Arc;

use tera::{Context, Kwargs, State, Tera, Value};

use crate::draw::{CARD_HEIGHT, CARD_WIDTH, Drawing, Room, Typefaces, fit, has_font, missing};
use crate::files::{FilePath, Span};
use crate::page::{self, CardView, Page};
use crate::problem::{self, MISSING_GLYPH, Problems};

/// The template of all cards.
const TEMPLATE: &str = "card.svg";

/// The folder in which they are published.
const FOLDER: &str = "assets/cards/";

/// How many missing letters a message shows.
const SHOWN: usize = 5;

/// The share card of a page.
#[derive(Clone, Debug)]
pub(super) struct Card {
    /// Where it is published; another one for another picture.
    pub path: FilePath,
    /// The picture.
    pub drawing: Drawing,
    /// What its page says of it.
    pub view: CardView,
    /// The texts that lack letters, where each is written, and the letters.
    lacking: Vec<(Span, Vec<String>)>,
}

/// Why a card cannot be drawn.
#[derive(Debug)]
pub(super) enum Fault {
    /// The template fails.
    Template(tera::Error),
    /// What the template makes is no card: why.
    NoCard(String),
}

impl From<tera::Error> for Fault {
    fn from(error: tera::Error) -> Self {
        Self::Template(error)
    }
}

/// Draws a page's card as SVG.
///
/// # Errors
///
/// The template cannot be drawn, or makes no SVG of the right size.
pub(super) fn draw(
    tera: &Tera,
    page: &Page,
    card: &page::Card,
    typefaces: &Arc<Typefaces>,
) -> Result<Card, Fault> {
    let svg = tera.render(TEMPLATE, &Context::from_serialize(&page.card_frame(card))?)?;
    let drawing = Drawing::of(svg, Arc::clone(typefaces)).map_err(Fault::NoCard)?;
    let address = format!("{FOLDER}{:032x}.png", drawing.fingerprint());
    let view = CardView {
        url: format!("{}{address}", card.base_url),
        alt: card.alt.clone(),
        width: Some(CARD_WIDTH),
        height: Some(CARD_HEIGHT),
    };
    let lacking = card.texts.iter().map(|it| (it.span.clone(), missing(&it.text, typefaces)));
    let lacking = lacking.filter(|(_, letters)| !letters.is_empty()).collect();
    let path = FilePath::new(&address).ok_or_else(|| Fault::NoCard(address.clone()))?;
    Ok(Card { path, drawing, view, lacking })
}

/// Reports the first card that is none: the template is at fault, and the others have the same
/// fault.
pub(super) fn report_none<'a>(
    mut faults: impl Iterator<Item = (&'a Page, &'a Fault)>,
    problems: &mut Problems,
) {
    let why = |(page, fault): (&'a Page, &'a Fault)| match fault {
        Fault::NoCard(why) => Some((page, why)),
        Fault::Template(_) => None,
    };
    let found = faults.find_map(why);
    let path = FilePath::new(&format!("templates/{TEMPLATE}"));
    let Some(((page, why), path)) = found.zip(path) else { return };
    problems.add(problem::TEMPLATE, Span::new(&path, 0..0), why.clone()).help(format!(
        "this came up while drawing the card of the page `/{}`; mend it, or delete it to have the \
         built-in template of that name back",
        page.address
    ));
}

/// Reports letters that no font has, once for each place where they are written.
pub(super) fn report_missing<'a>(cards: impl Iterator<Item = &'a Card>, problems: &mut Problems) {
    let mut reported = BTreeSet::new();
    for (span, letters) in cards.flat_map(|card| &card.lacking) {
        if !reported.insert((span.file.clone(), span.start, span.end)) {
            continue;
        }
        let more = if letters.len() > SHOWN { " and others" } else { "" };
        let shown: Vec<String> = letters.iter().take(SHOWN).map(|it| format!("`{it}`")).collect();
        let message = format!("the share card has no font for {}{more}", shown.join(", "));
        problems.add(MISSING_GLYPH, span.clone(), message).help(
            "take it out of the text, or put a font that has it into `templates/fonts/`; until then \
             the card leaves signs out and has “…” for words",
        );
    }
}

/// Gives templates `{{ text | fit(font=…, width=…, height=…, sizes=[…]) }}`: the text in lines that
/// fit.
pub(super) fn register_fit(tera: &mut Tera, typefaces: Arc<Typefaces>) {
    let fit = move |text: &str, room: Kwargs, _: &State<'_>| -> tera::TeraResult<Value> {
        let room = room_of(&room, &typefaces)?;
        Ok(Value::from_serializable(&fit(text, &room, &typefaces)))
    };
    tera.register_filter("fit", fit);
}

fn room_of(room: &Kwargs, typefaces: &Typefaces) -> tera::TeraResult<Room> {
    let room = Room {
        font: room.must_get::<String>("font")?,
        width: room.must_get("width")?,
        height: room.must_get("height")?,
        leading: room.get("leading")?.unwrap_or(1.0),
        sizes: room.must_get("sizes")?,
    };
    if !has_font(&room.font, typefaces) {
        let message = format!("there is no font `{}`; `serif` and `sans` are there", room.font);
        return Err(tera::Error::message(message));
    }
    let measures = [room.width, room.height, room.leading];
    if room.sizes.is_empty() || measures.iter().chain(&room.sizes).any(|measure| *measure < 1.0) {
        return Err(tera::Error::message(
            "`width`, `height`, `leading` and `sizes` are at least 1",
        ));
    }
    Ok(room)
}
