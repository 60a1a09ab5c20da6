//! The tour behind the feature that dhat's documentation proposes, and a look into the file that dhat writes.

#[cfg(feature = "dhat-heap")]
mod points;

// ANCHOR: idiom
#[cfg(feature = "dhat-heap")]
#[global_allocator]
static ALLOC: dhat::Alloc = dhat::Alloc;

/// The `main` of a program that can be profiled.
pub fn run() {
    #[cfg(feature = "dhat-heap")]
    let profiler = dhat::Profiler::builder().file_name(points::file()).build();

    prof_dhat_tour::run();

    #[cfg(feature = "dhat-heap")]
    {
        drop(profiler); // writes the file; at the end of a `main` it goes by itself
        points::print(&points::file());
    }
}
// ANCHOR_END: idiom
