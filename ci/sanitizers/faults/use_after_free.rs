//@ asan: heap-use-after-free
//@ memcheck: InvalidRead
fn main() {
    let pointer = Box::into_raw(Box::new(7_u64));
    // SAFETY: deliberately none; the block is gone when it is read.
    let value = unsafe {
        drop(Box::from_raw(pointer));
        *pointer
    };
    println!("{value}");
}
