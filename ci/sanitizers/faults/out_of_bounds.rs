//@ asan: heap-buffer-overflow
//@ memcheck: InvalidWrite
fn main() {
    let mut bytes = vec![0_u8; 16];
    // SAFETY: deliberately none; there is no seventeenth byte.
    unsafe { *bytes.as_mut_ptr().add(16) = 1 };
    println!("{}", bytes.len());
}
