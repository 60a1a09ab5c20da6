//@ error: E0515
pub fn names(file: &[u8]) -> Vec<&str> {
    // A profile comes compressed, so the names are in a buffer of our own.
    let unpacked = file.to_vec();
    let texts = unpacked.split(|byte| *byte == 0);
    texts.filter_map(|text| std::str::from_utf8(text).ok()).collect()
}
