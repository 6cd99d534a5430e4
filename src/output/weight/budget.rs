//! What a page may weigh, and what to say of one that is heavier.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Part, PartKind, Weight};
use crate::files::{FilePath, Span};
use crate::output::links::Rendered;
use crate::output::stylesheet;
use crate::page::Page;
use crate::problem::{OVER_BUDGET, Problem, Problems};
use crate::site::{MediaFile, Site};

/// What one of a newsroom's pictures may have, in bytes: a photo as wide as the page fits in.
const PICTURE: usize = 150_000;

/// What the route map may have, in bytes before compression.
const MAP: usize = 20_000;

/// Pixels across that fill the widest page on a screen with two pixels for each of CSS.
const WIDEST: u32 = 1800;

/// A limit in bytes.
pub(super) struct Budget {
    measure: Measure,
    limit: usize,
}

/// What of a page is held against a limit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Measure {
    /// Everything that it loads.
    Total,
    /// Its HTML and style sheets.
    FirstWords,
    /// Its scripts, before compression.
    Scripts,
}

/// Everything, for all pages: the limit that BBC Lite has set itself.
const TOTAL: Budget = Budget { measure: Measure::Total, limit: 50_000 };

/// What a connection carries in its first round trip: ten packets.
const FIRST_WORDS: Budget = Budget { measure: Measure::FirstWords, limit: 14_000 };

/// No page needs a script; a site's own may have a little.
const SCRIPTS: Budget = Budget { measure: Measure::Scripts, limit: 3_000 };

/// The budgets of a page of a kind.
pub(super) fn of(kind: &str) -> &'static [Budget] {
    match kind {
        "section" | "topic" => &[TOTAL, FIRST_WORDS, SCRIPTS],
        // What is shown on somebody else's page comes in one round trip, and runs nothing there.
        kind if kind.starts_with("embed-") => &[FIRST_WORDS, SCRIPTS],
        _ => &[TOTAL, SCRIPTS],
    }
}

impl Budget {
    /// How much of it a page uses, in percent, rounded up.
    pub(super) fn percent(&self, weight: &Weight) -> usize {
        (self.spent(weight) * 100).div_ceil(self.limit)
    }

    fn spent(&self, weight: &Weight) -> usize {
        match self.measure {
            Measure::Total => weight.total(),
            Measure::FirstWords => weight.first_words(),
            Measure::Scripts => weight.scripts,
        }
    }

    /// The parts that count, the heaviest first.
    fn parts<'w>(&self, weight: &'w Weight) -> Vec<&'w Part> {
        let counts = |part: &&Part| match self.measure {
            Measure::Total => true,
            Measure::FirstWords => [PartKind::Html, PartKind::Stylesheet].contains(&part.kind),
            Measure::Scripts => part.kind == PartKind::Script,
        };
        weight.parts.iter().filter(counts).collect()
    }
}

/// What makes a page too heavy.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Culprit {
    /// Its own text.
    Text(FilePath),
    /// A file that many pages may load.
    File(FilePath),
    /// A script that a template writes into it.
    Template,
}

/// A page, and the first of its budgets that it is over.
struct Excess<'w> {
    weight: &'w Weight,
    budget: &'static Budget,
}

/// Reports the pages that are too heavy; those that have one cause are one problem.
pub(super) fn report_pages(weights: &[Weight], rendered: &Rendered<'_>, problems: &mut Problems) {
    let mut groups: BTreeMap<(Culprit, Measure), Vec<Excess<'_>>> = BTreeMap::new();
    for weight in weights {
        let over = of(weight.kind).iter().find(|budget| budget.percent(weight) > 100);
        if let Some(budget) = over {
            let cause = (culprit(weight, budget), budget.measure);
            groups.entry(cause).or_default().push(Excess { weight, budget });
        }
    }
    for ((culprit, _), mut group) in groups {
        group.sort_by_key(|excess| std::cmp::Reverse(excess.budget.spent(excess.weight)));
        let Some(heaviest) = group.first() else { continue };
        let message = format!("{} {}", subject(&group), what(heaviest));
        let place = place(&culprit, heaviest.weight, rendered);
        add(place, message, problems).help(format!(
            "{}{}",
            parts(heaviest),
            cure(&culprit, heaviest)
        ));
    }
}

fn add(place: Option<FilePath>, message: String, problems: &mut Problems) -> &mut Problem {
    match place {
        Some(file) => problems.add(OVER_BUDGET, Span::new(&file, 0..0), message),
        None => problems.add_placeless(OVER_BUDGET, message),
    }
}

fn culprit(weight: &Weight, budget: &Budget) -> Culprit {
    match budget.parts(weight).first() {
        Some(part) if part.kind == PartKind::Html => Culprit::Text(part.path.clone()),
        Some(part) => Culprit::File(part.path.clone()),
        None => Culprit::Template,
    }
}

