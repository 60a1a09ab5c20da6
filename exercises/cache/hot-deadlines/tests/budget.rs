//! Sessions are found and swept as before, and the sweep reads few lines.

use hot_deadlines::{Session, Sessions};
use std::net::Ipv6Addr;
use std::ptr;

const COUNT: u32 = 1_000;

fn session(user: u64) -> Session {
    Session {
        user,
        address: Ipv6Addr::LOCALHOST,
        token: [user as u8; 32],
    }
}

fn sessions() -> Sessions {
    let mut sessions = Sessions::default();
    (0..COUNT).for_each(|n| sessions.add(session(n.into()), n % 10));
    sessions
}

#[test]
fn the_expired_ones_are_taken_out_and_the_others_stay() {
    let mut sessions = sessions();
    assert_eq!(sessions.get(17), Some((&session(17), 7)));
    let mut expired: Vec<u64> = sessions.sweep(2).iter().map(|it| it.user).collect();
    expired.sort_unstable();
    let expected = (0..u64::from(COUNT)).filter(|user| user % 10 <= 2);
    assert!(expired.into_iter().eq(expected));
    assert_eq!(sessions.count(), 700);
    for at in 0..sessions.count() {
        let (kept, deadline) = sessions.get(at).expect("it is in range");
        assert_eq!(*kept, session(kept.user), "a session stays whole");
        assert_eq!(
            u64::from(deadline),
            kept.user % 10,
            "and keeps its deadline"
        );
    }
    assert!(sessions.get(700).is_none());
}

#[test]
fn a_sweep_reads_few_lines() {
    let sessions = sessions();
    let addresses = sessions
        .deadlines()
        .map(|deadline| ptr::from_ref(deadline).addr());
    let mut lines: Vec<usize> = addresses.map(|address| address / 64).collect();
    lines.dedup();
    let (read, budget) = (lines.len(), 64);
    assert!(read <= budget, "{read} lines read, the budget is {budget}");
}

#[test]
fn the_split_costs_no_memory() {
    let (sessions, spent) = budget::spent(sessions);
    // Room for 1,024 of each part, and no reallocation holds both copies in this count.
    spent.at_most_peak(1_024 * (size_of::<Session>() + 8));
    drop(sessions);
}
