//! How large the stack of a thread is, and who pays for it.

use std::hint::black_box;
use std::thread;

/// Looks at the stacks of two threads.
pub fn run() {
    // ANCHOR: threads
    let default = thread::spawn(own_stack).join();
    println!("default: {}", default.expect("no panic"));
    let small = thread::Builder::new().stack_size(64 << 10).spawn(own_stack);
    let small = small.expect("a thread").join();
    println!("asked for 64 KiB: {}", small.expect("no panic"));
    // ANCHOR_END: threads
}

// ANCHOR: own_stack
/// The mapping that holds a local of this thread, and the one below it.
fn own_stack() -> String {
    let local = 0_u8;
    let address = &raw const local as usize;
    let smaps = std::fs::read_to_string("/proc/self/smaps").expect("Linux has /proc");
    let (mut below, mut inside, mut found) = (String::new(), false, String::new());
    for line in smaps.lines() {
        if let Some((from, to, rights)) = mapping(line) {
            inside = (from..to).contains(&address);
            let kib = (to - from) >> 10;
            if inside {
                found = format!("{kib:>4} KiB, {below}");
            } else if rights == "---p" {
                below = format!("guard {kib} KiB");
            }
        } else if inside && line.starts_with("Rss:") {
            let rss = line.split_whitespace().nth(1).unwrap_or("?");
            return format!("{found}, resident {rss} KiB");
        }
    }
    found
}
// ANCHOR_END: own_stack

/// The range and the rights, if the line begins a mapping.
fn mapping(line: &str) -> Option<(usize, usize, &str)> {
    let (range, rest) = line.split_once(' ')?;
    let (from, to) = range.split_once('-')?;
    let number = |text| usize::from_str_radix(text, 16).ok();
    Some((number(from)?, number(to)?, rest.split(' ').next()?))
}

// ANCHOR: spawned
/// What a thread costs the heap: its handle and its result, not its stack.
pub fn spawned() {
    let thread = thread::spawn(|| black_box([0_u8; 1 << 18]).len());
    println!("{} bytes in its frame", thread.join().expect("no panic"));
}
// ANCHOR_END: spawned
