//! A staircase through levels as the path of a drawing.
//!
//! A chapter has dozens of them with hundreds of steps. They are written as differences in tenths of a unit, since
//! steps of one width and one height then repeat, and a server's compression takes nine tenths of them away.

use std::fmt::Write as _;

/// A staircase, from the left to the right of its place.
pub(super) struct Stairs {
    /// The line.
    pub(super) line: String,
    /// Where the highest step is first reached.
    pub(super) peak: (f64, f64),
    /// The x of each step.
    pub(super) xs: Vec<f64>,
}

/// Stairs through `steps`, the highest of which reaches the top.
pub(super) fn stairs(steps: &[u64], across: (f64, f64), down: (f64, f64)) -> Stairs {
    let highest = steps.iter().copied().max().unwrap_or(0);
    stairs_within(steps, (steps.len(), highest), across, down)
}

/// The same in a chart of so many steps and of this height, which another case may share.
pub(super) fn stairs_within(
    steps: &[u64],
    (count, highest): (usize, u64),
    (left, right): (f64, f64),
    (top, bottom): (f64, f64),
) -> Stairs {
    let highest = highest.max(1);
    let slot = (right - left) / (count as f64 + 1.0);
    let y = |live: u64| bottom - (bottom - top) * live as f64 / highest as f64;
    let mut line = Line::from(left, bottom);
    let mut peak = (left, bottom);
    let mut xs = Vec::with_capacity(steps.len());
    for (index, live) in steps.iter().enumerate() {
        let x = left + slot * (index as f64 + 1.0);
        if y(*live) < peak.1 {
            peak = (x, y(*live));
        }
        line.across_to(x);
        line.up_or_down_to(y(*live));
        xs.push(x);
    }
    line.across_to(right);
    Stairs {
        line: line.path(),
        peak,
        xs,
    }
}

/// A path that goes across and up or down, in tenths, so that rounding never adds up.
struct Line {
    path: String,
    /// Where the path ends.
    at: (i64, i64),
    /// How far it goes across from there before it next rises or falls.
    across: i64,
}

impl Line {
    fn from(x: f64, y: f64) -> Self {
        let at = (in_tenths(x), in_tenths(y));
        Self {
            path: format!("M{} {}", written(at.0), written(at.1)),
            at,
            across: 0,
        }
    }

    fn across_to(&mut self, x: f64) {
        self.across = in_tenths(x) - self.at.0;
    }

    fn up_or_down_to(&mut self, y: f64) {
        let difference = in_tenths(y) - self.at.1;
        if difference == 0 {
            return;
        }
        self.go_across();
        // Writing to a String cannot fail.
        let _ = write!(self.path, "v{}", written(difference));
        self.at.1 += difference;
    }

    fn go_across(&mut self) {
        if self.across != 0 {
            let _ = write!(self.path, "h{}", written(self.across));
            self.at.0 += std::mem::take(&mut self.across);
        }
    }

    fn path(mut self) -> String {
        self.go_across();
        self.path
    }
}

fn in_tenths(place: f64) -> i64 {
    (place * 10.0).round() as i64
}

/// `2.8`, `.7`, `-.7` or `3`.
fn written(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (0, rest) => format!("{sign}.{rest}"),
        (whole, rest) => format!("{sign}{whole}.{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stairs_start_at_the_floor_and_reach_the_top_at_the_peak() {
        let stairs = stairs(&[10, 20, 0], (0.0, 40.0), (0.0, 20.0));
        assert_eq!(stairs.line, "M0 20h10v-10h10v-10h10v20h10");
        assert_eq!(stairs.peak, (20.0, 0.0));
    }

    #[test]
    fn equal_steps_are_one_and_rounding_does_not_add_up() {
        assert_eq!(
            stairs(&[7, 7, 1], (2.0, 4.0), (0.0, 1.0)).line,
            "M2 1h.5v-1h1v.9h.5"
        );
        let many = stairs(&[1; 999], (70.0, 640.0), (34.0, 176.0));
        assert_eq!(many.line, "M70 176h.6v-142h569.4");
        assert_eq!((written(-7), written(0)), ("-.7".into(), "0".into()));
    }
}
