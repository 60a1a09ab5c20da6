//@ exit: output-limit
//@ tiers: full no-ns limits-only none
fn main() {
    let line = "x".repeat(1023);
    for _ in 0..10 << 20 {
        println!("{line}");
    }
    println!("ESCAPED: 10 GiB");
}
