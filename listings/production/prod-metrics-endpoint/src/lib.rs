//! Three numbers about memory behind `/metrics`, as text that Prometheus reads, with std alone.

#![expect(unsafe_code, reason = "a global allocator is an unsafe trait")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

// ANCHOR: counting
static LIVE: AtomicUsize = AtomicUsize::new(0);
static BLOCKS: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator with two counters in front of it.
pub struct Counting;

// SAFETY: every call goes on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        request(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        request(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        request(size);
        LIVE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(block, layout) }
    }
}

fn request(size: usize) {
    BLOCKS.fetch_add(1, Relaxed);
    LIVE.fetch_add(size, Relaxed);
}
// ANCHOR_END: counting

// ANCHOR: text
/// The numbers in Prometheus' text format.
pub fn metrics() -> String {
    let mut text = String::with_capacity(1024);
    let mut add = |name: &str, kind: &str, help: &str, value: usize| {
        // Writing into a String cannot fail.
        let _ = writeln!(
            text,
            "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}"
        );
    };
    let help = "Resident memory size in bytes.";
    add(
        "process_resident_memory_bytes",
        "gauge",
        help,
        resident_bytes(),
    );
    let help = "Bytes requested and not freed.";
    add("demo_heap_live_bytes", "gauge", help, LIVE.load(Relaxed));
    let help = "Blocks requested since the start.";
    add(
        "demo_heap_blocks_total",
        "counter",
        help,
        BLOCKS.load(Relaxed),
    );
    text
}
// ANCHOR_END: text

// ANCHOR: serve
/// Answers so many requests, one after the other.
pub fn serve(listener: &TcpListener, requests: usize) {
    for stream in listener.incoming().take(requests) {
        if let Err(error) = stream.and_then(|stream| answer(&stream)) {
            eprintln!("a scrape failed: {error}");
        }
    }
}

fn answer(stream: &TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(1)))?;
    let mut reader = BufReader::new(stream.take(8192));
    let mut request = String::new();
    reader.read_line(&mut request)?;
    // The headers are read to their end: a socket that is closed with bytes unread resets the connection.
    let mut header = String::new();
    while reader.read_line(&mut header)? > "\r\n".len() {
        header.clear();
    }
    let (status, body) = match request.split(' ').nth(1) {
        Some("/metrics") => ("200 OK", metrics()),
        _ => ("404 Not Found", String::new()),
    };
    let kind = "text/plain; version=0.0.4";
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}");
    let mut stream = stream;
    stream.write_all(format!("{head}\r\nConnection: close\r\n\r\n{body}").as_bytes())
}
// ANCHOR_END: serve

// ANCHOR: run
/// Serves three scrapes on a thread, and scrapes: empty, holding a hundred buffers, and empty again.
pub fn run() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it is bound");
    let server = thread::spawn(move || serve(&listener, 3));
    print!("{}", scrape(address));
    let held: Vec<Vec<u8>> = (0..100).map(|_| vec![1; 10_000]).collect();
    println!("\nholding {} buffers", held.len());
    print!("{}", samples(&scrape(address)));
    drop(held);
    println!("\ndropped");
    print!("{}", samples(&scrape(address)));
    server.join().expect("the server ends after three scrapes");
}
// ANCHOR_END: run

/// What `/metrics` answers.
fn scrape(address: SocketAddr) -> String {
    let answer = get(address, "/metrics").expect("it answers");
    let (_, body) = answer.split_once("\r\n\r\n").expect("an answer of HTTP");
    body.to_owned()
}

/// Asks for a path, as a scraper does, and returns the whole answer.
pub fn get(address: SocketAddr, path: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

/// The lines that are no comments.
fn samples(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    lines.filter(|line| !line.starts_with('#')).collect()
}

/// Resident bytes of this process: the second number of `/proc/self/statm`, in pages.
fn resident_bytes() -> usize {
    let text = std::fs::read_to_string("/proc/self/statm").expect("Linux has /proc");
    let pages = text.split(' ').nth(1).expect("statm has seven numbers");
    pages.parse::<usize>().expect("a number of pages") * 4096
}
