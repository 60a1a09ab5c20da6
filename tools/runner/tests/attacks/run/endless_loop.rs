//@ exit: time-limit
//@ tiers: full no-ns limits-only none
fn main() {
    println!("early");
    loop {
        std::hint::black_box(0);
    }
}
