//! Runs the listing: `cargo run -p sh-address-map`.

fn main() {
    sh_address_map::run();
}
