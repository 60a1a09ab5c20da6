//@ exit: finished
//@ tiers: full no-ns limits-only
unsafe extern "C" {
    fn kill(process: i32, signal: i32) -> i32;
    fn getppid() -> i32;
    fn syscall(number: i64, ...) -> i64;
}
fn main() {
    let parent = unsafe { getppid() };
    for process in [-1, 0, 1, parent, std::os::unix::process::parent_id() as i32] {
        if unsafe { kill(process, 0) } == 0 {
            println!("ESCAPED: signalled {process}");
        }
    }
    // tkill, tgkill, rt_sigqueueinfo, pidfd_open of process 1.
    for (call, one, two) in [(200, 1, 0), (234, 1, 1), (129, 1, 0), (434, 1, 0)] {
        if unsafe { syscall(call, one, two, 0_i64) } >= 0 {
            println!("ESCAPED: system call {call}");
        }
    }
}
