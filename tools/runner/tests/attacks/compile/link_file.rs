//@ exit: compile-error
//@ tiers: full no-ns
#[link(name = ":../../../../../../../../etc/passwd")]
unsafe extern "C" {
    fn nothing();
}
fn main() {
    unsafe { nothing() }
    println!("ESCAPED");
}
