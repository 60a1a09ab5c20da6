//! A line of an access log. It is kept by the million, and every field is as wide as it was convenient to make it.

use std::time::Duration;

/// The methods that the service serves.
pub const METHODS: [&str; 5] = ["GET", "HEAD", "POST", "PUT", "DELETE"];

/// A request that was served.
pub struct Request {
    method: String,
    path: String,
    user: Option<u64>,
    status: Option<u64>,
    took: Duration,
}

impl Request {
    /// A request; `None` for a method that the service does not serve. Users are numbered from 1.
    pub fn new(
        method: &str,
        path: &str,
        user: Option<u64>,
        status: Option<u16>,
        took: Duration,
    ) -> Option<Self> {
        METHODS.contains(&method).then(|| Self {
            method: method.to_owned(),
            path: path.to_owned(),
            user,
            status: status.map(u64::from),
            took,
        })
    }

    /// One of [`METHODS`].
    pub fn method(&self) -> &str {
        &self.method
    }

    /// What was asked for.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Who asked; `None` when nobody was logged in.
    pub fn user(&self) -> Option<u64> {
        self.user
    }

    /// How it was answered, 100 to 599; `None` when the client left before.
    pub fn status(&self) -> Option<u16> {
        self.status.and_then(|status| u16::try_from(status).ok())
    }

    /// How long that took.
    pub fn took(&self) -> Duration {
        self.took
    }
}
