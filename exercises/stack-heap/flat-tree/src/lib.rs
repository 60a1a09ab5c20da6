//! A tree that is walked and dropped by recursion. Its depth should not cost any stack.

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
        self.walk_from(1, &mut see);
    }

    fn walk_from<'t>(&'t self, level: usize, see: &mut impl FnMut(&'t T, usize)) {
        see(&self.value, level);
        for child in [&self.left, &self.right].into_iter().flatten() {
            child.walk_from(level + 1, see);
        }
    }

    /// The number of levels.
    pub fn depth(&self) -> usize {
        let mut depth = 0;
        self.walk(|_, level| depth = depth.max(level));
        depth
    }
}
