//! A service like that of the tour: forty requests, and hundreds of blocks.

/// Serves so many requests, and returns the sum of all bytes that it sent.
pub fn serve(requests: u8) -> u64 {
    let catalogue = catalogue();
    let mut visits: Vec<Box<[u8; 64]>> = Vec::new();
    let mut sent = 0;
    for id in 0..requests {
        let body = vec![id; 8192];
        for (number, line) in body.chunks(1024).enumerate() {
            let label = format!("request {id}, line {number}: {} bytes", line.len());
            sent += sum(label.as_bytes());
        }
        visits.push(Box::new([id; 64]));
        if id % 20 == 19 {
            sent += sum(&report(&catalogue, &visits));
        }
    }
    sent
}

/// Sixty pages.
fn catalogue() -> Vec<Vec<u8>> {
    (0..60).map(|page| vec![page; 800]).collect()
}

/// All pages, then all visits.
fn report(catalogue: &[Vec<u8>], visits: &[Box<[u8; 64]>]) -> Vec<u8> {
    let mut report = Vec::new();
    for page in catalogue {
        report.extend_from_slice(page);
    }
    for visit in visits {
        report.extend_from_slice(visit.as_slice());
    }
    report
}

fn sum(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte)).sum()
}
