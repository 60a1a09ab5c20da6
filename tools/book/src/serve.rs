//! `cargo book`: serves the site on this machine only, and reloads pages after every build.

mod guard;
mod pages;
mod port;

use crate::record::require_tools;
use crate::reload::{self, State};
use crate::run::{self, Runs};
use crate::{Outcome, cli};
use anyhow::{Context, Result};
use axum::Router;
use axum::extract::State as Shared;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::header;
use axum::middleware;
use axum::response::Response;
use axum::routing::{any, get};
use notify::RecommendedWatcher;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::watch;

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
    let listener = port::bind(options.port).await?;
    let address = listener.local_addr().context("the server has no address")?;
    if address.port() != options.port {
        eprintln!("port {} is taken, using {}", options.port, address.port());
    }
    let runs = run::start(root, options)?;
    let (sender, state) = watch::channel(State::default());
    let site = Site {
        folder: root.join("book"),
        port: address.port(),
        state,
        runs,
    };
    let _watcher = build(root, &site, sender).await?;
    if let Some(runs) = &site.runs {
        Arc::clone(runs).warm_up();
    }
    let url = format!("http://{address}/");
    println!("serving {url} (stop with Ctrl-C)");
    if !options.no_open && opener::open_browser(&url).is_err() {
        eprintln!("no browser could be opened: open {url} yourself");
    }
    axum::serve(listener, router(site))
        .with_graceful_shutdown(interrupted())
        .await
        .context("the server failed")?;
    Ok(())
}

/// Builds the site, now and after every change until what is returned is dropped.
async fn build(
    root: &Path,
    site: &Site,
    sender: watch::Sender<State>,
) -> Result<RecommendedWatcher> {
    let (root, dest) = (root.to_owned(), site.folder.clone());
    let stale = site.runs.clone();
    let tell = move || stale.iter().for_each(|runs| runs.refresh());
    tokio::task::spawn_blocking(move || reload::start(root, dest, sender, tell))
        .await
        .context("the first build was interrupted")?
}

async fn interrupted() {
    // Without a signal handler the server would only stop less politely.
    let _ = tokio::signal::ctrl_c().await;
}

fn router(site: Site) -> Router {
    let runs = site.runs.as_ref().map_or_else(Router::new, Runs::router);
    let port = site.port;
    Router::new()
        .route(
            "/__reload.js",
            get(|| async { ([(header::CONTENT_TYPE, "text/javascript")], SCRIPT) }),
        )
        .route("/__reload", any(socket))
        .fallback(pages::file)
        .with_state(site)
        .merge(runs)
        .layer(middleware::from_fn_with_state(port, guard::guard))
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
