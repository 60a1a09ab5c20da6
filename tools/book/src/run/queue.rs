//! Runs wait for their turn here, and end when nobody waits for them any more.

use super::{AT_ONCE, Runs, Shared, WAITING, answer, problem, protocol};
use axum::http::{StatusCode, header};
use axum::response::Response;
use runner::{Event, Stop};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::sync::mpsc;

/// Stops the run when nobody waits for it any more.
pub(super) struct Leave {
    runs: Shared,
    pub(super) id: u64,
    stop: Stop,
}

impl Drop for Leave {
    fn drop(&mut self) {
        self.stop.stop();
        self.runs.lock_running().remove(&self.id);
    }
}

/// What a run tells while it goes on; the last message has its answer.
pub(super) type Told = mpsc::UnboundedReceiver<Value>;

/// Starts a run once it is its turn.
pub(super) fn begin(
    runs: &Shared,
    request: runner::Request,
) -> Result<(Leave, Told), Box<Response>> {
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
            if request.exercise.is_some() {
                message["tests"] = tests(&answer.stdout);
            }
            message
        }
        Err(error) => json!({ "type": "error", "error": format!("{error:#}") }),
    };
    let _ = sender.send(message);
}

/// How each test of an exercise came out; `said` is what a failed one complained.
fn tests(stdout: &str) -> Value {
    let tests = lab::test_results(stdout).into_iter();
    tests
        .map(|(name, said)| json!({ "name": name, "said": said }))
        .collect()
}

/// Runs to the end and answers once.
pub(super) async fn finish(
    runs: &Shared,
    request: runner::Request,
) -> Result<Value, Box<Response>> {
    let (_leave, mut told) = begin(runs, request)?;
    let mut last = Value::Null;
    while let Some(message) = told.recv().await {
        last = message;
    }
    match last["type"].as_str() {
        Some("end") => Ok(last),
        // The request was found sound before: this is about the machine.
        Some("error") => Err(Box::new(answer(StatusCode::INTERNAL_SERVER_ERROR, &last))),
        _ => Err(Box::new(problem(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the run broke off",
        ))),
    }
}
