//! What of a value lies in the frame, and what it owns on the heap.

use std::collections::HashMap;
use std::hint::black_box;
use std::mem::size_of_val;
use std::rc::Rc;

/// Prints the size of each handle.
pub fn run() {
    string();
    vector();
    boxed();
    shared();
    map();
    empty();
    moved();
}

// ANCHOR: handles
/// A text that can grow.
pub fn string() {
    let name = black_box(String::from("stack and heap"));
    println!("String    {:>2} B in the frame", size_of_val(&name));
}

/// Ten numbers.
pub fn vector() {
    let numbers: Vec<u64> = black_box(vec![7; 10]);
    println!("Vec<u64>  {:>2} B in the frame", size_of_val(&numbers));
}

/// The same text, with a fixed length.
pub fn boxed() {
    let name: Box<str> = black_box(Box::from("stack and heap"));
    println!("Box<str>  {:>2} B in the frame", size_of_val(&name));
}

/// The same text, with two counters in front of it.
pub fn shared() {
    let name: Rc<str> = black_box(Rc::from("stack and heap"));
    println!("Rc<str>   {:>2} B in the frame", size_of_val(&name));
}

/// One entry.
pub fn map() {
    let mut ages: HashMap<u64, u64> = HashMap::new();
    ages.insert(black_box(1), 40);
    println!("HashMap   {:>2} B in the frame", size_of_val(&ages));
}
// ANCHOR_END: handles

// ANCHOR: empty
/// Six owners of nothing.
pub fn empty() {
    black_box(String::new());
    black_box("".to_string());
    black_box(Vec::<u64>::new());
    black_box(HashMap::<u64, u64>::new());
    black_box(Box::<str>::from(""));
    black_box(Box::new(()));
}
// ANCHOR_END: empty

// ANCHOR: moved
/// A String goes from frame to frame; its bytes stay.
pub fn moved() {
    let name = black_box(String::from("stack and heap"));
    let bytes = name.as_ptr();
    let handle = &raw const name as usize;
    let (arrived, there) = pass_on(name);
    println!("handle moved: {}", handle != there);
    println!("bytes moved: {}", bytes != arrived.as_ptr());
} // `arrived` ends

#[inline(never)]
fn pass_on(name: String) -> (String, usize) {
    let here = &raw const name as usize;
    (name, here)
}
// ANCHOR_END: moved
