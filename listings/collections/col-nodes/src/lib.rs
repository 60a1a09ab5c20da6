//! The same thousand numbers in six collections, each with its own way of asking for memory.

use std::collections::{BTreeMap, BinaryHeap, LinkedList, VecDeque};

/// Fills every collection and prints how many numbers it holds.
pub fn run() {
    println!("Vec         {}", vector().len());
    println!("VecDeque    {}", deque().len());
    println!("BinaryHeap  {}", heap().len());
    println!("BTreeMap    {}", tree().len());
    println!("  collected {}", collected_tree().len());
    println!("LinkedList  {}", list().len());
}

// ANCHOR: cases
/// One block that grows.
pub fn vector() -> Vec<u64> {
    let mut numbers = Vec::new();
    (0..1_000).for_each(|n| numbers.push(n));
    numbers
}

/// One block that grows, used as a ring.
pub fn deque() -> VecDeque<u64> {
    let mut numbers = VecDeque::new();
    (0..1_000).for_each(|n| numbers.push_back(n));
    numbers
}

/// One block that grows, ordered as a heap.
pub fn heap() -> BinaryHeap<u64> {
    let mut numbers = BinaryHeap::new();
    (0..1_000).for_each(|n| numbers.push(n));
    numbers
}

/// Nodes of several entries; ascending keys leave them half full.
pub fn tree() -> BTreeMap<u64, u64> {
    let mut numbers = BTreeMap::new();
    numbers.extend((0..1_000).map(|n| (n, n)));
    numbers
}

/// From an iterator: sorted first, then packed into full nodes.
pub fn collected_tree() -> BTreeMap<u64, u64> {
    (0..1_000).map(|n| (n, n)).collect()
}

/// One node per number.
pub fn list() -> LinkedList<u64> {
    let mut numbers = LinkedList::new();
    (0..1_000).for_each(|n| numbers.push_back(n));
    numbers
}
// ANCHOR_END: cases
