//@ asan: nothing
//@ memcheck: nothing
// Undefined behaviour that no tool here can see, as the page says; `cargo miri run` would.
fn main() {
    let mut value = 1;
    let pointer = &raw mut value;
    // SAFETY: deliberately none; two `&mut` to one value are alive at once.
    let (first, second) = unsafe { (&mut *pointer, &mut *pointer) };
    *first += 1;
    *second += 1;
    println!("{first}");
}
