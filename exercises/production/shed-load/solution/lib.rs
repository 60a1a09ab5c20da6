//! Refuses requests while memory is short. The caller brings the clock and the number.
//!
//! It begins at one mark and ends at another, lower one, after a calm second.

use std::time::Duration;

/// Refusing begins at this percentage of the limit.
pub const BEGIN: u64 = 80;
/// It ends when usage has stayed below this percentage for `CALM`.
pub const END: u64 = 60;
/// How long usage has to stay below `END`.
pub const CALM: Duration = Duration::from_secs(1);

enum State {
    Open,
    /// Since when usage has been low, if it is.
    Refusing(Option<Duration>),
}

/// Lets requests in, or refuses them.
pub struct Gate {
    limit: u64,
    state: State,
}

impl Gate {
    /// A gate that lets everybody in.
    pub fn new(limit: u64) -> Self {
        let state = State::Open;
        Self { limit, state }
    }

    /// Whether a request may come in now, when so many bytes are in use.
    pub fn admits(&mut self, now: Duration, used: u64) -> bool {
        let below = |percent: u64| used * 100 < self.limit * percent;
        self.state = match self.state {
            State::Open if below(BEGIN) => State::Open,
            State::Open => State::Refusing(None),
            State::Refusing(_) if !below(END) => State::Refusing(None),
            State::Refusing(since) => {
                let since = since.unwrap_or(now);
                if now - since >= CALM {
                    State::Open
                } else {
                    State::Refusing(Some(since))
                }
            }
        };
        matches!(self.state, State::Open)
    }
}
