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
//!
//! Types that are named behind a semicolon have their layout recorded as well, in `recorded/layout.json`:
//!
//! ```ignore
//! heaplab::verify!(lay_reorder: run; Event { kind, at, flag }, Compact);
//! ```

mod bench;
mod child;
mod compare;
mod dhat_report;
mod frames;
mod harness;
mod layout;
mod recorder;
mod trace;

pub use bench::{SKIP_CLAIMS_VARIABLE, check_claims};
pub use catalog::{FieldLayout, TypeLayout};
pub use child::{CASE_VARIABLE, LAYOUT_VARIABLE, MODE_VARIABLE, OUT_VARIABLE, REPORT_VARIABLE};
pub use harness::{Case, Harness};
pub use layout::{field_layout, type_layout};
pub use recorder::Recorder;

/// Declares the recording allocator and a `main` that verifies the named functions of a listing.
///
/// `verify!(my_crate: leaky, fixed);` records two cases, `leaky` and `fixed`.
///
/// `verify!(my_crate: run; Event { kind, at }, Compact);` records the layouts of two types too: a struct with all
/// of its fields, which have to be public, and any type by its name alone.
#[macro_export]
macro_rules! verify {
    ($listing:ident: $($case:ident),+ $(,)?) => {
        $crate::verify!($listing: $($case),+;);
    };
    ($listing:ident: $($case:ident),+; $($type:ident $({ $($field:tt),+ $(,)? })?),* $(,)?) => {
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
                layouts: || vec![$({
                    // A pattern without `..`: a field that is left out here would look like padding.
                    $(let _ = |it: $listing::$type| {
                        let $listing::$type { $($field: _),+ } = it;
                    };)?
                    $crate::type_layout::<$listing::$type>(
                        stringify!($type),
                        vec![$($($crate::field_layout(
                            stringify!($field),
                            ::std::mem::offset_of!($listing::$type, $field),
                            |it: $listing::$type| it.$field,
                        )),+)?],
                    )
                }),*],
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
