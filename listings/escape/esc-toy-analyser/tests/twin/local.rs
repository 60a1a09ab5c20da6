fn local() -> i32 {
    let count = 42;
    let p = &count;
    *p
}
