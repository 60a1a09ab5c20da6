//! A pool of threads whose jobs may submit further jobs. Nothing ends it.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Something to do; it is given the way to submit more.
pub struct Job(Box<dyn FnOnce(&Sender<Job>) + Send>);

impl Job {
    /// Makes a job of a closure.
    pub fn new(work: impl FnOnce(&Sender<Job>) + Send + 'static) -> Self {
        Self(Box::new(work))
    }
}

/// Threads that take jobs from one queue.
pub struct Pool {
    jobs: Sender<Job>,
}

impl Pool {
    /// Starts the workers; each holds a share of what they all need.
    pub fn new<T: Send + Sync + 'static>(workers: usize, shared: &Arc<T>) -> Self {
        let (jobs, queue) = channel();
        let queue = Arc::new(Mutex::new(queue));
        for _ in 0..workers {
            let (jobs, queue, shared) = (jobs.clone(), Arc::clone(&queue), Arc::clone(shared));
            thread::spawn(move || work(&jobs, &queue, shared));
        }
        Self { jobs }
    }

    /// Hands a job to whichever worker is free first.
    pub fn submit(&self, job: Job) {
        // It cannot fail while a worker holds the queue.
        let _ = self.jobs.send(job);
    }
}

fn work<T>(jobs: &Sender<Job>, queue: &Mutex<Receiver<Job>>, shared: Arc<T>) {
    while let Some(job) = next(queue) {
        (job.0)(jobs);
    }
    drop(shared);
}

/// Waits for a job; `None` when no sender is left.
fn next(queue: &Mutex<Receiver<Job>>) -> Option<Job> {
    let queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
    queue.recv().ok()
}
