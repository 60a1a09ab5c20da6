//! The law by which Go's `append` grows a slice, written down from the source of Go 1.27 (runtime/slice.go,
//! internal/runtime/gc/sizeclasses.go) and from what it does with the first elements, for which the compiler may
//! keep 32 B on the stack. The tests hold it against what a real Go did.

/// The sizes that Go's allocator hands out; larger ones are whole pages of 8 KiB.
const CLASSES: [usize; 66] = [
    8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352,
    384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048,
    2304, 2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728,
    10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672,
];

/// The last size class; what is less than 8 B below it counts as large.
const LARGEST: usize = 32_768;
const PAGE: usize = 8_192;

/// What the compiler keeps on the stack for a slice that begins empty and whose first array stays there.
const ON_STACK: usize = 32;

/// The capacity after appending one element of `size` bytes, which hold no pointers, to a full slice.
pub fn next(capacity: usize, size: usize) -> usize {
    let wanted = match capacity {
        0 if size <= ON_STACK => return ON_STACK / size,
        0 => 1,
        1..256 => 2 * capacity,
        _ => capacity + (capacity + 3 * 256) / 4,
    };
    rounded(wanted * size) / size
}

/// Whether the first array of a slice is on the stack, so that it takes no block of the heap.
pub fn begins_on_stack(size: usize) -> bool {
    size <= ON_STACK
}

fn rounded(bytes: usize) -> usize {
    if bytes > LARGEST - 8 {
        return bytes.next_multiple_of(PAGE);
    }
    let class = CLASSES.into_iter().find(|class| *class >= bytes);
    class.unwrap_or(LARGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every staircase of the recorded session, `  1 B: 8 16 32 …`, step by step.
    #[test]
    fn the_law_is_what_a_real_go_did() {
        let recorded = include_str!("../recorded/go.txt");
        let stairs = recorded.lines().filter_map(|line| {
            let (size, rooms) = line.split_once(" B: ")?;
            Some((size.trim().parse::<usize>().ok()?, rooms))
        });
        let mut seen = 0;
        for (size, rooms) in stairs {
            let mut capacity = 0;
            for room in rooms.split_whitespace() {
                capacity = next(capacity, size);
                assert_eq!(capacity.to_string(), room, "elements of {size} B");
                seen += 1;
            }
        }
        assert!(seen > 100, "the session holds {seen} steps");
    }

    /// The rows `  8 B, 10 blocks, room for  1280` of a thousand elements.
    #[test]
    fn the_blocks_are_what_a_real_go_requested() {
        let recorded = include_str!("../recorded/go.txt");
        let rows = recorded.lines().filter_map(|line| {
            let (size, rest) = line.split_once(" B, ")?;
            let (blocks, _) = rest.split_once(" blocks")?;
            Some((size.trim().parse::<usize>().ok()?, blocks.trim()))
        });
        let mut seen = 0;
        for (size, blocks) in rows {
            let (mut capacity, mut steps) = (0, 0);
            while capacity < 1_000 {
                capacity = next(capacity, size);
                steps += 1;
            }
            let counted = steps - usize::from(begins_on_stack(size));
            assert_eq!(counted.to_string(), blocks, "elements of {size} B");
            seen += 1;
        }
        assert_eq!(seen, 4);
    }
}
