//@ asan: attempting double-free
//@ memcheck: InvalidFree
fn main() {
    let first = Box::new(7_u64);
    // SAFETY: deliberately none; both boxes own the block.
    let second = unsafe { std::ptr::read(&first) };
    println!("{}", *first + *second);
}
