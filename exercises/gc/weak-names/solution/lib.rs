//! A collected heap with weak names. Each place counts its owners, and a weak name remembers the count.

/// The name of an object: its place in the arena.
pub type Name = usize;

/// Names an object without keeping it.
#[derive(Clone, Copy)]
pub struct Weak {
    name: Name,
    generation: u32,
}

/// Objects with one reference each, free places, and what the program holds.
#[derive(Default)]
pub struct Heap {
    objects: Vec<Option<Option<Name>>>,
    free: Vec<Name>,
    roots: Vec<Name>,
    /// How many objects have died at each place.
    generations: Vec<u32>,
}

impl Heap {
    /// A new object that the program holds, and that refers to `to`.
    pub fn alloc(&mut self, to: Option<Name>) -> Name {
        let name = self.free.pop().unwrap_or(self.objects.len());
        if name == self.objects.len() {
            self.objects.push(None);
            self.generations.push(0);
        }
        self.objects[name] = Some(to);
        self.roots.push(name);
        name
    }

    /// The program lets go of an object.
    pub fn release(&mut self, name: Name) {
        self.roots.retain(|&root| root != name);
    }

    /// A name that does not keep the object.
    pub fn weak(&self, name: Name) -> Weak {
        let generation = self.generations[name];
        Weak { name, generation }
    }

    /// The object, if it is still there.
    pub fn upgrade(&self, weak: Weak) -> Option<Name> {
        (self.generations[weak.name] == weak.generation).then_some(weak.name)
    }

    /// Frees what the roots do not reach.
    pub fn collect(&mut self) {
        let mut marks = vec![false; self.objects.len()];
        let mut to_visit = self.roots.clone();
        while let Some(name) = to_visit.pop() {
            if !std::mem::replace(&mut marks[name], true) {
                to_visit.extend(self.objects[name].flatten());
            }
        }
        for (name, object) in self.objects.iter_mut().enumerate() {
            if !marks[name] && object.take().is_some() {
                self.free.push(name);
                self.generations[name] += 1;
            }
        }
    }
}
