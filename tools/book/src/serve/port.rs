//! The address of the server.

use crate::report::Failure;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;

/// How many ports after the wanted one are tried.
const PORTS_TRIED: u16 = 20;

/// The wanted port, or the next free one. Only this machine can connect.
pub(super) async fn bind(wanted: u16) -> Result<TcpListener, Failure> {
    let last = wanted.saturating_add(PORTS_TRIED);
    for port in wanted..=last {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {}
            Err(error) => {
                let what =
                    format!("cannot listen on 127.0.0.1:{port}: {error}; try another --port");
                return Err(Failure::Tool(anyhow::anyhow!(what)));
            }
        }
    }
    let what = format!("the ports {wanted} to {last} are all taken; name a free one with --port");
    Err(Failure::Tool(anyhow::anyhow!(what)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_gives_the_next_one() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("runtime");
        runtime.block_on(async {
            let first = bind(39_000).await.expect("a port");
            let port = first.local_addr().expect("an address").port();
            let second = bind(port).await.expect("the next port");
            assert!(second.local_addr().expect("an address").port() > port);
        });
    }
}
