//@ error: E0597
pub fn run() {
    let mut tokens: Vec<&[u8]> = Vec::new();
    for _ in 0..10 {
        let request = vec![b'x'; 64 * 1024];
        tokens.push(&request[..16]);
    }
    println!("{}", tokens.len());
}
