//! What each route below `/r/<token>/` answers.

use super::queue::{begin, finish};
use super::{Shared, answer, page, problem, protocol};
use axum::body::{Body, Bytes};
use axum::extract::{Path as Segment, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::convert::Infallible;

pub(super) async fn execute(State(runs): State<Shared>, body: Bytes) -> Response {
    let request = match protocol::execute(&body, &runs.runner.catalog()) {
        Ok(request) => request,
        Err(what) => return problem(StatusCode::BAD_REQUEST, &what),
    };
    finish(&runs, request)
        .await
        .map_or_else(|response| *response, |value| answer(StatusCode::OK, &value))
}

pub(super) async fn evaluate(State(runs): State<Shared>, body: Bytes) -> Response {
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
pub(super) async fn stream(State(runs): State<Shared>, body: Bytes) -> Response {
    let request = match protocol::execute(&body, &runs.runner.catalog()) {
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

pub(super) async fn kill(State(runs): State<Shared>, body: Bytes) -> Response {
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
pub(super) async fn source(
    State(runs): State<Shared>,
    Segment((_, name)): Segment<(String, String)>,
) -> Response {
    match protocol::runnable(&runs.runner.catalog(), &name).and_then(|_| {
        runs.runner
            .original(&name)
            .map_err(|error| format!("{error:#}"))
    }) {
        Ok(request) => answer(StatusCode::OK, &json!({ "code": request.code })),
        Err(what) => problem(StatusCode::NOT_FOUND, &what),
    }
}

/// The code that an exercise begins with.
pub(super) async fn starter(
    State(runs): State<Shared>,
    Segment((_, chapter, name)): Segment<(String, String, String)>,
) -> Response {
    match runs.runner.starter(&format!("{chapter}/{name}")) {
        Ok(request) => answer(StatusCode::OK, &json!({ "code": request.code })),
        Err(error) => problem(StatusCode::NOT_FOUND, &format!("{error:#}")),
    }
}

/// The page's side: no secret, so without the token.
pub(super) async fn file(Segment(name): Segment<String>) -> Response {
    match page::FILES.iter().find(|file| file.name == name) {
        Some(file) => ([(header::CONTENT_TYPE, file.content_type)], file.text).into_response(),
        None => problem(StatusCode::NOT_FOUND, "no such file"),
    }
}

pub(super) async fn crates(Segment(_): Segment<String>) -> Response {
    answer(StatusCode::OK, &json!({ "crates": [] }))
}

pub(super) async fn versions(State(runs): State<Shared>) -> Response {
    answer(StatusCode::OK, &protocol::versions(runs.runner.toolchain()))
}
