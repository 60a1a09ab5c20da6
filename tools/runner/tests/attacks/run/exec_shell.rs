//@ exit: finished
//@ tiers: full no-ns
use std::os::unix::process::CommandExt;
use std::process::Command;
fn main() {
    for program in ["/bin/sh", "/usr/bin/sh", "/usr/bin/python3", "/usr/bin/env"] {
        let error = Command::new(program).args(["-c", "echo ESCAPED: a shell"]).exec();
        println!("{program}: {error}");
    }
}
