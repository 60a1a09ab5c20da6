//! Eight services, and what each of them keeps from one round of requests to the next.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::hint::black_box;
use std::rc::Rc;
use std::sync::mpsc;

// ANCHOR: rounds
/// Serves twelve rounds. Each begins with a request of 1 KiB, which belongs to `serve` from then on.
fn rounds(mut serve: impl FnMut(usize, Vec<u8>)) {
    for round in 1..=12 {
        let request = black_box(vec![0; 1024]);
        serve(round, request);
    }
}

/// The service goes on after the last round, so what it owns is not dropped here.
fn goes_on<T>(service: T) {
    std::mem::forget(service);
}
// ANCHOR_END: rounds

// ANCHOR: pages
/// Keeps the page of each round.
pub fn pages() {
    let mut pages = BTreeMap::new();
    rounds(|round, request| {
        pages.insert(round, request);
    });
    goes_on(pages);
}
// ANCHOR_END: pages

// ANCHOR: latest
/// Keeps the latest six pages.
pub fn latest() {
    let mut pages = VecDeque::new();
    rounds(|_, request| {
        pages.push_back(request);
        if pages.len() > 6 {
            pages.pop_front();
        }
    });
    goes_on(pages);
}
// ANCHOR_END: latest

// ANCHOR: batch
/// Gathers requests, and writes them out by threes.
pub fn batch() {
    let mut gathered = Vec::new();
    rounds(|round, request| {
        gathered.push(request);
        if round % 3 == 0 {
            gathered.clear();
        }
    });
    goes_on(gathered);
}
// ANCHOR_END: batch

// ANCHOR: history
/// Notes how long each of a hundred answers took.
pub fn history() {
    let mut micros: Vec<u64> = Vec::new();
    rounds(|_, request| {
        micros.extend((0..100).map(|at| u64::from(request[at])));
    });
    goes_on(micros);
}
// ANCHOR_END: history

// ANCHOR: table
/// Builds a table when the first request needs it, which is in the fourth round.
pub fn table() {
    let table = OnceCell::new();
    rounds(|round, _| {
        if round >= 4 {
            table.get_or_init(|| vec![0_u64; 1_000]);
        }
    });
    goes_on(table);
}
// ANCHOR_END: table

// ANCHOR: families
/// An order and its invoice, which own each other.
#[derive(Default)]
pub struct Paper {
    other: RefCell<Option<Rc<Paper>>>,
}

/// Writes an invoice in every third round, and lets go of it.
pub fn families() {
    rounds(|round, _| {
        if round % 3 == 0 {
            let order = Rc::new(Paper::default());
            let invoice = Rc::new(Paper::default());
            *invoice.other.borrow_mut() = Some(Rc::clone(&order));
            *order.other.borrow_mut() = Some(invoice);
        }
    });
}
// ANCHOR_END: families

// ANCHOR: queue
/// Sends forty numbers a round to a consumer that reads thirty.
pub fn queue() {
    let (sender, receiver) = mpsc::channel();
    rounds(|_, _| {
        for number in 0..40_u64 {
            // It cannot fail while the receiver is there.
            let _ = sender.send(number);
        }
        receiver.try_iter().take(30).for_each(drop);
    });
    goes_on((sender, receiver));
}
// ANCHOR_END: queue

// ANCHOR: sessions
/// Has a few sessions open, now more and now fewer.
pub fn sessions() {
    let mut sessions = BTreeMap::new();
    rounds(|round, request| {
        let open = [3, 5, 2, 6, 1, 4][round % 6];
        for user in sessions.len()..open {
            sessions.insert((round, user), request.clone());
        }
        while sessions.len() > open {
            sessions.pop_first();
        }
    });
    goes_on(sessions);
}
// ANCHOR_END: sessions

/// Runs all eight.
pub fn run() {
    for service in [
        pages, latest, batch, history, table, families, queue, sessions,
    ] {
        service();
    }
    println!("eight services have served twelve rounds each");
}
