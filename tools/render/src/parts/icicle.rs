//! Bytes or blocks by call path, the outermost call on top: a flame graph that hangs.

use super::calls::Call;
use crate::Language;
use crate::number_format::{grouped, scaled};
use catalog::Measure;
use maud::{Markup, html};

const WIDTH: f64 = 900.0;
const ROW: f64 = 30.0;
/// A glyph of the chart's font is about this wide.
const GLYPH: f64 = 7.6;

/// One rectangle.
struct Cell {
    x: f64,
    width: f64,
    level: usize,
    name: String,
    bytes: u64,
    blocks: u64,
}

/// The chart of a tree of calls; empty when there is nothing to count. `root` names a first row for all of it.
pub(crate) fn chart(
    language: Language,
    label: &str,
    tree: &Call,
    measure: Measure,
    root: Option<&str>,
) -> Markup {
    if tree.of(measure) == 0 {
        return html! {};
    }
    let mut cells = Vec::new();
    cells.extend(root.map(|root| cell(root, tree, measure, (0.0, WIDTH), 0)));
    let above = cells.len();
    layout(tree, measure, (0.0, WIDTH), above, &mut cells);
    let rows = cells.iter().map(|cell| cell.level + 1).max().unwrap_or(0);
    let height = ROW * rows as f64;
    html! {
        svg.chart.icicle viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label=(label) {
            @for cell in &cells { (rectangle(language, cell, measure)) }
        }
    }
}

fn layout(
    call: &Call,
    measure: Measure,
    (x, width): (f64, f64),
    level: usize,
    cells: &mut Vec<Cell>,
) {
    let mut at = x;
    for (name, callee) in call.callees(measure) {
        let share = width * callee.of(measure) as f64 / call.of(measure) as f64;
        if share == 0.0 {
            continue;
        }
        cells.push(cell(name, callee, measure, (at, share), level));
        layout(callee, measure, (at, share), level + 1, cells);
        at += share;
    }
}

fn cell(name: &str, call: &Call, measure: Measure, (x, width): (f64, f64), level: usize) -> Cell {
    let (blocks, bytes) = match measure {
        Measure::Blocks | Measure::Bytes => (Measure::Blocks, Measure::Bytes),
        Measure::PeakBlocks | Measure::PeakBytes => (Measure::PeakBlocks, Measure::PeakBytes),
        Measure::EndBlocks | Measure::EndBytes => (Measure::EndBlocks, Measure::EndBytes),
    };
    Cell {
        x,
        width,
        level,
        name: name.to_owned(),
        bytes: call.of(bytes),
        blocks: call.of(blocks),
    }
}

fn rectangle(language: Language, cell: &Cell, measure: Measure) -> Markup {
    let y = ROW * cell.level as f64;
    let blocks = language.blocks(cell.blocks);
    let what = format!("{}: {} B, {blocks}", cell.name, grouped(cell.bytes));
    let size = if measure.is_bytes() {
        scaled(cell.bytes)
    } else {
        blocks
    };
    let room = ((cell.width - 14.0) / GLYPH).max(0.0) as usize;
    let whole = format!("{} · {size}", cell.name);
    let text = [
        whole.as_str(),
        cell.name.as_str(),
        cell.name.split(' ').next().unwrap_or_default(),
    ]
    .into_iter()
    .find(|text| text.chars().count() <= room)
    .map(str::to_owned);
    html! {
        g {
            title { (what) }
            rect.cell data-level=(cell.level % 3) x=(format!("{:.1}", cell.x)) y=(y)
                width=(format!("{:.1}", (cell.width - 1.0).max(0.5))) height=(ROW - 1.0) rx="3" {}
            @if let Some(text) = text {
                text x=(format!("{:.1}", cell.x + 7.0)) y=(y + (ROW - 1.0) / 2.0) dy="0.35em" { (text) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalog::Stack;

    fn tree() -> Call {
        let stack = |path: &str, bytes, end_bytes| Stack {
            case: "run".into(),
            path: path.into(),
            blocks: 1,
            bytes,
            end_blocks: 0,
            end_bytes,
            peak_blocks: 0,
            peak_bytes: 0,
        };
        Call::tree([stack("run;a", 75, 0), stack("run;b", 25, 25)].iter())
    }

    fn shape(measure: Measure) -> Vec<(String, f64, f64)> {
        let mut cells = Vec::new();
        layout(&tree(), measure, (0.0, 100.0), 0, &mut cells);
        let shape = cells
            .into_iter()
            .map(|cell| (cell.name, cell.x, cell.width));
        shape.collect()
    }

    #[test]
    fn a_cell_is_as_wide_as_its_share_of_the_bytes() {
        let cell = |name: &str, x, width| (name.to_owned(), x, width);
        let expected = [
            cell("run", 0.0, 100.0),
            cell("a", 0.0, 75.0),
            cell("b", 75.0, 25.0),
        ];
        assert_eq!(shape(Measure::Bytes), expected);
    }

    #[test]
    fn a_call_that_holds_nothing_has_no_cell() {
        let cell = |name: &str| (name.to_owned(), 0.0, 100.0);
        assert_eq!(shape(Measure::EndBytes), [cell("run"), cell("b")]);
    }
}
