//@ exit: compile-error compiler-killed
//@ tiers: full no-ns limits-only
#![allow(long_running_const_eval)]
const ENDLESS: u64 = {
    let mut number = 0_u64;
    while number < u64::MAX {
        number += 1;
    }
    number
};
fn main() {
    println!("ESCAPED: {ENDLESS}");
}
