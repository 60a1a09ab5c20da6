//! A stop-the-world mark-sweep collector over an arena of objects.

/// The name of an object: its place in the arena.
pub type Name = usize;

// ANCHOR: heap
/// An object: the names that it refers to, and its mark.
#[derive(Clone, Copy, Default)]
struct Object {
    refs: [Option<Name>; 2],
    marked: bool,
}

/// The heap: objects, places to use again, and the names that the program holds directly.
#[derive(Default)]
pub struct Heap {
    objects: Vec<Option<Object>>,
    free: Vec<Name>,
    roots: Vec<Name>,
}

/// What one collection did.
pub struct Cycle {
    /// Objects that were reached.
    pub marked: usize,
    /// Objects whose places were freed.
    pub swept: usize,
}
// ANCHOR_END: heap

// ANCHOR: collect
impl Heap {
    /// Marks what the roots reach, and frees the rest.
    pub fn collect(&mut self) -> Cycle {
        Cycle {
            marked: self.mark(),
            swept: self.sweep(),
        }
    }

    fn mark(&mut self) -> usize {
        let mut marked = 0;
        let mut to_visit = self.roots.clone();
        while let Some(name) = to_visit.pop() {
            if let Some(object) = &mut self.objects[name]
                && !object.marked
            {
                object.marked = true;
                marked += 1;
                to_visit.extend(object.refs.iter().flatten());
            }
        }
        marked
    }

    fn sweep(&mut self) -> usize {
        let before = self.free.len();
        for (name, place) in self.objects.iter_mut().enumerate() {
            match place {
                Some(object) if object.marked => object.marked = false,
                Some(_) => {
                    *place = None;
                    self.free.push(name);
                }
                None => {}
            }
        }
        self.free.len() - before
    }
}
// ANCHOR_END: collect

impl Heap {
    /// Takes a free place, or makes a new one at the end of the arena.
    pub fn alloc(&mut self) -> Name {
        let object = Some(Object::default());
        if let Some(name) = self.free.pop() {
            self.objects[name] = object;
            return name;
        }
        self.objects.push(object);
        self.objects.len() - 1
    }

    /// Lets the object `from` refer to `to`; a dead `from` is left alone.
    pub fn link(&mut self, from: Name, slot: usize, to: Name) {
        if let Some(object) = &mut self.objects[from] {
            object.refs[slot] = Some(to);
        }
    }

    /// The program holds this name from now on.
    pub fn add_root(&mut self, name: Name) {
        self.roots.push(name);
    }

    /// The program no longer holds this name.
    pub fn remove_root(&mut self, name: Name) {
        self.roots.retain(|&root| root != name);
    }

    /// Places in the arena, used or free.
    pub fn places(&self) -> usize {
        self.objects.len()
    }
}

/// `count` objects in a circle, each of which refers to the next.
pub fn ring(heap: &mut Heap, count: usize) -> Name {
    let names: Vec<Name> = (0..count).map(|_| heap.alloc()).collect();
    for (at, &name) in names.iter().enumerate() {
        heap.link(name, 0, names[(at + 1) % count]);
    }
    names[0]
}

// ANCHOR: run
/// Two rooted rings and some garbage: collect, cut one ring off, collect again, and allocate.
pub fn run() {
    let mut heap = Heap::default();
    let (session, config) = (ring(&mut heap, 200), ring(&mut heap, 100));
    heap.add_root(session);
    heap.add_root(config);
    for _ in 0..500 {
        heap.alloc();
    }
    let places = heap.places();
    println!("before: {places} objects");
    let Cycle { marked, swept } = heap.collect();
    println!("first:  marked {marked}, swept {swept}");

    heap.remove_root(session);
    let Cycle { marked, swept } = heap.collect();
    println!("second: marked {marked}, swept {swept}");

    for _ in 0..700 {
        heap.alloc();
    }
    println!("reused: {} of 700", 700 - (heap.places() - places));
} // `heap` ends
// ANCHOR_END: run

// ANCHOR: garbage
/// The same live objects beside more and more garbage.
pub fn garbage() {
    for count in [500, 5_000, 50_000] {
        let mut heap = Heap::default();
        let live = ring(&mut heap, 300);
        heap.add_root(live);
        for _ in 0..count {
            heap.alloc();
        }
        let Cycle { marked, swept } = heap.collect();
        println!("garbage {count:>6}: marked {marked}, swept {swept:>6}");
    }
}
// ANCHOR_END: garbage
