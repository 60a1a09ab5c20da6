//! How long work tells that it is alive.

/// Receives steps of a piece of work; the command line draws them.
pub trait Progress: Sync {
    /// A piece of work begins; `steps` when their number is known.
    fn begin(&self, what: &str, steps: Option<usize>);
    /// One step is done, or is being done.
    fn step(&self, what: &str);
    /// The work is over.
    fn end(&self);
}

/// Draws nothing.
#[derive(Debug)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &str, _: Option<usize>) {}
    fn step(&self, _: &str) {}
    fn end(&self) {}
}
