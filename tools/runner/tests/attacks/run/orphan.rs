//@ exit: finished
//@ tiers: full no-ns limits-only
use std::process::Command;
fn main() {
    if let Ok(child) = Command::new("/bin/sleep").arg("100").spawn() {
        println!("ESCAPED: left process {} behind", child.id());
    }
}
