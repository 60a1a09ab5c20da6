//! Refuses requests while memory is short. The caller brings the clock and the number.
//!
//! It does what it should for a single request, and drives the clients mad all the same.

use std::time::Duration;

/// Refusing begins at this percentage of the limit.
pub const BEGIN: u64 = 80;
/// It ends when usage has stayed below this percentage for `CALM`.
pub const END: u64 = 60;
/// How long usage has to stay below `END`.
pub const CALM: Duration = Duration::from_secs(1);

/// Lets requests in, or refuses them.
pub struct Gate {
    limit: u64,
}

impl Gate {
    /// A gate that lets everybody in.
    pub fn new(limit: u64) -> Self {
        Self { limit }
    }

    /// Whether a request may come in now, when so many bytes are in use.
    pub fn admits(&mut self, _now: Duration, used: u64) -> bool {
        used * 100 < self.limit * BEGIN
    }
}
