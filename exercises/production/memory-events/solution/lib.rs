//! What the counters in `memory.events` say between two readings.
//!
//! It is read once a second, asks nothing of the heap, and reports what has changed.

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
    let mut events = Events::default();
    for (name, count) in text.lines().filter_map(|line| line.split_once(' ')) {
        let count = count.parse().unwrap_or(0);
        match name {
            "high" => events.high = count,
            "max" => events.max = count,
            "oom_kill" => events.oom_kill = count,
            _ => (),
        }
    }
    events
}

/// What is new since the last reading. Where a counter has fallen, the container is a new one.
pub fn alert(before: Events, now: Events) -> Option<Alert> {
    let new = |before: u64, now: u64| now.checked_sub(before).unwrap_or(now);
    match new(before.oom_kill, now.oom_kill) {
        0 if new(before.high, now.high) + new(before.max, now.max) == 0 => None,
        0 => Some(Alert::Short),
        killed => Some(Alert::Killed(killed)),
    }
}
