//! Two thousand users pass by: a cache without a limit, and one with.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;

/// A rendered page for each user.
static PAGES: Mutex<BTreeMap<u64, Vec<u8>>> = Mutex::new(BTreeMap::new());

fn render() -> Vec<u8> {
    vec![0; 256]
}

// ANCHOR: leaky
/// Every user leaves a page behind.
pub fn leaky() -> usize {
    let Ok(mut pages) = PAGES.lock() else {
        return 0;
    };
    for user in 0..2_000 {
        pages.entry(user).or_insert_with(render);
    }
    pages.len()
}
// ANCHOR_END: leaky

// ANCHOR: fixed
/// The hundred-and-first page pushes out the oldest.
pub fn fixed() -> usize {
    let Ok(mut pages) = PAGES.lock() else {
        return 0;
    };
    let mut order = VecDeque::new();
    for user in 0..2_000 {
        pages.entry(user).or_insert_with(|| {
            order.push_back(user);
            render()
        });
        if order.len() > 100
            && let Some(oldest) = order.pop_front()
        {
            pages.remove(&oldest);
        }
    }
    pages.len()
}
// ANCHOR_END: fixed

/// Serves the users with each.
pub fn run() {
    println!("leaky: {} entries", leaky());
    if let Ok(mut pages) = PAGES.lock() {
        pages.clear();
    }
    println!("fixed: {} entries", fixed());
}
