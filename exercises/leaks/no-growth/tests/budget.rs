//! A leak is found, and what only fills, or comes and goes, is none.

use no_growth::assert_no_growth;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the assertion says, if it fails.
fn said(test: impl FnOnce()) -> String {
    let failed = catch_unwind(AssertUnwindSafe(test)).err();
    let said = failed.and_then(|said| said.downcast::<String>().ok());
    said.map(|said| *said).unwrap_or_default()
}

#[test]
fn a_leak_is_found_with_its_size() {
    let said = said(|| {
        let mut pages = Vec::with_capacity(100);
        assert_no_growth!(6, |_| pages.push(vec![0u8; 1000]));
    });
    assert_eq!(said, "grew by 6000 bytes in 6 rounds");
}

#[test]
fn a_leak_in_every_third_round_is_found() {
    let said = said(|| {
        let mut pages = Vec::with_capacity(100);
        assert_no_growth!(6, |round| {
            if round % 3 == 0 {
                pages.push(vec![0u8; 10]);
            }
        });
    });
    assert_eq!(said, "grew by 20 bytes in 6 rounds");
}

#[test]
fn a_cache_that_fills_is_no_leak() {
    let mut latest = VecDeque::with_capacity(8);
    assert_no_growth!(6, |_| {
        latest.push_back(vec![0u8; 1000]);
        if latest.len() > 4 {
            latest.pop_front();
        }
    });
}

#[test]
fn what_comes_and_goes_is_no_leak() {
    assert_no_growth!(6, |round| drop(vec![0u8; 100 * (round + 1)]));
}
