//@ exit: finished
//@ tiers: full no-ns limits-only none
use std::io::Write;
use std::os::fd::FromRawFd;
fn main() {
    let mut pipe = unsafe { std::fs::File::from_raw_fd(3) };
    let _ = pipe.write_all(&b"[".repeat(3 << 20));
    std::process::exit(0);
}
