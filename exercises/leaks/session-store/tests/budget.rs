//! Sessions begin and end as before, and five rounds of them leave nothing behind.

use session_store::{Sessions, TIMEOUT};

/// A hundred users that have never been there: half of them log out, the others are timed out.
fn round(sessions: &mut Sessions, round: u64) {
    let start = round * 10 * TIMEOUT;
    sessions.tick(start);
    for user in round * 100..(round + 1) * 100 {
        let token = sessions.log_in(user);
        sessions.store(token, b"basket");
        assert_eq!(sessions.user(token), Some(user));
        if user % 2 == 0 {
            sessions.log_out(token);
        }
    }
    sessions.tick(start + TIMEOUT);
}

#[test]
fn a_session_ends_by_logging_out_and_by_time() {
    let mut sessions = Sessions::default();
    let (phone, laptop) = (sessions.log_in(7), sessions.log_in(7));
    assert_eq!(sessions.devices(7), 2);
    sessions.log_out(phone);
    assert_eq!((sessions.user(phone), sessions.devices(7)), (None, 1));
    sessions.tick(TIMEOUT - 1);
    assert_eq!(sessions.user(laptop), Some(7));
    sessions.tick(TIMEOUT);
    assert_eq!(sessions.user(laptop), Some(7), "it was used meanwhile");
    sessions.tick(3 * TIMEOUT);
    assert_eq!((sessions.user(laptop), sessions.devices(7)), (None, 0));
}

#[test]
fn a_change_of_password_ends_all() {
    let mut sessions = Sessions::default();
    let tokens = [sessions.log_in(1), sessions.log_in(1)];
    let other = sessions.log_in(2);
    sessions.log_out_everywhere(1);
    assert_eq!(tokens.map(|token| sessions.user(token)), [None, None]);
    assert_eq!((sessions.devices(1), sessions.user(other)), (0, Some(2)));
}

#[test]
fn five_rounds_leave_nothing_behind() {
    let mut sessions = Sessions::default();
    // Tables and queues take their size here.
    (0..5).for_each(|at| round(&mut sessions, at));
    let ((), spent) = budget::spent(|| (5..10).for_each(|at| round(&mut sessions, at)));
    spent.at_most_left(0);
}
