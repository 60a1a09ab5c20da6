//! A worker with a buffer of its own, and who ends it.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

#[derive(Default)]
struct State {
    job: Option<u64>,
    sum: u64,
    closed: bool,
}

/// Room for one job, which also can be closed; waiting on it asks nothing of the heap.
#[derive(Default)]
pub struct Inbox {
    state: Mutex<State>,
    changed: Condvar,
}

impl Inbox {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        let waited = self.changed.wait(state);
        waited.unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands over a job, and returns when the worker has taken it.
    fn send(&self, job: u64) {
        let mut state = self.state();
        state.job = Some(job);
        self.changed.notify_all();
        while state.job.is_some() {
            state = self.wait(state);
        }
    }

    /// No more jobs will come.
    fn close(&self) {
        self.state().closed = true;
        self.changed.notify_all();
    }
}

// ANCHOR: work
/// Adds up jobs until the inbox is closed, and owns a buffer meanwhile.
fn work(inbox: &Inbox, buffer: Vec<u8>) {
    let mut state = inbox.state();
    while !state.closed {
        if let Some(job) = state.job.take() {
            state.sum += job + u64::from(buffer[0]);
            inbox.changed.notify_all();
        }
        state = inbox.wait(state);
    }
}

fn spawn(inbox: &Arc<Inbox>) -> JoinHandle<()> {
    let inbox = Arc::clone(inbox);
    thread::spawn(move || work(&inbox, vec![1; 64 * 1024]))
}
// ANCHOR_END: work

// ANCHOR: leaky
/// Sends a job and forgets the worker, which waits for the next.
pub fn leaky() -> u64 {
    let inbox = Arc::new(Inbox::default());
    spawn(&inbox);
    inbox.send(1);
    inbox.state().sum
}
// ANCHOR_END: leaky

// ANCHOR: fixed
/// Owns a worker, and ends it when it goes.
pub struct Worker {
    inbox: Arc<Inbox>,
    handle: Option<JoinHandle<()>>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.inbox.close();
        // A worker that panicked has ended as well, so its result does not matter here.
        let _ = self.handle.take().map(JoinHandle::join);
    }
}

/// Sends a job; the owner goes at the end of the scope, and the worker with it.
pub fn fixed() -> u64 {
    let inbox = Arc::new(Inbox::default());
    let handle = Some(spawn(&inbox));
    let worker = Worker { inbox, handle };
    worker.inbox.send(1);
    worker.inbox.state().sum
}
// ANCHOR_END: fixed

/// Starts both workers.
pub fn run() {
    println!("leaky: {}, and a worker that waits for ever", leaky());
    println!("fixed: {}, and a worker that has ended", fixed());
}
