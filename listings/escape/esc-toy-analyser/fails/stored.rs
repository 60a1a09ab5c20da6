//@ error: E0597
pub fn stored<'a>(place: &mut &'a i32) {
    let entry = 42;
    *place = &entry;
}
