//! Sessions with their deadlines: looked up by slot, and swept once a second.
//!
//! The sweep walks a vector of deadlines, sixteen to a line, and touches a session only to take it out.

use std::net::Ipv6Addr;

/// What is kept of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Who is logged in.
    pub user: u64,
    /// Where the client is.
    pub address: Ipv6Addr,
    /// What the client sends with each request.
    pub token: [u8; 32],
}

/// All sessions of a service; both vectors have the same order.
#[derive(Default)]
pub struct Sessions {
    deadlines: Vec<u32>,
    sessions: Vec<Session>,
}

impl Sessions {
    /// Adds a session; it is the last one then.
    pub fn add(&mut self, session: Session, deadline: u32) {
        self.deadlines.push(deadline);
        self.sessions.push(session);
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.sessions.len()
    }

    /// The session in this place, with its deadline.
    pub fn get(&self, at: usize) -> Option<(&Session, u32)> {
        Some((self.sessions.get(at)?, *self.deadlines.get(at)?))
    }

    /// The deadlines in order, as the sweep reads them.
    pub fn deadlines(&self) -> impl Iterator<Item = &u32> {
        self.deadlines.iter()
    }

    /// Takes out every session whose deadline has passed; the others may change their places.
    pub fn sweep(&mut self, now: u32) -> Vec<Session> {
        let mut expired = Vec::new();
        let mut at = 0;
        while at < self.deadlines.len() {
            if self.deadlines[at] <= now {
                self.deadlines.swap_remove(at);
                expired.push(self.sessions.swap_remove(at));
            } else {
                at += 1;
            }
        }
        expired
    }
}
