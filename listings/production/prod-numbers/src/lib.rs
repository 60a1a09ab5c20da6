//! 64 MiB in one block and 64 MiB in small ones, as the kernel sees them.

use std::fs::{File, read_to_string};
use std::hint::black_box;
use std::io::Read;

const PAGE: usize = 4096;
const BLOCK: usize = 64 << 20;
const BUFFER: usize = 16 << 10;

/// Reads the numbers around one large block, then around many small ones.
pub fn run() {
    large(&mut |_| ()); // the first round warms up: it loads code and opens files
    let start = statm();
    large(&mut |moment| show(moment, start));
    let start = statm();
    small(&mut |moment| show(moment, start));
    println!("VmHWM {:>6} KiB", field("/proc/self/status", "VmHWM:"));
    println!("Pss   {:>6} KiB", field("/proc/self/smaps_rollup", "Pss:"));
    println!("cgroup {}", usage());
}

// ANCHOR: large
/// One block of 64 MiB: requested, then written to, then dropped.
fn large(note: &mut impl FnMut(&str)) {
    let mut block = black_box(vec![0_u8; BLOCK]);
    note("requested");
    for page in block.chunks_mut(PAGE) {
        page[0] = 1;
    }
    note("written");
    drop(black_box(block));
    note("dropped");
}
// ANCHOR_END: large

// ANCHOR: small
/// 4,096 buffers of 16 KiB; the last one stays a little longer than the others.
fn small(note: &mut impl FnMut(&str)) {
    let mut buffers = Vec::with_capacity(BLOCK / BUFFER);
    buffers.extend((0..BLOCK / BUFFER).map(|_| black_box(vec![1_u8; BUFFER])));
    note("4096 buffers");
    let last = buffers.pop();
    drop(buffers);
    note("one is left");
    drop(last);
    note("none is left");
}
// ANCHOR_END: small

/// The large block without anybody looking.
pub fn written() {
    large(&mut |_| ());
}

/// The small ones without anybody looking.
pub fn buffers() {
    small(&mut |_| ());
}

/// Prints by how much both numbers changed, and how much of 64 MiB is resident.
fn show(moment: &str, start: [usize; 2]) {
    let [size, resident] = statm();
    let change = |now: usize, then: usize| {
        let sign = if now < then { '-' } else { '+' };
        format!("{sign}{:>6} KiB", now.abs_diff(then) * PAGE / 1024)
    };
    let share = match resident.saturating_sub(start[1]) * PAGE * 100 / BLOCK {
        0..10 => "nearly none",
        90.. => "nearly all",
        _ => "a part",
    };
    let (size, resident) = (change(size, start[0]), change(resident, start[1]));
    println!("{moment:<12} virtual {size}, resident {resident}: {share}");
}

// ANCHOR: statm
/// Pages of address space and resident pages: the first two numbers of `/proc/self/statm`.
pub fn statm() -> [usize; 2] {
    let mut text = [0; 128]; // on the stack: whoever watches the heap must not use it
    let text = read("/proc/self/statm", &mut text);
    let mut numbers = text.split(' ').map_while(|number| number.parse().ok());
    [(); 2].map(|()| numbers.next().unwrap_or(0))
}
// ANCHOR_END: statm

/// What a file of `/proc` says behind a name, in KiB.
pub fn field(path: &str, name: &str) -> usize {
    let mut text = [0; 4096];
    let mut lines = read(path, &mut text).lines();
    let found = lines.find_map(|line| line.strip_prefix(name));
    let number = found.and_then(|rest| rest.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The beginning of a file, as far as there is room for it; nothing if it cannot be read.
fn read<'a>(path: &str, room: &'a mut [u8]) -> &'a str {
    let length = File::open(path).and_then(|mut file| file.read(room));
    str::from_utf8(&room[..length.unwrap_or(0)]).unwrap_or("")
}

// ANCHOR: cgroup
/// Usage and limit of the own control group, or that there is no such file.
fn usage() -> String {
    let groups = read_to_string("/proc/self/cgroup").unwrap_or_default();
    let found = groups.lines().find_map(usage_of);
    found.unwrap_or_else(|| "absent".to_owned())
}

/// The same for a line such as `0::/service` or `4:memory:/service`.
fn usage_of(line: &str) -> Option<String> {
    let (_, rest) = line.split_once(':')?;
    let (controller, path) = rest.split_once(':')?;
    let (folder, used, limit) = match controller {
        "" => ("", "memory.current", "memory.max"),
        "memory" => ("/memory", "memory.usage_in_bytes", "memory.limit_in_bytes"),
        _ => return None,
    };
    let read = |file| read_to_string(format!("/sys/fs/cgroup{folder}{path}/{file}")).ok();
    let (used, limit) = (mebibytes(&read(used)?), mebibytes(&read(limit)?));
    Some(format!("{used} used, limit {limit}"))
}
// ANCHOR_END: cgroup

/// A number of bytes in MiB. Where there is no limit, v2 says `max`, and v1 more than any machine has.
fn mebibytes(bytes: &str) -> String {
    match bytes.trim().parse::<u64>() {
        Ok(bytes) if bytes < 1 << 60 => format!("{} MiB", bytes >> 20),
        _ => "none".to_owned(),
    }
}
