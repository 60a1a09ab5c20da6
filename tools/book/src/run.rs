//! Running readers' code over HTTP: the playground's protocol, and a stream for our own pages.
//!
//! Every route stands below `/r/<token>/`. The token is new at each start and only in pages that this
//! server serves, so that no other site can have code run here.

use crate::{cli, report::Failure};
use anyhow::Context;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path as Segment, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use catalog::{Catalog, PageMode};
use runner::{Answer, Event, Runner, Settings, Stop, Tier};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Semaphore, mpsc};

mod protocol;

/// Programs that run at the same time.
const AT_ONCE: usize = 2;
/// Runs that may wait for their turn; what comes beyond is turned away at once.
const WAITING: usize = 16;
/// The longest body: 64 KB of code, each byte perhaps escaped.
const LONGEST_BODY: usize = 128 << 10;

const SCRIPT: &str = include_str!("../../../theme/js/served/run.js");
const STYLE: &str = include_str!("../../../theme/css/served/run.css");
const ASSETS: &str =
    "<link rel=\"stylesheet\" href=\"/__run.css\"><script src=\"/__run.js\" defer></script>";

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
        if !html.contains("class=\"listing") {
            return String::new();
        }
        let rustc = self.runner.toolchain().field("release").unwrap_or_default();
        format!(
            "<meta name=\"memory-lab-run\" content=\"/r/{}/\" data-tier=\"{}\" data-rustc=\"{rustc}\">{ASSETS}",
            self.token,
            self.runner.tier()
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

    /// The routes, each behind the token.
    pub(crate) fn router(self: &Arc<Self>) -> Router {
        Router::new()
            .route("/r/{token}/execute", post(execute))
            .route("/r/{token}/evaluate.json", post(evaluate))
            .route("/r/{token}/stream", post(stream))
            .route("/r/{token}/kill", post(kill))
            .route("/r/{token}/source/{listing}", get(source))
            .route("/r/{token}/meta/crates", any(crates))
            .route("/r/{token}/meta/versions", any(versions))
            .layer(DefaultBodyLimit::max(LONGEST_BODY))
            .layer(middleware::from_fn_with_state(Arc::clone(self), guard))
            .with_state(Arc::clone(self))
            .route(
                "/__run.js",
                get(|| async { ([(header::CONTENT_TYPE, "text/javascript")], SCRIPT) }),
            )
            .route(
                "/__run.css",
                get(|| async { ([(header::CONTENT_TYPE, "text/css")], STYLE) }),
            )
    }

    fn lock_running(&self) -> std::sync::MutexGuard<'_, BTreeMap<u64, Stop>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the unedited listing does to the heap, to be shown beside: the record of `run`, or else one
    /// run of it here.
    fn baseline(&self, name: &str) -> Value {
        let mut known = self
            .baselines
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(name) {
            return found.clone();
        }
        let found = recorded(self.runner.catalog(), name).unwrap_or_else(|| self.measured(name));
        known.insert(name.to_owned(), found.clone());
        found
    }

    fn measured(&self, name: &str) -> Value {
        let answer = self
            .runner
            .original(name)
            .and_then(|request| self.runner.execute(&request, &Stop::default(), &mut |_| {}));
        match answer {
            Ok(Answer {
                heap: Some(heap), ..
            }) => {
                json!({ "source": "measured", "totals": heap.totals, "sites": heap.sites })
            }
            _ => Value::Null,
        }
    }
}

fn recorded(catalog: &Catalog, name: &str) -> Option<Value> {
    let report = catalog::read_heap(&catalog.root, catalog.listings.get(name)?).ok()?;
    let case = report.case("run")?;
    Some(json!({ "source": "recorded", "totals": case.totals, "sites": case.sites }))
}

/// Token, origin and content type. The host was looked at before, and the origin when it was sent.
async fn guard(State(runs): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let token = path
        .trim_start_matches("/r/")
        .split('/')
        .next()
        .unwrap_or_default();
    if !same(token.as_bytes(), runs.token.as_bytes()) {
        return problem(
            StatusCode::UNAUTHORIZED,
            "this token is not valid: reload the page",
        );
    }
    let headers = request.headers();
    if !site_allowed(headers) {
        return problem(StatusCode::FORBIDDEN, "other sites cannot run code here");
    }
    let is_json = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| {
            value
                .split(';')
                .next()
                .is_some_and(|kind| kind.trim() == "application/json")
        });
    if request.method() == axum::http::Method::POST && !is_json {
        return problem(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "send Content-Type: application/json",
        );
    }
    next.run(request).await
}

fn site_allowed(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").map(|value| value.as_bytes());
    site.is_none_or(|site| site == b"same-origin" || site == b"none")
}

