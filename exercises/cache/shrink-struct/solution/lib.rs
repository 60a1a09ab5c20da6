//! A line of an access log, in which every field is as wide as what it has to say.

use std::num::{NonZeroU16, NonZeroU64};
use std::time::Duration;

/// The methods that the service serves.
pub const METHODS: [&str; 5] = ["GET", "HEAD", "POST", "PUT", "DELETE"];

/// A request that was served.
pub struct Request {
    /// It never grows, so it needs no capacity.
    path: Box<str>,
    took: Duration,
    /// No user is 0, so that `None` costs nothing.
    user: Option<NonZeroU64>,
    /// Nor is any status.
    status: Option<NonZeroU16>,
    /// The position in [`METHODS`].
    method: u8,
}

const _: () = assert!(size_of::<Request>() <= 48);

impl Request {
    /// A request; `None` for a method that the service does not serve. Users are numbered from 1.
    pub fn new(
        method: &str,
        path: &str,
        user: Option<u64>,
        status: Option<u16>,
        took: Duration,
    ) -> Option<Self> {
        let method = METHODS.iter().position(|known| *known == method)?;
        Some(Self {
            path: path.into(),
            took,
            user: user.and_then(NonZeroU64::new),
            status: status.and_then(NonZeroU16::new),
            method: method as u8,
        })
    }

    /// One of [`METHODS`].
    pub fn method(&self) -> &str {
        METHODS[usize::from(self.method)]
    }

    /// What was asked for.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Who asked; `None` when nobody was logged in.
    pub fn user(&self) -> Option<u64> {
        self.user.map(NonZeroU64::get)
    }

    /// How it was answered, 100 to 599; `None` when the client left before.
    pub fn status(&self) -> Option<u16> {
        self.status.map(NonZeroU16::get)
    }

    /// How long that took.
    pub fn took(&self) -> Duration {
        self.took
    }
}
