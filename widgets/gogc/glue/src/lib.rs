//! The page's side of the listing `gc-memlimit`: runs its service under the settings of the sliders.

use gc_memlimit::{MIB, Phase, Settings, WORK_PER_MIB, misfit, serve, spike};

glue::export!(answer);

/// `0 100 50` (workload, `GOGC` with 0 for off, limit in MiB with 0 for none) → one line of JSON,
/// or `{"error":…}`.
pub fn answer(question: &str) -> String {
    let mut words = question.split(' ').map(str::parse::<u64>);
    let (Some(Ok(workload)), Some(Ok(gogc)), Some(Ok(limit)), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return r#"{"error":"a question is: workload gogc limit"}"#.to_owned();
    };
    let Some(phases) = phases(workload) else {
        return r#"{"error":"no workload of this number"}"#.to_owned();
    };
    json(&phases, settings(gogc, limit))
}

/// Zero is off; beyond these no slider goes.
fn settings(gogc: u64, limit: u64) -> Settings {
    Settings {
        gogc: (gogc > 0).then(|| gogc.min(1_000)),
        limit: (limit > 0).then(|| limit.min(1_000) * MIB),
        capped: true,
    }
}

/// Steady, with a spike, growing, and larger than a limit of 50: 1,000 to 1,700 MiB each.
fn phases(workload: u64) -> Option<Vec<Phase>> {
    let steps = |steps: &[(u64, u64)]| {
        let phase = |&(allocate, live)| Phase { allocate, live };
        steps.iter().map(phase).collect()
    };
    match workload {
        0 => Some(steps(&[(1_700, 20)])),
        1 => Some(spike().into()),
        2 => Some(steps(&[(400, 10), (400, 20), (400, 30), (400, 40)])),
        3 => Some(misfit().into()),
        _ => None,
    }
}

fn json(phases: &[Phase], settings: Settings) -> String {
    let (mut cycles, mut last) = (Vec::new(), (0, phases[0].live));
    let totals = serve(phases, settings, |time, before, after| {
        let at = time / WORK_PER_MIB;
        cycles.push(format!("[{at},{},{}]", before / MIB, after / MIB));
        last = (at, after / MIB);
    });
    let allocated: u64 = phases.iter().map(|phase| phase.allocate).sum();
    let lives = phases
        .iter()
        .map(|phase| format!("[{},{}]", phase.allocate, phase.live));
    format!(
        r#"{{"phases":[{}],"cycles":[{}],"allocated":{allocated},"end":{},"peak":{},"gc":{}}}"#,
        lives.collect::<Vec<_>>().join(","),
        cycles.join(","),
        last.1 + allocated - last.0,
        totals.peak / MIB,
        totals.share()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spike_is_the_recorded_one() {
        let free = answer("1 100 0");
        assert!(free.ends_with(r#""peak":60,"gc":9}"#), "{free}");
        assert_eq!(free.matches("],[").count(), 2 + 82);
        assert!(answer("1 0 50").ends_with(r#""peak":49,"gc":6}"#));
        assert!(answer("3 100 50").ends_with(r#""peak":66,"gc":50}"#));
    }

    #[test]
    fn without_goal_and_limit_nothing_is_collected() {
        let off = answer("0 0 0");
        let end = r#""cycles":[],"allocated":1700,"end":1720,"peak":1720,"gc":0}"#;
        assert!(off.ends_with(end), "{off}");
    }

    #[test]
    fn what_is_no_question_is_said_to_be_none() {
        for question in ["", "4 100 0", "1 100", "1 100 50 9", "a b c"] {
            assert!(answer(question).contains("error"), "{question}");
        }
    }
}
