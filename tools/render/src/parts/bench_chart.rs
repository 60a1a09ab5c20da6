//! A benchmark as a chart: a point per row at the median of the runs, a whisker from the fastest to the
//! slowest run, on a logarithmic axis, where equal distances are equal ratios.

use crate::Language;
use crate::number_format::duration;
use catalog::BenchRow;
use maud::{Markup, html};

const WIDTH: f64 = 660.0;
const RIGHT: f64 = 580.0;
const ROW: f64 = 34.0;
const TOP: f64 = 26.0;
/// A glyph of the row names is about this wide on a narrow screen, where the type is largest.
const GLYPH: f64 = 11.0;
/// The steps within a power of ten at which an axis may begin, end and carry a label.
const STEPS: [f64; 3] = [1.0, 2.0, 5.0];

/// A logarithmic scale from `left` to [`RIGHT`].
struct Scale {
    left: f64,
    low: f64,
    high: f64,
}

impl Scale {
    fn of(rows: &[BenchRow]) -> Self {
        let (mut fastest, mut slowest) = (f64::INFINITY, f64::NEG_INFINITY);
        for (low, high) in rows.iter().map(BenchRow::spread) {
            fastest = fastest.min(low);
            slowest = slowest.max(high);
        }
        let longest = rows.iter().map(|row| row.row.chars().count()).max();
        Self {
            left: longest.unwrap_or(0) as f64 * GLYPH + 24.0,
            low: steps(fastest)
                .rfind(|step| *step <= fastest)
                .unwrap_or(fastest),
            high: steps(slowest)
                .find(|step| *step > slowest)
                .unwrap_or(slowest),
        }
    }

    fn x(&self, ns: f64) -> f64 {
        let share = (ns / self.low).ln() / (self.high / self.low).ln();
        self.left + (RIGHT - self.left) * share
    }

    /// Labelled steps: 1, 2 and 5 on a short axis, powers of ten on a long one.
    fn ticks(&self) -> Vec<f64> {
        let inside = |step: &f64| (self.low * 0.999..=self.high * 1.001).contains(step);
        if self.high / self.low > 100.0 {
            let powers = self.low.log10().ceil() as i32..=self.high.log10().floor() as i32;
            return powers.map(|power| 10f64.powi(power)).collect();
        }
        let mut ticks: Vec<f64> = steps(self.low)
            .chain(steps(self.high))
            .filter(inside)
            .collect();
        ticks.sort_by(f64::total_cmp);
        ticks.dedup_by(|next, one| (*next / *one - 1.0).abs() < 1e-6);
        ticks
    }
}

/// 1, 2, 5, 10, 20, 50, 100 times the power of ten at or below `ns`.
fn steps(ns: f64) -> impl DoubleEndedIterator<Item = f64> {
    let power = ns.log10().floor() as i32;
    [power, power + 1]
        .into_iter()
        .flat_map(|power| STEPS.map(|step| step * 10f64.powi(power)))
}

/// The chart of one group of rows.
pub(crate) fn chart(language: Language, rows: &[BenchRow]) -> Markup {
    let scale = Scale::of(rows);
    let bottom = TOP + ROW * rows.len() as f64;
    let height = bottom + 24.0;
    let bench = rows.first().map_or("", |row| row.bench.as_str());
    let values = rows
        .iter()
        .map(|row| format!("{} {}", row.row, duration(row.ns())));
    let label = format!("{bench}: {}", values.collect::<Vec<_>>().join(", "));
    html! {
        svg.chart.bars viewBox=(format!("0 0 {WIDTH} {height:.0}")) role="img" aria-label=(label) {
            text x="0" y="12" { (language.words().time_axis) }
            @for tick in scale.ticks() {
                @let x = format!("{:.1}", scale.x(tick));
                line.grid x1=(x) x2=(x) y1=(TOP - 4.0) y2=(bottom) {}
                text x=(x) y=(bottom + 18.0) text-anchor="middle" { (duration(tick)) }
            }
            @for (index, row) in rows.iter().enumerate() {
                (mark(row, &scale, TOP + ROW * (index as f64 + 0.5)))
            }
        }
    }
}

fn mark(row: &BenchRow, scale: &Scale, y: f64) -> Markup {
    let (low, high) = row.spread();
    let (low, middle, high) = (scale.x(low), scale.x(row.ns()), scale.x(high));
    html! {
        text.row x=(format!("{:.1}", scale.left - 12.0)) y=(y + 4.5) text-anchor="end" { (row.row) }
        line.whisker x1=(format!("{low:.1}")) x2=(format!("{high:.1}")) y1=(y) y2=(y) {}
        circle.point cx=(format!("{middle:.1}")) cy=(y) r="5" {}
        text.value x=(format!("{:.1}", high.max(middle) + 12.0)) y=(y + 4.5) { (duration(row.ns())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalog::RunTime;

    #[test]
    fn ten_times_the_time_is_one_step_of_the_axis() {
        let row = |ns| BenchRow {
            bench: "b".into(),
            row: "r".into(),
            runs: vec![RunTime {
                low: ns,
                ns,
                high: ns,
            }],
            instructions: None,
        };
        let scale = Scale::of(&[row(20.0), row(900.0)]);
        assert_eq!((scale.low, scale.high), (20.0, 1000.0));
        assert_eq!((scale.x(20.0), scale.x(1000.0)), (scale.left, RIGHT));
        let step = |ns: f64| scale.x(10.0 * ns) - scale.x(ns);
        assert!((step(20.0) - step(100.0)).abs() < 1e-9);
        assert_eq!(scale.ticks(), [20.0, 50.0, 100.0, 200.0, 500.0, 1000.0]);
        let long = Scale::of(&[row(20.0), row(90_000.0)]);
        assert_eq!(long.ticks(), [100.0, 1_000.0, 10_000.0, 100_000.0]);
    }
}
