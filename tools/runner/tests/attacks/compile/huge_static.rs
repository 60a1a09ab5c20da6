//@ exit: compile-error compiler-killed
//@ tiers: full no-ns limits-only
static HUGE: [u8; 1 << 40] = [1; 1 << 40];
fn main() {
    println!("ESCAPED: {}", HUGE[0]);
}
