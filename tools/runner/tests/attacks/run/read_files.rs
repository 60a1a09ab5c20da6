//@ exit: finished
//@ tiers: full no-ns
use std::fs;
fn main() {
    for file in ["/etc/passwd", "/etc/hostname", "/proc/1/status", "/proc/cpuinfo", "/proc/self/../1/cmdline", "/root/.bashrc", "/dev/zero"] {
        if let Ok(opened) = fs::File::open(file) {
            drop(opened);
            println!("ESCAPED: opened {file}");
        }
    }
    for folder in ["/", "/home", "/root", "/tmp", "/etc", "/proc", "/dev", "/sys", "/var"] {
        if fs::read_dir(folder).is_ok() {
            println!("ESCAPED: listed {folder}");
        }
    }
    // Its own environment is readable, and has nothing of the server's in it.
    for (name, value) in std::env::vars() {
        if name != "RUST_BACKTRACE" {
            println!("ESCAPED: {name}={value}");
        }
    }
}
