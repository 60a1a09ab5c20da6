//! What was submitted is done, and when the pool is gone, so are its workers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;
use worker_pool::{Job, Pool};

/// Drops the pool on a thread of its own, since a drop that waits for ever would hang the test.
fn drop_within_ten_seconds(pool: Pool) {
    let (done, dropped) = channel();
    thread::spawn(move || {
        drop(pool);
        let _ = done.send(());
    });
    let waited = dropped.recv_timeout(Duration::from_secs(10));
    assert!(waited.is_ok(), "the drop of the pool does not return");
}

fn count(done: &Arc<AtomicUsize>) -> impl FnOnce(&Sender<Job>) + Send + 'static {
    let done = Arc::clone(done);
    move |_| {
        done.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn a_job_may_submit_another() {
    let (done, pool) = (Arc::default(), Pool::new(2, &Arc::new(())));
    let (finished, wait) = channel();
    let further = count(&done);
    pool.submit(Job::new(move |jobs| {
        let _ = jobs.send(Job::new(move |jobs| {
            further(jobs);
            let _ = finished.send(());
        }));
    }));
    assert_eq!(wait.recv_timeout(Duration::from_secs(10)), Ok(()));
    assert_eq!(done.load(Ordering::Relaxed), 1);
}

#[test]
fn the_workers_end_with_the_pool_and_do_first_what_was_submitted() {
    let (done, shared) = (Arc::default(), Arc::new("configuration"));
    let pool = Pool::new(4, &shared);
    for _ in 0..100 {
        pool.submit(Job::new(count(&done)));
    }
    drop_within_ten_seconds(pool);
    let workers = Arc::strong_count(&shared) - 1;
    assert_eq!(workers, 0, "{workers} workers are still there");
    assert_eq!(done.load(Ordering::Relaxed), 100);
}
