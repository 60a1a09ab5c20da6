//@ asan: stack-buffer-overflow
//@ memcheck: nothing
// memcheck knows the blocks of the heap, and no arrays in a frame.
fn main() {
    let mut numbers = [0_u64; 8];
    // SAFETY: deliberately none; there is no ninth number.
    unsafe { *std::hint::black_box(&mut numbers).as_mut_ptr().add(8) = 0 };
    println!("{}", numbers[0]);
}
