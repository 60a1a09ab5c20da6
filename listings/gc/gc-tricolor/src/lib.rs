//! Marking in steps, with a program that writes between them.

/// Objects, and the two places in each that may refer to another.
pub type Graph = Vec<[Option<usize>; 2]>;

// ANCHOR: marking
/// White: not seen. Grey: seen, to be scanned. Black: scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the line above explains all three")]
pub enum Colour {
    White,
    Grey,
    Black,
}

/// What a write into the heap does besides writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barrier {
    /// Nothing.
    Off,
    /// Shades the object that is written (Dijkstra).
    Insertion,
    /// Shades the object that is overwritten (Yuasa).
    Deletion,
}

/// A mark phase in progress.
pub struct Marking {
    graph: Graph,
    roots: Vec<usize>,
    colours: Vec<Colour>,
    grey: Vec<usize>,
    barrier: Barrier,
}
// ANCHOR_END: marking

// ANCHOR: step
impl Marking {
    /// Scans the roots: everything that they name turns grey.
    pub fn start(graph: Graph, roots: Vec<usize>, barrier: Barrier) -> Self {
        let colours = vec![Colour::White; graph.len()];
        let mut marking = Self {
            graph,
            roots,
            colours,
            grey: Vec::new(),
            barrier,
        };
        for root in marking.roots.clone() {
            marking.shade(root);
        }
        marking
    }

    fn shade(&mut self, name: usize) {
        if self.colours[name] == Colour::White {
            self.colours[name] = Colour::Grey;
            self.grey.push(name);
        }
    }

    /// Scans one grey object; false when there is none left.
    pub fn step(&mut self) -> bool {
        let Some(name) = self.grey.pop() else {
            return false;
        };
        self.colours[name] = Colour::Black;
        for to in self.graph[name].into_iter().flatten() {
            self.shade(to);
        }
        true
    }
}
// ANCHOR_END: step

// ANCHOR: write
impl Marking {
    /// The program writes a reference into an object.
    pub fn write(&mut self, from: usize, slot: usize, to: Option<usize>) {
        let shaded = match self.barrier {
            Barrier::Off => None,
            Barrier::Insertion => to,
            Barrier::Deletion => self.graph[from][slot],
        };
        if let Some(name) = shaded {
            self.shade(name);
        }
        self.graph[from][slot] = to;
    }

    /// The program takes a reference into a local variable: no barrier here.
    pub fn load(&mut self, from: usize, slot: usize) {
        self.roots.extend(self.graph[from][slot]);
    }

    /// Reachable, and yet white: what the sweep would take from under the program.
    pub fn lost(&self) -> Vec<usize> {
        let mut reached = vec![false; self.graph.len()];
        let mut to_visit = self.roots.clone();
        while let Some(name) = to_visit.pop() {
            if !std::mem::replace(&mut reached[name], true) {
                to_visit.extend(self.graph[name].iter().flatten());
            }
        }
        let white = |name: &usize| self.colours[*name] == Colour::White;
        (0..reached.len())
            .filter(|&n| reached[n])
            .filter(white)
            .collect()
    }
}
// ANCHOR_END: write

impl Marking {
    /// One letter per object, in order.
    pub fn letters(&self) -> String {
        self.colours
            .iter()
            .map(|colour| match colour {
                Colour::White => 'w',
                Colour::Grey => 'g',
                Colour::Black => 'b',
            })
            .collect()
    }
}

/// The root names A, A refers to B, and B to C.
pub fn chain() -> Graph {
    vec![[Some(1), None], [Some(2), None], [None, None]]
}

// ANCHOR: move
/// C moves from B to A, while A is black and B is grey.
pub fn move_in_heap(marking: &mut Marking) {
    marking.write(0, 1, Some(2));
    marking.write(1, 0, None);
}

/// C moves from B into a local variable, whose stack has been scanned.
pub fn move_to_stack(marking: &mut Marking) {
    marking.load(1, 0);
    marking.write(1, 0, None);
}
// ANCHOR_END: move

// ANCHOR: run
/// Each move under each barrier, after the first step of marking.
pub fn run() {
    type Move = fn(&mut Marking);
    let moves: [(&str, Move); 2] = [
        ("heap to heap", move_in_heap),
        ("heap to stack", move_to_stack),
    ];
    for (title, program) in moves {
        println!("{title}");
        for barrier in [Barrier::Off, Barrier::Insertion, Barrier::Deletion] {
            let mut marking = Marking::start(chain(), vec![0], barrier);
            marking.step();
            let before = marking.letters();
            program(&mut marking);
            let after = marking.letters();
            while marking.step() {}
            let (end, lost) = (marking.letters(), marking.lost());
            let [a, b, c] = [0, 1, 2].map(|name| usize::from(lost.contains(&name)));
            let barrier = format!("{barrier:?}");
            println!("  {barrier:<9} {before} > {after} > {end}, lost: A {a}, B {b}, C {c}");
        }
    }
}
// ANCHOR_END: run

impl Marking {
    /// The objects as they are now.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// What the program names directly: the roots, and the references that it has loaded.
    pub fn roots(&self) -> &[usize] {
        &self.roots
    }
}
