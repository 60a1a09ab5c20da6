//! Parents and children: a reference back that owns, and one that does not.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

/// Makes both hundred families and lets go of them.
pub fn run() {
    leaky();
    fixed();
    println!("made 2 x 100 families, and kept none");
}

// ANCHOR: leaky
/// The parent owns the child, and the child owns the parent.
#[derive(Default)]
pub struct Owning {
    other: RefCell<Option<Rc<Owning>>>,
}

/// A hundred families that nobody can reach any more.
pub fn leaky() {
    for _ in 0..100 {
        let parent = Rc::new(Owning::default());
        let child = Rc::new(Owning::default());
        *child.other.borrow_mut() = Some(Rc::clone(&parent));
        *parent.other.borrow_mut() = Some(child);
    }
}
// ANCHOR_END: leaky

// ANCHOR: fixed
/// The parent owns the child, and the child only knows the parent.
#[derive(Default)]
pub struct Parent {
    child: RefCell<Option<Rc<Child>>>,
}

/// A child that does not keep its parent.
pub struct Child {
    /// Where it came from.
    pub parent: Weak<Parent>,
}

/// The same hundred families.
pub fn fixed() {
    for _ in 0..100 {
        let parent = Rc::new(Parent::default());
        let child = Rc::new(Child {
            parent: Rc::downgrade(&parent),
        });
        *parent.child.borrow_mut() = Some(child);
    }
}
// ANCHOR_END: fixed
