//! What is live decides what is marked, and what refers to something decides what is scanned.

use gc_noscan::{NODE, Work, bytes, mark, nodes};

#[test]
fn every_node_of_the_tree_is_marked_once() {
    for count in [1, 2, 1_000] {
        let scanned = count * NODE / 2;
        assert_eq!(
            mark(&nodes(count), 0),
            Work {
                marked: count,
                scanned
            }
        );
    }
}

#[test]
fn bytes_are_one_object_of_any_size() {
    for count in [1, 1_000, 10_000] {
        let work = mark(&bytes(count), 0);
        assert_eq!((work.marked, work.scanned), (1, 0));
    }
}
