//! A binary tree, built and given back in four ways: 1,023 nodes here, more in the benchmark.

use gc_mark_sweep::{Heap, Name};
use std::rc::Rc;

/// Levels of the tree: 2^10 - 1 nodes.
const LEVELS: u32 = 10;

// ANCHOR: collected
/// In our own collected heap: marked once while it is live, swept when it is garbage.
pub fn collected_tree(levels: u32) -> [(usize, usize); 2] {
    fn build(heap: &mut Heap, levels: u32) -> Name {
        let name = heap.alloc();
        if levels > 1 {
            for slot in 0..2 {
                let child = build(heap, levels - 1);
                heap.link(name, slot, child);
            }
        }
        name
    }
    let mut heap = Heap::default();
    let tree = build(&mut heap, levels);
    heap.add_root(tree);
    let live = heap.collect();
    heap.remove_root(tree);
    let dead = heap.collect();
    [(live.marked, live.swept), (dead.marked, dead.swept)]
}
// ANCHOR_END: collected

// ANCHOR: counted
/// A node that may have several owners.
pub struct Counted {
    /// The nodes below.
    pub children: [Option<Rc<Counted>>; 2],
}

/// Every node counts its owners, and goes with the last.
pub fn counted_tree(levels: u32) -> Option<Rc<Counted>> {
    (levels > 0).then(|| {
        let children = [counted_tree(levels - 1), counted_tree(levels - 1)];
        Rc::new(Counted { children })
    })
}
// ANCHOR_END: counted

// ANCHOR: owned
/// A node with one owner.
pub struct Owned {
    /// The nodes below.
    pub children: [Option<Box<Owned>>; 2],
}

/// Every node belongs to the one above it, and goes with it.
pub fn owned_tree(levels: u32) -> Option<Box<Owned>> {
    (levels > 0).then(|| {
        let children = [owned_tree(levels - 1), owned_tree(levels - 1)];
        Box::new(Owned { children })
    })
}
// ANCHOR_END: owned

// ANCHOR: arena
/// All nodes belong to one vector, which knows its size; a reference is an index.
pub fn arena_tree(levels: u32) -> Vec<[Option<u32>; 2]> {
    fn build(nodes: &mut Vec<[Option<u32>; 2]>, levels: u32) -> Option<u32> {
        if levels == 0 {
            return None;
        }
        let name = nodes.len();
        nodes.push([None; 2]);
        for slot in 0..2 {
            nodes[name][slot] = build(nodes, levels - 1);
        }
        u32::try_from(name).ok()
    }
    let mut nodes = Vec::with_capacity((1 << levels) - 1);
    build(&mut nodes, levels);
    nodes
}
// ANCHOR_END: arena

/// The small tree in our heap.
pub fn collected() -> [(usize, usize); 2] {
    collected_tree(LEVELS)
}

/// The small tree of counted nodes.
pub fn counted() -> Option<Rc<Counted>> {
    counted_tree(LEVELS)
}

/// The small tree of boxes.
pub fn owned() -> Option<Box<Owned>> {
    owned_tree(LEVELS)
}

/// The small tree in one vector.
pub fn arena() -> Vec<[Option<u32>; 2]> {
    arena_tree(LEVELS)
}

/// Builds and gives back each tree.
pub fn run() {
    let [(marked, _), (left, swept)] = collected();
    println!("collected: marked {marked} while live; marked {left}, swept {swept} when dead");
    println!(
        "counted:   {} owners of the root",
        counted().as_ref().map_or(0, Rc::strong_count)
    );
    println!("owned:     a root: {}", owned().is_some());
    println!("arena:     {} nodes in one vector", arena().len());
}
