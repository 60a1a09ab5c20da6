//! Bytes by call path, the outermost call on top: a flame graph that hangs.

use crate::Language;
use crate::number_format::{grouped, scaled};
use catalog::Stack;
use maud::{Markup, html};
use std::collections::BTreeMap;

const WIDTH: f64 = 900.0;
const ROW: f64 = 30.0;
/// A glyph of the chart's font is about this wide.
const GLYPH: f64 = 7.6;

#[derive(Default)]
struct Node {
    bytes: u64,
    blocks: u64,
    children: BTreeMap<String, Node>,
}

impl Node {
    fn add(&mut self, stack: &Stack) {
        let mut node = self;
        node.count(stack);
        for frame in stack.path.split(';') {
            node = node.children.entry(frame.to_owned()).or_default();
            node.count(stack);
        }
    }

    fn count(&mut self, stack: &Stack) {
        self.bytes += stack.bytes;
        self.blocks += stack.blocks;
    }

    fn depth(&self) -> usize {
        self.children
            .values()
            .map(|child| 1 + child.depth())
            .max()
            .unwrap_or(0)
    }
}

/// One rectangle.
struct Cell {
    x: f64,
    width: f64,
    level: usize,
    name: String,
    bytes: u64,
    blocks: u64,
}

/// The chart of the given call paths; empty when nothing was requested.
pub(crate) fn chart<'a>(
    language: Language,
    label: &str,
    stacks: impl Iterator<Item = &'a Stack>,
) -> Markup {
    let mut root = Node::default();
    stacks.for_each(|stack| root.add(stack));
    if root.bytes == 0 {
        return html! {};
    }
    let mut cells = Vec::new();
    layout(&root, 0.0, WIDTH, 0, &mut cells);
    let height = ROW * root.depth() as f64;
    html! {
        svg.chart.icicle viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label=(label) {
            @for cell in &cells { (rectangle(language, cell)) }
        }
    }
}

fn layout(node: &Node, x: f64, width: f64, level: usize, cells: &mut Vec<Cell>) {
    let mut children: Vec<_> = node.children.iter().collect();
    children.sort_by_key(|(name, child)| (std::cmp::Reverse(child.bytes), (*name).clone()));
    let mut at = x;
    for (name, child) in children {
        let share = width * child.bytes as f64 / node.bytes as f64;
        let (bytes, blocks) = (child.bytes, child.blocks);
        cells.push(Cell {
            x: at,
            width: share,
            level,
            name: name.clone(),
            bytes,
            blocks,
        });
        layout(child, at, share, level + 1, cells);
        at += share;
    }
}

fn rectangle(language: Language, cell: &Cell) -> Markup {
    let y = ROW * cell.level as f64;
    let what = format!(
        "{}: {} B, {}",
        cell.name,
        grouped(cell.bytes),
        language.blocks(cell.blocks)
    );
    let room = ((cell.width - 14.0) / GLYPH).max(0.0) as usize;
    let whole = format!("{} · {}", cell.name, scaled(cell.bytes));
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
                text x=(format!("{:.1}", cell.x + 7.0)) y=(y + 19.5) { (text) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_as_wide_as_its_share_of_the_bytes() {
        let stack = |path: &str, bytes| Stack {
            case: "run".into(),
            path: path.into(),
            blocks: 1,
            bytes,
            end_blocks: 0,
            end_bytes: 0,
            peak_blocks: 0,
            peak_bytes: 0,
        };
        let mut root = Node::default();
        root.add(&stack("run;a", 75));
        root.add(&stack("run;b", 25));
        let mut cells = Vec::new();
        layout(&root, 0.0, 100.0, 0, &mut cells);
        let shape: Vec<(&str, f64, f64)> = cells
            .iter()
            .map(|cell| (cell.name.as_str(), cell.x, cell.width))
            .collect();
        assert_eq!(
            shape,
            [("run", 0.0, 100.0), ("a", 0.0, 75.0), ("b", 75.0, 25.0)]
        );
    }
}