/// In a time that does not depend on where they differ.
fn same(left: &[u8], right: &[u8]) -> bool {
    let different = left.iter().zip(right).fold(0, |sum, (a, b)| sum | (a ^ b));
    left.len() == right.len() && different == 0
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

/// Stops the run when nobody waits for it any more.
struct Leave {
    runs: Shared,
    id: u64,
    stop: Stop,
}

impl Drop for Leave {
    fn drop(&mut self) {
        self.stop.stop();
        self.runs.lock_running().remove(&self.id);
    }
}

/// What a run tells while it goes on; the last message has its answer.
type Told = mpsc::UnboundedReceiver<Value>;

/// Starts a run once it is its turn.
fn begin(runs: &Shared, request: runner::Request) -> Result<(Leave, Told), Box<Response>> {
    if runs.waiting.fetch_add(1, Ordering::SeqCst) >= WAITING + AT_ONCE {
        runs.waiting.fetch_sub(1, Ordering::SeqCst);
        let mut response = problem(
            StatusCode::TOO_MANY_REQUESTS,
            "too many programs wait to be run: try again in a moment",
        );
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, header::HeaderValue::from_static("1"));
        return Err(Box::new(response));
    }
    let stop = Stop::default();
    let id = runs.next.fetch_add(1, Ordering::SeqCst);
    runs.lock_running().insert(id, stop.clone());
    let leave = Leave {
        runs: Arc::clone(runs),
        id,
        stop: stop.clone(),
    };
    let (sender, told) = mpsc::unbounded_channel();
    let runs = Arc::clone(runs);
    tokio::spawn(async move {
        let turn = runs.turns.acquire().await;
        let working = Arc::clone(&runs);
        // A panic there is a run without an answer.
        let _ = tokio::task::spawn_blocking(move || work(&working, &request, &stop, &sender)).await;
        drop(turn);
        runs.waiting.fetch_sub(1, Ordering::SeqCst);
    });
    Ok((leave, told))
}

fn work(
    runs: &Runs,
    request: &runner::Request,
    stop: &Stop,
    sender: &mpsc::UnboundedSender<Value>,
) {
    if stop.stopped() {
        return;
    }
    let mut tell = |event: Event| {
        // The reader may be gone; the run is then stopped.
        let _ = sender.send(serde_json::to_value(event).unwrap_or_default());
    };
    let message = match runs.runner.execute(request, stop, &mut tell) {
        Ok(answer) => {
            let mut message = protocol::answer(&answer);
            message["type"] = "end".into();
            if let (Some(listing), true) = (&request.listing, answer.heap.is_some()) {
                message["recorded"] = runs.baseline(listing);
            }
            message
        }
        Err(error) => json!({ "type": "error", "error": format!("{error:#}") }),
    };
    let _ = sender.send(message);
}

/// Runs to the end and answers once.
async fn finish(runs: &Shared, request: runner::Request) -> Result<Value, Box<Response>> {
    let (_leave, mut told) = begin(runs, request)?;
    let mut last = Value::Null;
    while let Some(message) = told.recv().await {
        last = message;
    }
    match last["type"].as_str() {
        Some("end") => Ok(last),
        Some("error") => Err(Box::new(answer(StatusCode::BAD_REQUEST, &last))),
        _ => Err(Box::new(problem(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the run broke off",
        ))),
    }
}

async fn execute(State(runs): State<Shared>, body: Bytes) -> Response {
    let request = match protocol::execute(&body, runs.runner.catalog()) {
        Ok(request) => request,
        Err(what) => return problem(StatusCode::BAD_REQUEST, &what),
    };
    finish(&runs, request)
        .await
        .map_or_else(|response| *response, |value| answer(StatusCode::OK, &value))
}

async fn evaluate(State(runs): State<Shared>, body: Bytes) -> Response {
    let request = match protocol::evaluate(&body) {
        Ok(request) => request,
        Err(what) => return problem(StatusCode::BAD_REQUEST, &what),
    };
    match finish(&runs, request).await {
        Ok(value) => answer(StatusCode::OK, &protocol::evaluated(&value)),
        Err(response) => *response,
    }
}

/// One JSON object a line: the number of the run, what happens, and at last the answer.
async fn stream(State(runs): State<Shared>, body: Bytes) -> Response {
    let request = match protocol::execute(&body, runs.runner.catalog()) {
        Ok(request) => request,
        Err(what) => return problem(StatusCode::BAD_REQUEST, &what),
    };
    let (leave, mut told) = match begin(&runs, request) {
        Ok(begun) => begun,
        Err(response) => return *response,
    };
    let mut first = Some(json!({ "type": "start", "id": leave.id }));
    let lines = futures_util::stream::poll_fn(move |context| {
        // Dropped with the connection, and stops the run with it.
        let _ = &leave;
        let next = match first.take() {
            Some(first) => std::task::Poll::Ready(Some(first)),
            None => told.poll_recv(context),
        };
        next.map(|message| message.map(|value| Ok::<_, Infallible>(format!("{value}\n"))))
    });
    (
        [(header::CONTENT_TYPE, "application/x-ndjson")],
        Body::from_stream(lines),
    )
        .into_response()
}

async fn kill(State(runs): State<Shared>, body: Bytes) -> Response {
    let id = serde_json::from_slice::<Value>(&body)
        .ok()
        .and_then(|value| value["id"].as_u64());
    let stop = id.and_then(|id| runs.lock_running().get(&id).cloned());
    match stop {
        Some(stop) => {
            stop.stop();
            answer(StatusCode::OK, &json!({ "killed": true }))
        }
        None => problem(StatusCode::NOT_FOUND, "no such run"),
    }
}

/// The code of a listing, which a page may show only in part.
async fn source(
    State(runs): State<Shared>,
    Segment((_, name)): Segment<(String, String)>,
) -> Response {
    match protocol::runnable(runs.runner.catalog(), &name).and_then(|_| {
        runs.runner
            .original(&name)
            .map_err(|error| format!("{error:#}"))
    }) {
        Ok(request) => answer(StatusCode::OK, &json!({ "code": request.code })),
        Err(what) => problem(StatusCode::NOT_FOUND, &what),
    }
}

async fn crates(Segment(_): Segment<String>) -> Response {
    answer(StatusCode::OK, &json!({ "crates": [] }))
}

async fn versions(State(runs): State<Shared>) -> Response {
    answer(StatusCode::OK, &protocol::versions(runs.runner.toolchain()))
}
