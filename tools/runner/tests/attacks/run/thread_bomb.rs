//@ exit: finished panicked memory-limit aborted
//@ tiers: full no-ns limits-only
use std::thread;
fn main() {
    let mut threads = Vec::new();
    for number in 0..20_000 {
        match thread::Builder::new().spawn(|| thread::sleep(std::time::Duration::from_secs(1))) {
            Ok(thread) => threads.push(thread),
            Err(_) => {
                println!("denied after {number}");
                std::process::exit(0);
            }
        }
    }
    println!("ESCAPED: {} threads", threads.len());
}
