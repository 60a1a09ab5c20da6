//@ exit: memory-limit
//@ tiers: full no-ns limits-only
fn main() {
    let mut kept: Vec<Vec<u8>> = Vec::new();
    loop {
        let mut block: Vec<u8> = Vec::new();
        if block.try_reserve_exact(64 << 20).is_err() {
            break;
        }
        kept.push(block);
        if kept.len() > 10 {
            println!("ESCAPED: {} blocks of 64 MiB", kept.len());
            return;
        }
    }
    drop(kept);
    println!("{}", vec![1_u8; 100 << 30].len());
}
