//! No `repr`: the order that rustc 1.95 was seen to choose. It promises nothing of this, and a test holds it to it.

use crate::{Layout, Type, place};
use std::cmp::Reverse;

/// Whether the patterns of bits that are no value should lie at the front of the struct or at its back.
#[derive(Clone, Copy, PartialEq)]
enum Edge {
    Front,
    Back,
}

/// Puts the most spare patterns at the front; at the back, where they are nearer to an edge there.
pub fn chosen(fields: &[Type]) -> Layout {
    let [front, back] = [Edge::Front, Edge::Back].map(|edge| {
        let layout = place(fields, &sorted(fields, edge));
        (spare_from_edge(fields, &layout, edge), layout)
    });
    if back.0 < front.0 { back.1 } else { front.1 }
}

/// By alignment, the strictest first, and among equals by spare patterns.
fn sorted(fields: &[Type], edge: Edge) -> Vec<usize> {
    let strictest = fields.iter().map(|field| field.align).max().unwrap_or(1);
    let most = most_spare(fields);
    let key = |at: usize| {
        let Type {
            size, align, spare, ..
        } = fields[at];
        // An array of bytes is put where its length would be aligned.
        let by_size = 1 << size.max(align).trailing_zeros();
        match edge {
            Edge::Front if most > 0 => (Reverse(by_size.min(strictest)), !spare),
            Edge::Back if spare == most => (Reverse(align), spare),
            _ => (Reverse(by_size), spare),
        }
    };
    let mut order = Vec::new();
    for at in 0..fields.len() {
        let place = order.partition_point(|&other| key(other) <= key(at));
        order.insert(place, at);
    }
    order
}

/// How far the field with the most spare patterns is from the nearest edge of the struct.
fn spare_from_edge(fields: &[Type], layout: &Layout, edge: Edge) -> u64 {
    let most = most_spare(fields);
    let best = |at: &usize| most > 0 && fields[*at].spare == most;
    let found = (0..fields.len()).filter(best);
    let found = match edge {
        Edge::Front => found.min_by_key(|&at| layout.offsets[at]),
        Edge::Back => found.max_by_key(|&at| layout.offsets[at]),
    };
    found.map_or(0, |at| {
        // In these types the patterns are in the first word.
        let end = layout.offsets[at] + fields[at].size.min(8);
        layout.offsets[at].min(layout.size - end)
    })
}

fn most_spare(fields: &[Type]) -> u64 {
    fields.iter().map(|field| field.spare).max().unwrap_or(0)
}
