//@ exit: compile-error
//@ tiers: full no-ns
#[path = "/root/.bashrc"]
mod secret;
#[path = "/etc/hostname"]
mod host;
fn main() {
    println!("ESCAPED");
}
