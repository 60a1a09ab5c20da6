//! Fifteen expressions, and what each asks of the heap.

use std::error::Error;
use std::hint::black_box;
use std::io;
use std::rc::Rc;
use std::sync::Arc;

type Failure = Box<dyn Error>;

/// Makes a case of an expression.
macro_rules! case {
    ($($name:ident: $expression:expr;)*) => {
        $(
            /// A case of the catalogue.
            pub fn $name() {
                drop(black_box($expression));
            }
        )*

        /// Evaluates each once.
        pub fn run() {
            $($name();)*
            println!("{} expressions", [$(stringify!($name)),*].len());
        }
    };
}

// ANCHOR: cases
case! {
    literal: "order".to_string();
    short: format!("{}-{}", black_box(12), black_box(34));
    long: format!("order={:08} customer={}", black_box(7), black_box("somebody with a long name"));
    joined: ["shop", "order", "seven"].join("/");
    added: String::from("order") + black_box("/seven");
    collected: (0..black_box(100_u64)).collect::<Vec<_>>();
    filtered: (0..black_box(100_u64)).filter(|n| n % 2 == 0).collect::<Vec<_>>();
    valid: String::from_utf8_lossy(black_box(b"order"));
    invalid: String::from_utf8_lossy(black_box(b"ord\xffer"));
    parse_error: black_box("seven").parse::<i32>();
    io_kind: io::Error::from(io::ErrorKind::NotFound);
    io_message: io::Error::other("no such order");
    boxed_error: Failure::from("no such order");
    shared: Arc::<str>::from("order");
    shared_again: Rc::<str>::from("order".to_string());
}
// ANCHOR_END: cases
