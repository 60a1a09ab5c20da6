//! How far a vector grows at each step, for elements of any size.

pub mod go_law;

/// Pushes a thousand elements of four sizes, and prints where each vector ended.
pub fn run() {
    bytes();
    numbers();
    strings();
    pages();
}

/// Elements of 1 B.
pub fn bytes() {
    row::<1>();
}

/// Elements of 8 B, as large as a `u64`.
pub fn numbers() {
    row::<8>();
}

/// Elements of 24 B, as large as a `String`.
pub fn strings() {
    row::<24>();
}

/// Elements of 4,096 B.
pub fn pages() {
    row::<4_096>();
}

fn row<const SIZE: usize>() {
    let mut blocks = 0;
    let elements = fill::<SIZE>(1_000, false, |_, _| blocks += 1);
    let room = elements.capacity();
    println!("{SIZE:>5} B, {blocks:>2} blocks, room for {room:>5}");
}

// ANCHOR: fill
/// Pushes `count` elements of `SIZE` bytes. After each growth it tells `grew` how many elements there are, and
/// for how many there is room.
pub fn fill<const SIZE: usize>(
    count: usize,
    reserve: bool,
    mut grew: impl FnMut(usize, usize),
) -> Vec<[u8; SIZE]> {
    let mut elements = if reserve {
        Vec::with_capacity(count)
    } else {
        Vec::new()
    };
    let mut room = 0;
    for _ in 0..count {
        elements.push([0; SIZE]);
        if elements.capacity() != room {
            room = elements.capacity();
            grew(elements.len(), room);
        }
    }
    elements
}
// ANCHOR_END: fill
