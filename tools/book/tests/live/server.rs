//! A running `cargo book`, seen from the browser's side.

use crate::scratch::Scratch;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use tungstenite::{Message, WebSocket};

/// Longer than anything here takes, a first build of the dependencies included; only a failing test waits.
pub(crate) const PATIENCE: Duration = Duration::from_secs(300);

/// A server that is stopped with its test.
pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) port: u16,
    /// What it printed on both streams, line by line, until it served.
    pub(crate) said: Vec<String>,
}

/// What an open page is told.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) generation: u64,
    pub(crate) error: Option<String>,
}

impl Server {
    /// `cargo book <args> --no-open` until it serves.
    pub(crate) fn start(scratch: &Scratch, args: &[&str]) -> Self {
        let mut command = scratch.book(&[args, &["--no-open"]].concat());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("cargo book starts");
        let lines = lines(&mut child);
        let mut server = Self {
            child,
            port: 0,
            said: Vec::new(),
        };
        while server.port == 0 {
            let line = lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("it never served: {:#?}", server.said));
            if let Some((_, address)) = line.split_once("serving http://127.0.0.1:") {
                let (port, _) = address.split_once('/').expect("an address");
                server.port = port.parse().expect("a port");
            }
            server.said.push(line);
        }
        server
    }

    /// Status and text of `path`, asked for under the name `host`.
    pub(crate) fn get_as(&self, host: &str, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .expect("a request");
        let mut response = String::new();
        stream.read_to_string(&mut response).expect("an answer");
        let status = response.split_whitespace().nth(1).expect("a status");
        (status.parse().expect("a status"), response)
    }

    /// The text of a page that is there.
    pub(crate) fn get(&self, path: &str) -> String {
        let (status, text) = self.get_as(&format!("127.0.0.1:{}", self.port), path);
        assert_eq!(status, 200, "{path}: {text}");
        text
    }

    /// Opens what a page opens to be told of new builds.
    pub(crate) fn listen(&self) -> WebSocket<TcpStream> {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let url = format!("ws://127.0.0.1:{}/__reload", self.port);
        let (socket, _) = tungstenite::client(url, stream).expect("a web socket");
        socket
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens on.
pub(crate) fn free_port() -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener
        .local_addr()
        .expect("an address")
        .port()
        .to_string()
}

/// The first message that fits.
#[track_caller]
pub(crate) fn told(socket: &mut WebSocket<TcpStream>, fits: impl Fn(&State) -> bool) -> State {
    let start = Instant::now();
    let mut last = None;
    while start.elapsed() < PATIENCE {
        let Ok(Message::Text(text)) = socket.read() else {
            break;
        };
        let message: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let state = State {
            generation: message["generation"].as_u64().expect("a generation"),
            error: message["error"].as_str().map(str::to_owned),
        };
        if fits(&state) {
            return state;
        }
        last = Some(state);
    }
    panic!("the page was told nothing of the kind; last: {last:?}")
}

/// Both streams as lines.
fn lines(child: &mut Child) -> Receiver<String> {
    let (sender, receiver) = channel();
    let streams: [Box<dyn Read + Send>; 2] = [
        Box::new(child.stdout.take().expect("stdout is piped")),
        Box::new(child.stderr.take().expect("stderr is piped")),
    ];
    for stream in streams {
        let sender = sender.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                // Read to the end even when nobody listens, or the pipe would fill up.
                let _ = sender.send(line);
            }
        });
    }
    receiver
}
