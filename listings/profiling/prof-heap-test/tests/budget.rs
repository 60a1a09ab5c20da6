//! The test that the page shows, as an integration test of its own: a process holds one profiler.

#[test]
fn a_joined_answer_takes_one_block() {
    prof_heap_test::one_block(prof_heap_test::joined);
}
