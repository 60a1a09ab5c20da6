//@ exit: finished
//@ tiers: full no-ns limits-only
use std::io::ErrorKind;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
fn main() {
    let denied = |what: &str, kind: Option<ErrorKind>| {
        if kind != Some(ErrorKind::PermissionDenied) {
            println!("ESCAPED: {what}: {kind:?}");
        }
    };
    denied("tcp to this machine", TcpStream::connect("127.0.0.1:9").err().map(|e| e.kind()));
    denied("tcp to elsewhere", TcpStream::connect_timeout(&"127.0.0.2:80".parse().unwrap(), std::time::Duration::from_millis(200)).err().map(|e| e.kind()));
    denied("listening", TcpListener::bind("127.0.0.1:0").err().map(|e| e.kind()));
    denied("udp", UdpSocket::bind("127.0.0.1:0").err().map(|e| e.kind()));
    denied("unix pair", UnixStream::pair().err().map(|e| e.kind()));
    denied("unix listener", UnixListener::bind("/tmp/memory-lab-socket").err().map(|e| e.kind()));
    denied("unix datagram", UnixDatagram::unbound().err().map(|e| e.kind()));
}
