//@ asan: nothing
//@ memcheck: UninitCondition|UninitValue
fn main() {
    let bytes = Vec::<u8>::with_capacity(16);
    // SAFETY: deliberately none; nobody wrote this byte.
    if unsafe { *bytes.as_ptr() } > 7 {
        println!("more than seven");
    }
}
