//@ error: E0515
pub fn header() -> &'static [u8] {
    let buffer = [0_u8; 64];
    &buffer
}
