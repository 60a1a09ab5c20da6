//! Running readers' code over HTTP: the playground's protocol, and a stream for our own pages.
//!
//! Every route stands below `/r/<token>/`. The token is new at each start and only in pages that this
//! server serves, so that no other site can have code run here.

use crate::{cli, report::Failure};
use anyhow::Context;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use catalog::PageMode;
use runner::{Runner, Settings, Stop, Tier};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

pub(crate) mod baseline;
mod guard;
pub(crate) mod page;
mod protocol;
mod queue;
mod routes;

/// Programs that run at the same time.
const AT_ONCE: usize = 2;
/// Runs that may wait for their turn; what comes beyond is turned away at once.
const WAITING: usize = 16;
/// The longest body: 64 KB of code, each byte perhaps escaped.
const LONGEST_BODY: usize = 128 << 10;

/// Everything that the routes share.
pub(crate) struct Runs {
    runner: Runner,
    token: String,
    turns: Semaphore,
    waiting: AtomicUsize,
    running: Mutex<BTreeMap<u64, Stop>>,
    next: AtomicU64,
    baselines: Mutex<BTreeMap<String, Value>>,
}

type Shared = Arc<Runs>;

/// Finds the strongest sandbox and says what holds; `None` when no code can be run here.
pub(crate) fn start(root: &Path, options: &cli::Serve) -> Result<Option<Shared>, Failure> {
    let (tier, reasons) = match runner::strongest_tier(options.sandbox) {
        Ok(found) => found,
        Err(error) if !options.require_sandbox => return Ok(without(&error)),
        Err(error) => return Err(Failure::Tool(error)),
    };
    for reason in &reasons {
        eprintln!("warning: sandbox {reason}");
    }
    if options.require_sandbox && tier < Tier::NoNs {
        let what = format!(
            "--require-sandbox: only '{tier}' holds here ({})",
            tier.describe()
        );
        return Err(Failure::Tool(anyhow::anyhow!(what)));
    }
    let runner = match Runner::new(Settings::new(root, tier)) {
        Ok(runner) => runner,
        Err(error) => return Ok(without(&error)),
    };
    println!("running code in sandbox '{tier}': {}", tier.describe());
    Ok(Some(Arc::new(Runs {
        runner,
        token: token()?,
        turns: Semaphore::new(AT_ONCE),
        waiting: AtomicUsize::new(0),
        running: Mutex::default(),
        next: AtomicU64::new(1),
        baselines: Mutex::default(),
    })))
}

fn without(error: &anyhow::Error) -> Option<Shared> {
    eprintln!("warning: no code can be run here, pages show the recorded runs: {error:#}");
    None
}

/// 128 random bits.
fn token() -> anyhow::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).context("this machine has no random numbers")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

impl Runs {
    /// What a served page with listings gets: the address of the routes, the script and its style.
    pub(crate) fn head(&self, html: &str) -> String {
        if !page::has_listings(html) {
            return String::new();
        }
        let rustc = self.runner.toolchain().field("release").unwrap_or_default();
        format!(
            "<meta name=\"memory-lab-run\" content=\"/r/{}/\" data-tier=\"{}\" data-rustc=\"{rustc}\">{}",
            self.token,
            self.runner.tier(),
            page::tags("/__run/"),
        )
    }

    /// Compiles every listing once, so that the first click on each finds it built.
    pub(crate) fn warm_up(self: Arc<Self>) {
        std::thread::spawn(move || {
            for listing in self.runner.catalog().listings.values() {
                if listing.settings.page == PageMode::Run
                    && let Err(error) = self.runner.prepare(&listing.name)
                {
                    eprintln!("warning: {error:#}");
                }
            }
        });
    }

    /// A listing changed: what was read of it is read again.
    pub(crate) fn refresh(&self) {
        self.runner.refresh();
        self.baselines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// The routes, each behind the token.
    pub(crate) fn router(self: &Arc<Self>) -> Router {
        Router::new()
            .route("/r/{token}/execute", post(routes::execute))
            .route("/r/{token}/evaluate.json", post(routes::evaluate))
            .route("/r/{token}/stream", post(routes::stream))
            .route("/r/{token}/kill", post(routes::kill))
            .route("/r/{token}/source/{listing}", get(routes::source))
            .route("/r/{token}/exercise/{chapter}/{name}", get(routes::starter))
            .route("/r/{token}/meta/crates", any(routes::crates))
            .route("/r/{token}/meta/versions", any(routes::versions))
            .layer(DefaultBodyLimit::max(LONGEST_BODY))
            .layer(middleware::from_fn_with_state(
                Arc::clone(self),
                guard::guard,
            ))
            .with_state(Arc::clone(self))
            .route("/__run/{file}", get(routes::file))
    }

    fn lock_running(&self) -> std::sync::MutexGuard<'_, BTreeMap<u64, Stop>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn problem(status: StatusCode, what: &str) -> Response {
    answer(status, &json!({ "error": what }))
}

fn answer(status: StatusCode, value: &Value) -> Response {
    (
        status,
        [(header::CONTENT_TYPE, "application/json")],
        value.to_string(),
    )
        .into_response()
}
