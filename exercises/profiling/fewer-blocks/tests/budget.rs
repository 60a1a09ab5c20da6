//! The service sends what it sent before, and asks for a tenth of the blocks.

use fewer_blocks::serve;

/// What so many requests send, worked out without a heap to speak of.
fn expected(requests: u8) -> u64 {
    let mut sent = 0;
    for id in 0..requests {
        for number in 0..8 {
            let label = format!("request {id}, line {number}: 1024 bytes");
            sent += label.bytes().map(u64::from).sum::<u64>();
        }
        if id % 20 == 19 {
            let pages: u64 = (0..60).map(|page| 800 * page).sum();
            let visits: u64 = (0..=u64::from(id)).map(|visit| 64 * visit).sum();
            sent += pages + visits;
        }
    }
    sent
}

#[test]
fn it_sends_the_same_bytes() {
    for requests in [0, 1, 19, 20, 40, 100] {
        assert_eq!(serve(requests), expected(requests), "{requests} requests");
    }
}

#[test]
fn forty_requests_take_a_tenth_of_the_blocks() {
    let (sent, spent) = budget::spent(|| serve(40));
    assert_eq!(sent, expected(40));
    spent.at_most_blocks(46);
}
