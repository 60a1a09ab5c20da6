//@ exit: compile-error
//@ tiers: full no-ns
fn main() {
    println!("ESCAPED: {}", include_bytes!("/dev/zero").len());
}
