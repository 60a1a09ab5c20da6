//! The growth explorer's side of the page: fills a real vector under a counting allocator, and says what the
//! law of Go's `append` would do with the same elements.

use col_growth_law::{fill, go_law};
use glue::Spent;
use std::hint::black_box;

glue::export!(answer);

#[global_allocator]
static HEAP: glue::Counting = glue::Counting;

/// More than this takes a phone too long, and the law shows well before.
const MOST: usize = 10_000;

/// The length and the capacity after each growth.
type Steps = Vec<(usize, usize)>;

/// `4000 8 1` (elements, bytes of each, reserved or not) → one line of JSON, or `{"error":…}`.
pub fn answer(question: &str) -> String {
    let mut words = question.split(' ').map(str::parse::<usize>);
    let (Some(Ok(count)), Some(Ok(size)), Some(Ok(reserve)), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return r#"{"error":"a question is: elements size reserved"}"#.to_owned();
    };
    let count = count.min(MOST);
    let Some((rust, spent)) = grown(count, size, reserve != 0) else {
        return r#"{"error":"no elements of this size"}"#.to_owned();
    };
    let go = go_steps(count, size, reserve != 0);
    let on_stack = usize::from(reserve == 0 && go_law::begins_on_stack(size));
    let on_heap = go.iter().skip(on_stack);
    let blocks = on_heap.clone().count() as u64;
    let bytes = on_heap.map(|(_, room)| (room * size) as u64).sum();
    format!(
        r#"{{"rust":{},"go":{}}}"#,
        json(&rust, size, spent.blocks, spent.bytes),
        json(&go, size, blocks, bytes)
    )
}

/// A vector for each size that the page offers, since the size of an element is part of its type.
fn grown(count: usize, size: usize, reserve: bool) -> Option<(Steps, Spent)> {
    let run = match size {
        1 => counted::<1>,
        2 => counted::<2>,
        4 => counted::<4>,
        8 => counted::<8>,
        16 => counted::<16>,
        24 => counted::<24>,
        32 => counted::<32>,
        64 => counted::<64>,
        128 => counted::<128>,
        256 => counted::<256>,
        512 => counted::<512>,
        1024 => counted::<1024>,
        1025 => counted::<1025>,
        2048 => counted::<2048>,
        4096 => counted::<4096>,
        _ => return None,
    };
    Some(run(count, reserve))
}

fn counted<const SIZE: usize>(count: usize, reserve: bool) -> (Steps, Spent) {
    // Room for more steps than a vector in 32 or 64 bits of address can take: noting one asks for nothing.
    let mut steps = Steps::with_capacity(64);
    let (elements, spent) = glue::spent(|| {
        let note = |length, room| steps.push((length, room));
        black_box(fill::<SIZE>(count, reserve, note))
    });
    drop(elements);
    (steps, spent)
}

fn go_steps(count: usize, size: usize, reserve: bool) -> Steps {
    if reserve {
        let reserved = (1, count);
        return Vec::from_iter((count > 0).then_some(reserved));
    }
    let mut steps = Steps::new();
    let mut room = 0;
    while room < count {
        let length = room + 1;
        room = go_law::next(room, size);
        steps.push((length, room));
    }
    steps
}

/// Each growth has to copy what was there before, unless the block can be extended where it lies.
fn json(steps: &Steps, size: usize, blocks: u64, bytes: u64) -> String {
    let copied: usize = steps.iter().map(|(length, _)| (length - 1) * size).sum();
    let listed = steps
        .iter()
        .map(|(length, room)| format!("[{length},{room}]"));
    format!(
        r#"{{"steps":[{}],"blocks":{blocks},"bytes":{bytes},"copied":{copied}}}"#,
        listed.collect::<Vec<_>>().join(",")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_numbers_grow_as_recorded() {
        let found = answer("1000 8 0");
        assert!(
            found.contains(r#"[513,1024]],"blocks":9,"bytes":16352,"#),
            "{found}"
        );
        assert!(answer("1000 8 1").contains(r#"{"steps":[[1,1000]],"blocks":1,"bytes":8000,"#));
        assert!(answer("1000 7 0").contains("error"));
        assert!(answer("x").contains("error"));
    }
}
