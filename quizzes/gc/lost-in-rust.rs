//@ error: E0505
pub fn run() {
    let c = Box::new(3);
    let a = &*c;
    drop(c);
    println!("{a}");
}
