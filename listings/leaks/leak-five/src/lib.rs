//! Five ways to let go of a page of 1 KiB. Which of them give it back?

use std::hint::black_box;
use std::rc::{Rc, Weak};

fn page() -> Vec<u8> {
    black_box(vec![1; 1024])
}

// ANCHOR: five
/// Given to a function that runs no destructor.
pub fn forgotten() {
    std::mem::forget(page());
}

/// Exchanged for a reference that is good for the rest of the run.
pub fn leaked() -> &'static [u8] {
    page().leak()
}

/// Overwritten by the next one.
pub fn replaced() -> usize {
    let mut current = page();
    current[0] = 2;
    current = Vec::new();
    current.len()
}

/// Still owned when the function returns early.
pub fn returned() -> Result<u64, std::num::ParseIntError> {
    let page = page();
    let number: u64 = "no number".parse()?;
    Ok(number + u64::from(page[0]))
}

/// A page that knows itself.
pub struct Own {
    /// What it holds.
    pub bytes: Vec<u8>,
    /// The way back to it.
    pub itself: Weak<Own>,
}

/// A ring of one, whose reference back is weak.
pub fn cyclic() -> usize {
    let own = Rc::new_cyclic(|itself| Own {
        bytes: page(),
        itself: itself.clone(),
    });
    own.bytes.len()
}
// ANCHOR_END: five

/// Lets go of a page in all five ways.
pub fn run() {
    forgotten();
    println!("leaked:   {} bytes for good", leaked().len());
    println!("replaced: {} bytes left", replaced());
    println!("returned: {}", returned().is_ok());
    println!("cyclic:   {} bytes in a ring of one", cyclic());
}
