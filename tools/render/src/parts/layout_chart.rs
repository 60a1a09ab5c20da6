//! A type as a drawing: eight bytes a row, a box for each field, padding hatched, a line where 64 bytes end.

use crate::Language;
use catalog::TypeLayout;
use maud::{Markup, html};
use std::fmt::Write as _;

/// Bytes in a row: the largest alignment of ordinary types, so that what is aligned fits into one.
const ROW: u64 = 8;
const CELL: f64 = 40.0;
const HEIGHT: f64 = 28.0;
/// Room for the offsets at the left.
const LEFT: f64 = 28.0;
/// A glyph of a label is about this wide.
const GLYPH: f64 = 7.3;
/// Bytes between two marks; lines of most processors are as long.
const LINE: u64 = 64;

/// The part of a field or of padding that lies in one row.
struct Piece<'a> {
    /// The field's name; none for padding.
    name: Option<&'a str>,
    /// It is the widest piece, and carries the name.
    labelled: bool,
    offset: u64,
    size: u64,
}

/// The drawing, with everything it shows in its label.
pub(crate) fn chart(language: Language, layout: &TypeLayout, title: &str) -> Markup {
    let pieces = pieces(layout);
    let rows = layout.size.div_ceil(ROW).max(1);
    let (width, height) = (LEFT + CELL * ROW as f64 + 2.0, HEIGHT * rows as f64 + 4.0);
    html! {
        svg.chart.layout__bytes viewBox=(format!("0 0 {width:.0} {height:.0}")) role="img"
            aria-label=(label(language, layout, title))
        {
            @for row in 0..rows {
                text x=(LEFT - 8.0) y=(top(row) + 18.5) text-anchor="end" { (row * ROW) }
            }
            @for piece in &pieces { (drawn(piece)) }
            @for row in (LINE / ROW..rows).step_by((LINE / ROW) as usize) {
                line.layout__line x1="0" x2=(width) y1=(top(row)) y2=(top(row)) {}
            }
        }
    }
}

fn top(row: u64) -> f64 {
    2.0 + HEIGHT * row as f64
}

/// Fields and gaps, cut at the ends of rows, in memory order. A type whose fields are not known is one piece.
fn pieces(layout: &TypeLayout) -> Vec<Piece<'_>> {
    let fields = layout.fields.iter();
    let mut whole: Vec<(Option<&str>, u64, u64)> = fields
        .map(|field| (Some(field.name.as_str()), field.offset, field.size))
        .collect();
    if whole.is_empty() {
        whole.push((Some(""), 0, layout.size));
    }
    whole.extend(layout.gaps().into_iter().map(|(at, size)| (None, at, size)));
    whole.sort_by_key(|(_, offset, size)| (*offset, *size));
    whole
        .into_iter()
        .flat_map(|(name, offset, size)| cut(name, offset, size))
        .collect()
}

fn cut(name: Option<&str>, offset: u64, size: u64) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut at, end) = (offset, offset + size);
    while at < end {
        let next = end.min((at / ROW + 1) * ROW);
        pieces.push(Piece {
            name,
            labelled: false,
            offset: at,
            size: next - at,
        });
        at = next;
    }
    let widest = pieces.iter().map(|piece| piece.size).max();
    if let Some(piece) = pieces.iter_mut().find(|piece| Some(piece.size) == widest) {
        piece.labelled = true;
    }
    pieces
}

fn drawn(piece: &Piece) -> Markup {
    let (x, y) = (
        LEFT + CELL * (piece.offset % ROW) as f64,
        top(piece.offset / ROW),
    );
    let width = CELL * piece.size as f64;
    let Some(name) = piece.name else {
        return html! {
            rect.layout__padding x=(x) y=(y) width=(width) height=(HEIGHT) {}
            path.layout__hatch d=(hatch(x, y, width)) {}
        };
    };
    html! {
        rect.layout__field x=(x) y=(y) width=(width) height=(HEIGHT) {}
        @if piece.labelled {
            text.layout__name x=(x + width / 2.0) y=(y + 18.5) text-anchor="middle" {
                (fitting(name, width))
            }
        }
    }
}

/// The name, or as much of it as there is room for; the table has all of it.
fn fitting(name: &str, width: f64) -> String {
    let room = ((width - 3.0) / GLYPH) as usize;
    if name.chars().count() <= room {
        return name.to_owned();
    }
    let start: String = name.chars().take(room.saturating_sub(1)).collect();
    format!("{start}…")
}

/// Slanted lines over a box, each from its left or upper edge to its right or lower one.
fn hatch(x: f64, y: f64, width: f64) -> String {
    const STEP: f64 = 9.0;
    let mut path = String::new();
    let mut along = STEP;
    while along < width + HEIGHT {
        let (from_x, from_y) = ((along - HEIGHT).max(0.0), along.min(HEIGHT));
        let (to_x, to_y) = (along.min(width), (along - width).max(0.0));
        // Writing to a String cannot fail.
        let _ = write!(
            path,
            "M{:.0} {:.0}L{:.0} {:.0}",
            x + from_x,
            y + from_y,
            x + to_x,
            y + to_y
        );
        along += STEP;
    }
    path
}

fn label(language: Language, layout: &TypeLayout, title: &str) -> String {
    let mut label = format!(
        "{title}: {}",
        language.layout(layout.size, layout.align, layout.padding())
    );
    for field in &layout.fields {
        // Writing to a String cannot fail.
        let _ = write!(
            label,
            "; {} {}–{}",
            field.name,
            field.offset,
            (field.offset + field.size).saturating_sub(1)
        );
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_ends_in_another_row_is_cut_and_labelled_once() {
        let pieces = cut(Some("at"), 1, 8);
        let found: Vec<(u64, u64, bool)> = pieces
            .iter()
            .map(|piece| (piece.offset, piece.size, piece.labelled))
            .collect();
        assert_eq!(found, [(1, 7, true), (8, 1, false)]);
    }

    #[test]
    fn names_are_cut_to_the_room_that_there_is() {
        assert_eq!(fitting("kind", CELL), "kind");
        assert_eq!(fitting("a_long_name", CELL), "a_lo…");
        assert_eq!(fitting("a_long_name", 8.0 * CELL), "a_long_name");
    }

    #[test]
    fn hatching_stays_inside_of_its_box() {
        let path = hatch(10.0, 20.0, CELL);
        let numbers: Vec<f64> = path
            .split(['M', 'L', ' '])
            .filter_map(|number| number.parse().ok())
            .collect();
        for point in numbers.chunks(2) {
            assert!((10.0..=10.0 + CELL).contains(&point[0]), "{path}");
            assert!((20.0..=20.0 + HEIGHT).contains(&point[1]), "{path}");
        }
        assert!(!path.is_empty());
    }
}
