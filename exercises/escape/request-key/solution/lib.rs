//! The key under which a response is cached, written into one text that is large enough.

use std::fmt::Write;

/// The digits of the largest page.
const DIGITS: usize = 10;

/// `tenant/order/line?page`, from its parts.
pub fn key(tenant: &str, path: &[&str], page: u32) -> String {
    let parts: usize = path.iter().map(|part| part.len() + 1).sum();
    let mut key = String::with_capacity(tenant.len() + parts.max(1) + 1 + DIGITS);
    key.push_str(tenant);
    key.push('/');
    for (at, part) in path.iter().enumerate() {
        if at > 0 {
            key.push('/');
        }
        key.push_str(part);
    }
    write!(key, "?{page}").expect("a String takes everything");
    key
}
