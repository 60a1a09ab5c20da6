//@ exit: output-limit
//@ tiers: full no-ns limits-only none
fn main() {
    loop {
        eprintln!("{}", "x".repeat(1023));
    }
}
