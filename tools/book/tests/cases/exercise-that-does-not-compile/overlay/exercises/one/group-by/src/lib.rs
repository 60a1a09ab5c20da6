pub fn count() -> u8 { "no" }
