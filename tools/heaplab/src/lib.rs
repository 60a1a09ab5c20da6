//! Records what a listing asks of the heap, and verifies it against `recorded/heap.json`.
//!
//! A listing's `tests/heap.rs` is one line:
//!
//! ```ignore
//! heaplab::verify!(first_100mib: run);
//! ```
//!
//! The resulting test binary runs each named function twice, each time in a fresh child process: once
//! under [dhat](https://docs.rs/dhat), whose totals are the book's figures, and once under a tracer of
//! our own, which also knows the order of the requests and the line of every free. The two must agree.
//! The listing itself stays free of any profiler.

mod bench;
mod child;
mod compare;
mod dhat_report;
mod frames;
mod harness;
mod recorder;
mod trace;

pub use bench::{SKIP_CLAIMS_VARIABLE, check_claims};
pub use child::{CASE_VARIABLE, MODE_VARIABLE, OUT_VARIABLE, REPORT_VARIABLE};
pub use harness::{Case, Harness};
pub use recorder::Recorder;

/// Declares the recording allocator and a `main` that verifies the named functions of a listing.
///
/// `verify!(my_crate: leaky, fixed);` records two cases, `leaky` and `fixed`.
#[macro_export]
macro_rules! verify {
    ($listing:ident: $($case:ident),+ $(,)?) => {
        #[global_allocator]
        static RECORDER: $crate::Recorder = $crate::Recorder;

        fn main() -> std::process::ExitCode {
            $crate::Harness {
                manifest_dir: env!("CARGO_MANIFEST_DIR"),
                cases: &[$($crate::Case {
                    name: stringify!($case),
                    run: || {
                        let _ = $listing::$case();
                    },
                }),+],
            }
            .main()
        }
    };
}

/// Declares the `main` of `benches/<name>.rs`: runs the named Criterion functions, and after a test run
/// (`cargo test --benches`) checks the listing's claims against what is recorded.
///
/// ```ignore
/// heaplab::bench_main!(presize);
/// ```
#[macro_export]
macro_rules! bench_main {
    ($($benchmark:path),+ $(,)?) => {
        fn main() -> ::std::process::ExitCode {
            let mut criterion = ::criterion::Criterion::default().configure_from_args();
            $($benchmark(&mut criterion);)+
            criterion.final_summary();
            $crate::check_claims(env!("CARGO_MANIFEST_DIR"))
        }
    };
}
