//! Prints the address of seven things, and the region of the process that holds each.

use std::fs::File;
use std::hint::black_box;
use std::io::Read;

// ANCHOR: values
static LIMIT: u64 = 100;
static mut COUNTER: u64 = 0;

/// Names the region of each value.
pub fn run() {
    let maps = &mut [0; 1 << 16];
    let maps = read_maps(maps);
    let local = 7_u64;
    let boxed = black_box(Box::new(local));
    let text = "hello";
    show(maps, "a local", &raw const local as usize);
    show(maps, "the Box itself", &raw const boxed as usize);
    show(maps, "what it points to", &raw const *boxed as usize);
    show(maps, "a static", &raw const LIMIT as usize);
    show(maps, "a static mut", &raw const COUNTER as usize);
    show(maps, "a text literal", text.as_ptr() as usize);
    show(maps, "a function", run as *const () as usize);
}
// ANCHOR_END: values

fn show(maps: &str, name: &str, address: usize) {
    println!("{name:<18} {address:#014x}  {}", region(maps, address));
}

// ANCHOR: region
/// The region of an address: what the kernel says of the mapping around it.
fn region(maps: &str, address: usize) -> &str {
    for line in maps.lines() {
        let mut words = line.split_whitespace();
        let (range, rights) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let (from, to) = range.split_once('-').expect("a mapping is a range");
        let number = |text| usize::from_str_radix(text, 16).expect("hexadecimal");
        if (number(from)..number(to)).contains(&address) {
            return match (words.nth(3).unwrap_or(""), rights) {
                ("[stack]", _) => "stack",
                ("[heap]", _) => "heap",
                (_, "r-xp") => "program, code",
                (_, "r--p") => "program, read-only data",
                (_, "rw-p") => "program, writable data",
                _ => "other",
            };
        }
    }
    "not mapped"
}
// ANCHOR_END: region

/// Reads `/proc/self/maps` into a buffer on the stack, since reading must not allocate.
fn read_maps(buffer: &mut [u8]) -> &str {
    let mut maps = File::open("/proc/self/maps").expect("Linux has /proc");
    let mut length = 0;
    while let Ok(read @ 1..) = maps.read(&mut buffer[length..]) {
        length += read;
    }
    std::str::from_utf8(&buffer[..length]).expect("paths are UTF-8")
}
