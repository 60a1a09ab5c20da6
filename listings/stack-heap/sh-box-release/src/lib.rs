//! The boxed array of `sh-big-box` in an optimised build.

use sh_big_box::child;

/// Runs `sh_big_box::on_stack` in a child process that was built with optimisation, like this one.
pub fn run() {
    println!("Box::new: {}", child("sh-box-release-on-stack"));
}
