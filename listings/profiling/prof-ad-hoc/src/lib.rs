//! How many bytes of the requested room nobody uses: a question that no heap profile answers.

/// Lines of very different lengths.
fn lines() -> impl Iterator<Item = &'static str> {
    ["ok", "not found", "moved permanently to another address"]
        .into_iter()
        .cycle()
        .take(300)
}

// ANCHOR: send
/// Every buffer passes here on its way out: the place for an event.
fn send(buffer: Vec<u8>) {
    dhat::ad_hoc_event(buffer.capacity() - buffer.len());
}
// ANCHOR_END: send

// ANCHOR: buffers
/// A generous room for every line.
fn fixed(line: &str) -> Vec<u8> {
    let mut buffer = Vec::with_capacity(256);
    buffer.extend_from_slice(line.as_bytes());
    buffer
}

/// The room that pushing makes.
fn grown(line: &str) -> Vec<u8> {
    let mut buffer = Vec::new();
    for byte in line.bytes() {
        buffer.push(byte);
    }
    buffer
}

/// As much room as the line needs.
fn exact(line: &str) -> Vec<u8> {
    line.as_bytes().to_vec()
}
// ANCHOR_END: buffers

type Way = fn(&str) -> Vec<u8>;

// ANCHOR: run
/// Sends all lines in each way, and prints the sum of the events.
pub fn run() {
    let ways: [(&str, Way); 3] = [("fixed", fixed), ("grown", grown), ("exact", exact)];
    for (name, buffer) in ways {
        let _profiler = dhat::Profiler::builder().ad_hoc().testing().build();
        lines().map(buffer).for_each(send);
        let stats = dhat::AdHocStats::get();
        let (events, units) = (stats.total_events, stats.total_units);
        println!("{name}: {events} events, {units} units");
    }
}
// ANCHOR_END: run
