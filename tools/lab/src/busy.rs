//! How busy the machine is with other work, since a benchmark beside it measures that work too.

use std::time::Duration;

/// How long the machine is watched. The load average would still show our own compiling minutes later.
const WATCHED: Duration = Duration::from_secs(2);

/// The share of all cores' time that was in use over two seconds, in percent, time stolen by other virtual
/// machines included. Zero where the system does not tell (`/proc/stat` is Linux).
pub(crate) fn percent() -> f64 {
    let watch = Watch::start();
    std::thread::sleep(WATCHED);
    watch.percent()
}

/// Watches what the machine does beside this process and its children.
pub(crate) struct Watch(Option<Ticks>);

/// Clock ticks since the machine started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ticks {
    idle: u64,
    total: u64,
    own: u64,
}

impl Watch {
    /// Begins to watch.
    pub(crate) fn start() -> Self {
        Self(Ticks::now())
    }

    /// The share of all cores' time that other work took since, in percent, with one decimal.
    pub(crate) fn percent(&self) -> f64 {
        match (self.0, Ticks::now()) {
            (Some(before), Some(now)) => before.others_until(now),
            _ => 0.0,
        }
    }
}

impl Ticks {
    fn now() -> Option<Self> {
        let (idle, total) = parse(&std::fs::read_to_string("/proc/stat").ok()?)?;
        let own = own(&std::fs::read_to_string("/proc/self/stat").ok()?)?;
        Some(Self { idle, total, own })
    }

    fn others_until(self, now: Self) -> f64 {
        let total = now.total.saturating_sub(self.total);
        let idle = now.idle.saturating_sub(self.idle);
        let own = now.own.saturating_sub(self.own);
        let others = total.saturating_sub(idle).saturating_sub(own);
        if total == 0 {
            return 0.0;
        }
        (1000.0 * others as f64 / total as f64).round() / 10.0
    }
}

/// The ticks of this process and of the children that it waited for: `utime stime cutime cstime`, the
/// twelfth to fifteenth number after the name in parentheses (proc_pid_stat(5)).
fn own(stat: &str) -> Option<u64> {
    let (_, numbers) = stat.rsplit_once(')')?;
    let times = numbers.split_whitespace().skip(11).take(4);
    let times: Vec<u64> = times.map_while(|word| word.parse().ok()).collect();
    (times.len() == 4).then(|| times.iter().sum())
}

/// Idle and total ticks of all cores, from the first line: `cpu  user nice system idle iowait irq softirq steal …` (proc_stat(5)).
fn parse(stat: &str) -> Option<(u64, u64)> {
    let line = stat.lines().next()?.strip_prefix("cpu ")?;
    let ticks: Vec<u64> = line
        .split_whitespace()
        .take(8)
        .map_while(|word| word.parse().ok())
        .collect();
    let idle = ticks.get(3)? + ticks.get(4)?;
    Some((idle, ticks.iter().sum()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn idle_and_own_time_is_not_busy_and_stolen_time_is() {
        let at = |stat: &str, own| {
            let (idle, total) = parse(stat).expect("a line");
            Ticks { idle, total, own }
        };
        let before = at("cpu  100 0 100 1000 100 0 0 0 0 0\ncpu0 …", 50);
        assert_eq!((before.idle, before.total), (1100, 1300));
        let after = at("cpu  120 0 120 1040 110 0 0 10 0 0\n", 70);
        assert_eq!(before.others_until(after), 30.0);
        assert_eq!(after.others_until(after), 0.0);
    }

    #[test]
    fn own_time_stands_behind_a_name_that_may_hold_anything() {
        let stat = "7 (a) b) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16";
        assert_eq!(own(stat), Some(11 + 12 + 13 + 14));
        assert_eq!(own("7 (short) S 1"), None);
    }

    #[test]
    fn what_is_no_stat_file_tells_nothing() {
        assert_eq!(parse("intr 1 2 3"), None);
        assert_eq!(parse("cpu  1 2"), None);
    }
}
