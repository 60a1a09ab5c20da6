//! The same bytes with references in them and without: what marking has to look at.

/// The name of an object: its place in the arena.
pub type Name = usize;

// ANCHOR: object
/// An object of 64 bytes that refers to others, or bytes in which there is nothing to find.
pub enum Object {
    /// Two references of 16 bytes each, and four words of data.
    Node([Option<Name>; 2], [u64; 4]),
    /// Any number of bytes without a reference.
    Bytes(Box<[u8]>),
}

/// What a marking looked at.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Objects that were marked.
    pub marked: usize,
    /// Bytes in which it looked for references.
    pub scanned: usize,
}
// ANCHOR_END: object

// ANCHOR: mark
/// Marks all that `root` reaches.
pub fn mark(objects: &[Object], root: Name) -> Work {
    let mut marks = vec![false; objects.len()];
    let mut to_visit = vec![root];
    let mut work = Work::default();
    while let Some(name) = to_visit.pop() {
        if std::mem::replace(&mut marks[name], true) {
            continue;
        }
        work.marked += 1;
        if let Object::Node(references, _) = &objects[name] {
            work.scanned += size_of_val(references);
            to_visit.extend(references.iter().flatten());
        }
    }
    work
}
// ANCHOR_END: mark

/// Bytes of data and references in an object of the first kind.
pub const NODE: usize = size_of::<([Option<Name>; 2], [u64; 4])>();

/// A tree of `count` nodes; each refers to the two that stand at twice its place.
pub fn nodes(count: usize) -> Vec<Object> {
    let child = |at: usize| (at < count).then_some(at);
    (0..count)
        .map(|at| Object::Node([child(2 * at + 1), child(2 * at + 2)], [0; 4]))
        .collect()
}

/// One object with as many bytes as `count` nodes have.
pub fn bytes(count: usize) -> Vec<Object> {
    vec![Object::Bytes(vec![0; count * NODE].into())]
}

// ANCHOR: run
/// Marks ten thousand nodes, and one object of the same size.
pub fn run() {
    let count = 10_000;
    let show = |title: &str, objects: &[Object]| {
        let Work { marked, scanned } = mark(objects, 0);
        let bytes = count * NODE;
        println!("{title} {bytes} bytes live: {marked:>5} marked, {scanned:>6} bytes scanned");
    };
    show("nodes:", &nodes(count));
    show("bytes:", &bytes(count));
}
// ANCHOR_END: run
