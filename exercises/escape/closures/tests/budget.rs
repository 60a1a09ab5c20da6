//! What Go 1.27.3 moves to the heap, and nothing else. The Go functions stand beside the programs.

use closures::moved;

const NONE: [&str; 0] = [];

#[test]
fn what_it_could_do_before_it_still_does() {
    assert_eq!(moved("var answer; p = &answer; return p"), ["answer"]);
    assert_eq!(moved("var count; p = &count; return *p"), NONE);
    assert_eq!(moved("var v; p = &v; q = &p; return *q"), ["v"]);
}

/// `count := 0; return func() int { count++; return count }`
#[test]
fn a_variable_that_is_assigned_to_is_captured_by_reference() {
    let program = "var count; f = func count; count = next; return f";
    assert_eq!(moved(program), ["count"], "the closure holds the address of count");
}

/// `limit := 10; return func() int { return limit }`
#[test]
fn a_variable_that_is_never_assigned_to_is_captured_by_value() {
    assert_eq!(moved("var limit; f = func limit; return f"), NONE);
}

/// `count := 0; p := &count; *p = 1; return func() int { return count }`
#[test]
fn a_variable_whose_address_is_taken_is_captured_by_reference() {
    assert_eq!(moved("var count; p = &count; f = func count; return f"), ["count"]);
}

/// `count := 0; f := func() { count++ }; f(); return count`
#[test]
fn a_closure_that_stays_moves_nothing() {
    assert_eq!(moved("var count; f = func count; count = next; return count"), NONE);
}

/// `value := 42; p := &value; return func() int { return *p }`
#[test]
fn what_a_captured_pointer_points_to_moves() {
    assert_eq!(moved("var value; p = &value; f = func p; return f"), ["value"], "through p");
}
