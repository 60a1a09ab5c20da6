//! The same service: one block for each of its five places, used again and again.

use std::fmt::Write;

/// Serves so many requests, and returns the sum of all bytes that it sent.
pub fn serve(requests: u8) -> u64 {
    let catalogue = catalogue();
    let mut visits: Vec<[u8; 64]> = Vec::with_capacity(usize::from(requests));
    let mut body = Vec::with_capacity(8192);
    let mut label = String::with_capacity(64);
    let mut report = Vec::with_capacity(catalogue.len() + 64 * usize::from(requests));
    let mut sent = 0;
    for id in 0..requests {
        body.clear();
        body.resize(8192, id);
        for (number, line) in body.chunks(1024).enumerate() {
            label.clear();
            // Writing into a String never fails.
            let _ = write!(label, "request {id}, line {number}: {} bytes", line.len());
            sent += sum(label.as_bytes());
        }
        visits.push([id; 64]);
        if id % 20 == 19 {
            report.clear();
            report.extend_from_slice(&catalogue);
            report.extend_from_slice(visits.as_flattened());
            sent += sum(&report);
        }
    }
    sent
}

/// Sixty pages, one behind the other.
fn catalogue() -> Vec<u8> {
    let mut pages = Vec::with_capacity(60 * 800);
    for page in 0..60 {
        pages.resize(pages.len() + 800, page);
    }
    pages
}

fn sum(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte)).sum()
}
