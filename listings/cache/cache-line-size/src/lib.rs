//! What the kernel says of this machine's caches and pages.

use std::fs;

const CACHES: &str = "/sys/devices/system/cpu/cpu0/cache";

/// Prints each level of cache that holds data, and which programs get huge pages.
pub fn run() {
    for (name, level) in [("L1 data", "1"), ("L2", "2"), ("L3", "3")] {
        let found = cache(level).unwrap_or_else(|| "absent here".to_owned());
        println!("{name}: {found}");
    }
    let huge = read("/sys/kernel/mm/transparent_hugepage", "enabled");
    println!("huge pages: {}", huge.as_deref().unwrap_or("absent here"));
}

// ANCHOR: cache
/// The cache of this level that holds data, as the first core sees it.
fn cache(level: &str) -> Option<String> {
    let mut folders = (0..8).map(|index| format!("{CACHES}/index{index}"));
    let folder = folders.find(|folder| {
        let holds_data = read(folder, "type").is_some_and(|it| it != "Instruction");
        holds_data && read(folder, "level").as_deref() == Some(level)
    })?;
    let line = read(&folder, "coherency_line_size")?;
    let size = read(&folder, "size")?.replace('K', " KiB");
    let ways = read(&folder, "ways_of_associativity")?;
    let cores = read(&folder, "shared_cpu_list")?;
    Some(format!(
        "lines of {line} B, {size}, {ways} ways, for CPU {cores}"
    ))
}

/// One of the kernel's small files, where there is such a file.
fn read(folder: &str, file: &str) -> Option<String> {
    let text = fs::read_to_string(format!("{folder}/{file}")).ok()?;
    Some(text.trim().to_owned())
}
// ANCHOR_END: cache
