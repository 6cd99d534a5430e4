//! `--weights`: what readers load, page by page.

use std::fmt::Write;

use crate::output::{PartKind, Weight, budgets, tenths};

/// The headings of the columns after the page's address; all but `used` are in kB.
const COLUMNS: [&str; 6] = ["HTML", "gzip", "with style", "with all", "used", "pictures"];

/// A line a page, the one that uses most of its budget first; then what the numbers are.
pub(super) fn table(weights: &[Weight]) -> String {
    let mut weights: Vec<&Weight> = weights.iter().collect();
    weights.sort_by_key(|weight| std::cmp::Reverse((weight.used(), weight.total())));
    let headings = ("page", COLUMNS.map(str::to_owned));
    let rows = weights.iter().map(|weight| (weight.address.as_str(), cells(weight)));
    let rows: Vec<(&str, [String; 6])> = [headings].into_iter().chain(rows).collect();
    let addresses = rows.iter().map(|(address, _)| address.chars().count());
    let longest = addresses.max().unwrap_or_default();
    let width = |column: usize| rows.iter().map(|(_, cells)| cells[column].len()).max();
    let widths: Vec<usize> = (0..COLUMNS.len()).filter_map(width).collect();
    let mut table = String::new();
    for (address, cells) in &rows {
        let _ = write!(table, "{address:<longest$}");
        for (cell, width) in cells.iter().zip(&widths) {
            let _ = write!(table, "  {cell:>width$}");
        }
        table.push('\n');
    }
    let _ = writeln!(table, "\nkB, as servers send them. {}", budgets());
    table
}

fn cells(weight: &Weight) -> [String; 6] {
    let html = weight.parts.iter().find(|part| part.kind == PartKind::Html);
    let pictures = if weight.pictures > 0 { tenths(weight.pictures) } else { "-".to_owned() };
    [
        tenths(weight.uncompressed),
        tenths(html.map_or(0, |part| part.bytes)),
        tenths(weight.first_words()),
        tenths(weight.total()),
        format!("{} %", weight.used()),
        pictures,
    ]
}
