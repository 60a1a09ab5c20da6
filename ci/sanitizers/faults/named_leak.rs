//@ leaks: named_leak::forget
//@ asan: nothing
//@ memcheck: nothing
#[inline(never)]
fn forget() {
    std::mem::forget(vec![1_u8; 4096]);
}

fn main() {
    forget();
    // What stood in registers and in the frame is overwritten, so that nothing leads to the block any more.
    println!("{:?}", std::hint::black_box([0_u64; 64]));
}
