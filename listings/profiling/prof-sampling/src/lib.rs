//! A sampling heap profiler, and how far its estimates are off.

/// Bytes between two samples, on average: the default of Go and of jemalloc.
pub const INTERVAL: f64 = 512.0 * 1024.0;

/// A place that asks for `bytes` in every `every`th of five thousand steps.
pub struct Site {
    /// What it asks for.
    pub name: &'static str,
    /// Bytes of one request.
    pub bytes: usize,
    /// Steps from one request to the next.
    pub every: usize,
}

const STEPS: usize = 5000;

// ANCHOR: sites
/// Large and rare, medium, small and frequent, small and rare.
#[rustfmt::skip]
pub const SITES: [Site; 4] = [
    Site { name: "upload", bytes: 1 << 20, every: 625 },
    Site { name: "page", bytes: 4096, every: 5 },
    Site { name: "row", bytes: 64, every: 1 },
    Site { name: "token", bytes: 32, every: 25 },
];
// ANCHOR_END: sites

// ANCHOR: sampler
/// Counts down the bytes that are left until the next sample.
pub struct Sampler {
    left: f64,
    random: u64,
}

impl Sampler {
    /// A sampler whose every decision follows from the seed.
    pub fn new(seed: u64) -> Self {
        let mut sampler = Self {
            left: 0.0,
            random: seed,
        };
        sampler.left = sampler.distance();
        sampler
    }

    /// Whether the request of so many bytes is a sample.
    pub fn takes(&mut self, bytes: usize) -> bool {
        self.left -= bytes as f64;
        let taken = self.left < 0.0;
        if taken {
            self.left = self.distance();
        }
        taken
    }

    /// A random number of bytes, the interval on average, with no memory of what was before.
    fn distance(&mut self) -> f64 {
        -INTERVAL * (1.0 - self.random()).ln()
    }
}

/// The requests that so many samples stand for: each divided by its chance to be one.
pub fn estimate(samples: usize, bytes: usize) -> f64 {
    let chance = 1.0 - (-(bytes as f64) / INTERVAL).exp();
    samples as f64 / chance
}
// ANCHOR_END: sampler

impl Sampler {
    /// SplitMix64: a number from 0 up to 1.
    fn random(&mut self) -> f64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed >> 11) as f64 / 2f64.powi(53)
    }
}

// ANCHOR: profile
/// Lets all sites ask in turn, and counts the samples of each.
pub fn profile(seed: u64) -> [usize; SITES.len()] {
    let mut sampler = Sampler::new(seed);
    let mut samples = [0; SITES.len()];
    for step in 0..STEPS {
        for (site, samples) in SITES.iter().zip(&mut samples) {
            if step % site.every == 0 && sampler.takes(site.bytes) {
                *samples += 1;
            }
        }
    }
    samples
}
// ANCHOR_END: profile

/// One profile in full, and what a hundred of them say.
pub fn run() {
    println!("one profile");
    println!("      requests samples estimate   error");
    for (site, samples) in SITES.iter().zip(profile(2)) {
        let (name, truth) = (site.name, STEPS / site.every);
        let estimate = estimate(samples, site.bytes);
        let error = 100.0 * (estimate / truth as f64 - 1.0);
        println!("{name:<6} {truth:>7} {samples:>7} {estimate:>8.0} {error:>+6.0} %");
    }
    println!("a hundred profiles");
    let profiles: Vec<_> = (1..=100).map(profile).collect();
    for (index, site) in SITES.iter().enumerate() {
        let samples = profiles.iter().map(|samples| samples[index]);
        let missed = samples.clone().filter(|samples| *samples == 0).count();
        let estimates = samples.map(|samples| estimate(samples, site.bytes));
        let (low, high) = estimates.clone().fold((f64::MAX, 0.0), range);
        let (name, mean) = (site.name, estimates.sum::<f64>() / 100.0);
        println!("{name:<6} missed by {missed:>3}, {low:>5.0} to {high:>6.0}, mean {mean:>5.0}");
    }
}

/// The range so far, with one more value in it.
fn range((low, high): (f64, f64), value: f64) -> (f64, f64) {
    (low.min(value), high.max(value))
}
