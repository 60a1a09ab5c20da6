//! Honest clients get their body; dishonest ones cost next to nothing.

use declared_length::{LONGEST, receive};
use std::io::ErrorKind;

#[test]
fn an_honest_body_arrives_whole() {
    let sent = vec![7_u8; 100_000];
    let received = receive(100_000, sent.as_slice()).expect("an honest body");
    assert_eq!(received, sent);
    assert_eq!(receive(0, [1_u8].as_slice()).expect("nothing"), []);
}

#[test]
fn what_follows_the_body_stays() {
    let mut connection = b"bodynext".as_slice();
    assert_eq!(receive(4, &mut connection).expect("a body"), b"body");
    assert_eq!(connection, b"next");
}

#[test]
fn ten_bytes_with_a_large_header_cost_little() {
    let (result, spent) = budget::spent(|| receive(LONGEST, [1_u8; 10].as_slice()));
    assert_eq!(result.map_err(|error| error.kind()), Err(ErrorKind::UnexpectedEof));
    spent.at_most_peak(64 << 10);
}

#[test]
fn what_is_too_long_is_refused_before_anything_is_asked_for() {
    let (result, spent) = budget::spent(|| receive(LONGEST + 1, [1_u8; 10].as_slice()));
    assert_eq!(result.map_err(|error| error.kind()), Err(ErrorKind::InvalidData));
    spent.at_most_blocks(0);
}

#[test]
fn the_largest_number_is_refused_as_well() {
    let refused = receive(u64::MAX, [1_u8; 10].as_slice());
    assert_eq!(refused.map_err(|error| error.kind()), Err(ErrorKind::InvalidData));
}
