//! Sessions of logged-in users, looked up by token and by user, with a deadline for each.
//!
//! A session ends in one place, and whoever was the user's last takes the user along.

use std::collections::{BTreeMap, VecDeque};

/// What the client sends with each request.
pub type Token = u64;

/// Seconds after its last use at which a session ends by itself.
pub const TIMEOUT: u64 = 60;

/// One logged-in user on one device.
struct Session {
    user: u64,
    /// What the application keeps for this session.
    data: Vec<u8>,
    last_used: u64,
}

/// All sessions of a service.
#[derive(Default)]
pub struct Sessions {
    now: u64,
    next: Token,
    by_token: BTreeMap<Token, Session>,
    /// The tokens of a user, one for each device.
    by_user: BTreeMap<u64, Vec<Token>>,
    /// When to look at which session again, the earliest first.
    deadlines: VecDeque<(u64, Token)>,
}

impl Sessions {
    /// Begins a session and hands out its token.
    pub fn log_in(&mut self, user: u64) -> Token {
        self.next += 1;
        let token = self.next;
        let session = Session {
            user,
            data: vec![0; 256],
            last_used: self.now,
        };
        self.by_token.insert(token, session);
        self.by_user.entry(user).or_default().push(token);
        self.deadlines.push_back((self.now + TIMEOUT, token));
        token
    }

    /// The user of a token, if its session goes on; this counts as use.
    pub fn user(&mut self, token: Token) -> Option<u64> {
        let session = self.by_token.get_mut(&token)?;
        session.last_used = self.now;
        Some(session.user)
    }

    /// Stores something for the rest of the session.
    pub fn store(&mut self, token: Token, data: &[u8]) {
        if let Some(session) = self.by_token.get_mut(&token) {
            session.data.clear();
            session.data.extend_from_slice(data);
        }
    }

    /// On how many devices the user is logged in.
    pub fn devices(&self, user: u64) -> usize {
        let tokens = self.by_user.get(&user).map_or(&[][..], Vec::as_slice);
        let live = tokens.iter().filter(|token| self.by_token.contains_key(token));
        live.count()
    }

    /// Ends a session.
    pub fn log_out(&mut self, token: Token) {
        self.end(token);
    }

    /// Ends all sessions of a user, as after a change of password.
    pub fn log_out_everywhere(&mut self, user: u64) {
        for token in self.by_user.remove(&user).unwrap_or_default() {
            self.by_token.remove(&token);
        }
    }

    /// Moves the clock on, and ends the sessions that nobody has used for too long.
    pub fn tick(&mut self, now: u64) {
        self.now = now;
        while let Some(&(deadline, token)) = self.deadlines.front()
            && deadline <= now
        {
            self.deadlines.pop_front();
            self.look_at(token);
        }
    }

    /// Ends the session, or looks again when it was used meanwhile.
    fn look_at(&mut self, token: Token) {
        let Some(session) = self.by_token.get(&token) else {
            return;
        };
        let deadline = session.last_used + TIMEOUT;
        if deadline <= self.now {
            self.end(token);
        } else {
            self.deadlines.push_back((deadline, token));
        }
    }

    /// Ends a session, however it ended.
    fn end(&mut self, token: Token) {
        let Some(session) = self.by_token.remove(&token) else {
            return;
        };
        if let Some(tokens) = self.by_user.get_mut(&session.user) {
            tokens.retain(|other| *other != token);
            if tokens.is_empty() {
                self.by_user.remove(&session.user);
            }
        }
    }
}
