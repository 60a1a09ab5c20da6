//! The child of `sh-big-box`: builds the array on the stack, and is expected not to survive it.

fn main() {
    println!("{} bytes", sh_big_box::on_stack());
}
