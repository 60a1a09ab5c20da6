//@ asan: stack-use-after-(return|scope)
//@ memcheck: UninitValue
#[inline(never)]
#[expect(dangling_pointers_from_locals, reason = "the point of the fault")]
fn local() -> *const u64 {
    let value = std::hint::black_box(7);
    &raw const value
}

#[inline(never)]
fn overwrite() {
    std::hint::black_box(std::mem::MaybeUninit::<[u64; 64]>::uninit());
}

fn main() {
    let pointer = local();
    overwrite();
    // SAFETY: deliberately none; the local's frame is gone.
    println!("{}", unsafe { *pointer });
}
