//@ error: E0277
use std::rc::Rc;
use std::thread;

pub fn run() {
    let here = Rc::new(7);
    let there = Rc::clone(&here);
    let other = thread::spawn(move || println!("{there}"));
    println!("{here}");
    other.join().ok();
}
