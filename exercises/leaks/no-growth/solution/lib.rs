//! A test against leaks, which lets a cache fill before it looks.

/// By how many bytes the heap grows in so many rounds, after as many that do not count.
pub fn growth(rounds: usize, mut serve: impl FnMut(usize)) -> isize {
    (0..rounds).for_each(&mut serve);
    let ((), spent) = budget::spent(|| (rounds..2 * rounds).for_each(serve));
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
