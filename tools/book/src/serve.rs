//! `cargo book`: serves the site on this machine only, and reloads pages after every build.

use crate::record::require_tools;
use crate::reload::{self, State};
use crate::report::Failure;
use crate::run::{self, Runs};
use crate::{Outcome, cli, site};
use anyhow::{Context, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{any, get};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower_http::services::ServeDir;

/// How many ports after the wanted one are tried.
const PORTS_TRIED: u16 = 20;
const SCRIPT: &str = include_str!("reload.js");
const TAG: &str = "<script src=\"/__reload.js\" defer></script>";

/// Builds, serves, and watches until interrupted.
pub(crate) fn run(root: &Path, options: &cli::Serve) -> Outcome {
    require_tools()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start the server's runtime")?;
    runtime.block_on(serve(root, options))
}

#[derive(Clone)]
struct Site {
    folder: PathBuf,
    port: u16,
    state: watch::Receiver<State>,
    runs: Option<Arc<Runs>>,
}

async fn serve(root: &Path, options: &cli::Serve) -> Outcome {
    let listener = bind(options.port).await?;
    let address = listener.local_addr().context("the server has no address")?;
    if address.port() != options.port {
        eprintln!("port {} is taken, using {}", options.port, address.port());
    }
    let folder = root.join("book");
    let runs = run::start(root, options)?;
    let (sender, state) = watch::channel(State::default());
    let (root, dest) = (root.to_owned(), folder.clone());
    let stale = runs.clone();
    let tell = move || stale.iter().for_each(|runs| runs.refresh());
    let _watcher = tokio::task::spawn_blocking(move || reload::start(root, dest, sender, tell))
        .await
        .context("the first build was interrupted")??;
    if let Some(runs) = &runs {
        Arc::clone(runs).warm_up();
    }
    let url = format!("http://{address}/");
    println!("serving {url} (stop with Ctrl-C)");
    if !options.no_open && opener::open_browser(&url).is_err() {
        eprintln!("no browser could be opened: open {url} yourself");
    }
    let site = Site {
        folder,
        port: address.port(),
        state,
        runs,
    };
    let stop = async {
        // Without a signal handler the server would only stop less politely.
        let _ = tokio::signal::ctrl_c().await;
    };
    axum::serve(listener, router(site))
        .with_graceful_shutdown(stop)
        .await
        .context("the server failed")?;
    Ok(())
}

/// The wanted port, or the next free one. Only this machine can connect.
async fn bind(wanted: u16) -> Result<TcpListener, Failure> {
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

fn router(site: Site) -> Router {
    let runs = site.runs.as_ref().map_or_else(Router::new, Runs::router);
    Router::new()
        .route(
            "/__reload.js",
            get(|| async { ([(header::CONTENT_TYPE, "text/javascript")], SCRIPT) }),
        )
        .route("/__reload", any(socket))
        .fallback(page)
        .with_state(site.clone())
        .merge(runs)
        .layer(middleware::from_fn_with_state(site, guard))
}

/// A page from elsewhere must not reach this server under a name of its own (DNS rebinding), and nothing
/// is cached, since the next build may change it.
async fn guard(Shared(site): Shared<Site>, request: Request, next: Next) -> Response {
    if let Some(refusal) = refusal(request.headers(), site.port) {
        return refusal.into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    response
}

/// The host must be ours, and so must the origin when the browser names one. Both are compared with this
/// server's own address and not with each other: whoever rebinds a name controls both.
fn refusal(headers: &HeaderMap, port: u16) -> Option<(StatusCode, &'static str)> {
    let ours = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{port}"));
    let text = |name| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or_default())
    };
    if !text(header::HOST).is_some_and(|host| ours.iter().any(|ours| ours == host)) {
        return Some((
            StatusCode::MISDIRECTED_REQUEST,
            "this server answers to localhost only\n",
        ));
    }
    let origin = text(header::ORIGIN);
    origin
        .is_some_and(|origin| ours.iter().all(|ours| origin != format!("http://{ours}")))
        .then_some((
            StatusCode::FORBIDDEN,
            "this server answers to its own pages only\n",
        ))
}

async fn socket(Shared(site): Shared<Site>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(move |socket| tell(socket, site.state))
}

/// Sends the current state, then every new one, until the page goes away.
async fn tell(mut socket: WebSocket, mut state: watch::Receiver<State>) {
    loop {
        let message = state.borrow_and_update().message();
        if socket.send(Message::text(message)).await.is_err() || state.changed().await.is_err() {
            return;
        }
    }
}

/// Files of the site; pages get the reload script.
async fn page(Shared(site): Shared<Site>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let is_page = path.ends_with('/') || path.ends_with(".html");
    if is_page && let Some(html) = read_page(&site.folder, &path) {
        let html = html.replacen("</body>", &format!("{TAG}</body>"), 1);
        let Some(runs) = site.runs.as_deref() else {
            return Html(html).into_response();
        };
        let html = site::playground::without(html);
        let head = runs.head(&html);
        return Html(html.replacen("</head>", &format!("{head}</head>"), 1)).into_response();
    }
    if path == "/" {
        return Html(format!(
            "<!doctype html><title>Memory, measured</title><p>No build yet.</p>{TAG}"
        ))
        .into_response();
    }
    let Ok(response) = ServeDir::new(&site.folder).try_call(request).await else {
        return (
            StatusCode::INTERNAL_SERVER_ERROR,
            "this file cannot be read\n",
        )
            .into_response();
    };
    response.map(Body::new)
}

fn read_page(folder: &Path, path: &str) -> Option<String> {
    let relative = path.trim_start_matches('/');
    if relative.split('/').any(|part| part == "..") || relative.contains(['\\', '%']) {
        return None;
    }
    let file = folder.join(relative);
    let file = if path.ends_with('/') {
        file.join("index.html")
    } else {
        file
    };
    std::fs::read_to_string(file).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(host: &str, origin: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().expect("a header"));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().expect("a header"));
        }
        headers
    }

    fn ours(headers: &HeaderMap, port: u16) -> bool {
        refusal(headers, port).is_none()
    }

    #[test]
    fn only_requests_to_this_machine_are_answered() {
        assert!(ours(&headers("127.0.0.1:3000", None), 3000));
        assert!(ours(
            &headers("localhost:3000", Some("http://localhost:3000")),
            3000
        ));
        assert!(!ours(&headers("evil.example", None), 3000));
        assert!(!ours(&headers("127.0.0.1:3001", None), 3000));
        assert!(!ours(
            &headers("127.0.0.1:3000", Some("http://evil.example")),
            3000
        ));
        assert!(!ours(&HeaderMap::new(), 3000));
    }

    #[test]
    fn a_path_cannot_leave_the_site() {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().join("site");
        std::fs::create_dir(&site).expect("a folder");
        std::fs::write(folder.path().join("secret.html"), "x").expect("a file");
        std::fs::write(site.join("index.html"), "home").expect("a file");
        assert_eq!(read_page(&site, "/").as_deref(), Some("home"));
        assert_eq!(read_page(&site, "/../secret.html"), None);
        assert_eq!(read_page(&site, "/%2e%2e/secret.html"), None);
    }

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
