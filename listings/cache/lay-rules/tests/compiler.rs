//! The rules hold against rustc, by structs that it really lays out: `cargo test -p lay-rules`.
#![cfg(all(target_arch = "x86_64", target_os = "linux"))]

use lay_rules::{Layout, TYPES, Type, chosen, in_c, packed};
use std::mem::offset_of;

/// The compiler whose order `chosen` knows.
const RUSTC: &str = "1.95.";

/// A type that the rules know, by its place in `TYPES`.
trait Known {
    const AT: usize;
}

macro_rules! known {
    (@ $at:expr; $type:ty: $name:literal $(, $rest:ty: $names:literal)*) => {
        impl Known for $type {
            const AT: usize = $at;
        }
        known!(@ $at + 1; $($rest: $names),*);
    };
    (@ $at:expr;) => {};
    ($($type:ty: $name:literal),+ $(,)?) => {
        known!(@ 0usize; $($type: $name),+);

        #[test]
        fn the_types_are_as_large_and_as_aligned_as_the_table_says() {
            let real = [$((stringify!($type), $name, size_of::<$type>(), align_of::<$type>())),+];
            assert_eq!(real.len(), TYPES.len());
            for ((told, _), (real, name, size, align)) in TYPES.iter().zip(real) {
                assert_eq!((told.name, told.size, told.align), (name, size as u64, align as u64), "{real}");
            }
        }
    };
}

known! {
    bool: "bool",
    u8: "u8",
    u16: "u16",
    u32: "u32",
    u64: "u64",
    f64: "f64",
    char: "char",
    &'static u64: "&T",
    String: "String",
    Vec<u32>: "Vec<T>",
    [u8; 6]: "[u8; 6]",
    [u8; 16]: "[u8; 16]",
    (): "()",
}

/// What rustc made of a struct: the offsets of its fields, its size and its alignment.
macro_rules! real {
    ($type:ty, $($index:tt)+) => {
        Layout {
            offsets: vec![$(offset_of!($type, $index) as u64),+],
            size: size_of::<$type>() as u64,
            align: align_of::<$type>() as u64,
        }
    };
}

/// A function that compares one struct of so many fields, by each of the three representations.
macro_rules! laid {
    ($name:ident: $($field:ident $index:tt)+) => {
        fn $name<$($field: Known),+>(same_rustc: bool) -> usize {
            struct Chosen<$($field),+>($($field),+);
            #[repr(C)]
            struct InC<$($field),+>($($field),+);
            #[repr(C, packed)]
            struct Packed<$($field),+>($($field),+);

            let fields = [$(TYPES[$field::AT].0),+];
            if same_rustc {
                agree("the default", &fields, &chosen(&fields), &real!(Chosen<$($field),+>, $($index)+));
            }
            agree("repr(C)", &fields, &in_c(&fields), &real!(InC<$($field),+>, $($index)+));
            agree("packed", &fields, &packed(&fields), &real!(Packed<$($field),+>, $($index)+));
            1
        }
    };
}

laid!(one: A 0);
laid!(two: A 0 B 1);
laid!(three: A 0 B 1 C 2);
laid!(five: A 0 B 1 C 2 D 3 E 4);
laid!(eight: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7);

#[track_caller]
fn agree(what: &str, fields: &[Type], told: &Layout, real: &Layout) {
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    assert_eq!(
        (&told.offsets, told.size, told.align),
        (&real.offsets, real.size, real.align),
        "{what} of {names:?}: told, and real"
    );
}

/// Every pair of the types, and with one of a few third ones.
macro_rules! pairs {
    ($same:ident; $($first:ty),+; $seconds:tt) => {
        0 $(+ pairs!(@ $same; $first; $seconds))+
    };
    (@ $same:ident; $first:ty; [$($second:ty),+]) => {
        one::<$first>($same) $(
            + two::<$first, $second>($same)
            + three::<$first, $second, bool>($same)
            + three::<$first, [u8; 6], $second>($same)
        )+
    };
}

/// Every order of the types.
macro_rules! orders {
    ($by:ident $same:ident; [$($done:ty,)*] [] []) => { $by::<$($done),*>($same) };
    ($by:ident $same:ident; [$($done:ty,)*] [] [$($passed:ty,)+]) => { 0 };
    ($by:ident $same:ident; [$($done:ty,)*] [$next:ty, $($rest:ty,)*] [$($passed:ty,)*]) => {
        orders!($by $same; [$($done,)* $next,] [$($passed,)* $($rest,)*] [])
            + orders!($by $same; [$($done,)*] [$($rest,)*] [$($passed,)* $next,])
    };
}

/// Each eight neighbours of a list, in three orders.
macro_rules! neighbours {
    ($same:ident; $a:ty, $b:ty, $c:ty, $d:ty, $e:ty, $f:ty, $g:ty, $h:ty $(, $rest:ty)*) => {
        eight::<$a, $b, $c, $d, $e, $f, $g, $h>($same)
            + eight::<$h, $g, $f, $e, $d, $c, $b, $a>($same)
            + eight::<$a, $c, $e, $g, $b, $d, $f, $h>($same)
            + neighbours!($same; $b, $c, $d, $e, $f, $g, $h $(, $rest)*)
    };
    ($same:ident; $($rest:ty),*) => { 0 };
}

#[test]
fn the_rules_are_those_of_rustc() {
    let rustc = catalog::rustc_version().map(|(version, _)| version);
    let same = rustc
        .as_deref()
        .is_some_and(|version| version.starts_with(RUSTC));
    if !same {
        println!(
            "note: 'chosen' knows the order of rustc {RUSTC}x, and is not compared with {rustc:?}"
        );
    }
    let structs = pairs!(same;
            bool, u8, u16, u32, u64, f64, char, &'static u64, String, Vec<u32>, [u8; 6], [u8; 16], ();
            [bool, u8, u16, u32, u64, f64, char, &'static u64, String, Vec<u32>, [u8; 6], [u8; 16], ()])
        + orders!(five same; [] [bool, u64, bool, u32, bool,] [])
        + orders!(five same; [] [char, u16, [u8; 16], bool, u8,] [])
        + orders!(five same; [] [&'static u64, [u8; 6], u32, (), u8,] [])
        + orders!(five same; [] [String, bool, u16, Vec<u32>, char,] [])
        + neighbours!(same;
            bool, u64, u16, char, u8, String, [u8; 6], u32, &'static u64, u8, (), f64, bool, [u8; 16], u16, u64,
            u8, bool, Vec<u32>, u32, u8, u64, bool, u16, u8, bool, char, u8, [u8; 6], f64, bool, u8);
    assert_eq!(structs, 13 + 3 * 13 * 13 + 4 * 120 + 3 * 25);
}
