//@ exit: finished
//@ tiers: full no-ns limits-only
use std::fs::{self, OpenOptions};
fn main() {
    let name = "memory-lab-escape";
    for folder in ["/tmp", "/dev/shm", ".", "/root", "/var/tmp"] {
        let path = format!("{folder}/{name}");
        if fs::write(&path, "x").is_ok() {
            println!("ESCAPED: wrote {path}");
            let _ = fs::remove_file(&path);
        }
        if fs::create_dir(&path).is_ok() {
            println!("ESCAPED: made {path}");
            let _ = fs::remove_dir(&path);
        }
        if std::os::unix::fs::symlink("/etc", &path).is_ok() {
            println!("ESCAPED: linked {path}");
            let _ = fs::remove_file(&path);
        }
    }
    let own = std::env::args().next().unwrap_or_default();
    for path in [own.as_str(), "/dev/null"] {
        if OpenOptions::new().write(true).open(path).is_ok() {
            println!("ESCAPED: opened {path} for writing");
        }
    }
    if fs::remove_file(&own).is_ok() {
        println!("ESCAPED: removed itself");
    }
}
