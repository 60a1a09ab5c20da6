//! From a log of events to what a heap profile says: totals, t-gmax, t-end, lifetimes.

/// What happened to a block.
#[derive(Clone, Copy)]
enum Event {
    /// A place asked for so many bytes.
    Ask(&'static str, usize),
    /// The block of this event was freed.
    Free(usize),
}

use Event::{Ask, Free};

// ANCHOR: log
/// The beginning of the tour on a smaller scale: event 0, event 1, and so on.
#[rustfmt::skip]
const LOG: [Event; 17] = [
    Ask("catalogue", 500),
    Ask("body", 80), Ask("label", 10), Free(2), Ask("label", 10), Free(4), Ask("visit", 60), Free(1),
    Ask("body", 80), Ask("label", 10), Free(9), Ask("visit", 60), Ask("report", 300), Free(12), Free(8),
    Ask("visit", 60), Free(0),
];
// ANCHOR_END: log

// ANCHOR: profile
/// What the profile knows of a place: blocks, bytes, bytes at t-gmax, live bytes, sum of lifetimes.
#[derive(Default)]
struct Place {
    blocks: usize,
    bytes: usize,
    peak: usize,
    live: usize,
    lifetimes: usize,
}

/// Goes through the log once; `places` is in the order of `NAMES`.
fn profile(log: &[Event], places: &mut [Place; 5]) -> usize {
    let (mut live, mut most, mut when) = (0, 0, 0);
    for (now, event) in log.iter().enumerate() {
        match *event {
            Ask(name, bytes) => {
                let place = &mut places[index(name)];
                place.blocks += 1;
                place.bytes += bytes;
                place.live += bytes;
                place.lifetimes += log.len() - now; // as if it stayed to the end
                live += bytes;
            }
            Free(birth) => {
                let (name, bytes) = asked(log, birth);
                places[index(name)].live -= bytes;
                places[index(name)].lifetimes -= log.len() - now;
                live -= bytes;
            }
        }
        if live >= most {
            (most, when) = (live, now);
            places.iter_mut().for_each(|place| place.peak = place.live);
        }
    }
    when
}
// ANCHOR_END: profile

const NAMES: [&str; 5] = ["catalogue", "body", "label", "visit", "report"];

fn index(name: &str) -> usize {
    let found = NAMES.iter().position(|known| *known == name);
    found.expect("the log has five places")
}

/// Which place asked for the block of this event, and for how many bytes.
fn asked(log: &[Event], birth: usize) -> (&'static str, usize) {
    match log[birth] {
        Ask(name, bytes) => (name, bytes),
        Free(_) => panic!("event {birth} makes no block"),
    }
}

/// Prints a row for each place.
pub fn run() {
    let mut places = <[Place; 5]>::default();
    let when = profile(&LOG, &mut places);
    println!("t-gmax after event {when}");
    println!("          blocks bytes t-gmax t-end  mean lifetime");
    for (name, place) in NAMES.iter().zip(&places) {
        let mean = place.lifetimes / place.blocks;
        let Place {
            blocks,
            bytes,
            peak,
            live,
            ..
        } = place;
        println!("{name:<9} {blocks:>6} {bytes:>5} {peak:>6} {live:>5} {mean:>7} events");
    }
}
