//@ leaks: leak_that_is_gone::forget
//@ asan: 'leak_that_is_gone::forget' loses nothing
//@ memcheck: 'leak_that_is_gone::forget' loses nothing
#[inline(never)]
fn forget() {
    drop(vec![1_u8; 4096]);
}

fn main() {
    forget();
}
