//! Tables, as GFM writes them.

use super::block::{Block, Writer, texts};
use super::tree::Element;

/// What stands between the blocks of a cell.
const BETWEEN: &str = "; ";

/// The most columns that a cell may say it spans.
const MOST_COLUMNS: usize = 100;

/// A table with its caption before it.
pub(super) fn write(table: &Element, writer: &mut Writer) -> Vec<Block> {
    let mut blocks = Vec::new();
    for caption in table.elements().filter(|part| part.name == "caption") {
        blocks.extend(writer.blocks(&caption.children));
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    add_rows(table, &mut rows, writer);
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    if width > 0 {
        blocks.push(Block::Other(lines(&mut rows, width, has_head(table))));
    }
    blocks
}

/// Whether the first row names the columns.
fn has_head(table: &Element) -> bool {
    let Some(first) = table.elements().find(|part| part.name != "caption") else { return false };
    let row = if first.name == "tr" { Some(first) } else { first.elements().next() };
    first.name == "thead" || row.is_some_and(|row| row.elements().all(|cell| cell.name == "th"))
}

fn add_rows(element: &Element, rows: &mut Vec<Vec<String>>, writer: &mut Writer) {
    for part in element.elements() {
        match part.name.as_str() {
            "tr" => rows.push(row(part, writer)),
            "thead" | "tbody" | "tfoot" => add_rows(part, rows, writer),
            _ => {}
        }
    }
}

fn row(row: &Element, writer: &mut Writer) -> Vec<String> {
    let mut cells = Vec::new();
    for cell in row.elements() {
        let text = texts(writer.blocks(&cell.children)).join(BETWEEN);
        let is_group = cell.attribute("scope") == Some("rowgroup") && !text.is_empty();
        cells.push(if is_group { format!("**{}**", flat(&text)) } else { flat(&text) });
        let span = cell.attribute("colspan").and_then(|span| span.parse().ok()).unwrap_or(1);
        cells.extend((1..MOST_COLUMNS.min(span)).map(|_| String::new()));
    }
    cells
}

/// The text of a cell in one line: the entries of a list stand in a row.
fn flat(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.map(|line| line.strip_prefix("- ").unwrap_or(line)).collect();
    lines.join(BETWEEN).replace('|', "\\|")
}

fn lines(rows: &mut [Vec<String>], width: usize, has_head: bool) -> String {
    for row in rows.iter_mut() {
        row.resize(width, String::new());
    }
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let empty = vec![String::new(); width];
    let (head, body) = match rows.split_first() {
        Some((head, body)) if has_head => (head.as_slice(), body),
        _ => (empty.as_slice(), &*rows),
    };
    let rule = line(&vec!["---".to_owned(); width]);
    let body = body.iter().map(|row| line(row));
    [line(head), rule].into_iter().chain(body).collect::<Vec<_>>().join("\n")
}
