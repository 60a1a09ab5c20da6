//! The sampler does what the formulas in the text say, over four hundred profiles.

use prof_sampling::{INTERVAL, SITES, estimate, profile};

const PROFILES: u64 = 400;

/// The samples of one site in every profile.
fn samples(index: usize) -> Vec<usize> {
    (0..PROFILES).map(|seed| profile(seed)[index]).collect()
}

/// Requests of a site in one profile.
fn requests(index: usize) -> usize {
    5000 / SITES[index].every
}

#[test]
fn a_site_is_missed_as_often_as_its_bytes_say() {
    for (index, site) in SITES.iter().enumerate() {
        let bytes = (requests(index) * site.bytes) as f64;
        let expected = (-bytes / INTERVAL).exp();
        let missed = samples(index)
            .iter()
            .filter(|samples| **samples == 0)
            .count();
        let share = missed as f64 / PROFILES as f64;
        assert!(
            (share - expected).abs() < 0.08,
            "{}: {share}, not {expected}",
            site.name
        );
    }
}

#[test]
fn estimates_are_right_on_average() {
    for (index, site) in SITES.iter().enumerate().take(3) {
        let estimates = samples(index).into_iter().map(|n| estimate(n, site.bytes));
        let mean = estimates.sum::<f64>() / PROFILES as f64;
        let truth = requests(index) as f64;
        assert!(
            (mean / truth - 1.0).abs() < 0.2,
            "{}: {mean}, not {truth}",
            site.name
        );
    }
}
