//! A trait object in a box, borrowed, and not at all.

use std::hint::black_box;

/// Runs the four ways.
pub fn run() {
    println!("{} {} {} {}", plain(), with_field(), generic(), borrowed());
}

// ANCHOR: rules
/// What an order costs to handle.
pub trait Rule {
    /// The fee for this amount.
    fn fee(&self, amount: u64) -> u64;
}

struct Flat;

struct Percent {
    rate: u64,
}

impl Rule for Flat {
    fn fee(&self, _amount: u64) -> u64 {
        100
    }
}

impl Rule for Percent {
    fn fee(&self, amount: u64) -> u64 {
        amount * self.rate / 100
    }
}
// ANCHOR_END: rules

// ANCHOR: ways
/// A boxed rule without fields.
pub fn plain() -> u64 {
    let rule: Box<dyn Rule> = black_box(Box::new(Flat));
    rule.fee(500)
}

/// A boxed rule with one.
pub fn with_field() -> u64 {
    let rule: Box<dyn Rule> = black_box(Box::new(Percent { rate: 3 }));
    rule.fee(500)
}

/// A type parameter: one copy of the function for each rule.
pub fn generic() -> u64 {
    fn charge<R: Rule>(rule: R) -> u64 {
        rule.fee(500)
    }
    charge(black_box(Percent { rate: 3 }))
}

/// A borrowed trait object: the rule stays in this frame.
pub fn borrowed() -> u64 {
    fn charge(rule: &dyn Rule) -> u64 {
        rule.fee(500)
    }
    charge(black_box(&Percent { rate: 3 }))
}
// ANCHOR_END: ways
