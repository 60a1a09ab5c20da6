//! How a runner works: where, how confined, and how much a program may use.

use crate::spec::{Limits, Tier};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How a runner works.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The book's root.
    pub root: PathBuf,
    /// Where binaries are kept.
    pub store: PathBuf,
    /// How programs are confined.
    pub tier: Tier,
    /// What one program may use.
    pub limits: Limits,
    /// What rustc may use. A listing takes it a fifth of a second and 200 MB.
    pub compiler: Limits,
}

impl Settings {
    /// The usual limits, and a store below `target/`.
    pub fn new(root: &Path, tier: Tier) -> Self {
        Self {
            root: root.to_owned(),
            store: root.join("target/runner"),
            tier,
            limits: Limits {
                wall: Duration::from_secs(10),
                memory: 512 << 20,
                output: 64 << 10,
                file: 0,
            },
            compiler: Limits {
                wall: Duration::from_secs(10),
                memory: 3 << 29,
                output: 1 << 20,
                file: 256 << 20,
            },
        }
    }
}
