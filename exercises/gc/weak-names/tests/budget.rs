//! A weak name finds its own object or nothing, and costs no block.

use weak_names::Heap;

#[test]
fn a_weak_name_finds_an_object_that_is_held() {
    let mut heap = Heap::default();
    let below = heap.alloc(None);
    let above = heap.alloc(Some(below));
    let weak = heap.weak(below);
    heap.release(below);
    heap.collect();
    assert_eq!(
        heap.upgrade(weak),
        Some(below),
        "the object above refers to it"
    );
    heap.release(above);
    heap.collect();
    assert_eq!(heap.upgrade(weak), None, "a weak name keeps nothing");
}

#[test]
fn a_place_that_is_used_again_is_somebody_else() {
    let mut heap = Heap::default();
    let name = heap.alloc(None);
    let weak = heap.weak(name);
    heap.release(name);
    heap.collect();
    let newcomer = heap.alloc(None);
    assert_eq!(newcomer, name, "the place is used again");
    assert_eq!(
        heap.upgrade(weak),
        None,
        "the weak name found somebody else's object"
    );
    assert_eq!(heap.upgrade(heap.weak(newcomer)), Some(newcomer));
}

#[test]
fn weak_names_cost_no_block() {
    let mut heap = Heap::default();
    let name = heap.alloc(None);
    let (found, spent) = budget::spent(|| {
        (0..1_000)
            .filter(|_| heap.upgrade(heap.weak(name)) == Some(name))
            .count()
    });
    assert_eq!(found, 1_000);
    spent.at_most_blocks(0);
}
