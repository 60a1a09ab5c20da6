//! How busy the machine is with other work, since a benchmark beside it measures that work too.

use std::time::Duration;

/// How long the machine is watched. The load average would still show our own compiling minutes later.
const WATCHED: Duration = Duration::from_secs(2);

/// The share of all cores' time that was in use over two seconds, in percent, time stolen by other virtual
/// machines included. Zero where the system does not tell (`/proc/stat` is Linux).
pub(crate) fn percent() -> f64 {
    let Some(before) = times() else {
        return 0.0;
    };
    std::thread::sleep(WATCHED);
    times().map_or(0.0, |after| share(before, after))
}

/// Idle and total time since the machine started, in clock ticks of all cores.
fn times() -> Option<(u64, u64)> {
    parse(&std::fs::read_to_string("/proc/stat").ok()?)
}

/// The first line: `cpu  user nice system idle iowait irq softirq steal …` (proc_stat(5)).
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

fn share((idle, total): (u64, u64), (later_idle, later_total): (u64, u64)) -> f64 {
    let total = later_total.saturating_sub(total);
    let idle = later_idle.saturating_sub(idle).min(total);
    if total == 0 {
        return 0.0;
    }
    let percent = 100.0 * (total - idle) as f64 / total as f64;
    (percent * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn idle_and_waiting_time_is_not_busy_and_stolen_time_is() {
        let before = parse("cpu  100 0 100 1000 100 0 0 0 0 0\ncpu0 …").expect("a line");
        assert_eq!(before, (1100, 1300));
        let after = parse("cpu  110 0 110 1060 110 0 0 10 0 0\n").expect("a line");
        assert_eq!(share(before, after), 30.0);
        assert_eq!(share(after, after), 0.0);
    }

    #[test]
    fn what_is_no_stat_file_tells_nothing() {
        assert_eq!(parse("intr 1 2 3"), None);
        assert_eq!(parse("cpu  1 2"), None);
    }
}
