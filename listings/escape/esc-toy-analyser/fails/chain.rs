//@ error: E0515
pub fn chain<'a>() -> &'a i32 {
    let value = 42;
    let inner = &value;
    let outer = &inner;
    *outer
}
