//@ exit: compile-error compiler-killed
//@ tiers: full no-ns limits-only
#![recursion_limit = "1000000"]
struct Pair<T>(T, T);
trait Deep {
    fn deep(depth: u64) -> u64;
}
impl<T> Deep for Pair<T> {
    fn deep(depth: u64) -> u64 {
        if depth == 0 { 0 } else { <Pair<Pair<T>> as Deep>::deep(depth - 1) }
    }
}
fn main() {
    println!("ESCAPED: {}", <Pair<u8> as Deep>::deep(3));
}
