//@ asan: ended with 3
//@ memcheck: ended with 3
fn main() {
    // Under a tool the program takes another way than by itself.
    let watched = ["ASAN_OPTIONS", "LD_PRELOAD"];
    if watched.iter().any(|name| std::env::var_os(name).is_some()) {
        std::process::exit(3);
    }
}
