//! A list of numbers that goes to the heap with the fifth.

use std::hint::black_box;

/// Runs the four cases.
pub fn run() {
    println!("Numbers: {} B", size_of::<Numbers>());
    println!("{} {} {} {}", array(), vector(), four(), five());
}

// ANCHOR: numbers
/// Up to four numbers in place, more of them in a Vec.
pub enum Numbers {
    /// Room for four, and how many there are.
    Few([u64; 4], usize),
    /// All of them.
    Many(Vec<u64>),
}

impl Numbers {
    /// Adds a number.
    pub fn push(&mut self, number: u64) {
        match self {
            Self::Few(room, length) if *length < room.len() => {
                room[*length] = number;
                *length += 1;
            }
            Self::Few(room, _) => {
                let mut all = Vec::with_capacity(2 * room.len());
                all.extend_from_slice(room);
                all.push(number);
                *self = Self::Many(all);
            }
            Self::Many(all) => all.push(number),
        }
    }

    /// All numbers, wherever they are.
    pub fn as_slice(&self) -> &[u64] {
        match self {
            Self::Few(room, length) => &room[..*length],
            Self::Many(all) => all,
        }
    }
}
// ANCHOR_END: numbers

// ANCHOR: cases
/// The length is part of the type.
pub fn array() -> usize {
    black_box([7_u64; 4]).len()
}

/// The length is known at run time.
pub fn vector() -> usize {
    black_box(vec![7_u64; black_box(4)]).len()
}

/// As many as there is room for.
pub fn four() -> usize {
    pushed(4)
}

/// One more.
pub fn five() -> usize {
    pushed(5)
}

fn pushed(count: u64) -> usize {
    let mut numbers = black_box(Numbers::Few([0; 4], 0));
    for number in 0..count {
        numbers.push(number);
    }
    numbers.as_slice().len()
}
// ANCHOR_END: cases
