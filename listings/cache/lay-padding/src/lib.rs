//! A struct of three fields: its size, its alignment, and where each field lies.

// ANCHOR: reading
/// Ten bytes of data: one, eight, and one. `repr(C)` keeps them in this order.
#[derive(Default)]
#[repr(C)]
pub struct Reading {
    /// What was read.
    pub kind: u8,
    /// When.
    pub at: u64,
    /// Whether it is to be trusted.
    pub flag: u8,
}
// ANCHOR_END: reading

// ANCHOR: run
/// Prints what the compiler made of it.
pub fn run() {
    println!(
        "u8:      size {}, align {}",
        size_of::<u8>(),
        align_of::<u8>()
    );
    println!(
        "u64:     size {}, align {}",
        size_of::<u64>(),
        align_of::<u64>()
    );
    let (size, align) = (size_of::<Reading>(), align_of::<Reading>());
    println!("Reading: size {size}, align {align}");
    println!("  kind at {}", std::mem::offset_of!(Reading, kind));
    println!("  at   at {}", std::mem::offset_of!(Reading, at));
    println!("  flag at {}", std::mem::offset_of!(Reading, flag));

    let two: [Reading; 2] = Default::default();
    let [first, second] = [&raw const two[0], &raw const two[1]];
    println!(
        "in an array they are {} apart",
        second.addr() - first.addr()
    );
}
// ANCHOR_END: run
