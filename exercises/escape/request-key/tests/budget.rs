//! The same key, with one request instead of four and more.

use request_key::key;

#[test]
fn the_key_is_the_same() {
    assert_eq!(key("shop", &["orders", "7"], 3), "shop/orders/7?3");
    assert_eq!(key("shop", &["orders"], 0), "shop/orders?0");
    assert_eq!(key("", &[], 1), "/?1");
}

#[test]
fn one_key_is_one_block() {
    for (path, page) in [(&["orders", "7", "lines"][..], 12), (&[], u32::MAX), (&["a"; 40], 7)] {
        let (_, spent) = budget::spent(|| key("a tenant with a long name", path, page));
        spent.at_most_blocks(1);
    }
}
