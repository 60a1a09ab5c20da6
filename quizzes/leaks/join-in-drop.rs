//@ error: E0507
use std::thread::JoinHandle;

pub struct Worker {
    handle: JoinHandle<()>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.handle.join();
    }
}

pub fn run() {}
