//! The sessions of a server in three layouts, and the lines that a look at their deadlines reads.
#![expect(
    dead_code,
    reason = "a look reads one field of six, which is the subject"
)]

use std::array;

/// How many sessions the listing keeps.
pub const SESSIONS: u32 = 1_250;
const LINE: usize = 64;

/// Looks for expired sessions in each layout.
pub fn run() {
    let (row, hot) = (size_of::<Session>(), size_of::<Hot>());
    println!("a row {row} B, hot {hot} B, cold {} B", size_of::<Cold>());
    show("rows:", &rows());
    show("split:", &split());
    show("columns:", &columns());
}

fn show(name: &str, sessions: &impl Deadlines) {
    let (expired, lines) = (expired(sessions, 1_800), lines(sessions));
    println!("{name:<8} {expired} expired, {lines:>4} lines read");
}

// ANCHOR: layouts
/// A session as a row: all of its fields side by side.
pub struct Session {
    token: [u8; 16],
    address: [u8; 16],
    agent: [u8; 20],
    user: u32,
    started: u32,
    expires: u32,
}

/// Sessions in two parts: what every look needs, and the rest.
pub struct Split {
    hot: Vec<Hot>,
    cold: Vec<Cold>,
}

struct Hot {
    user: u32,
    expires: u32,
}

struct Cold {
    token: [u8; 16],
    address: [u8; 16],
    agent: [u8; 20],
    started: u32,
}

/// Sessions as columns: a vector for each field.
pub struct Columns {
    tokens: Vec<[u8; 16]>,
    addresses: Vec<[u8; 16]>,
    agents: Vec<[u8; 20]>,
    users: Vec<u32>,
    started: Vec<u32>,
    expires: Vec<u32>,
}
// ANCHOR_END: layouts

// ANCHOR: look
/// Whatever can show the deadline of each session.
pub trait Deadlines {
    /// The deadlines, in the order of the sessions.
    fn deadlines(&self) -> impl Iterator<Item = &u32>;
}

/// Counts the sessions whose deadline has passed.
pub fn expired(sessions: &impl Deadlines, now: u32) -> usize {
    let deadlines = sessions.deadlines();
    deadlines.filter(|&&deadline| deadline < now).count()
}

/// Counts the lines on which the deadlines lie, by their addresses.
pub fn lines(sessions: &impl Deadlines) -> usize {
    let (mut lines, mut last) = (0, None);
    for deadline in sessions.deadlines() {
        let line = Some(std::ptr::from_ref(deadline).addr() / LINE);
        lines += usize::from(line != last);
        last = line;
    }
    lines
}
// ANCHOR_END: look

impl Deadlines for Vec<Session> {
    fn deadlines(&self) -> impl Iterator<Item = &u32> {
        self.iter().map(|session| &session.expires)
    }
}

impl Deadlines for Split {
    fn deadlines(&self) -> impl Iterator<Item = &u32> {
        self.hot.iter().map(|hot| &hot.expires)
    }
}

impl Deadlines for Columns {
    fn deadlines(&self) -> impl Iterator<Item = &u32> {
        self.expires.iter()
    }
}

/// Deadlines of an hour, in no order.
fn deadline(user: u32) -> u32 {
    user.wrapping_mul(2_654_435_761) % 3_600
}

fn token(user: u32) -> [u8; 16] {
    array::from_fn(|at| user.to_le_bytes()[at % 4])
}

impl Session {
    fn of(user: u32) -> Self {
        Self {
            token: token(user),
            address: [127; 16],
            agent: [b'x'; 20],
            user,
            started: 0,
            expires: deadline(user),
        }
    }
}

/// Rows for so many sessions.
pub fn rows_of(count: u32) -> Vec<Session> {
    (0..count).map(Session::of).collect()
}

/// Two parts for so many sessions.
pub fn split_of(count: u32) -> Split {
    let hot = |user| Hot {
        user,
        expires: deadline(user),
    };
    let cold = |user| Cold {
        token: token(user),
        address: [127; 16],
        agent: [b'x'; 20],
        started: 0,
    };
    Split {
        hot: (0..count).map(hot).collect(),
        cold: (0..count).map(cold).collect(),
    }
}

/// Columns for so many sessions.
pub fn columns_of(count: u32) -> Columns {
    Columns {
        tokens: (0..count).map(token).collect(),
        addresses: (0..count).map(|_| [127; 16]).collect(),
        agents: (0..count).map(|_| [b'x'; 20]).collect(),
        users: (0..count).collect(),
        started: (0..count).map(|_| 0).collect(),
        expires: (0..count).map(deadline).collect(),
    }
}

/// All fields of a session side by side.
pub fn rows() -> Vec<Session> {
    rows_of(SESSIONS)
}

/// The same sessions in two parts.
pub fn split() -> Split {
    split_of(SESSIONS)
}

/// The same sessions, a vector for each field.
pub fn columns() -> Columns {
    columns_of(SESSIONS)
}
