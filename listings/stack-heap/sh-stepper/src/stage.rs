//! What `look!` prints: the statement above it, and each variable with its address, its size and its contents.
//!
//! Nothing here asks the heap for anything, since the listing's requests are what the page is about.

use std::fmt;
use std::mem::size_of_val;
use std::sync::atomic::{AtomicU32, Ordering};

/// Prints the statement in the line above, and the variables named.
macro_rules! look {
    ($($variable:ident),+) => {{
        let step = $crate::stage::statement(line!());
        $( $crate::stage::variable(step, stringify!($variable), &$variable); )+
    }};
}

/// The text that holds the statements.
const SOURCE: &str = include_str!("lib.rs");

static STEPS: AtomicU32 = AtomicU32::new(0);

/// Begins a step: its number, the function, and the statement above the line.
pub(crate) fn statement(line: u32) -> u32 {
    let step = STEPS.fetch_add(1, Ordering::Relaxed) + 1;
    let (mut statement, mut function) = ("", "?");
    for above in SOURCE.lines().take(line.saturating_sub(1) as usize) {
        statement = above.trim();
        if let Some((_, header)) = above.split_once("fn ") {
            function = header.split('(').next().unwrap_or(header);
        }
    }
    println!("{step:>2}  {function}, line {}: {statement}", line - 1);
    step
}

/// Prints one variable of a step.
pub(crate) fn variable<T: Contents>(step: u32, name: &str, variable: &T) {
    let (size, address) = (size_of_val(variable), &raw const *variable);
    println!(
        "{step:>2}    {name:<6} {size:>2} B at {address:p} {}",
        Show(variable)
    );
}

/// What a variable holds: a plain value, a block that it owns, or what it borrows.
pub(crate) trait Contents {
    /// Writes it in a few words.
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

struct Show<'a, T>(&'a T);

impl<T: Contents> fmt::Display for Show<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(f)
    }
}

impl Contents for u64 {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "is {self}")
    }
}

impl Contents for usize {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "is {self}")
    }
}

impl Contents for Box<u64> {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "owns {:p}: {self}", &raw const **self)
    }
}

impl Contents for String {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (bytes, capacity, length) = (self.as_ptr(), self.capacity(), self.len());
        write!(
            f,
            "owns {bytes:p}: {self:?}, capacity {capacity}, length {length}"
        )
    }
}

impl Contents for &str {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "borrows {:p}: {self:?}, length {}",
            self.as_ptr(),
            self.len()
        )
    }
}
