//! Runs the listing: `cargo run -p sh-stepper`.

fn main() {
    sh_stepper::run();
}
