//@ exit: time-limit
//@ tiers: full no-ns limits-only none
fn main() {
    println!("early");
    std::thread::sleep(std::time::Duration::from_secs(3600));
}
