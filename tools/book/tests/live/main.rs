//! What a case of `tests/cases` cannot say: `cargo book` as a server, as a process that is interrupted,
//! as mdBook's preprocessor, and the HTML of a page.

#[path = "../scratch/mod.rs"]
mod scratch;

#[cfg(target_os = "linux")]
mod client;
mod exercise;
mod html;
#[cfg(unix)]
mod interrupt;
#[cfg(target_os = "linux")]
mod permission;
mod preprocess;
#[cfg(target_os = "linux")]
mod running;
mod server;
mod serving;
