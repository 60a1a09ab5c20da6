//! A benchmark as a chart: a point per row at the median of the runs, a whisker from the fastest to the
//! slowest run, on a logarithmic axis, where equal distances are equal ratios.

use crate::Language;
use crate::language::duration;
use catalog::BenchRow;
use maud::{Markup, html};

const WIDTH: f64 = 660.0;
const LEFT: f64 = 150.0;
const RIGHT: f64 = 560.0;
const ROW: f64 = 34.0;
const TOP: f64 = 26.0;

/// A logarithmic scale between two powers of ten.
struct Scale {
    low: i32,
    high: i32,
}

impl Scale {
    fn of(rows: &[BenchRow]) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for row in rows {
            let (fastest, slowest) = row.spread();
            low = low.min(fastest);
            high = high.max(slowest);
        }
        let low = low.log10().floor() as i32;
        let high = (high.log10().ceil() as i32).max(low + 1);
        Self { low, high }
    }

    fn x(&self, ns: f64) -> f64 {
        let share = (ns.log10() - f64::from(self.low)) / f64::from(self.high - self.low);
        LEFT + (RIGHT - LEFT) * share
    }

    /// One tick per power of ten.
    fn ticks(&self) -> impl Iterator<Item = f64> {
        (self.low..=self.high).map(|power| 10f64.powi(power))
    }
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
        text.row x=(LEFT - 12.0) y=(y + 4.5) text-anchor="end" { (row.row) }
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
        assert_eq!((scale.low, scale.high), (1, 3));
        assert_eq!(scale.x(10.0), LEFT);
        assert_eq!(scale.x(1000.0), RIGHT);
        assert!((scale.x(500.0) - scale.x(50.0) - (RIGHT - LEFT) / 2.0).abs() < 1e-9);
    }
}