/// The heaviest page of those with one cause, and how many others there are.
fn subject(group: &[Excess<'_>]) -> String {
    let first = group.first().map_or("/", |excess| excess.weight.address.as_str());
    match group.len() {
        0 | 1 => format!("the page `{first}`"),
        2 => format!("the page `{first}`, as one other,"),
        many => format!("the page `{first}`, as {} others,", many - 1),
    }
}

fn what(excess: &Excess<'_>) -> String {
    let (spent, limit) =
        (kilobytes(excess.budget.spent(excess.weight)), excess.budget.limit / 1000);
    match excess.budget.measure {
        Measure::Total => format!("weighs {spent}, and its budget is {limit} kB"),
        Measure::FirstWords => {
            format!("loads {spent} before its first words, and its budget is {limit} kB")
        }
        Measure::Scripts => format!("has {spent} of scripts, and its budget is {limit} kB"),
    }
}

/// The three heaviest parts, in words; nothing where there is only one.
fn parts(excess: &Excess<'_>) -> String {
    let parts = excess.budget.parts(excess.weight);
    let words: Vec<String> = parts.iter().take(3).map(|part| in_words(part)).collect();
    match words.as_slice() {
        [] | [_] => String::new(),
        [rest @ .., last] => format!("{} and {last}; ", rest.join(", ")),
    }
}

fn in_words(part: &Part) -> String {
    let size = kilobytes(part.bytes);
    match part.kind {
        PartKind::Html => format!("its own HTML is {size}"),
        PartKind::Stylesheet => format!("the style sheet {size}"),
        _ => format!("`{}` {size}", part.path),
    }
}

fn cure(culprit: &Culprit, excess: &Excess<'_>) -> String {
    let kind = excess.weight.kind;
    match (culprit, excess.budget.parts(excess.weight).first().map(|part| part.kind)) {
        (Culprit::Text(_), _) => match kind {
            "trip" => "shorten the texts of its sections and topics, which it shows whole",
            "section" => "make a topic of its own of a part of it",
            "topic" => "make two topics of it",
            _ => "shorten its texts",
        }
        .to_owned(),
        (Culprit::Template, _) => "shorten the script, or do without it".to_owned(),
        (Culprit::File(_), Some(PartKind::Stylesheet)) => {
            "shorten the rules in `static/css/`".to_owned()
        }
        (Culprit::File(path), Some(PartKind::Script)) => {
            format!("shorten the script `{}`, or do without it", path.name())
        }
        (Culprit::File(path), _) => format!("make `{}` smaller, or do without it", path.name()),
    }
}

/// The file to change; none where no one file is to blame.
fn place(culprit: &Culprit, weight: &Weight, rendered: &Rendered<'_>) -> Option<FilePath> {
    match culprit {
        Culprit::Text(_) => weight.source.clone(),
        Culprit::Template => None,
        Culprit::File(path) => {
            let own = FilePath::new(&format!("static/{path}"))?;
            if rendered.files.get(&own).is_some() {
                return Some(own);
            }
            stylesheet::longest_part(rendered.files)
        }
    }
}

/// Reports a newsroom's picture, on some page, that is too heavy.
pub(super) fn report_picture(file: &MediaFile, bytes: usize, problems: &mut Problems) {
    if bytes <= PICTURE {
        return;
    }
    let message =
        format!("this picture has {}, and its budget is {} kB", kilobytes(bytes), PICTURE / 1000);
    let too_wide = file.size.filter(|size| size.width > WIDEST);
    let help = match too_wide {
        Some(size) => format!(
            "make it smaller: it is {} pixels across, and {WIDEST} fill the page on any screen",
            size.width
        ),
        None => "save it with a lower quality, or as WebP or AVIF".to_owned(),
    };
    add(Some(file.path.clone()), message, problems).help(help);
}

/// Reports the route maps that are too heavy; each is on several pages of its trip.
pub(super) fn report_maps(pages: &[Arc<Page>], site: &Site, problems: &mut Problems) {
    let maps = pages.iter().filter(|page| page.template == "trip");
    for (page, map) in maps.filter_map(|page| Some((page, page.map()?))) {
        if map.len() <= MAP {
            continue;
        }
        let stops = site.trips.iter().find(|(_, trip)| Some(&trip.file) == page.source.as_ref());
        let stops = stops.map_or(0, |(_, trip)| trip.stops.len());
        let message = format!(
            "the map of {stops} stops has {}, and its budget is {} kB",
            kilobytes(map.len()),
            MAP / 1000
        );
        let help = "take `lat` and `lon` from places that readers need not find on the map";
        add(page.source.clone(), message, problems).help(help);
    }
}

/// What all pages are held against, in two sentences.
pub(crate) fn budgets() -> String {
    let limit = |budget: &Budget| budget.limit / 1000;
    format!(
        "Of a page, all is to be at most {} kB, its scripts {} kB; of a section or topic, HTML and \
         style {} kB.\nPictures from `media` are apart, at most {} kB each.",
        limit(&TOTAL),
        limit(&SCRIPTS),
        limit(&FIRST_WORDS),
        PICTURE / 1000,
    )
}

/// A size in words, rounded up so that what is over a limit is seen to be: `61.3 kB`, `412 kB`.
pub(crate) fn kilobytes(bytes: usize) -> String {
    if bytes >= 100_000 {
        return format!("{} kB", bytes.div_ceil(1000));
    }
    format!("{} kB", tenths(bytes))
}

/// A size in kB with one decimal, rounded up.
pub(crate) fn tenths(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::kilobytes;

    #[test]
    fn what_is_over_a_limit_is_seen_to_be() {
        assert_eq!(kilobytes(50_000), "50.0 kB");
        assert_eq!(kilobytes(50_001), "50.1 kB");
        assert_eq!(kilobytes(99_999), "100.0 kB");
        assert_eq!(kilobytes(411_001), "412 kB");
        assert_eq!(kilobytes(0), "0.0 kB");
    }
}
