//@ exit: finished
//@ tiers: full no-ns limits-only
unsafe extern "C" {
    fn fcntl(descriptor: i32, command: i32) -> i32;
}
fn main() {
    // 0 to 2, and the pipe of the heap report.
    for descriptor in 4..64 {
        if unsafe { fcntl(descriptor, 1) } >= 0 {
            println!("ESCAPED: descriptor {descriptor} is open");
        }
    }
}
