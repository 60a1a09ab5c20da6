//@ error: E0515
pub fn order(given: &i32) -> &i32 {
    let spare = 42;
    let mut p = &spare;
    p = given;
    p
}
