//! The child of `sh-box-release`: builds the array as the optimiser sees fit.

fn main() {
    println!("{} bytes", sh_big_box::on_stack());
}
