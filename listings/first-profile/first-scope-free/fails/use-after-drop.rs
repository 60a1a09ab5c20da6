//@ error: E0382
pub fn run() {
    let data = vec![0u8; 1024];
    drop(data);
    println!("{} bytes", data.len()); // the owner is gone, and the compiler knows
}
