//@ error: E0597
pub fn turns(n: usize) -> i32 {
    let first = 0;
    let mut last = &first;
    for _ in 0..n {
        let each = *last;
        last = &each;
    }
    *last
}
