//! The first block of a vector: how many elements it has room for, by element size.

/// Prints the first capacity for elements of growing size.
pub fn run() {
    println!("no bytes:     room for {} elements", unit().capacity());
    println!("1 byte:       room for {} elements", bytes().capacity());
    println!("8 bytes:      room for {} elements", numbers().capacity());
    println!("1,024 bytes:  room for {} elements", kilobytes().capacity());
    println!("1,025 bytes:  room for {} elements", larger().capacity());
}

// ANCHOR: cases
/// Elements without size need no memory, however many there are.
pub fn unit() -> Vec<()> {
    pushed(())
}

/// Elements of one byte.
pub fn bytes() -> Vec<u8> {
    pushed(7)
}

/// Elements of eight bytes.
pub fn numbers() -> Vec<u64> {
    pushed(7)
}

/// Elements of 1,024 bytes.
pub fn kilobytes() -> Vec<[u8; 1024]> {
    pushed([7; 1024])
}

/// One byte more.
pub fn larger() -> Vec<[u8; 1025]> {
    pushed([7; 1025])
}

#[expect(clippy::vec_init_then_push, reason = "the first push is the subject")]
fn pushed<T>(element: T) -> Vec<T> {
    let mut elements = Vec::new();
    elements.push(element);
    elements
}
// ANCHOR_END: cases
