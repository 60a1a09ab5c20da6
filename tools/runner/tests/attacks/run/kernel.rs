//@ exit: finished
//@ tiers: full no-ns limits-only
unsafe extern "C" {
    fn syscall(number: i64, ...) -> i64;
}
fn main() {
    // ptrace, unshare, mount, setns, bpf, io_uring_setup, userfaultfd, perf_event_open, memfd_create,
    // process_vm_readv, keyctl, add_key, personality, shmget, msgget, semget, setsid, open_by_handle_at.
    let calls = [101, 272, 165, 308, 321, 425, 323, 298, 319, 310, 250, 248, 135, 29, 68, 64, 112, 304];
    for call in calls {
        for number in [call, call | 0x4000_0000] {
            if unsafe { syscall(number, 0_i64, 0_i64, 0_i64, 0_i64, 0_i64, 0_i64) } >= 0 {
                println!("ESCAPED: system call {number:#x}");
            }
        }
    }
    // socket by its x32 number.
    if unsafe { syscall(41 | 0x4000_0000, 2_i64, 1_i64, 0_i64) } >= 0 {
        println!("ESCAPED: a socket");
    }
    // prlimit of another process.
    if unsafe { syscall(302, 1_i64, 7_i64, 0_i64, 0_i64) } >= 0 {
        println!("ESCAPED: limits of process 1");
    }
}
