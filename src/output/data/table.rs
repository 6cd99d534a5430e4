//! The ledger as comma-separated values (RFC 4180), for spreadsheets.
//!
//! It begins with a byte order mark: spreadsheets take a file without one for an older encoding, and
//! show `â€™` for an apostrophe. Programs that stumble over the mark have `data/trip.json`.

use super::Data;
use super::value::plain;
use crate::site::{Entity, Fact, Id};

/// The encoding, as spreadsheets recognise it.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The columns.
const HEADER: [&str; 13] = [
    "id",
    "certainty",
    "kind",
    "text",
    "speaker",
    "quote",
    "sources",
    "as_of",
    "supersedes",
    "superseded_by",
    "about",
    "stated_on",
    "url",
];

/// What stands between several things in one cell.
const SEPARATOR: &str = "; ";

/// The beginnings that make a spreadsheet take a cell for a formula.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

impl Data<'_> {
    /// The table, a row for each fact, in the order of their file.
    pub(super) fn table(&self) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
        let rows = self.trip.ledger.iter().map(|id| self.row(*id).map(|cell| defused(&cell)));
        // Memory has room for what is written, and each row has as many cells as the header.
        let _ = writer.write_record(HEADER);
        rows.for_each(|row| drop(writer.write_record(row)));
        writer.into_inner().unwrap_or_default()
    }

    fn row(&self, id: Id<Fact>) -> [String; 13] {
        let site = self.detached.site;
        let fact = &site.facts[id];
        let fact_id = |id: Id<Fact>| self.fact_id(id);
        let sources = fact.sources.iter().map(|id| &*site.sources[*id].name);
        let about = fact.about.iter().map(|entity| self.name(*entity));
        let pages = self.pages_stating(id);
        let pages = pages.iter().map(|page| self.detached.url_of(page));
        [
            fact.id.clone(),
            site.certainty(id).word().to_owned(),
            fact.kind.word().to_owned(),
            plain(&fact.text),
            fact.speaker.as_ref().map(|it| self.detached.party(it)).unwrap_or_default(),
            fact.quote.clone().unwrap_or_default(),
            sources.collect::<Vec<_>>().join(SEPARATOR),
            self.detached.date(&fact.as_of).unwrap_or_default(),
            fact.supersedes.map(fact_id).unwrap_or_default(),
            site.superseded.get(&id).copied().map(fact_id).unwrap_or_default(),
            about.collect::<Vec<_>>().join(SEPARATOR),
            pages.collect::<Vec<_>>().join(SEPARATOR),
            self.detached.url(Entity::Fact(id)).unwrap_or_default(),
        ]
    }

    fn name(&self, entity: Entity) -> String {
        self.detached.title(entity)
    }
}

/// A cell that no spreadsheet takes for a formula: an apostrophe in front makes it a text.
fn defused(cell: &str) -> String {
    let is_formula = cell.trim_start_matches(' ').starts_with(FORMULA);
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::defused;

    #[test]
    fn what_a_spreadsheet_would_compute_is_made_a_text() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1"] {
            assert_eq!(defused(cell), format!("'{cell}"));
        }
        for cell in ["", "a=b", "1-2", "100 percent"] {
            assert_eq!(defused(cell), cell);
        }
    }
}
