//@ exit: finished
//@ tiers: full no-ns limits-only
unsafe extern "C" {
    fn fork() -> i32;
    fn vfork() -> i32;
    fn syscall(number: i64, ...) -> i64;
    fn _exit(code: i32) -> !;
}
fn main() {
    for _ in 0..20 {
        let child = unsafe { fork() };
        if child == 0 {
            std::thread::sleep(std::time::Duration::from_millis(300));
            unsafe { _exit(0) }
        }
        if child > 0 {
            println!("ESCAPED: forked");
        }
    }
    // clone3 without CLONE_THREAD, then the plain fork and clone system calls.
    let mut arguments = [0_u64; 11];
    arguments[4] = 17;
    for number in [(435, 88), (57, 0), (56, 17)] {
        let child = match number {
            (435, size) => unsafe { syscall(435, arguments.as_mut_ptr(), size) },
            (call, flags) => unsafe { syscall(call, flags as i64, 0_i64, 0_i64, 0_i64, 0_i64) },
        };
        if child == 0 {
            unsafe { _exit(0) }
        }
        if child > 0 {
            println!("ESCAPED: system call {number:?} started a process");
        }
    }
    let _ = vfork;
}
