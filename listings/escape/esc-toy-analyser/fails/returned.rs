//@ error: E0515
pub fn returned<'a>() -> &'a i32 {
    let answer = 42;
    let p = &answer;
    p
}
