//! The same counts, with a string per word and not per look-up.

use group_by::count;

#[test]
fn words_are_counted() {
    let counts = count("a b a c a b".split(' '));
    assert_eq!((counts["a"], counts["b"], counts["c"]), (3, 2, 1));
}

#[test]
fn one_word_looked_up_a_hundred_times_needs_two_blocks() {
    let (counts, spent) = budget::spent(|| count(std::iter::repeat_n("word", 100)));
    assert_eq!(counts["word"], 100);
    spent.at_most_blocks(2);
}
