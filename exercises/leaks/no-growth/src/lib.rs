//! A test against leaks, which takes a cache for one that is only filling.

/// By how many bytes the heap grows while `serve` runs for as many rounds.
pub fn growth(rounds: usize, serve: impl FnMut(usize)) -> isize {
    let ((), spent) = budget::spent(|| (0..rounds).for_each(serve));
    spent.left
}

/// Fails the test when serving rounds of requests makes the heap grow.
#[macro_export]
macro_rules! assert_no_growth {
    ($rounds:expr, $serve:expr) => {
        let grown = $crate::growth($rounds, $serve);
        assert!(grown <= 0, "grew by {grown} bytes in {} rounds", $rounds);
    };
}
