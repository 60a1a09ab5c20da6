//! The same walk, and a depth that costs neither stack nor more than two small blocks.

use flat_tree::Tree;
use std::cell::Cell;

/// What a walk or a drop may use of the stack, however deep the tree is.
const BUDGET: usize = 4_096;

thread_local! {
    static STACK: Cell<(usize, usize)> = const { Cell::new((usize::MAX, 0)) };
}

/// Notes where the stack is now.
#[inline(never)]
fn note() {
    let here = 0_u8;
    let here = &raw const here as usize;
    STACK.set((STACK.get().0.min(here), STACK.get().1.max(here)));
}

/// How far apart the calls of `note` were while `work` ran.
fn stack_of(work: impl FnOnce()) -> usize {
    STACK.set((usize::MAX, 0));
    work();
    STACK.get().1 - STACK.get().0
}

/// Notes the stack while it is dropped.
struct Probe;

impl Drop for Probe {
    fn drop(&mut self) {
        note();
    }
}

/// A tree of one node per level, made by a loop.
fn chain<T>(levels: usize, mut value: impl FnMut() -> T) -> Tree<T> {
    let mut tree = Tree::leaf(value());
    for level in 1..levels {
        let mut above = Tree::leaf(value());
        let child = Some(Box::new(tree));
        if level % 2 == 0 {
            above.left = child;
        } else {
            above.right = child;
        }
        tree = above;
    }
    tree
}

#[track_caller]
fn within_budget(what: &str, used: usize) {
    assert!(
        used <= BUDGET,
        "{what} 1000 levels used {used} bytes of stack, the budget is {BUDGET}"
    );
}

#[test]
fn the_order_is_the_same() {
    let mut tree = Tree::leaf('a');
    let mut left = Tree::leaf('b');
    left.right = Some(Box::new(Tree::leaf('c')));
    tree.left = Some(Box::new(left));
    tree.right = Some(Box::new(Tree::leaf('d')));
    let mut seen = Vec::new();
    tree.walk(|value, level| seen.push((*value, level)));
    assert_eq!(seen, [('a', 1), ('b', 2), ('c', 3), ('d', 2)]);
    assert_eq!(tree.depth(), 3);
}

#[test]
fn walking_is_flat() {
    let tree = chain(1_000, || ());
    within_budget("walking", stack_of(|| tree.walk(|_, _| note())));
}

#[test]
fn dropping_is_flat() {
    let tree = chain(1_000, || Probe);
    within_budget("dropping", stack_of(|| drop(tree)));
}

#[test]
fn a_million_levels_end_well() {
    let tree = chain(1_000, || Probe);
    let walk = stack_of(|| tree.walk(|_, _| note()));
    let drops = stack_of(|| drop(tree));
    within_budget("walking and dropping", walk.max(drops));
    // Only now, since running out of stack would end all tests at once.
    let (depth, spent) = budget::spent(|| chain(1_000_000, || ()).depth());
    assert_eq!(depth, 1_000_000);
    spent.at_most_blocks(999_999 + 2);
}
