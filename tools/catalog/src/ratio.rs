//! One measured quantity over another, with the interval that the runs leave open.

use crate::bench::median;
use crate::{BenchRow, RunTime};

/// A ratio and the interval that every run's own bounds allow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    /// The median of the runs' ratios.
    pub value: f64,
    /// The smallest ratio that some run allows.
    pub low: f64,
    /// The largest ratio that some run allows.
    pub high: f64,
}

impl Ratio {
    /// Of two counts, which have no spread.
    pub fn of_counts(left: u64, right: u64) -> Self {
        let value = left as f64 / right as f64;
        let (low, high) = (value, value);
        Self { value, low, high }
    }

    /// Of two rows' times. Rows of one recording are compared run by run, so that what disturbed a whole
    /// run disturbs both sides; rows of two recordings have no runs in common, and every run meets every other.
    pub fn of_times(left: &BenchRow, right: &BenchRow, same_recording: bool) -> Self {
        let paired = || left.runs.iter().zip(&right.runs);
        let crossed = || {
            let meet = |run| right.runs.iter().map(move |other| (run, other));
            left.runs.iter().flat_map(meet)
        };
        if same_recording {
            Self::of_pairs(paired)
        } else {
            Self::of_pairs(crossed)
        }
    }

    fn of_pairs<'a, I>(pairs: impl Fn() -> I) -> Self
    where
        I: Iterator<Item = (&'a RunTime, &'a RunTime)>,
    {
        let lows = pairs().map(|(left, right)| left.low / right.high);
        let highs = pairs().map(|(left, right)| left.high / right.low);
        Self {
            value: median(pairs().map(|(left, right)| left.ns / right.ns)),
            low: lows.fold(f64::INFINITY, f64::min),
            high: highs.fold(f64::NEG_INFINITY, f64::max),
        }
    }

    /// Whether the runs leave open which of the two is larger.
    pub fn is_open(&self) -> bool {
        self.low <= 1.0 && 1.0 <= self.high && self.low < self.high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(times: &[f64]) -> BenchRow {
        let run = |ns: &f64| RunTime {
            low: ns * 0.9,
            ns: *ns,
            high: ns * 1.1,
        };
        BenchRow {
            bench: "b".into(),
            row: "r".into(),
            runs: times.iter().map(run).collect(),
            instructions: None,
        }
    }

    #[test]
    fn rows_of_one_recording_are_compared_run_by_run() {
        // The machine was twice as slow in the second run, for both.
        let ratio = Ratio::of_times(&row(&[30.0, 60.0]), &row(&[10.0, 20.0]), true);
        assert!((ratio.value - 3.0).abs() < 1e-9);
        assert!(ratio.low > 2.4 && ratio.high < 3.7 && !ratio.is_open());
        let apart = Ratio::of_times(&row(&[30.0, 60.0]), &row(&[10.0, 20.0]), false);
        assert!(apart.low < 1.3 && apart.high > 7.0);
    }

    #[test]
    fn one_run_the_other_way_leaves_the_ratio_open() {
        let ratio = Ratio::of_times(&row(&[12.0, 9.0]), &row(&[10.0, 10.0]), true);
        assert!(ratio.is_open());
        assert!(!Ratio::of_counts(1, 1).is_open());
    }
}
