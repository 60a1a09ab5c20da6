//! The types that the rules know, each beside the one that Go has in its place. The test measures the sizes and
//! alignments; the spare patterns show in where rustc puts a field.

/// What a rule has to know of a field's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Type {
    /// Its name, in its own language.
    pub name: &'static str,
    /// Bytes of a value.
    pub size: u64,
    /// A value lies at a multiple of this.
    pub align: u64,
    /// How many patterns of bits are no value.
    pub spare: u64,
}

const fn of(name: &'static str, size: u64, align: u64, spare: u64) -> Type {
    Type {
        name,
        size,
        align,
        spare,
    }
}

/// Two of 256 patterns of its byte are in use.
pub(crate) const BOOL: Type = of("bool", 1, 1, 254);
/// Every pattern is a number.
pub(crate) const U32: Type = of("u32", 4, 4, 0);
/// The same, twice as large.
pub(crate) const U64: Type = of("u64", 8, 8, 0);

/// A type of Rust, and what Go has in its place. Nobody asks for spare patterns in Go.
pub static TYPES: [(Type, Type); 13] = [
    (BOOL, of("bool", 1, 1, 0)),
    (of("u8", 1, 1, 0), of("uint8", 1, 1, 0)),
    (of("u16", 2, 2, 0), of("uint16", 2, 2, 0)),
    (U32, of("uint32", 4, 4, 0)),
    (U64, of("uint64", 8, 8, 0)),
    (of("f64", 8, 8, 0), of("float64", 8, 8, 0)),
    // Scalar values end at 0x10FFFF.
    (
        of("char", 4, 4, u32::MAX as u64 - 0x10_FFFF),
        of("int32", 4, 4, 0),
    ),
    // Null is no reference.
    (of("&T", 8, 8, 1), of("*T", 8, 8, 0)),
    // A capacity is at most isize::MAX.
    (of("String", 24, 8, 1 << 63), of("string", 16, 8, 0)),
    (of("Vec<T>", 24, 8, 1 << 63), of("[]T", 24, 8, 0)),
    (of("[u8; 6]", 6, 1, 0), of("[6]uint8", 6, 1, 0)),
    (of("[u8; 16]", 16, 1, 0), of("[16]uint8", 16, 1, 0)),
    (of("()", 0, 1, 0), of("struct {}", 0, 1, 0)),
];
