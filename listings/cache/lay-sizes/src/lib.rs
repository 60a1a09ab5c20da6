//! How large types are, and how large an `Option` of them is.

use std::cell::Cell;
use std::collections::{HashMap, VecDeque};
use std::num::NonZeroU64;
use std::rc::Rc;
use std::sync::Mutex;
use std::time::Duration;

// ANCHOR: enums
/// A string, or eight bytes that are none.
pub enum TextOrNumber {
    /// The string.
    Text(String),
    /// The number.
    Number(u64),
}

/// A string, or a vector.
pub enum TextOrBytes {
    /// The string.
    Text(String),
    /// The vector.
    Bytes(Vec<u8>),
}
// ANCHOR_END: enums

// ANCHOR: run
/// Prints a line for each type: its name, its size, and the size of an `Option` of it.
macro_rules! sizes {
    ($($type:ty),+ $(,)?) => {
        $(println!(
            "{:<18} {:>3} {:>7}",
            stringify!($type),
            size_of::<$type>(),
            size_of::<Option<$type>>()
        );)+
    };
}

/// Prints the table.
pub fn run() {
    println!("{:<18} {:>3} {:>7}", "T", "T", "Option");
    sizes![u8, u32, u64, (u8, u32, u16), Duration];
    sizes![bool, Option<bool>, char, NonZeroU64];
    sizes![&u64, Box<u64>, Rc<u64>, fn(), &str, Box<str>];
    sizes![String, Option<String>, Vec<u64>, VecDeque<u64>];
    sizes![HashMap<u64, u64>, Mutex<u64>, Cell<Box<u64>>];
    sizes![TextOrNumber, TextOrBytes];
}
// ANCHOR_END: run
