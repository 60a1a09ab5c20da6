//! A tree that is walked and dropped by loops, with a stack of its own on the heap.

/// A node with what it owns.
pub struct Tree<T> {
    /// The value of this node.
    pub value: T,
    /// What is to the left of it.
    pub left: Option<Box<Tree<T>>>,
    /// What is to the right of it.
    pub right: Option<Box<Tree<T>>>,
}

impl<T> Tree<T> {
    /// A node without children.
    pub fn leaf(value: T) -> Self {
        Self {
            value,
            left: None,
            right: None,
        }
    }

    /// Shows every value with its level: a node first, then what is left of it, then what is right.
    pub fn walk<'t>(&'t self, mut see: impl FnMut(&'t T, usize)) {
        let mut waiting = vec![(self, 1)];
        while let Some((node, level)) = waiting.pop() {
            see(&node.value, level);
            // What is pushed last is seen first.
            let children = [&node.right, &node.left].into_iter().flatten();
            waiting.extend(children.map(|child| (&**child, level + 1)));
        }
    }

    /// The number of levels.
    pub fn depth(&self) -> usize {
        let mut depth = 0;
        self.walk(|_, level| depth = depth.max(level));
        depth
    }
}

impl<T> Drop for Tree<T> {
    fn drop(&mut self) {
        let mut waiting: Vec<Box<Tree<T>>> = Vec::new();
        waiting.extend([self.left.take(), self.right.take()].into_iter().flatten());
        while let Some(mut node) = waiting.pop() {
            waiting.extend([node.left.take(), node.right.take()].into_iter().flatten());
        } // `node` has no children any more when it is dropped here
    }
}
