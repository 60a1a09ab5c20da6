//! The same sums, with one table for all the lines.

use roll_up::cumulative;

#[test]
fn a_caller_holds_what_its_callees_requested() {
    let sums = cumulative("main;serve;answer 256\nmain;serve;keep 96\nmain 8\n");
    assert_eq!((sums["main"], sums["serve"]), (360, 352));
    assert_eq!((sums["answer"], sums["keep"]), (256, 96));
}

#[test]
fn a_function_that_calls_itself_counts_once_a_stack() {
    let sums = cumulative("walk;walk;walk 10\nwalk;visit;walk 5");
    assert_eq!((sums["walk"], sums["visit"]), (15, 5));
}

#[test]
fn what_is_no_stack_is_left_out() {
    assert!(cumulative("\nnothing\n").is_empty());
}

#[test]
fn a_thousand_lines_of_three_functions_need_two_blocks() {
    let folded = "main;serve;answer 256\n".repeat(1_000);
    let (sums, spent) = budget::spent(|| cumulative(&folded));
    assert_eq!(sums["serve"], 256_000);
    spent.at_most_blocks(2);
}
