//@ exit: compile-error compiler-killed
//@ tiers: full no-ns limits-only
#![recursion_limit = "4000000000"]
macro_rules! double {
    ($($rest:tt)*) => { double!($($rest)* $($rest)*) };
}
fn main() {
    double!(a b c d);
    println!("ESCAPED");
}
