//@ asan: nothing
//@ memcheck: InvalidRead
// The read is in std, which was compiled without AddressSanitizer; memcheck sees machine code, whoever compiled it.
fn main() {
    let pointer = Box::into_raw(Box::new(7_u64));
    // SAFETY: deliberately none; the block is gone when it is read.
    unsafe {
        drop(Box::from_raw(pointer));
        println!("{}", *pointer);
    }
}
