//! What the browser can ask for: a page, a command, the events.

use std::convert::Infallible;

use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures_util::stream::{self, Stream};
use serde_json::Value;
use tokio::sync::broadcast::error::RecvError;

use crate::core::Core;
use crate::page::{SCRIPT, Ui};

/// Pieces of files come as JSON.
const MAX_BODY: usize = 64 * 1024 * 1024;

/// Everything that is served.
pub fn routes(core: Core, ui: Ui) -> Router {
    Router::new()
        .route("/ipc/{cmd}", post(invoke))
        .route("/events", get(events))
        .with_state(core)
        .route("/__bridge.js", get(|| async { ([(header::CONTENT_TYPE, "text/javascript")], SCRIPT) }))
        .fallback(move |uri: Uri| async move { page(&ui, uri.path()) })
        .layer(DefaultBodyLimit::max(MAX_BODY))
}

async fn invoke(State(core): State<Core>, Path(cmd): Path<String>, Json(args): Json<Value>) -> Response {
    match tauri::async_runtime::spawn_blocking(move || core.invoke(cmd, args)).await {
        Ok(answer) => Json(answer).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

async fn events(State(core): State<Core>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stream = stream::unfold(core.events(), |mut receiver| async move {
        loop {
            match receiver.recv().await {
                Ok(text) => return Some((Ok(Event::default().data(text)), receiver)),
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

fn page(ui: &Ui, path: &str) -> Response {
    match ui.file(path) {
        Some(file) => {
            let headers = [(header::CONTENT_TYPE, file.kind), (header::CONTENT_SECURITY_POLICY, &ui.csp)];
            (headers, file.bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
