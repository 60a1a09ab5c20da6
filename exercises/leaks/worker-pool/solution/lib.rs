//! A pool of threads whose jobs may submit further jobs. Its owner ends it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

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
    closed: Arc<AtomicBool>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    /// Starts the workers; each holds a share of what they all need.
    pub fn new<T: Send + Sync + 'static>(workers: usize, shared: &Arc<T>) -> Self {
        let (jobs, queue) = channel();
        let queue = Arc::new(Mutex::new(queue));
        let closed = Arc::new(AtomicBool::new(false));
        let spawn = |_| {
            let (jobs, queue, shared) = (jobs.clone(), Arc::clone(&queue), Arc::clone(shared));
            let closed = Arc::clone(&closed);
            thread::spawn(move || work(&jobs, &queue, &closed, shared))
        };
        let workers = (0..workers).map(spawn).collect();
        Self { jobs, closed, workers }
    }

    /// Hands a job to whichever worker is free first.
    pub fn submit(&self, job: Job) {
        // It cannot fail while a worker holds the queue.
        let _ = self.jobs.send(job);
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        // Behind what was submitted before, one job for each worker that only wakes it.
        for _ in &self.workers {
            let closed = Arc::clone(&self.closed);
            self.submit(Job::new(move |_| closed.store(true, Ordering::Release)));
        }
        for worker in self.workers.drain(..) {
            // A worker whose job panicked has ended as well.
            let _ = worker.join();
        }
    }
}

fn work<T>(jobs: &Sender<Job>, queue: &Mutex<Receiver<Job>>, closed: &AtomicBool, shared: Arc<T>) {
    while !closed.load(Ordering::Acquire)
        && let Some(job) = next(queue)
    {
        (job.0)(jobs);
    }
    drop(shared);
}

/// Waits for a job; `None` when no sender is left.
fn next(queue: &Mutex<Receiver<Job>>) -> Option<Job> {
    let queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
    queue.recv().ok()
}
