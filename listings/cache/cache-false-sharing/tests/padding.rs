//! Our padding is that of crossbeam-utils, on the architectures for which it has two lines.
#![cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]

use cache_false_sharing::OwnPair;
use crossbeam_utils::CachePadded;

#[test]
fn it_has_the_same_size_and_alignment() {
    assert_eq!(size_of::<OwnPair<u8>>(), size_of::<CachePadded<u8>>());
    assert_eq!(align_of::<OwnPair<u8>>(), align_of::<CachePadded<u8>>());
    assert_eq!(
        size_of::<[OwnPair<u8>; 4]>(),
        size_of::<[CachePadded<u8>; 4]>()
    );
    assert_eq!(
        size_of::<OwnPair<[u8; 129]>>(),
        size_of::<CachePadded<[u8; 129]>>()
    );
}
