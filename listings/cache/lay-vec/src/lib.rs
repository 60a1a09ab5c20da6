//! A hundred thousand readings, ten bytes of data each, kept in four ways.

/// How many readings there are.
pub const COUNT: u64 = 100_000;

// ANCHOR: rows
/// Rust chooses the order of the fields.
#[expect(missing_docs, reason = "the names say it")]
pub struct Reading {
    pub kind: u8,
    pub at: u64,
    pub flag: u8,
}

/// Nobody makes this type any larger without noticing.
const _: () = assert!(size_of::<Reading>() <= 16);

/// In the order of the source.
#[repr(C)]
#[expect(missing_docs, reason = "as above")]
pub struct ReadingInC {
    pub kind: u8,
    pub at: u64,
    pub flag: u8,
}

/// In the order of the source, and without padding.
#[repr(C, packed)]
#[expect(missing_docs, reason = "as above")]
pub struct ReadingPacked {
    pub kind: u8,
    pub at: u64,
    pub flag: u8,
}
// ANCHOR_END: rows

// ANCHOR: columns
/// A vector for each field.
#[expect(missing_docs, reason = "as above")]
pub struct Columns {
    pub kinds: Vec<u8>,
    pub ats: Vec<u64>,
    pub flags: Vec<u8>,
}
// ANCHOR_END: columns

// ANCHOR: cases
/// The readings, as the compiler likes them.
pub fn chosen() -> Vec<Reading> {
    let reading = |at| Reading {
        kind: 1,
        at,
        flag: 0,
    };
    (0..COUNT).map(reading).collect()
}

/// The readings, as C likes them.
pub fn in_c() -> Vec<ReadingInC> {
    let reading = |at| ReadingInC {
        kind: 1,
        at,
        flag: 0,
    };
    (0..COUNT).map(reading).collect()
}

/// The readings without padding.
pub fn packed() -> Vec<ReadingPacked> {
    let reading = |at| ReadingPacked {
        kind: 1,
        at,
        flag: 0,
    };
    (0..COUNT).map(reading).collect()
}

/// The fields of the readings, each kind for itself.
pub fn columns() -> Columns {
    Columns {
        kinds: vec![1; COUNT as usize],
        ats: (0..COUNT).collect(),
        flags: vec![0; COUNT as usize],
    }
}
// ANCHOR_END: cases

/// Makes all four.
pub fn run() {
    println!("chosen: {} bytes", size_of_val(&chosen()[..]));
    println!("in C:   {} bytes", size_of_val(&in_c()[..]));
    println!("packed: {} bytes", size_of_val(&packed()[..]));
    let Columns { kinds, ats, flags } = columns();
    let bytes = [
        size_of_val(&kinds[..]),
        size_of_val(&ats[..]),
        size_of_val(&flags[..]),
    ];
    println!("columns: {} bytes", bytes.iter().sum::<usize>());
}
