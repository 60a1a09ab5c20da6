//! Sessions with their deadlines: looked up by slot, and swept once a second.
//!
//! The sweep reads four bytes of each session, and fetches all of it.

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

struct Entry {
    session: Session,
    deadline: u32,
}

/// All sessions of a service.
#[derive(Default)]
pub struct Sessions {
    entries: Vec<Entry>,
}

impl Sessions {
    /// Adds a session; it is the last one then.
    pub fn add(&mut self, session: Session, deadline: u32) {
        self.entries.push(Entry { session, deadline });
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// The session in this place, with its deadline.
    pub fn get(&self, at: usize) -> Option<(&Session, u32)> {
        let entry = self.entries.get(at)?;
        Some((&entry.session, entry.deadline))
    }

    /// The deadlines in order, as the sweep reads them.
    pub fn deadlines(&self) -> impl Iterator<Item = &u32> {
        self.entries.iter().map(|entry| &entry.deadline)
    }

    /// Takes out every session whose deadline has passed; the others may change their places.
    pub fn sweep(&mut self, now: u32) -> Vec<Session> {
        let mut expired = Vec::new();
        let mut at = 0;
        while at < self.entries.len() {
            if self.entries[at].deadline <= now {
                expired.push(self.entries.swap_remove(at).session);
            } else {
                at += 1;
            }
        }
        expired
    }
}
