//! Where each variable is and what it owns, statement by statement.

#[macro_use]
mod stage;

// ANCHOR: program
/// After each statement `look!` prints the variables that it names.
pub fn run() {
    let count = 2_u64;
    look!(count);
    let name = String::from("stack");
    look!(count, name);
    let boxed = Box::new(count);
    look!(count, name, boxed);
    let length = measure(&name);
    look!(count, name, boxed, length);
    let moved = name;
    look!(count, boxed, length, moved);
    drop(boxed);
    look!(count, length, moved);
    let back = pass_on(moved);
    look!(count, length, back);
    consume(back);
    look!(count, length);
}

fn measure(text: &str) -> usize {
    look!(text);
    text.len()
}

fn pass_on(text: String) -> String {
    look!(text);
    text
}

fn consume(text: String) {
    look!(text);
} // `text` ends
// ANCHOR_END: program
