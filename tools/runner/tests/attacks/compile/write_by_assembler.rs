//@ exit: compile-error finished
//@ tiers: full no-ns
std::arch::global_asm!(".incbin \"/etc/passwd\"");
fn main() {
    println!("ESCAPED: the assembler read a file");
}
