//! One cycle of marking beside a program that allocates. Here the program never lends a hand.

/// A cycle as it begins, in MiB.
#[derive(Clone, Copy)]
pub struct Plan {
    /// To be marked.
    pub work: u64,
    /// May be allocated until the heap is at its goal; at least one.
    pub room: u64,
    /// Marked in the background while the program allocates one.
    pub background: u64,
}

/// A cycle as it ended, in MiB.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Heap above the goal.
    pub over: u64,
    /// Marked by the program itself.
    pub assisted: u64,
    /// The most that the program marked before it got its next MiB.
    pub longest: u64,
}

/// Allocates a MiB at a time until all is marked.
pub fn cycle(plan: Plan) -> Outcome {
    let mut outcome = Outcome::default();
    let (mut allocated, mut marked) = (0, 0);
    while marked < plan.work {
        allocated += 1;
        marked += plan.background;
    }
    outcome.over = u64::saturating_sub(allocated, plan.room);
    outcome
}
