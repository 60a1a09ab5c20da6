//! Marks a graph whose objects lie in spans. It jumps from span to span for each object.

/// Objects of a span; they are neighbours in memory.
pub const SPAN: usize = 64;

/// What a marking came to.
#[derive(Debug, Default)]
pub struct Marked {
    /// Objects that were scanned.
    pub objects: usize,
    /// How often the next object lay in another span than the one before.
    pub switches: usize,
}

/// The object to scan next, and what was scanned so far.
#[derive(Default)]
pub struct Scan {
    here: Option<usize>,
    marked: Marked,
}

impl Scan {
    /// Counts the scan of one object.
    pub fn visit(&mut self, object: usize) {
        let span = Some(object / SPAN);
        self.marked.switches += usize::from(self.here != span);
        self.marked.objects += 1;
        self.here = span;
    }
}

/// Marks what `root` reaches; each object refers to two others.
pub fn mark(references: &[[usize; 2]], root: usize) -> Marked {
    let mut scan = Scan::default();
    let mut seen = vec![false; references.len()];
    let mut to_scan = vec![root];
    seen[root] = true;
    while let Some(object) = to_scan.pop() {
        scan.visit(object);
        for to in references[object] {
            if !std::mem::replace(&mut seen[to], true) {
                to_scan.push(to);
            }
        }
    }
    scan.marked
}
