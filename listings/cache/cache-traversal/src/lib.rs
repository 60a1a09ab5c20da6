//! One matrix, walked by rows and by columns, and a model cache that counts the lines it fetches.

const LINE: usize = 64;
const PLACES: usize = 512;

/// Walks the matrix in both directions, then by columns once more with room after each row.
pub fn run() {
    let square = Matrix::new(256, 256);
    let wider = Matrix::new(256, 256 + LINE / 4);
    show("by rows:", &square, || square.by_rows());
    show("by columns:", &square, || square.by_columns());
    show("wider rows:", &wider, || wider.by_columns());
}

fn show<W: Iterator<Item = usize>>(name: &str, matrix: &Matrix, walk: impl Fn() -> W) {
    let (sum, lines) = (matrix.sum(walk()), fetched(walk()));
    println!("{name:<12} {sum} added, {lines:>5} lines fetched");
}

// ANCHOR: matrix
/// A square of numbers, where each row begins `width` numbers after the one before.
pub struct Matrix {
    numbers: Vec<u32>,
    size: usize,
    width: usize,
}

impl Matrix {
    /// Ones everywhere.
    pub fn new(size: usize, width: usize) -> Self {
        let numbers = vec![1; size * width];
        Self {
            numbers,
            size,
            width,
        }
    }

    /// The places of the numbers, row after row.
    pub fn by_rows(&self) -> impl Iterator<Item = usize> {
        let (size, width) = (self.size, self.width);
        (0..size).flat_map(move |row| (0..size).map(move |column| row * width + column))
    }

    /// The places of the numbers, column after column.
    pub fn by_columns(&self) -> impl Iterator<Item = usize> {
        let (size, width) = (self.size, self.width);
        (0..size).flat_map(move |column| (0..size).map(move |row| row * width + column))
    }

    /// Adds up the numbers in the order of a walk.
    pub fn sum(&self, walk: impl Iterator<Item = usize>) -> u64 {
        walk.map(|at| u64::from(self.numbers[at])).sum()
    }
}
// ANCHOR_END: matrix

// ANCHOR: model
/// How many lines a walk fetches, in a model with 512 places for lines of 64 bytes:
/// each line has one place, its number modulo 512, and leaves it when another line comes.
pub fn fetched(walk: impl Iterator<Item = usize>) -> usize {
    let mut places = [usize::MAX; PLACES];
    let mut fetched = 0;
    for at in walk {
        let line = at * size_of::<u32>() / LINE;
        let place = &mut places[line % PLACES];
        if *place != line {
            *place = line;
            fetched += 1;
        }
    }
    fetched
}
// ANCHOR_END: model
